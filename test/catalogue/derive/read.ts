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

/** Reads rows of all kinds, at any depth of a document. */
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

/** Reads the movies of a keyword or company, which the movies themselves may not name. */
const readMoviesOf = (known: 'keywords' | 'companies') => (id: number, page: Json) => {
  for (const row of rows(page, 'results')) {
    const movie = movieOf(number(row, 'id'));
    movie[known] = [...new Set([...(movie[known] ?? []), id])];
  }
};

type Read = (id: number, document: Json, language: string) => void;

/** Readers of documents, by the kind of their owner and their name. */
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

/** Reads a part of a movie or person that a row has named. */
function readPart(kind: string, id: number, name: string, document: Json): void {
  const movie = kind === 'movie' ? movies.get(id) : undefined;
  if (movie) PARTS[name]?.(movie, document);
  const person = kind === 'person' ? people.get(id) : undefined;
  if (person) PERSON_PARTS[name]?.(person, document);
}

const languageOf = (query: Record<string, string>) => (query['language'] ?? 'en').slice(0, 2);
const isPage = ({ path }: { path: string }) => Number(path.endsWith('/movies'));

/** Reads all recordings: first every row, then every document, alone or appended. */
export function readRecordings(): void {
  for (const { query, body } of answers) readRows(body, languageOf(query));
  // Pages of movies come after the movies themselves.
  for (const { path, query, body } of answers.toSorted((a, b) => isPage(a) - isPage(b))) {
    const [, , kind = '', id = '', ...part] = path.split('/');
    const name = kind === 'search' ? id : part.join('/') || 'details';
    const appended = (query['append_to_response'] ?? '').split(',').filter(Boolean);
    // A movie may have been requested by its IMDb id: then only the answer has TMDB's.
    const owner = Number(id) || number(body, 'id');
    for (const [document, content] of [
      [name, body] as const,
      ...appended.map((item) => [name === 'details' ? item : `${name}/${item}`, object(body, item)] as const),
    ]) {
      READERS[`${kind} ${document}`]?.(owner, content, languageOf(query));
      readPart(kind, owner, document, content);
      if (kind === 'tv') readTelevision(owner, document, content);
    }
    if (kind === 'find') readFound(query['external_source'] ?? '', id, body);
  }
}
