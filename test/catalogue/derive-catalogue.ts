/**
 * Writes catalogue.json from recorded TMDB answers and the tables in derive/known-*.ts: facts only (titles, ids, dates,
 * numbers, names, image paths), none of TMDB's prose. Run with `TMDB_RECORDINGS=../shared/tmdb/fixtures node
 * test/catalogue/derive-catalogue.ts`.
 */
import { writeFileSync } from 'node:fs';
import type { CrewRow, Movie, Series } from '../../src/sandbox/catalogue/catalogue-rows.ts';
import { ADULT, cast, collections, companies, crew, movies, keywords, people } from './derive/facts.ts';
import { addKnownCompanies } from './derive/known-companies.ts';
import { KNOWN_MOVIES } from './derive/known-movies.ts';
import { addKnownPeople } from './derive/known-people.ts';
import { addKnownSeasons } from './derive/known-seasons.ts';
import { addKnownSeries } from './derive/known-series.ts';
import { addKnownFacts } from './derive/known.ts';
import { giveCollectionsPictures, givePeopleFame } from './derive/given.ts';
import { readRecordings } from './derive/read.ts';
import { answerOf, answers, isObject, number, rows, text, type Json } from './derive/recordings.ts';
import { keptEpisodes, networks } from './derive/series-details.ts';
import { keptSeries } from './derive/series.ts';
import { FIRST_UNRECORDED } from '../../src/sandbox/catalogue/first-ids.ts';

/** Most rows to keep: the catalogue is committed, so it stays small. */
const KEEP = { movies: 460, cast: 30, crew: 14 } as const;

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
  10762: 'Kinder',
  10766: 'Seifenoper',
};

// ——— Facts from the recordings and, in addition, widely known facts.

readRecordings();
addKnownFacts();
addKnownSeries();
addKnownSeasons();
addKnownPeople();
addKnownCompanies();

// ——— The rows to keep.

// Lists were recorded without votes, so known movies rank first, then those of lists.
const known = new Set(KNOWN_MOVIES.map(({ id }) => id));
const listed = new Set(
  answers
    .filter(({ path }) => /^\/3\/(movie\/(popular|now_playing|upcoming|top_rated)|trending\/movie|keyword\/\d+\/movies)/.test(path))
    .flatMap(({ body }) => rows(body, 'results').map((row) => number(row, 'id'))),
);
const rank = (movie: Movie) => (known.has(movie.id) ? 2e6 : 0) + (movie.imdb ? 1e6 : 0) + (listed.has(movie.id) ? 5e3 : 0) + movie.votes;
const kept = [...movies.values()]
  .filter((movie) => !ADULT.has(movie.id) && movie.title && movie.date && movie.genres.length > 0)
  .toSorted((a, b) => rank(b) - rank(a) || a.id - b.id)
  .slice(0, KEEP.movies)
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

for (const movie of kept) {
  const players = [...(cast.get(movie.id)?.values() ?? [])].filter(({ id }) => people.has(id)).toSorted((a, b) => a.order - b.order);
  movie.cast = players.slice(0, KEEP.cast).map(({ order: _order, ...row }) => row);
  movie.crew = [...(crew.get(movie.id)?.values() ?? [])]
    .filter(({ id }) => people.has(id))
    .toSorted((a, b) => jobRank(a) - jobRank(b))
    .slice(0, KEEP.crew);
  if (known.has(movie.id) && movie.votes === 0)
    Object.assign(movie, { votes: 10_000 + (movie.id % 7919), average: 7.5 + (movie.id % 12) / 10 });
  // The sandbox draws its own images, so these movies can have one too.
  if (known.has(movie.id)) movie.poster ??= `/sandbox-${movie.id}.jpg`;
  if (movie.popularity === 0) movie.popularity = Math.round((5 + (movie.id % 97) + (listed.has(movie.id) ? 60 : 0)) * 1000) / 1000;
  // Answers of 2014 lack the language.
  movie.language ||= 'en';
  movie.keywords = (movie.keywords ?? []).filter((id) => keywords.has(id));
}

// An invented movie, so that `include_adult` adds one.
kept.push({
  id: FIRST_UNRECORDED + 200_000,
  title: 'The Sandbox After Midnight',
  titles: { de: 'Der Sandkasten nach Mitternacht' },
  language: 'en',
  date: '2019-09-09',
  genres: [18],
  average: 5,
  votes: 10,
  popularity: 1,
  adult: true,
});

const keptSeriesRows = keptSeries((id) => people.has(id));
for (const show of keptSeriesRows) {
  show.episodes = keptEpisodes(show, (id) => people.has(id));
  show.keywords = (show.keywords ?? []).filter((id) => keywords.has(id));
}

const used = <Id>(ids: (movie: Movie) => readonly (Id | undefined)[] | undefined) => new Set(kept.flatMap((movie) => ids(movie) ?? []));
const credits = ({ cast = [], crew = [] }: { cast?: { id: number }[]; crew?: { id: number }[] }) => [...cast, ...crew].map(({ id }) => id);
const ofEpisodes = keptSeriesRows.flatMap(({ creators = [], episodes = [] }) => [
  ...creators.map(({ id }) => id),
  ...episodes.flatMap(({ crew = [], guests = [] }) => credits({ cast: guests, crew })),
]);
const usedPeople = new Set([...[...kept, ...keptSeriesRows].flatMap(credits), ...ofEpisodes]);
const usedCollections = used((movie) => [movie.collection]);
const ofSeries = <Id>(ids: (show: Series) => readonly Id[]) => keptSeriesRows.flatMap(ids);
/** Ids that a recorded search found, of no movie kept, so that search has several pages. */
const found = (path: string) =>
  answers.filter((answer) => answer.path === path).flatMap(({ body }) => rows(body, 'results').map((row) => number(row, 'id')));
const usedKeywords = new Set([
  ...used((movie) => movie.keywords),
  ...ofSeries(({ keywords: ids = [] }) => ids),
  ...found('/3/search/keyword'),
]);
const usedCompanies = new Set([
  ...used((movie) => movie.companies),
  ...ofSeries(({ companies: ids = [] }) => ids),
  ...found('/3/search/company'),
]);
giveCollectionsPictures([...usedCollections].flatMap((id) => collections.get(id ?? 0) ?? []));
givePeopleFame([...kept, ...keptSeriesRows].flatMap(credits));
const shown = { movie: new Set(kept.map(({ id }) => id)), series: new Set(keptSeriesRows.map(({ id }) => id)) };
for (const person of people.values())
  if (person.tagged)
    person.tagged = person.tagged.filter(
      ({ movie, series }) => (!movie || shown.movie.has(movie)) && (!series || shown.series.has(series)),
    );

const usedLanguages = new Set([
  ...used((movie) => [...(movie.spoken ?? []), movie.language]),
  ...ofSeries(({ spoken = [], languages = [], language }) => [...spoken, ...languages, language]),
  ...[...usedPeople].flatMap((id) => Object.keys(people.get(id)?.names ?? {})),
]);
const usedCountries = new Set([
  ...used((movie) => movie.countries),
  ...ofSeries(({ produced = [], countries }) => [...produced, ...countries]),
]);
/** Leaves out empty values, which cost bytes. */
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

const genresOf = (kind: 'movie' | 'tv') =>
  table(
    rows(answerOf(`/3/genre/${kind}/list`), 'genres').map((row) => ({
      id: number(row, 'id'),
      en: text(row, 'name'),
      de: GERMAN_GENRES[number(row, 'id')] ?? text(row, 'name'),
    })),
  );

const sections: Record<string, string> = {
  genres: genresOf('movie'),
  series_genres: genresOf('tv'),
  countries: table(
    (answerOf('/3/configuration/countries') as unknown as Json[])
      .map((row) => ({ id: text(row, 'iso_3166_1'), name: text(row, 'english_name') }))
      .filter(({ id }) => usedCountries.has(id)),
  ),
  languages: table(
    (answerOf('/3/configuration/languages') as unknown as Json[])
      .map((row) => ({ id: text(row, 'iso_639_1'), english_name: text(row, 'english_name'), name: text(row, 'name') }))
      .filter(({ id }) => usedLanguages.has(id)),
  ),
  keywords: table(byId(keywords.values(), usedKeywords)),
  companies: table(byId(companies.values(), usedCompanies)),
  collections: table(byId(collections.values(), usedCollections)),
  networks: table([...networks.values()].toSorted((a, b) => a.id - b.id)),
  people: table(byId(people.values(), usedPeople)),
  series: table(keptSeriesRows),
  movies: table(kept),
};
const lists = Object.entries(sections).map(([name, list]) => `"${name}":[\n${list}\n]`);
writeFileSync(
  new URL('../../src/sandbox/catalogue/catalogue.json', import.meta.url),
  `{\n"configuration":${JSON.stringify(answerOf('/3/configuration'))},\n${lists.join(',\n')}\n}\n`,
);

const full = kept.filter(
  (movie) => movie.runtime && movie.imdb && movie.crew?.some(({ job }) => job === 'Director') && (movie.cast?.length ?? 0) >= 5,
);
const unrecorded = [...usedPeople].filter((id = 0) => id >= FIRST_UNRECORDED).length;
const described = [...people.values()].filter(({ id, born }) => usedPeople.has(id) && born).length;
console.log(
  `${kept.length} movies, ${full.length} of them in full; ${usedPeople.size} people, ${unrecorded} of them in no recording, ${described} with a birthday.`,
);
console.log(
  `${keptSeriesRows.length} series, ${usedCompanies.size} companies, ${usedKeywords.size} keywords, ${usedCollections.size} collections.`,
);
