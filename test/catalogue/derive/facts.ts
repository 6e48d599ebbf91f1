import type {
  CastRow,
  Collection,
  Company,
  CrewRow,
  Elsewhere,
  Movie,
  ImageRow,
  LogoRow,
  Named,
  Person,
} from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { number, object, rows, strings, text, type Json } from './recordings.ts';

/* The facts found so far, by id, and functions that add rows of all kinds to them. */

const saysNothing = (value: unknown) => !value || (typeof value === 'object' && Object.keys(value).length === 0);

/** Adds facts that are not known yet; known facts stay. */
export function fill<Target extends object>(target: Target, facts: { [Key in keyof Target]?: Target[Key] | undefined }): void {
  for (const [key, value] of Object.entries(facts)) {
    if (saysNothing(target[key as keyof Target]) && !saysNothing(value)) target[key as keyof Target] = value as Target[keyof Target];
  }
}

export const movies = new Map<number, Movie>();
export const people = new Map<number, Person>();
export const companies = new Map<number, Company>();
export const collections = new Map<number, Collection>();
export const keywords = new Map<number, Named>();

export const movieOf = (id: number): Movie => {
  const movie = movies.get(id) ?? {
    id,
    title: '',
    language: '',
    date: '',
    genres: [],
    average: 0,
    votes: 0,
    popularity: 0,
  };
  movies.set(id, movie);
  return movie;
};

/** External ids of a row, without unknown ones. */
export function elsewhereOf(row: Json): Elsewhere {
  const found = {
    wikidata: text(row, 'wikidata_id'),
    facebook: text(row, 'facebook_id'),
    instagram: text(row, 'instagram_id'),
    twitter: text(row, 'twitter_id'),
    tiktok: text(row, 'tiktok_id'),
    youtube: text(row, 'youtube_id'),
    freebaseMid: text(row, 'freebase_mid'),
    freebase: text(row, 'freebase_id'),
    tvrage: number(row, 'tvrage_id'),
    tvdb: number(row, 'tvdb_id'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, id]) => !saysNothing(id)));
}

export const imageOf = (row: Json): ImageRow => [
  text(row, 'file_path'),
  number(row, 'width'),
  number(row, 'height'),
  text(row, 'iso_639_1') || null,
  number(row, 'vote_average'),
  number(row, 'vote_count'),
];
/** Selects images: the first of each language, so that the language filters have images to leave out, then others. */
export function variety(images: ImageRow[], most: number): ImageRow[] {
  const seen = new Set<string | null>();
  const first = images.filter(
    ([, , , language]) => [null, 'en', 'de', 'fr'].includes(language) && !seen.has(language) && seen.add(language),
  );
  return [...new Set([...first, ...images])].slice(0, most);
}
const logoOf = (row: Json): LogoRow => [
  text(row, 'file_path'),
  number(row, 'width'),
  number(row, 'height'),
  text(row, 'id'),
  text(row, 'file_type'),
  number(row, 'vote_average'),
  number(row, 'vote_count'),
];

export const ADULT = new Set<number>();
export const isMovie = (row: Json) => 'original_title' in row && number(row, 'id') > 0 && ['', 'movie'].includes(text(row, 'media_type'));

export function readMovieRow(row: Json, language: string): void {
  const movie = movieOf(number(row, 'id'));
  if (row['adult'] === true || row['softcore'] === true) ADULT.add(movie.id);
  const genres = Array.isArray(row['genre_ids'])
    ? row['genre_ids'].filter((id) => typeof id === 'number')
    : rows(row, 'genres').map((genre) => number(genre, 'id'));
  if (movie.genres.length === 0) movie.genres = genres;
  if (number(row, 'vote_count') > movie.votes)
    Object.assign(movie, { votes: number(row, 'vote_count'), average: number(row, 'vote_average') });
  movie.popularity = Math.max(movie.popularity, number(row, 'popularity'));
  fill(movie, {
    title: text(row, 'original_title'),
    language: text(row, 'original_language'),
    date: text(row, 'release_date'),
    // Posters differ by language: the catalogue has the English one.
    poster: language === 'en' ? text(row, 'poster_path') : '',
    backdrop: text(row, 'backdrop_path'),
    runtime: number(row, 'runtime'),
    imdb: text(row, 'imdb_id'),
    budget: number(row, 'budget'),
    revenue: number(row, 'revenue'),
    homepage: language === 'en' ? text(row, 'homepage') : '',
    collection: number(object(row, 'belongs_to_collection'), 'id'),
    countries: rows(row, 'production_countries').map((country) => text(country, 'iso_3166_1')),
    spoken: rows(row, 'spoken_languages').map((spoken) => text(spoken, 'iso_639_1')),
    companies: rows(row, 'production_companies').map((company) => number(company, 'id')),
  });
  const title = text(row, 'title');
  // An English title of an English movie that differs from the original is that of one country.
  if (title && title !== text(row, 'original_title') && language !== text(row, 'original_language'))
    movie.titles = { [language]: title, ...movie.titles };
}

/** Readers of companies and of networks, which have the same fields. */
export const companyReaders = (table: Map<number, Company>) => ({
  read(row: Json): void {
    const id = number(row, 'id');
    const company = table.get(id) ?? { id, name: text(row, 'name') };
    fill(company, {
      logo: text(row, 'logo_path'),
      country: text(row, 'origin_country'),
      headquarters: text(row, 'headquarters'),
      homepage: text(row, 'homepage'),
    });
    table.set(id, company);
  },
  readPart(id: number, part: Json): void {
    const company = table.get(id);
    if (company)
      fill(company, { alternatives: rows(part, 'results').map((row) => text(row, 'name')), logos: rows(part, 'logos').map(logoOf) });
  },
});
export const { read: readCompany, readPart: readCompanyPart } = companyReaders(companies);

export function readCollection(row: Json, language: string): void {
  const id = number(row, 'id');
  const collection = collections.get(id) ?? { id, name: '' };
  const name = text(row, 'name') || text(row, 'title');
  const original = text(row, 'original_language');
  if (language === 'en') fill(collection, { name, language: original === 'en' ? '' : original });
  else if (name) collection.titles = { [language]: name, ...collection.titles };
  fill(collection, { poster: text(row, 'poster_path'), backdrop: text(row, 'backdrop_path') });
  fill(collection, { posters: variety(rows(row, 'posters').map(imageOf), 6), backdrops: variety(rows(row, 'backdrops').map(imageOf), 4) });
  collections.set(id, collection);
}

export function readPerson(row: Json): void {
  const id = number(row, 'id');
  const person = people.get(id) ?? { id, name: text(row, 'name') };
  person.popularity = Math.max(person.popularity ?? 0, number(row, 'popularity'));
  const original = text(row, 'original_name');
  fill(person, {
    gender: number(row, 'gender'),
    department: text(row, 'known_for_department'),
    profile: text(row, 'profile_path'),
    original: original === person.name ? '' : original,
    imdb: text(row, 'imdb_id'),
    born: text(row, 'birthday'),
    died: text(row, 'deathday'),
    place: text(row, 'place_of_birth'),
    aka: strings(row, 'also_known_as').slice(0, 4),
  });
  people.set(id, person);
}

export const castOf = (row: Json, id: number): CastRow & { order: number } => ({
  id,
  character: text(row, 'character'),
  credit: text(row, 'credit_id'),
  ...(number(row, 'cast_id') ? { castId: number(row, 'cast_id') } : {}),
  order: number(row, 'order'),
});
export const crewOf = (row: Json, id: number): CrewRow => ({
  id,
  department: text(row, 'department'),
  job: text(row, 'job'),
  credit: text(row, 'credit_id'),
});

export const cast = new Map<number, Map<number, CastRow & { order: number }>>();
export const crew = new Map<number, Map<string, CrewRow>>();
export function addCast(movie: number, row: CastRow & { order: number }): void {
  const known = cast.get(movie) ?? new Map<number, CastRow & { order: number }>();
  if (!known.has(row.id)) known.set(row.id, row);
  cast.set(movie, known);
}
export function addCrew(movie: number, row: CrewRow): void {
  const known = crew.get(movie) ?? new Map<string, CrewRow>();
  const key = `${row.id} ${row.job}`;
  if (!known.has(key)) known.set(key, row);
  crew.set(movie, known);
}
