/** A country's certifications in TMDB's order, and the places in it of the five that generated titles have, the mildest first. */
interface Ladder {
  readonly order: readonly string[];
  readonly levels: readonly number[];
}
export interface Market {
  /** How many days after the first release a generated title comes out. */
  readonly days: number;
  readonly movie: Ladder;
  readonly tv: Ladder;
}
export type Kind = 'movie' | 'tv';

const ladder = (order: string, levels: string): Ladder => ({ order: order.split('|'), levels: Array.from(levels, Number) });
const market = (days: number, movie: Ladder, tv = movie): Market => ({ days, movie, tv });

const BRITISH = ladder('U|PG|12A|12|15|18|R18', '01245');
const GERMAN = ladder('0|6|12|16|18', '01234');
const BRAZILIAN = ladder('L|10|12|14|16|18', '01245');

/** The countries in which every title has releases, certifications and offers. */
export const MARKETS: Readonly<Record<string, Market>> = {
  US: market(0, ladder('NR|G|PG|PG-13|R|NC-17', '12345'), ladder('NR|TV-Y|TV-Y7|TV-G|TV-PG|TV-14|TV-MA', '13456')),
  GB: market(2, BRITISH),
  DE: market(6, GERMAN),
  FR: market(5, ladder('NR|U|TP|10|12|16|18', '22456'), ladder('NR|TP|10|12|16|18', '12345')),
  ES: market(7, ladder('A|Ai|7|7i|12|16|18|X', '02456'), ladder('NR|ERI|TP|7|10|12|13|16|18', '23578')),
  IT: market(8, ladder('NR|T|6+|10+|14+|18+', '12345'), ladder('T|BA|VM12|VM14|VM18', '01234')),
  NL: market(4, ladder('AL|6|9|12|14|16|18', '01356'), ladder('NR|AL|6|9|12|14|16|18', '12467')),
  BR: market(3, BRAZILIAN),
  JP: market(21, ladder('G|PG12|R15+|R18+', '01123')),
  AU: market(1, ladder('G|PG|M|MA 15+|R 18+|X 18+|RC', '01234'), ladder('P|C|G|PG|M|MA 15+|R 18+', '23456')),
};

const HORROR = 27;
/** Animation, family and kids. */
const FOR_CHILDREN = new Set([16, 10751, 10762]);

/** How grown-up the audience of a title should be, from 0 to 4: as its known certifications have it, else by its genres. */
export function levelOf(
  kind: Kind,
  { id, genres }: { id: number; genres: readonly number[] },
  known: readonly (readonly [country: string, certification: string])[],
): number {
  for (const [country, certification] of known) {
    const { order = [], levels = [] } = MARKETS[country]?.[kind] ?? {};
    const place = order.indexOf(certification);
    const level = levels.findLastIndex((least) => least <= place);
    if (level >= 0) return level;
  }
  if (genres.some((genre) => FOR_CHILDREN.has(genre))) return id % 2;
  return (genres.includes(HORROR) ? 2 : 1) + (id % 3);
}

/** The certification of a level in a country. */
export const certificationAt = (kind: Kind, { [kind]: { order, levels } }: Market, level: number): string =>
  order[levels[level] ?? 0] ?? '';
