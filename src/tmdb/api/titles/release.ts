import { knownDate, knownId, knownInstant, knownText, rowsOf } from '../../known.ts';
import type { MovieDetails, ReleaseDateRow, ReleasesRow } from './movie.ts';

/** TMDB's types of releases in cinemas, the widest first. */
const IN_CINEMAS = [3, 2];

/** A movie's certification in one country, from its releases there; those in cinemas come first. */
export function certificationOf(releases: readonly ReleaseDateRow[]): string | null {
  const inCinemas = IN_CINEMAS.flatMap((wanted) => releases.filter(({ type }) => type === wanted));
  const certifications = [...inCinemas, ...releases].map(({ certification }) => knownId(certification));
  return certifications.find((certification) => certification !== null) ?? null;
}

/** A release with its country. */
export type Release = ReleaseDateRow & { readonly country: string };

/** A movie's releases in all countries, in TMDB's order. */
export const releasesOf = (results: readonly ReleasesRow[] | undefined): Release[] =>
  rowsOf(results).flatMap(({ iso_3166_1: country, release_dates: rows }) => rowsOf(rows).map((row) => ({ ...row, country })));

/** A movie's releases in one country. */
export const releasesIn = (country: string, results: readonly ReleasesRow[] | undefined): Release[] =>
  releasesOf(results).filter((release) => release.country === country);

/** Releases of these types, the earliest first; those without a date come last. */
export const byDate = (releases: readonly Release[], types: readonly number[] | null | undefined): Release[] =>
  releases.filter(({ type }) => types?.includes(type) ?? true).toSorted((a, b) => timeOf(a) - timeOf(b) || 0);

/** The time of a release in ms, after all others without a date. */
const timeOf = ({ release_date: date }: ReleaseDateRow): number => knownInstant(date)?.getTime() ?? Infinity;

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
