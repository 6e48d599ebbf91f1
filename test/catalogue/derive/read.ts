import {
  addCast,
  addCrew,
  castOf,
  crewOf,
  movieOf,
  movies,
  isMovie,
  keywords,
  people,
  readCollection,
  readCompany,
  readCompanyPart,
  readMovieRow,
  readPerson,
} from './facts.ts';
import { PARTS } from './parts.ts';
import { PERSON_PARTS } from './person-parts.ts';
import { answers, isObject, number, object, objects, rows, text, type Json } from './recordings.ts';
import { isSeries, readCredit, readPersonCredits, readSeriesRow } from './series.ts';
import { readEpisode, readFound, readNetwork, readNetworkPart, readTelevision } from './series-details.ts';

/** Rows of all kinds, wherever they stand. */
function readRows(body: unknown, language: string): void {
  for (const row of objects(body)) {
    if (isMovie(row)) readMovieRow(row, language);
    if (isSeries(row)) readSeriesRow(row, language);
    readEpisode(row);
    if ('profile_path' in row && number(row, 'id') > 0 && text(row, 'name')) readPerson(row);
    for (const company of rows(row, 'production_companies')) readCompany(company);
    if (isObject(row['belongs_to_collection'])) readCollection(row['belongs_to_collection'], language);
  }
}

function readKeyword(row: Json): void {
  keywords.set(number(row, 'id'), { id: number(row, 'id'), name: text(row, 'name') });
}

function readMovieCredits(person: number, credits: Json): void {
  for (const row of rows(credits, 'cast').filter(isMovie)) addCast(number(row, 'id'), castOf(row, person));
  for (const row of rows(credits, 'crew').filter(isMovie)) addCrew(number(row, 'id'), crewOf(row, person));
}

/** The movies of a keyword or company, which those movies know nothing of. */
const readMoviesOf = (known: 'keywords' | 'companies') => (id: number, page: Json) => {
  for (const row of rows(page, 'results')) {
    const movie = movieOf(number(row, 'id'));
    movie[known] = [...new Set([...(movie[known] ?? []), id])];
  }
};

type Read = (id: number, document: Json, language: string) => void;

/** What one document says, by the kind of thing it is about and its name there. */
const READERS: Readonly<Record<string, Read>> = {
  'company details': (_id, company) => readCompany(company),
  'company images': readCompanyPart,
  'company alternative_names': readCompanyPart,
  'company movies': readMoviesOf('companies'),
  'collection details': (_id, collection, language) => readCollection(collection, language),
  'collection images': (id, images) => readCollection({ ...images, id }, 'en'),
  'network details': (_id, network) => readNetwork(network),
  'network images': readNetworkPart,
  'network alternative_names': readNetworkPart,
  'keyword details': (id, keyword) => readKeyword({ ...keyword, id }),
  'keyword movies': readMoviesOf('keywords'),
  'search company': (_id, page) => rows(page, 'results').forEach(readCompany),
  'search keyword': (_id, page) => rows(page, 'results').forEach(readKeyword),
  'search collection': (_id, page, language) => rows(page, 'results').forEach((row) => readCollection(row, language)),
  'credit details': (_id, credit) => readCredit(credit),
  'person movie_credits': readMovieCredits,
  'person tv_credits': readPersonCredits,
  'person combined_credits': (id, credits) => {
    readMovieCredits(id, credits);
    readPersonCredits(id, credits);
  },
};

/** Of a movie or a person, what adds to those that a row has told of. */
function readPart(kind: string, id: number, name: string, document: Json): void {
  const movie = kind === 'movie' ? movies.get(id) : undefined;
  if (movie) PARTS[name]?.(movie, document);
  const person = kind === 'person' ? people.get(id) : undefined;
  if (person) PERSON_PARTS[name]?.(person, document);
}

const languageOf = (query: Record<string, string>) => (query['language'] ?? 'en').slice(0, 2);
const isPage = ({ path }: { path: string }) => Number(path.endsWith('/movies'));

/** Reads all recordings: first every row, then every document about something, alone or appended. */
export function readRecordings(): void {
  for (const { query, body } of answers) readRows(body, languageOf(query));
  // What pages of movies add comes after what the movies say themselves.
  for (const { path, query, body } of answers.toSorted((a, b) => isPage(a) - isPage(b))) {
    const [, , kind = '', id = '', ...part] = path.split('/');
    const name = kind === 'search' ? id : part.join('/') || 'details';
    const appended = (query['append_to_response'] ?? '').split(',').filter(Boolean);
    // A movie may be asked for by IMDb's id, and only the answer says TMDB's.
    const thing = Number(id) || number(body, 'id');
    for (const [document, told] of [
      [name, body] as const,
      ...appended.map((item) => [name === 'details' ? item : `${name}/${item}`, object(body, item)] as const),
    ]) {
      READERS[`${kind} ${document}`]?.(thing, told, languageOf(query));
      readPart(kind, thing, document, told);
      if (kind === 'tv') readTelevision(thing, document, told);
    }
    if (kind === 'find') readFound(query['external_source'] ?? '', id, body);
  }
}
