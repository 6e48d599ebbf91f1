import { knownDate, knownText, rowsOf } from '../../known.ts';
import type { MovieDetails, ReleaseDateRow } from './movie.ts';

const THEATRICAL = 3;

/** For which ages a film is, going by its releases in one country: what cinemas say comes first. */
export function certificationOf(releases: readonly ReleaseDateRow[]): string | null {
  const inCinemas = releases.filter(({ type }) => type === THEATRICAL);
  const said = [...inCinemas, ...releases].map(({ certification }) => knownText(certification));
  return said.find((certification) => certification !== null) ?? null;
}

/** The releases of a film in one country. */
export const releasesIn = (
  country: string,
  results: { iso_3166_1: string; release_dates: ReleaseDateRow[] }[] | undefined,
): ReleaseDateRow[] =>
  rowsOf(results)
    .filter(({ iso_3166_1 }) => iso_3166_1 === country)
    .flatMap(({ release_dates: rows }) => rowsOf(rows));

/** What TMDB's statuses of films say about whether one is out. */
const OUT: ReadonlyMap<string | null, boolean> = new Map([
  ['Released', true],
  ['Rumored', false],
  ['Planned', false],
  ['In Production', false],
  ['Post Production', false],
  ['Canceled', false],
]);

/**
 * Whether a film is out: its status says so, and no date that is yet to come says otherwise. A status that is not known
 * leaves it to the date.
 * @param today `2026-08-06`
 * @returns null when neither is known.
 */
export function isReleased({ status, release_date }: Pick<MovieDetails, 'status' | 'release_date'>, today: string): boolean | null {
  const date = knownDate(release_date);
  if (date !== null && date > today) return false;
  return OUT.get(knownText(status)) ?? (date === null ? null : true);
}
