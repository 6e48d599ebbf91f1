import type { Collection, Company, Movie, Genre, Named, Person, Series } from './catalogue-rows.ts';
import { completeMovie, completePerson, completeSeries } from '../generated/complete.ts';
import data from './catalogue.json' with { type: 'json' };

interface CatalogueFile {
  genres: Genre[];
  series_genres: Genre[];
  countries: { id: string; name: string }[];
  languages: { id: string; english_name: string; name: string }[];
  configuration: object;
  keywords: Named[];
  companies: Company[];
  collections: Collection[];
  networks: Company[];
  people: Person[];
  series: Series[];
  movies: Movie[];
}

// derive-catalogue.ts writes the file in exactly this shape. TypeScript would infer a union of every row's keys from it.
const file = data as unknown as CatalogueFile;

const byId = <Row extends { id: unknown }>(rows: readonly Row[]): ReadonlyMap<Row['id'], Row> => new Map(rows.map((row) => [row.id, row]));

const movies = file.movies.map(completeMovie);
/** The movies of lists. Adult movies are found only by search and by their id. */
export const MOVIES: readonly Movie[] = movies.filter(({ adult }) => !adult);
export const ADULT_MOVIES: readonly Movie[] = movies.filter(({ adult }) => adult);
export const SERIES: readonly Series[] = file.series.map(completeSeries);
export const PEOPLE: readonly Person[] = file.people.map(completePerson);
export const GENRES = byId(file.genres);
export const SERIES_GENRES = byId(file.series_genres);
export const COUNTRIES = byId(file.countries);
export const LANGUAGES = byId(file.languages);
export const KEYWORDS = byId(file.keywords);
export const COMPANIES = byId(file.companies);
export const COLLECTIONS = byId(file.collections);
export const NETWORKS = byId(file.networks);
export const CONFIGURATION = file.configuration;
export const MOVIE_BY_ID = byId(movies);
export const SERIES_BY_ID = byId(SERIES);
export const PERSON_BY_ID = byId(PEOPLE);
export const MOVIE_BY_IMDB: ReadonlyMap<string, Movie> = new Map(
  MOVIES.flatMap((movie) => (movie.imdb ? [[movie.imdb, movie] as const] : [])),
);
export const PERSON_BY_IMDB: ReadonlyMap<string, Person> = new Map(PEOPLE.flatMap((row) => (row.imdb ? [[row.imdb, row] as const] : [])));

/** Indexes rows by ids in them: people in cast and crew, companies, collections, keywords, ids at other sites. */
export function indexed<Row, Id>(rows: readonly Row[], idsOf: (row: Row) => Iterable<Id>): ReadonlyMap<Id, readonly Row[]> {
  const found = new Map<Id, Row[]>();
  for (const row of rows) {
    for (const id of new Set(idsOf(row))) {
      const known = found.get(id);
      if (known) known.push(row);
      else found.set(id, [row]);
    }
  }
  return found;
}
const ids = (rows: readonly { id: number }[] = []) => rows.map(({ id }) => id);

/** Rows as they were recorded, without generated facts. */
const recorded = { movies: byId(file.movies), series: byId(file.series) };

/* The titles of the people that the catalogue knows. */
export const MOVIES_BY_PERSON = indexed(MOVIES, ({ id, crew }) => [...ids(recorded.movies.get(id)?.cast), ...ids(crew)]);
/** Creators, and guests and crew of single episodes, included. */
export const SERIES_BY_PERSON = indexed(SERIES, ({ id, crew, creators, episodes = [] }) => [
  ...ids(recorded.series.get(id)?.cast),
  ...ids(crew),
  ...ids(creators),
  ...episodes.flatMap(({ guests, crew: own }) => [...ids(guests), ...ids(own)]),
]);
export const MOVIES_BY_COMPANY = indexed(MOVIES, (movie) => movie.companies ?? []);
export const MOVIES_BY_KEYWORD = indexed(MOVIES, (movie) => movie.keywords ?? []);
export const MOVIES_BY_COLLECTION = indexed(MOVIES, (movie) => (movie.collection ? [movie.collection] : []));
