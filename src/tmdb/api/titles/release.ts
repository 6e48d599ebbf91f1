import { knownDate, knownText, rowsOf } from '../../known.ts';
import type { MovieDetails, ReleaseDateRow } from './movie.ts';

const THEATRICAL = 3;

/** A movie's certification in one country, from its releases there; theatrical releases come first. */
export function certificationOf(releases: readonly ReleaseDateRow[]): string | null {
  const inCinemas = releases.filter(({ type }) => type === THEATRICAL);
  const certifications = [...inCinemas, ...releases].map(({ certification }) => knownText(certification));
  return certifications.find((certification) => certification !== null) ?? null;
}

/** A movie's releases in one country. */
export const releasesIn = (
  country: string,
  results: { iso_3166_1: string; release_dates: ReleaseDateRow[] }[] | undefined,
): ReleaseDateRow[] =>
  rowsOf(results)
    .filter(({ iso_3166_1 }) => iso_3166_1 === country)
    .flatMap(({ release_dates: rows }) => rowsOf(rows));

/** Whether a movie is released, by TMDB's status of it. */
const RELEASED: ReadonlyMap<string | null, boolean> = new Map([
  ['Released', true],
  ['Rumored', false],
  ['Planned', false],
  ['In Production', false],
  ['Post Production', false],
  ['Canceled', false],
]);

/**
 * Whether a movie is released. A release date in the future says no; else the status decides, or the date when the status is
 * not known.
 * @param today `2026-08-06`
 * @returns null when neither is known.
 */
export function isReleased({ status, release_date }: Pick<MovieDetails, 'status' | 'release_date'>, today: string): boolean | null {
  const date = knownDate(release_date);
  if (date !== null && date > today) return false;
  return RELEASED.get(knownText(status)) ?? (date === null ? null : true);
}
