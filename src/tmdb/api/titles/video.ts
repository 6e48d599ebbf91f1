import { knownInstant, knownText, number, rowsWhere } from '../../known.ts';
import { inFirstLanguage, type PictureLanguages } from '../../language.ts';

export interface VideoRow {
  id: string;
  key?: string;
  name?: string;
  site?: string;
  size?: number;
  type?: string;
  official?: boolean;
  published_at?: string;
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
}

/** The types of video that count as trailers, in order of preference. */
const TRAILERS: readonly (string | undefined)[] = ['Trailer', 'Teaser'];

/**
 * The trailer to show on the page of a movie or series: on YouTube, in the first of these languages that has any. Official
 * ones come first, then trailers before teasers, then the highest resolution, then the newest.
 */
export function bestTrailer(videos: readonly VideoRow[] | undefined, languages: PictureLanguages): VideoRow | null {
  const trailers = rowsWhere(videos, ({ site, key, type }) => site === 'YouTube' && knownText(key) !== null && TRAILERS.includes(type));
  const [best = null] = inFirstLanguage(trailers, languages).toSorted(
    (a, b) =>
      Number(b.official === true) - Number(a.official === true) ||
      TRAILERS.indexOf(a.type) - TRAILERS.indexOf(b.type) ||
      (number(b.size) ?? 0) - (number(a.size) ?? 0) ||
      published(b) - published(a),
  );
  return best;
}

const published = ({ published_at: at }: VideoRow): number => knownInstant(at)?.getTime() ?? 0;
