/**
 * Writes catalogue.json from recorded TMDB answers and derive/known-films.ts: facts only (titles, ids, dates, numbers,
 * names, image paths), none of TMDB's prose. Run with `TMDB_RECORDINGS=../shared/tmdb/fixtures node src/sandbox/derive-
 * catalogue.ts`.
 */
import { writeFileSync } from 'node:fs';
import type { CrewRow, Film } from './catalogue.ts';
import {
  ADULT,
  addCast,
  addCrew,
  cast,
  castOf,
  collections,
  companies,
  crew,
  crewOf,
  filmOf,
  films,
  isFilm,
  keywords,
  people,
  readCollection,
  readCompany,
  readFilmRow,
  readPerson,
} from './derive/facts.ts';
import { KNOWN_FILMS } from './derive/known-films.ts';
import { addKnownFacts } from './derive/known.ts';
import { PARTS } from './derive/parts.ts';
import { answerOf, answers, isObject, number, object, objects, rows, text, type Json } from './derive/recordings.ts';
import { FIRST_UNRECORDED } from './first-ids.ts';

/** How much is kept: the catalogue is committed, so it stays small. */
const KEEP = { films: 420, cast: 30, crew: 14 } as const;

const GERMAN_GENRES: Record<number, string> = {
  28: 'Action',
  12: 'Abenteuer',
  16: 'Animation',
  35: 'Komödie',
  80: 'Krimi',
  99: 'Dokumentarfilm',
  18: 'Drama',
  10751: 'Familie',
  14: 'Fantasy',
  36: 'Historie',
  27: 'Horror',
  10402: 'Musik',
  9648: 'Mystery',
  10749: 'Liebesfilm',
  878: 'Science Fiction',
  10770: 'TV-Film',
  53: 'Thriller',
  10752: 'Kriegsfilm',
  37: 'Western',
};

// ——— What the recordings say.

for (const { path, query, body } of answers) {
  const language = (query['language'] ?? 'en').slice(0, 2);
  for (const row of objects(body)) {
    if (isFilm(row)) readFilmRow(row, language);
    if ('profile_path' in row && number(row, 'id') > 0 && text(row, 'name')) readPerson(row);
    for (const company of rows(row, 'production_companies')) readCompany(company);
    if (isObject(row['belongs_to_collection'])) readCollection(row['belongs_to_collection'], language);
  }
  const [, , kind = '', id = '', ...part] = path.split('/');
  if (kind === 'company' && part.length === 0) readCompany(body);
  if ((kind === 'collection' && part.length === 0) || path === '/3/search/collection')
    for (const row of kind === 'search' ? rows(body, 'results') : [body]) readCollection(row, language);
  if (path === '/3/search/keyword')
    for (const row of rows(body, 'results')) keywords.set(number(row, 'id'), { id: number(row, 'id'), name: text(row, 'name') });
  if (kind === 'keyword' && part.length === 0) keywords.set(Number(id), { id: Number(id), name: text(body, 'name') });
  if (kind === 'movie') {
    const film = films.get(number(body, 'id') || Number(id));
    if (film)
      for (const [name, learn] of Object.entries(PARTS))
        learn(film, part.length > 0 ? (part.join('/') === name ? body : {}) : object(body, name));
  }
  if (kind === 'person') {
    for (const credits of [
      part[0] === 'movie_credits' ? body : object(body, 'movie_credits'),
      part[0] === 'combined_credits' ? body : object(body, 'combined_credits'),
    ]) {
      for (const row of rows(credits, 'cast').filter(isFilm)) addCast(number(row, 'id'), castOf(row, Number(id)));
      for (const row of rows(credits, 'crew').filter(isFilm)) addCrew(number(row, 'id'), crewOf(row, Number(id)));
    }
  }
}
for (const { path, body } of answers) {
  const [, , kind, id, part] = path.split('/');
  if (part !== 'movies' || (kind !== 'keyword' && kind !== 'company')) continue;
  for (const row of rows(body, 'results')) {
    const film = filmOf(number(row, 'id'));
    const known = kind === 'keyword' ? 'keywords' : 'companies';
    film[known] = [...new Set([...(film[known] ?? []), Number(id)])];
  }
}

// ——— What is widely known, over that.

addKnownFacts();

// ——— What is kept, smallest first.

/** Lists were recorded with their votes blanked out; what is known well has many, what is new has none yet. */
const known = new Set(KNOWN_FILMS.map(({ id }) => id));
const listed = new Set(
  answers
    .filter(({ path }) => /^\/3\/(movie\/(popular|now_playing|upcoming|top_rated)|trending\/movie|keyword\/\d+\/movies)/.test(path))
    .flatMap(({ body }) => rows(body, 'results').map((row) => number(row, 'id'))),
);
const rank = (film: Film) => (known.has(film.id) ? 2e6 : 0) + (film.imdb ? 1e6 : 0) + (listed.has(film.id) ? 5e3 : 0) + film.votes;
const kept = [...films.values()]
  .filter((film) => !ADULT.has(film.id) && film.title && film.date && film.genres.length > 0)
  .toSorted((a, b) => rank(b) - rank(a) || a.id - b.id)
  .slice(0, KEEP.films)
  .toSorted((a, b) => a.id - b.id);

const JOBS = [
  'Director',
  'Screenplay',
  'Writer',
  'Story',
  'Novel',
  'Characters',
  'Producer',
  'Director of Photography',
  'Original Music Composer',
  'Editor',
  'Executive Producer',
];
const jobRank = ({ job }: CrewRow) => (JOBS.includes(job) ? JOBS.indexOf(job) : JOBS.length);

for (const film of kept) {
  const players = [...(cast.get(film.id)?.values() ?? [])].filter(({ id }) => people.has(id)).toSorted((a, b) => a.order - b.order);
  film.cast = players.slice(0, KEEP.cast).map(({ order: _order, ...row }) => row);
  film.crew = [...(crew.get(film.id)?.values() ?? [])]
    .filter(({ id }) => people.has(id))
    .toSorted((a, b) => jobRank(a) - jobRank(b))
    .slice(0, KEEP.crew);
  if (known.has(film.id) && film.votes === 0) Object.assign(film, { votes: 10_000 + (film.id % 7919), average: 7.5 + (film.id % 12) / 10 });
  // The sandbox draws its own pictures, so these films need not go without.
  if (known.has(film.id)) film.poster ??= `/sandbox-${film.id}.jpg`;
  if (film.popularity === 0) film.popularity = Math.round((5 + (film.id % 97) + (listed.has(film.id) ? 60 : 0)) * 1000) / 1000;
  film.keywords = (film.keywords ?? []).filter((id) => keywords.has(id));
}

const used = <Id>(ids: (film: Film) => readonly (Id | undefined)[] | undefined) => new Set(kept.flatMap((film) => ids(film) ?? []));
const usedPeople = used((film) => [...(film.cast ?? []), ...(film.crew ?? [])].map(({ id }) => id));
const usedKeywords = used((film) => film.keywords);
const usedCompanies = used((film) => film.companies);
const usedCollections = used((film) => [film.collection]);
/** What says nothing costs bytes. */
const compact = (row: object) =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([key, value]) =>
        value !== undefined &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0 && key !== 'genres') &&
        !(isObject(value) && Object.keys(value).length === 0),
    ),
  );
const table = (list: Iterable<object>) => [...list].map((row) => JSON.stringify(compact(row))).join(',\n');
const byId = <Row extends { id: number }>(list: Iterable<Row>, ids: ReadonlySet<number | undefined>) =>
  [...list].filter(({ id }) => ids.has(id)).toSorted((a, b) => a.id - b.id);

const sections: Record<string, string> = {
  genres: table(
    rows(answerOf('/3/genre/movie/list'), 'genres').map((row) => ({
      id: number(row, 'id'),
      en: text(row, 'name'),
      de: GERMAN_GENRES[number(row, 'id')] ?? text(row, 'name'),
    })),
  ),
  countries: table(
    (answerOf('/3/configuration/countries') as unknown as Json[])
      .map((row) => ({ id: text(row, 'iso_3166_1'), name: text(row, 'english_name') }))
      .filter(({ id }) => used((film) => film.countries).has(id)),
  ),
  languages: table(
    (answerOf('/3/configuration/languages') as unknown as Json[])
      .map((row) => ({ id: text(row, 'iso_639_1'), english_name: text(row, 'english_name'), name: text(row, 'name') }))
      .filter(({ id }) => used((film) => [...(film.spoken ?? []), film.language]).has(id)),
  ),
  keywords: table(byId(keywords.values(), usedKeywords)),
  companies: table(byId(companies.values(), usedCompanies)),
  collections: table(byId(collections.values(), usedCollections)),
  people: table(byId(people.values(), usedPeople)),
  films: table(kept),
};
const lists = Object.entries(sections).map(([name, list]) => `"${name}":[\n${list}\n]`);
writeFileSync(
  new URL('catalogue.json', import.meta.url),
  `{\n"configuration":${JSON.stringify(answerOf('/3/configuration'))},\n${lists.join(',\n')}\n}\n`,
);

const full = kept.filter(
  (film) => film.runtime && film.imdb && film.crew?.some(({ job }) => job === 'Director') && (film.cast?.length ?? 0) >= 5,
);
const unrecorded = [...usedPeople].filter((id = 0) => id >= FIRST_UNRECORDED).length;
console.log(`${kept.length} films, ${full.length} of them in full; ${usedPeople.size} people, ${unrecorded} of them in no recording.`);
