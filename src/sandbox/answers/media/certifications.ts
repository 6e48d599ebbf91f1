import { MOVIES, SERIES } from '../../catalogue/catalogue.ts';

/** Sorts alphabetically, with numbers by value: `6` before `12`, `PG` before `R`. */
const collator = new Intl.Collator('en', { numeric: true });
const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** The certifications of each country, the mildest first as far as their terms tell. */
function byCountry(rows: readonly (readonly [country: string, certification: string])[]) {
  const known = Object.groupBy(rows, ([country]) => country);
  const rowsOf = (country: string) =>
    [...new Set(known[country]?.map(([, certification]) => certification.trim()))]
      .filter((certification) => certification !== '')
      .toSorted(collator.compare)
      .map((certification, index) => ({
        certification,
        meaning: `${certification}, as ${countries.of(country) ?? country} has it.`,
        order: index + 1,
      }));
  return { certifications: Object.fromEntries(Object.keys(known).map((country) => [country, rowsOf(country)])) };
}

const ofMovies = MOVIES.flatMap(({ releases = {} }) =>
  Object.entries(releases).flatMap(([country, rows]) => rows.map(({ certification }) => [country, certification] as const)),
);
const ofSeries = SERIES.flatMap(({ ratings = [] }) => ratings);

/** The certifications that movies and series of the catalogue have. */
export const CERTIFICATIONS = { movie: byCountry(ofMovies), tv: byCountry(ofSeries) } as const;
