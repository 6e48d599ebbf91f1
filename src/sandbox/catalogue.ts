import data from './catalogue.json' with { type: 'json' };

export interface CastRow {
  id: number;
  character: string;
  credit: string;
  castId?: number;
}
export interface CrewRow {
  id: number;
  department: string;
  job: string;
  credit: string;
}
/** File, width, height, language (null for none), average, votes. */
export type ImageRow = [file: string, width: number, height: number, language: string | null, average: number, votes: number];
export interface ReleaseRow {
  certification: string;
  language: string;
  note: string;
  date: string;
  type: number;
}
export interface VideoRow {
  id: string;
  key: string;
  name: string;
  site: string;
  size: number;
  type: string;
  official: boolean;
  published: string;
  language: string;
  country: string;
}
export interface ProviderRow {
  provider_id: number;
  provider_name: string;
  logo_path: string;
  display_priority: number;
}
export type Providers = Record<string, Partial<Record<'flatrate' | 'rent' | 'buy' | 'free' | 'ads', ProviderRow[]>>>;

/** A film as the sandbox knows it; what is left out is unknown. Generated films have the same shape. */
export interface Film {
  id: number;
  /** The original title. */
  title: string;
  /** Titles in other languages than the original, by ISO 639-1 code. */
  titles?: Record<string, string>;
  language: string;
  date: string;
  genres: number[];
  poster?: string;
  backdrop?: string;
  average: number;
  votes: number;
  popularity: number;
  runtime?: number;
  imdb?: string;
  budget?: number;
  revenue?: number;
  homepage?: string;
  collection?: number;
  countries?: string[];
  spoken?: string[];
  companies?: number[];
  keywords?: number[];
  cast?: CastRow[];
  crew?: CrewRow[];
  posters?: ImageRow[];
  backdrops?: ImageRow[];
  logos?: ImageRow[];
  alternatives?: [country: string, title: string, type: string][];
  releases?: Record<string, ReleaseRow[]>;
  videos?: VideoRow[];
  providers?: Providers;
  external?: { wikidata?: string; facebook?: string; instagram?: string; twitter?: string };
}

export interface Person {
  id: number;
  name: string;
  original?: string;
  gender?: number;
  department?: string;
  profile?: string;
  popularity?: number;
  imdb?: string;
  born?: string;
  died?: string;
  place?: string;
  aka?: string[];
}

export interface Company {
  id: number;
  name: string;
  logo?: string;
  country?: string;
  headquarters?: string;
  homepage?: string;
}
export interface Collection {
  id: number;
  name: string;
  titles?: Record<string, string>;
  poster?: string;
  backdrop?: string;
}
export interface Named {
  id: number;
  name: string;
}

interface CatalogueFile {
  genres: { id: number; en: string; de: string }[];
  countries: { id: string; name: string }[];
  languages: { id: string; english_name: string; name: string }[];
  configuration: object;
  keywords: Named[];
  companies: Company[];
  collections: Collection[];
  people: Person[];
  films: Film[];
}

// The file is written by derive-catalogue.ts in just this shape; TypeScript infers a union of every row's keys from it.
const file = data as unknown as CatalogueFile;

const byId = <Row extends { id: unknown }>(rows: readonly Row[]): ReadonlyMap<Row['id'], Row> => new Map(rows.map((row) => [row.id, row]));

export const FILMS: readonly Film[] = file.films;
export const PEOPLE: readonly Person[] = file.people;
export const GENRES = byId(file.genres);
export const COUNTRIES = byId(file.countries);
export const LANGUAGES = byId(file.languages);
export const KEYWORDS = byId(file.keywords);
export const COMPANIES = byId(file.companies);
export const COLLECTIONS = byId(file.collections);
export const CONFIGURATION = file.configuration;
export const FILM_BY_ID = byId(FILMS);
export const PERSON_BY_ID = byId(PEOPLE);
export const FILM_BY_IMDB: ReadonlyMap<string, Film> = new Map(FILMS.flatMap((film) => (film.imdb ? [[film.imdb, film] as const] : [])));
export const PERSON_BY_IMDB: ReadonlyMap<string, Person> = new Map(PEOPLE.flatMap((row) => (row.imdb ? [[row.imdb, row] as const] : [])));

/** The films with a certain member of cast or crew, company, collection, keyword or genre. */
function filmsBy<Id>(idsOf: (film: Film) => Iterable<Id>): ReadonlyMap<Id, readonly Film[]> {
  const films = new Map<Id, Film[]>();
  for (const film of FILMS) for (const id of new Set(idsOf(film))) films.set(id, [...(films.get(id) ?? []), film]);
  return films;
}
const ids = (rows: readonly { id: number }[] = []) => rows.map(({ id }) => id);

export const FILMS_BY_PERSON = filmsBy((film) => [...ids(film.cast), ...ids(film.crew)]);
export const FILMS_BY_COMPANY = filmsBy((film) => film.companies ?? []);
export const FILMS_BY_KEYWORD = filmsBy((film) => film.keywords ?? []);
export const FILMS_BY_COLLECTION = filmsBy((film) => (film.collection ? [film.collection] : []));
