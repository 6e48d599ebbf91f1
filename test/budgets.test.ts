import type { GraphQLEnumType } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { schema } from '../schema/index.ts';
import { readExamples } from '../src/http/examples.ts';
import type { Estimate } from '../src/tmdb/need.ts';
import { signIn, type User } from './support/accounts.ts';
import { fieldOf, startGateway, type TestGateway } from './support/gateway.ts';
import { startScripted, type ScriptedAnswer } from './support/scripted-upstream.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** Returns the number of TMDB requests that an operation costs; expects an answer without errors. */
async function costOf(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<number> {
  const { status, body } = await gateway.ask(query, variables, headers);
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
  return gateway.asked().length;
}

/** Returns the number of TMDB requests that an operation is likely to cost now; expects that it sends none to tell. */
async function likelyOf(query: string): Promise<number> {
  const { body } = await gateway.ask(query, {}, { 'tmdb-explain': 'plan' });
  expect(gateway.asked()).toEqual([]);
  const { plan } = (body.extensions?.['tmdb'] ?? {}) as { plan: Estimate };
  return plan.likely;
}

/** TMDB requests of each file in schema/examples: the first time, and right afterwards. */
const EXAMPLES: Record<string, { cold: number; warm: number }> = {
  discover: { cold: 2, warm: 0 },
  'movie-page': { cold: 1, warm: 0 },
  person: { cold: 1, warm: 0 },
  search: { cold: 1, warm: 0 },
  series: { cold: 1, warm: 0 },
  trending: { cold: 2, warm: 0 },
};

describe('the examples', () => {
  it('has a budget for each example', () => {
    expect(readExamples().map(({ name }) => name)).toEqual(Object.keys(EXAMPLES).toSorted());
  });

  it.each(readExamples())('spends exactly its budget on the example $name', async ({ name, query }) => {
    const cold = await costOf(query);
    expect({ cold, warm: await costOf(query) }).toEqual(EXAMPLES[name]);
  });
});

const LIST_FIELDS = 'id title originalTitle overview releaseDate voteAverage poster { url } backdrop { url }';
const EVERYTHING = `title runtime budget
  cast { nodes { name } } crew { nodes { name } } directors { name } writers { name }
  alternativeTitles { title } externalIds { imdbId } images { posters { url } } keywords { name }
  lists { nodes { name } } recommendations { nodes { title } } similar { nodes { title } } reviews { nodes { content } }
  releaseDates { country } translations { title } videos { name } watchProviders { country } changes { key }`;

const TITLES_IN_THREE_COUNTRIES = ['DE', 'FR', 'US'].map((code) => `${code}: alternativeTitles(country: ${code}) { title }`).join(' ');

const SHARED = 'title overview voteAverage voteCount popularity releaseDate';
const PERSON = 'name originalName popularity';
const DERIVED = `title releaseYear trailer { url } certification de: certification(region: DE)
  logo { url } poster(languages: ["de", "en"]) { url } backdrop(languages: [null]) { url }`;
const DERIVED_OF = {
  movie: `movie(id: 1000603) { ${DERIVED} directors { name } writers { name } producers { name } composers { name } isReleased }`,
  tvSeries: `tvSeries(id: 1000008) { ${DERIVED} firstAirYear creators { name } episodeRuntime inProduction }`,
};

/** An id of each of TMDB's sources, by which it finds a series, a person, or nothing. */
const FOUND = [
  ['IMDB', 'tt0944947'],
  ['TVDB', '121361'],
  ['WIKIDATA', 'Q23572'],
  ['FACEBOOK', 'GameOfThrones'],
  ['INSTAGRAM', 'gameofthrones'],
  ['TWITTER', 'GameOfThrones'],
  ['TIKTOK', 'gameofthrones'],
  ['YOUTUBE', 'GameofThrones'],
] as const;

/** Operations without variables, and their exact number of TMDB requests with an empty cache. */
const COSTS: [title: string, cost: number, query: string][] = [
  ['a movie', 1, '{ movie(id: 603) { title } }'],
  ['a movie with its id alone, since a root promises existence', 1, '{ movie(id: 603) { id } }'],
  ['a movie with its typename alone', 1, '{ movie(id: 603) { __typename } }'],
  ['a part alone', 1, '{ movie(id: 603) { keywords { name } } }'],
  ['20 aliases of one movie', 1, `{ ${times(20, (n) => `m${n}: movie(id: 603) { title runtime }`)} }`],
  [
    '20 aliases of one movie with different parts',
    1,
    `{ ${times(20, (n) => `m${n}: movie(id: 603) { ${n % 2 ? 'keywords { name }' : 'videos { name }'} }`)} }`,
  ],
  [
    'a person with combined credits and pictures',
    1,
    '{ person(id: 287) { name birthday combinedCredits { cast { nodes { __typename } } } images { profiles { url } } } }',
  ],
  [
    'a person with every part',
    1,
    `{ person(id: 287) { biography movieCredits { crew { totalCount } } tvCredits { cast { totalCount } } combinedCredits { cast { totalCount } }
    images { profiles { path } } taggedImages { totalCount } externalIds { imdbId } translations { language } changes { key } } }`,
  ],
  ['a person by their IMDb id, which has to be found first', 2, '{ person(imdbId: "nm0000093") { name } }'],
  [
    'a search of 20 with the titles that people are known for',
    1,
    '{ search(query: "the", first: 20) { nodes { __typename ... on Person { name knownFor { __typename } } } } }',
  ],
  [
    'movies that pass a filter, over three pages',
    3,
    '{ discoverMovies(filter: { voteCount: { gte: 100 } }, first: 60) { nodes { title } } }',
  ],
  [
    'the same filter twice, once in other words',
    1,
    '{ a: discoverMovies(filter: { genres: { allOf: [18] } }) { totalCount } b: discoverMovies(filter: { genres: { anyOf: ["18"] }, cast: null }, sort: POPULARITY_DESC) { totalCount } }',
  ],
  ['a person with three of their movies', 2, '{ person(id: 31) { name movies(first: 3) { nodes { title } } } }'],
  ['a genre with its movies and series', 4, '{ genre(id: 18) { name movies { totalCount } tvSeries { totalCount } } }'],
  ['a genre that series do not have', 2, '{ genre(id: 878) { name tvSeries { totalCount } } }'],
  [
    'a list for a region with the release dates there',
    1,
    '{ nowPlayingMovies(region: DE, first: 20) { edges { regionalReleaseDate node { title voteAverage } } } }',
  ],
  [
    'a list for a region with the first release of each of five movies',
    6,
    '{ nowPlayingMovies(region: DE, first: 5) { edges { regionalReleaseDate node { title releaseDate releaseYear } } } }',
  ],
  [
    'two lists for regions with the release dates there',
    2,
    '{ upcomingMovies(region: DE) { edges { regionalReleaseDate } } nowPlayingMovies(region: FR) { edges { regionalReleaseDate } } }',
  ],
  ['a list without a region with release dates', 1, '{ popularMovies(first: 20) { nodes { title releaseDate releaseYear } } }'],
  [
    'two movies for a region, and one of them by id',
    3,
    '{ movie(id: 603) { releaseDate } searchMovies(query: "matrix", region: DE, first: 2) { nodes { releaseDate } } }',
  ],
  ['a person by id with what they are known for', 1, '{ person(id: 6384) { name knownFor { __typename } } }'],
  [
    'a person by id and in two lists',
    3,
    `{ person(id: 6384) { ${PERSON} } popularPeople { nodes { ${PERSON} } } trendingPeople { nodes { ${PERSON} } } }`,
  ],
  [
    'a movie by id and in two lists',
    3,
    `{ movie(id: 603) { ${SHARED} } popularMovies { nodes { ${SHARED} } } searchMovies(query: "matrix") { nodes { ${SHARED} } } }`,
  ],
  ['a search over three pages', 3, '{ searchMovies(query: "the", first: 60) { nodes { title } } }'],
  [
    'trending of all kinds with the names of genres',
    3,
    '{ trending { nodes { ... on Movie { title genres { name } } ... on TvSeries { name genres { name } } ... on Person { name } } } }',
  ],
  ['20 people, each with birthday and IMDb id', 21, '{ popularPeople(first: 20) { nodes { name birthday imdbId } } }'],
  [
    'a company with its movies and logos',
    1,
    '{ company(id: 711) { name movies { nodes { title } } logos { url } alternativeNames { name } } }',
  ],
  ['a keyword with a page of its movies, which cannot be appended', 2, '{ keyword(id: 818) { name movies { nodes { title } } } }'],
  [
    'popular, top rated, now playing and upcoming movies',
    4,
    '{ popularMovies { totalCount } topRatedMovies { totalCount } nowPlayingMovies { totalCount } upcomingMovies { totalCount } }',
  ],
  ['the latest movie', 1, '{ latestMovie { tmdbId title runtime genres { name } } }'],
  ['the latest person', 1, '{ latestPerson { tmdbId name biography } }'],
  [
    'a series with five seasons by number and their episodes',
    1,
    `{ tvSeries(id: 1000008) { title ${[1, 2, 3, 4, 5].map((n) => `s${n}: season(number: ${n}) { episodes { name } }`).join(' ')} } }`,
  ],
  ['a series with all 8 seasons', 2, '{ tvSeries(id: 1000008) { seasons { episodes { name } } } }'],
  ['a series with all 45 seasons', 4, '{ tvSeries(id: 1000045) { seasons { episodes { name } } } }'],
  [
    'a season with its episodes, guests and aggregated cast',
    1,
    '{ tvSeason(series: 1000008, number: 1) { episodes { name guestStars { nodes { name } } } aggregateCast { nodes { name } } } }',
  ],
  [
    '20 series, each with creators and content rating',
    21,
    '{ popularTvSeries(first: 20) { nodes { name createdBy { node { name } } contentRatings(country: US) { rating } } } }',
  ],
  [
    'an episode by itself',
    1,
    '{ tvEpisode(series: 1000008, season: 1, number: 1) { name externalIds { imdbId } guestStars { nodes { name } } } }',
  ],
  ['a season with its series', 1, '{ tvSeason(series: 1000008, number: 1) { name tvSeries { name cast { nodes { name } } } } }'],
  [
    'a season with another season of its series',
    1,
    '{ tvSeason(series: 1000008, number: 1) { name tvSeries { season(number: 2) { name } } } }',
  ],
  [
    'an episode with its season and series, which bring it',
    1,
    '{ tvEpisode(series: 1000008, season: 1, number: 1) { name guestStars { nodes { name } } season { name } tvSeries { name } } }',
  ],
  ['an episode with its series', 1, '{ tvEpisode(series: 1000008, season: 1, number: 1) { name tvSeries { name } } }'],
  [
    'an episode with a part of its own, its season and its series',
    2,
    '{ tvEpisode(series: 1000008, season: 1, number: 1) { name externalIds { imdbId } season { name } tvSeries { name } } }',
  ],
  [
    'three episodes of one season',
    1,
    `{ ${times(3, (n) => `e${n}: tvEpisode(series: 1000008, season: 1, number: ${n}) { name runtime }`)} }`,
  ],
  ['three episodes of three seasons', 1, `{ ${times(3, (n) => `e${n}: tvEpisode(series: 1000008, season: ${n}, number: 1) { name }`)} }`],
  [
    'three episodes of one season, of which one with a part of its own',
    2,
    `{ ${times(3, (n) => `e${n}: tvEpisode(series: 1000008, season: 1, number: ${n}) { name ${n === 1 ? 'externalIds { imdbId }' : ''} }`)} }`,
  ],
  [
    'three episodes of one season, each with a part of its own',
    3,
    `{ ${times(3, (n) => `e${n}: tvEpisode(series: 1000008, season: 1, number: ${n}) { name externalIds { imdbId } }`)} }`,
  ],
  [
    'an episode with the previous and the next one',
    1,
    '{ tvEpisode(series: 1000008, season: 2, number: 2) { name previous { name still { url } } next { name guestStars { totalCount } } } }',
  ],
  [
    'the first episode of a season with the one before',
    1,
    '{ tvEpisode(series: 1000008, season: 2, number: 1) { name previous { name } } }',
  ],
  ['the last episode of a season with the next one', 2, '{ tvEpisode(series: 1000008, season: 2, number: 3) { name next { name } } }'],
  ['a series with an episode by its numbers', 1, '{ tvSeries(id: 1000008) { name episode(season: 2, number: 2) { name next { name } } } }'],
  [
    'the first and the last episode of a season by their numbers, with their neighbours',
    2,
    `{ tvSeries(id: 1000008) { first: episode(season: 2, number: 1) { previous { name } next { name } }
      last: episode(season: 2, number: 3) { previous { name } next { name } } } }`,
  ],
  [
    'the first episode of a series, before which there is none',
    1,
    '{ tvEpisode(series: 1000008, season: 1, number: 1) { previous { name } } }',
  ],
  ['an episode of each of two series in a list', 3, '{ popularTvSeries(first: 2) { nodes { episode(season: 1, number: 1) { name } } } }'],
  ['the changes of a season', 2, '{ tvSeason(series: 1000008, number: 1) { changes { key } } }'],
  [
    'the changes of the season of an episode',
    2,
    '{ tvEpisode(series: 1000008, season: 1, number: 1) { name season { changes { key } } } }',
  ],
  [
    'the changes of three seasons',
    4,
    `{ tvSeries(id: 1000008) { ${times(3, (n) => `s${n}: season(number: ${n}) { changes { key } }`)} } }`,
  ],
  [
    'the episodes of the series of a season in another order',
    2,
    '{ tvSeason(series: 1000008, number: 1) { name tvSeries { episodes(order: ABSOLUTE) { totalCount } } } }',
  ],
  ['two movies', 2, '{ a: movie(id: 603) { title } b: movie(id: 604) { title keywords { name } } }'],
  ['three movies by their ids, one of them twice', 3, '{ moviesByIds(ids: [603, 604, 603, 1000601]) { title runtime keywords { name } } }'],
  ['two movies by their IMDb ids', 2, '{ moviesByIds(imdbIds: ["tt0133093", "tt0137523"]) { title cast { nodes { name } } } }'],
  ['two series and a person by their ids', 3, '{ tvSeriesByIds(ids: [1000008, 1000045]) { name } peopleByIds(ids: [287]) { birthday } }'],
  ['a series by its IMDb id among several, which has to be found first', 2, '{ tvSeriesByIds(imdbIds: ["tt0944947"]) { name } }'],
  ['two people by their IMDb ids, which have to be found first', 4, '{ peopleByIds(imdbIds: ["nm0000093", "nm0000158"]) { name } }'],
  [
    'the releases of a movie in three countries, and the first in any',
    1,
    `{ movie(id: 603) { title firstRelease(types: [DIGITAL]) { date country } releases { type }
      ${['DE', 'FR', 'US'].map((code) => `${code}: release(region: ${code}, types: [DIGITAL, TV]) { date }`).join(' ')} } }`,
  ],
  [
    '20 trending movies, each with its first release in a country',
    21,
    '{ trendingMovies(first: 20) { nodes { release(region: DE) { date } } } }',
  ],
  ['20 trending movies with fields of the list', 1, `{ trendingMovies(first: 20) { nodes { ${LIST_FIELDS} } } }`],
  ['20 trending movies by default', 1, `{ trendingMovies { edges { node { ${LIST_FIELDS} } } totalCount } }`],
  ['20 trending movies with names of genres', 2, `{ trendingMovies(first: 20) { nodes { ${LIST_FIELDS} genres { name } } } }`],
  ['20 trending movies with numbers of genres', 1, '{ trendingMovies(first: 20) { nodes { genres { tmdbId } } } }'],
  [
    '20 trending movies with runtime, IMDb id and director',
    21,
    '{ trendingMovies(first: 20) { nodes { title runtime imdbId directors { name } } } }',
  ],
  ['20 trending movies with genres beside details', 21, '{ trendingMovies(first: 20) { nodes { title runtime genres { name } } } }'],
  ['20 trending movies with keywords only', 21, '{ trendingMovies(first: 20) { nodes { title keywords { name } } } }'],
  ['40 trending movies', 2, '{ trendingMovies(first: 40) { nodes { title } } }'],
  ['one of TMDB’s own pages', 1, '{ trendingMovies(page: 3) { nodes { title } } }'],
  ['recommendations page 2 plus credits', 1, '{ movie(id: 603) { recommendations(page: 2) { nodes { title } } cast { nodes { name } } } }'],
  [
    'recommendations pages 1 and 2 plus credits',
    2,
    '{ movie(id: 603) { a: recommendations(page: 1) { nodes { title } } b: recommendations(page: 2) { nodes { title } } cast { nodes { name } } } }',
  ],
  [
    'page 1 of one list and page 2 of two others plus credits',
    2,
    '{ movie(id: 603) { recommendations(page: 2) { nodes { title } } similar(page: 2) { nodes { title } } reviews { nodes { content } } cast { nodes { name } } } }',
  ],
  ['every part of a movie', 1, `{ movie(id: 603) { ${EVERYTHING} } }`],
  ['every part of a movie in German', 1, `query @inContext(languages: ["de"]) { movie(id: 603) { ${EVERYTHING} } }`],
  [
    'a title in three languages',
    1,
    '{ movie(id: 603) { title german: title(language: "de") french: title(language: "fr") keywords { name } } }',
  ],
  [
    'a movie with texts in the first of three languages that has them',
    1,
    'query @inContext(languages: ["fi", "ko", "de"]) { movie(id: 603) { title titleLanguage overview tagline homepage keywords { name } } }',
  ],
  ['the alternative titles of a movie in three countries', 1, `{ movie(id: 603) { ${TITLES_IN_THREE_COUNTRIES} } }`],
  ['the alternative titles of a series in three countries', 1, `{ tvSeries(id: 1000008) { ${TITLES_IN_THREE_COUNTRIES} } }`],
  ['all derived fields of a movie', 1, `{ ${DERIVED_OF.movie} }`],
  ['all derived fields of a movie, beside every part', 1, `{ ${DERIVED_OF.movie.replace('{', `{ ${EVERYTHING}`)} }`],
  ['all derived fields of a movie, in German', 1, `query @inContext(languages: ["de", "en"]) { ${DERIVED_OF.movie} }`],
  ['all derived fields of a series', 1, `{ ${DERIVED_OF.tvSeries} }`],
  ['all derived fields of a series, in German', 1, `query @inContext(languages: ["de", "en"]) { ${DERIVED_OF.tvSeries} }`],
  ['the age of a person and the years of a life', 1, '{ person(id: 287) { name age birthYear deathYear } }'],
  ['the years of three lives in a list', 4, '{ popularPeople(first: 3) { nodes { birthYear deathYear } } }'],
  [
    'the names of a movie’s credits, and its videos by their addresses',
    1,
    '{ movie(id: 603) { cast { edges { name character } } crew { edges { name job } } videos { url } } }',
  ],
  [
    'a collection in both orders of release',
    1,
    '{ collection(id: 10) { parts(sort: RELEASE_DATE_ASC) { title } latest: parts(sort: RELEASE_DATE_DESC) { title releaseDate } } }',
  ],
  [
    'the directors and writers of all episodes of a season',
    1,
    '{ tvSeason(series: 1000008, number: 1) { episodes { isAired directors { name } writers { name } } } }',
  ],
  [
    'a movie with pictures and a trailer in its original language',
    1,
    '{ movie(id: 1000603) { title poster(languages: ["x-original", "en"]) { url } logo(languages: ["x-original"]) { url } trailer(languages: ["x-original"]) { url } } }',
  ],
  [
    'a movie in German with all pictures in its original language',
    1,
    'query @inContext(languages: ["de"]) { movie(id: 1000603) { title images(languages: ["x-original", null]) { posters { url } } } }',
  ],
  [
    'a season with a poster in its original language',
    1,
    '{ tvSeason(series: 1000008, number: 1) { name poster(languages: ["x-original"]) { url } } }',
  ],
  [
    'an episode with pictures in its original language, which its series knows',
    2,
    '{ tvEpisode(series: 1000008, season: 1, number: 1) { name images(languages: ["x-original"]) { stills { url } } } }',
  ],
  [
    '20 trending movies, each with a poster in its original language',
    21,
    '{ trendingMovies(first: 20) { nodes { title poster(languages: ["x-original"]) { url } } } }',
  ],
  ['a collection with pictures by language', 1, '{ collection(id: 2344) { name poster(languages: ["de", "en"]) { url } } }'],
  ['20 trending movies, each with a logo and a trailer', 21, '{ trendingMovies(first: 20) { nodes { logo { url } trailer { url } } } }'],
  [
    'the movies and series of an external id',
    1,
    '{ find(source: IMDB, externalId: "tt0137523") { movies { title releaseDate } tvSeries { title } } }',
  ],
  ['a series by its number at TheTVDB, which has to be found first', 2, '{ tvSeries(tvdbId: 121361) { name tvdbId imdbId wikidataId } }'],
  ['the number of a series by its number at TheTVDB', 1, '{ tvSeries(tvdbId: 121361) { id tmdbId tvdbId } }'],
  ['a movie with its Wikidata id', 1, '{ movie(id: 550) { title imdbId wikidataId } }'],
  ['20 trending movies, each with its Wikidata id', 21, '{ trendingMovies(first: 20) { nodes { wikidataId } } }'],
  [
    'entities of every type that `/find` knows, each by an id of another site',
    10,
    `{ _entities(representations: [{ __typename: "Movie", wikidataId: "Q190050" }, { __typename: "Person", wikidataId: "Q2263" },
        { __typename: "TvSeries", tvdbId: 121361 }, { __typename: "TvSeason", tvdbId: 364731 }, { __typename: "TvEpisode", imdbId: "tt0959621" }]) {
      ... on Movie { runtime } ... on Person { birthday } ... on TvSeries { numberOfSeasons } ... on TvSeason { name } ... on TvEpisode { runtime } } }`,
  ],
  [
    'the numbers of entities by ids of other sites',
    3,
    `{ _entities(representations: [{ __typename: "Movie", wikidataId: "Q190050" }, { __typename: "TvSeries", tvdbId: 121361 },
        { __typename: "TvEpisode", tvdbId: 3254641 }]) { ... on Movie { tmdbId wikidataId } ... on TvSeries { id } ... on TvEpisode { id tvdbId } } }`,
  ],
  [
    'entities of which only the keys are selected by which they are named',
    0,
    `{ _entities(representations: [{ __typename: "TvSeries", tvdbId: 121361, wikidataId: "Q23572" }, { __typename: "TvSeason", tvdbId: 364731 }]) {
      ... on TvSeries { tvdbId wikidataId } ... on TvSeason { tvdbId } } }`,
  ],
  ...FOUND.map(([source, id]): [string, number, string] => [
    `what has an id of ${source}`,
    1,
    `{ find(source: ${source}, externalId: "${id}") { movies { title } tvSeries { name } people { name } } }`,
  ]),
  ['100 changed movies, one page of TMDB’s', 1, '{ movieChanges(first: 100) { edges { adult node { tmdbId } } } }'],
  ['five changed movies with their titles', 6, '{ movieChanges(first: 5) { nodes { title } } }'],
  [
    'a list with a page of its movies and series',
    1,
    '{ list(id: 1) { name items { nodes { ... on Movie { title } ... on TvSeries { name } } } } }',
  ],
  [
    'a list by both versions of the API, with comments',
    2,
    '{ list(id: 1) { name public revenue createdBy { username name } sortedItems { edges { comment } } } }',
  ],
  ['certifications of movies and of series', 2, '{ movieCertifications { certification } tvCertifications { certification } }'],
  [
    'countries, languages, departments, time zones and translations, each at a path of its own',
    5,
    '{ countries { name } languages { name } departments { jobs } timezones { zones } primaryTranslations }',
  ],
  ['the names of all genres', 1, '{ movieGenres { name } }'],
  ['the table of statuses', 0, '{ tmdbStatuses { status name } }'],
];

/** Likely requests of the operations whose requests depend on what TMDB answers. */
const LIKELY: Record<string, { cold: number; warm?: number }> = {
  'a genre that series do not have': { cold: 3, warm: 1 },
  'the latest movie': { cold: 2, warm: 1 },
  'the latest person': { cold: 2, warm: 1 },
  'a series with all 45 seasons': { cold: 2 },
  'the last episode of a season with the next one': { cold: 1 },
  'two movies for a region, and one of them by id': { cold: 4 },
  'the first and the last episode of a season by their numbers, with their neighbours': { cold: 1 },
  'an episode of each of two series in a list': { cold: 3, warm: 2 },
};

describe('an empty cache', () => {
  it.each(COSTS)('loads %s (TMDB requests: %i)', async (title, cost, query) => {
    const { cold = cost, warm = 0 } = LIKELY[title] ?? {};
    expect(await likelyOf(query)).toBe(cold);
    expect(await costOf(query)).toBe(cost);
    expect(await likelyOf(query)).toBe(warm);
    expect(await costOf(query)).toBe(0);
  });

  it('finds an example of each of TMDB’s sources', () => {
    const sources = schema.getType('ExternalSource') as GraphQLEnumType;
    expect(FOUND.map(([source]) => source).toSorted()).toEqual(
      sources
        .getValues()
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it('loads of several movies by their ids only those that are not known', async () => {
    await gateway.ask('{ movie(id: 603) { title } movie2: movie(imdbId: "tt0137523") { title } }');
    expect(gateway.asked()).toHaveLength(2);
    expect(await costOf('{ moviesByIds(ids: [550, 603]) { title runtime } }')).toBe(0);
    expect(await costOf('{ moviesByIds(imdbIds: ["tt0133093", "tt0137523"]) { title } }')).toBe(0);
    expect(await costOf('{ moviesByIds(ids: [603, 604]) { title } }')).toBe(1);
  });

  it('loads a movie by its global id for 1 request, and by its number for 0 afterwards', async () => {
    const { id } = fieldOf<{ id: string }>(await gateway.ask('{ movie(id: 603) { id } }'), 'movie');
    await gateway.close();
    gateway = await startGateway();
    expect(
      await costOf('query ($id: ID!) { node(id: $id) { id ... on Movie { title keywords { name } directors { name } } } }', { id }),
    ).toBe(1);
    expect(await costOf('query ($id: ID!) { movie(id: $id) { title keywords { name } } }', { id })).toBe(0);
    expect(await costOf('{ movie(id: 603) { title directors { name } } }')).toBe(0);
  });

  it('loads the next page from the cursor at the end of a page for 1 request, and again for 0', async () => {
    const asked = await gateway.ask('{ trendingMovies { pageInfo { endCursor } } }');
    const { pageInfo } = fieldOf<{ pageInfo: { endCursor: string } }>(asked, 'trendingMovies');
    await gateway.close();
    gateway = await startGateway();
    const next = 'query ($after: String) { trendingMovies(first: 20, after: $after) { nodes { title } } }';
    expect(await costOf(next, { after: pageInfo.endCursor })).toBe(1);
    expect(await costOf(next, { after: pageInfo.endCursor })).toBe(0);
  });

  it('loads three episodes of one season as nodes, or as entities, for 1 request', async () => {
    const ids = [1, 2, 3].map((n) => Buffer.from(`TvEpisode:1000008-1-${n}`).toString('base64url'));
    expect(await costOf('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on TvEpisode { name } } }', { ids })).toBe(1);
    const entities = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on TvEpisode { name } } }';
    const of = ids.map((id) => ({ __typename: 'TvEpisode', id }));
    expect(await costOf(entities, { of })).toBe(0);
    await gateway.close();
    gateway = await startGateway();
    expect(await costOf(entities, { of })).toBe(1);
  });

  it('asks for an episode itself when the series that is known does not have its season', async () => {
    await gateway.ask('{ tvSeries(id: 1000008) { name } }');
    gateway.asked();
    const { body } = await gateway.ask('{ tvEpisode(series: 1000008, season: 99, number: 1) { name tvSeries { name } } }');
    expect(body).toMatchObject({ data: { tvEpisode: null }, errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    expect(gateway.asked()).toEqual(['/3/tv/1000008/season/99/episode/1']);
  });

  it('asks for episodes themselves when their season cannot be read', async () => {
    const query = `{ ${times(2, (n) => `e${n}: tvEpisode(series: 1000008, season: 1, number: ${n}) { name }`)} }`;
    gateway.sandbox.program({ faults: [{ path: '/3/tv/1000008/season/1', answer: { http: 200, body: '[]' } }] });
    const { body } = await gateway.ask(query);
    expect(body).toEqual({ data: { e1: { name: expect.any(String) }, e2: { name: expect.any(String) } } });
    expect(gateway.asked().slice(-2)).toEqual([1, 2].map((n) => `/3/tv/1000008/season/1/episode/${n}`));
  });

  it('asks for an episode itself when its season does not list it', async () => {
    const { body } = await gateway.ask(
      '{ tvEpisode(series: 1000008, season: 1, number: 999) { name tvSeries { name } } other: tvEpisode(series: 1000008, season: 1, number: 1) { name } }',
    );
    expect(body).toMatchObject({
      data: { tvEpisode: null, other: { name: expect.any(String) } },
      errors: [{ path: ['tvEpisode'], extensions: { code: 'NOT_FOUND' } }],
    });
    expect(gateway.asked()).toEqual(['/3/tv/1000008?append_to_response=season/1', '/3/tv/1000008/season/1/episode/999']);
  });

  it('loads a node for 1 request when only its id is selected', async () => {
    expect(
      await costOf('query ($id: ID!) { node(id: $id) { id __typename } }', { id: Buffer.from('Movie:603').toString('base64url') }),
    ).toBe(1);
  });

  it('answers an unknown id with null and one error for 1 request, and for 0 when it remembers the id', async () => {
    const query = `{ movie(id: 999999) { ${EVERYTHING} } }`;
    const { status, body } = await gateway.ask(query);
    expect(status).toBe(200);
    expect(body.data).toEqual({ movie: null });
    expect(body.errors).toMatchObject([{ path: ['movie'], extensions: { code: 'NOT_FOUND', tmdb: { status: 34 } } }]);
    expect(gateway.asked()).toHaveLength(1);
    expect((await gateway.ask(query)).body.errors).toHaveLength(1);
    expect(gateway.asked()).toEqual([]);
  });

  it('loads a movie by its IMDb id for 1 request, and by either id for 0 afterwards', async () => {
    expect(await costOf('{ movie(imdbId: "tt0133093") { id tmdbId imdbId title cast { nodes { name } } } }')).toBe(1);
    expect(await costOf('{ movie(id: 603) { title imdbId directors { name } } }')).toBe(0);
    expect(await costOf('{ movie(imdbId: "tt0133093") { title runtime } }')).toBe(0);
  });

  it('loads a movie by its number for 1 request, and by its IMDb id for 0 afterwards', async () => {
    expect(await costOf('{ movie(id: 603) { title } }')).toBe(1);
    expect(await costOf('{ movie(imdbId: "tt0133093") { title } }')).toBe(0);
  });

  it('loads one movie for 20 operations at once with 1 request', async () => {
    await Promise.all(Array.from({ length: 20 }, () => gateway.ask('{ movie(id: 603) { title runtime } }')));
    expect(gateway.asked()).toEqual(['/3/movie/603']);
  });
});

/** Returns the parts that the one request for movie 603 appended. */
async function partsOf(query: string, variables?: Record<string, unknown>): Promise<string[]> {
  const { body } = await gateway.ask(query, variables);
  expect(body.errors).toBeUndefined();
  const asked = gateway.asked();
  expect(asked).toHaveLength(1);
  return (new URL(asked[0] ?? '', 'http://tmdb').searchParams.get('append_to_response') ?? '').split(',').filter(Boolean).toSorted();
}

describe('the account states of the caller’s own lists', () => {
  let ada: User;
  beforeEach(async () => {
    ada = await signIn(gateway, 'ada');
    for (const id of [1000601, 1000602, 1000603]) {
      await ada.ask(`mutation { setMovieWatchlist(id: ${id}, watchlist: true) { movie { id } } }`);
      await ada.ask(`mutation { setMovieFavorite(id: ${id}, favorite: true) { movie { id } } }`);
      await ada.ask(`mutation { rateMovie(id: ${id}, rating: 8.5) { movie { id } } }`);
    }
    gateway.asked();
  });

  // The session's own lists cost one request for TMDB's number of the account, and one for the list.
  it.each([
    ['watchlistMovies', 'watchlist', true, 0],
    ['watchlistMovies', 'on: watchlist __typename', true, 0],
    ['watchlistMovies', 'watchlist rating', true, 3],
    ['watchlistMovies', 'watchlist favorite', true, 3],
    ['favoriteMovies', 'favorite', true, 0],
    ['favoriteMovies', 'favorite rating', true, 3],
    ['ratedMovies', 'rating', 8.5, 0],
    ['ratedMovies', 'rating watchlist', 8.5, 3],
  ])('reads %s { accountStates { %s } } as %s for %i requests beside the list', async (list, states, value, cost) => {
    const asked = await ada.ask(`{ viewer { ${list} { nodes { title accountStates { ${states} } } } } }`);
    expect(asked.body.errors).toBeUndefined();
    const { nodes } = Object.values(fieldOf<Record<string, { nodes: { accountStates: object }[] }>>(asked, 'viewer'))[0] ?? { nodes: [] };
    expect(nodes).toHaveLength(3);
    for (const { accountStates } of nodes) expect(Object.values(accountStates)[0]).toBe(value);
    expect(gateway.asked()).toHaveLength(2 + cost);
  });

  it('reads them from the list by user token too, without the session that TMDB needs elsewhere', async () => {
    const asked = await ada.askV4(
      '{ viewer { ratedMovies { nodes { accountStates { rating } } } watchlistMovies { nodes { accountStates { watchlist } } } } }',
    );
    expect(asked.body.errors).toBeUndefined();
    const [rated, listed] = [{ rating: 8.5 }, { watchlist: true }].map((accountStates) => [1, 2, 3].map(() => ({ accountStates })));
    expect(asked.body.data).toEqual({ viewer: { ratedMovies: { nodes: rated }, watchlistMovies: { nodes: listed } } });
    expect(gateway.asked()).toHaveLength(2);
  });
});

describe('look-ahead', () => {
  it('looks ahead through named, nested and inline fragments', async () => {
    const query = `query { movie(id: 603) { ...page ... on Movie { videos { name } } ... on Node { id } ... { keywords { name } } } }
      fragment page on Movie { title ...people }
      fragment people on Movie { directors { name } }`;
    expect(await partsOf(query)).toEqual(['credits', 'keywords', 'videos']);
  });

  it('looks ahead through @include and @skip with variables', async () => {
    const query = `query ($yes: Boolean!, $no: Boolean! = false) { movie(id: 603) {
      keywords @include(if: $yes) { name } videos @include(if: $no) { name }
      directors @skip(if: $no) { name } images @skip(if: $yes) { posters { url } }
      ... on Movie @skip(if: $yes) { reviews { nodes { content } } } } }`;
    expect(await partsOf(query, { yes: true })).toEqual(['credits', 'keywords']);
  });

  it('looks ahead through arguments given as variables, and their defaults', async () => {
    const query = `query ($page: Int, $id: ID = 603) { movie(id: $id) { title recommendations(page: $page) { nodes { title } } directors { name } } }`;
    expect(await partsOf(query, { page: 2 })).toEqual(['credits', 'recommendations']);
    await gateway.close();
    gateway = await startGateway();
    expect(await partsOf(query)).toEqual(['credits', 'recommendations']);
  });

  it('looks ahead through aliases and fields selected twice', async () => {
    const query = `{ movie(id: 603) { title words: keywords { name } words: keywords { id } } movie(id: 603) { clips: videos { name } } }`;
    expect(await partsOf(query)).toEqual(['keywords', 'videos']);
  });

  it('sends the language of the operation with the one request', async () => {
    await gateway.ask('query ($l: [LanguageTag!]) @inContext(languages: $l) { movie(id: 603) { title keywords { name } } }', { l: ['de'] });
    expect(gateway.asked()).toEqual([expect.stringMatching(/^\/3\/movie\/603\?.*language=de/)]);
    await gateway.ask('{ movie(id: 603) { title keywords { name } } }', {}, { 'accept-language': 'de' });
    expect(gateway.asked()).toEqual([]);
  });
});

describe('a client that disconnects', () => {
  it('withdraws queued requests and aborts those in flight when a client disconnects', async () => {
    await gateway.close();
    gateway = await startGateway({ env: { TMDB_RATE_LIMIT: '8' }, sandbox: { latency: 100 } });
    const leave = new AbortController();
    const left = gateway.ask('{ trendingMovies { nodes { runtime } } }', {}, {}, leave.signal).then(
      () => 'answered',
      () => 'left',
    );
    await vi.waitFor(() => expect(gateway.sandbox.requests.length).toBeGreaterThan(2));
    leave.abort();
    expect(await left).toBe('left');
    await vi.waitFor(() => expect(gateway.sandbox.connections.open).toBe(0));
    const sent = gateway.asked().length;
    expect(sent).toBeLessThan(10);
    const started = performance.now();
    expect((await gateway.ask('{ movie(id: 603) { title } }')).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(1500);
    expect(gateway.asked()).toEqual([expect.stringMatching(/^\/3\/movie\/603(\?|$)/)]);
  });

  it('logs no fault when a client disconnects', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    gateway.sandbox.program({ latency: 150 });
    const leave = new AbortController();
    const left = gateway.ask('{ movie(id: 603) { title } }', {}, {}, leave.signal).catch(() => 'left');
    await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(1));
    leave.abort();
    await left;
    await vi.waitFor(() => expect(gateway.sandbox.connections.open).toBe(0));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const lines = logged.mock.calls.length;
    logged.mockRestore();
    expect(lines).toBe(0);
  });

  it('answers a second client that waits for the same movie when the first disconnects', async () => {
    gateway.sandbox.program({ latency: 150 });
    const leave = new AbortController();
    const query = '{ movie(id: 603) { title } }';
    const left = gateway.ask(query, {}, {}, leave.signal).then(
      () => 'answered',
      () => 'left',
    );
    await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(1));
    const stays = gateway.ask(query);
    await new Promise((resolve) => setTimeout(resolve, 50));
    leave.abort();
    expect(await left).toBe('left');
    expect((await stays).body).toEqual({ data: { movie: { title: 'The Matrix' } } });
    expect(gateway.asked()).toHaveLength(1);
  });
});

/** Lists that TMDB breaks off: requests the first time, and right afterwards. */
const BROKEN_OFF: { what: string; first: number; answer: (page: number) => ScriptedAnswer; cold: number; warm: number }[] = [
  { what: '500 empty pages', first: 20, answer: (page) => pageOf(page, 500, 0), cold: 2, warm: 0 },
  { what: '500 empty pages, five of which are requested together', first: 100, answer: (page) => pageOf(page, 500, 0), cold: 5, warm: 0 },
  { what: 'empty pages after the first', first: 30, answer: (page) => pageOf(page, 500, page === 1 ? 20 : 0), cold: 3, warm: 0 },
  { what: 'the first page for ever', first: 60, answer: () => pageOf(1, 500, 20), cold: 3, warm: 0 },
  // The missing page is remembered as missing.
  { what: 'a third page that is missing', first: 60, answer: (page) => (page === 3 ? MISSING : pageOf(page, 9, 20)), cold: 3, warm: 0 },
  // A failure is retried twice.
  { what: 'a third page that fails', first: 60, answer: (page) => (page === 3 ? DOWN : pageOf(page, 9, 20)), cold: 5, warm: 0 },
];

const MISSING: ScriptedAnswer = { http: 404, body: { success: false, status_code: 34, status_message: 'Not found.' } };
const DOWN: ScriptedAnswer = { http: 503, body: { success: false, status_code: 9, status_message: 'Service offline.' } };

/** A page of a list of `pages` pages. */
const pageOf = (page: number, pages: number, rows: number): ScriptedAnswer => ({
  body: { page, results: Array.from({ length: rows }, (_, at) => ({ id: page * 100 + at, title: 'Movie' })), total_pages: pages },
});

describe('a list that TMDB breaks off', () => {
  it.each(BROKEN_OFF)('costs for $what $cold requests, and $warm right afterwards', async ({ first, answer, cold, warm }) => {
    await using tmdb = await startScripted(({ searchParams }) => answer(Number(searchParams.get('page') ?? 1)));
    await using scripted = await startGateway({ env: { TMDB_API_URL: tmdb.origin } });
    const query = `{ topRatedMovies(first: ${first}) { nodes { title } } }`;
    await scripted.ask(query);
    expect(tmdb.asked()).toHaveLength(cold);
    await scripted.ask(query);
    expect(tmdb.asked()).toHaveLength(warm);
  });
});

/** One text for each number from 1 to `count`, joined by spaces. */
function times(count: number, text: (n: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index + 1)).join(' ');
}

it('loads a collection with the directors of its movies in one request and one for each movie', async () => {
  const { body } = await gateway.ask('{ collection(id: 10) { parts { title directors { name } } } }');
  expect(body.errors).toBeUndefined();
  const { parts } = (body.data as { collection: { parts: unknown[] } }).collection;
  expect(parts.length).toBeGreaterThan(1);
  expect(gateway.asked()).toHaveLength(1 + parts.length);
});

/** Returns the TMDB requests of an operation, and whether the last began before the first was answered. */
async function sentTogether(query: string): Promise<{ requests: number; together: boolean }> {
  gateway.sandbox.program({ latency: 100 });
  expect((await gateway.ask(query)).body.errors).toBeUndefined();
  const times = gateway.sandbox.requests.map(({ at }) => at);
  return { requests: times.length, together: Math.max(...times) - Math.min(...times) < 90 };
}

describe('look-ahead', () => {
  it.each([
    ['the names of genres', '{ trendingMovies { nodes { title genres { name } } } }'],
    ['the names of genres by edges and fragments', '{ popularMovies { edges { node { ...F } } } } fragment F on Media { genres { name } }'],
    ['the names of genres of series', '{ topRatedTvSeries(first: 3) { nodes { genres { name tmdbId } } } }'],
    [
      'an episode with a part of its own and its series',
      '{ tvEpisode(series: 1000008, season: 1, number: 1) { externalIds { imdbId } tvSeries { name } } }',
    ],
  ])('requests %s together with the rest', async (_what, query) => {
    expect(await sentTogether(query)).toEqual({ requests: 2, together: true });
  });

  it.each([
    [
      'genres beside fields that need details, which bring their names',
      '{ trendingMovies(first: 1) { nodes { runtime genres { name } } } }',
      2,
    ],
    ['genres without their names', '{ trendingMovies { nodes { genres { tmdbId } } } }', 1],
    ['genres of a search, which may find nothing', '{ searchMovies(query: "no such movie") { nodes { genres { name } } } }', 1],
  ])('requests no list of genres for %s', async (_what, query, cost) => {
    expect(await costOf(query)).toBe(cost);
    expect(gateway.sandbox.requests.filter(({ url }) => url.includes('/genre/'))).toEqual([]);
  });
});

it('fetches the pages of a search together', async () => {
  gateway.sandbox.program({ latency: 100 });
  await gateway.ask('{ searchMovies(query: "the", first: 60) { nodes { title } } }');
  const [first, , last] = gateway.sandbox.requests.map(({ at }) => at);
  expect((last ?? 0) - (first ?? 0)).toBeLessThan(100);
});

describe('a season that does not exist', () => {
  const ask = '{ tvSeries(id: 1000008) { name season(number: 99) { name cast { nodes { name } } } } }';

  it('spends one request on an unknown season, and none once the series is known', async () => {
    const { body } = await gateway.ask('{ tvSeason(series: 1000008, number: 99) { name } }');
    expect(body).toMatchObject({ data: { tvSeason: null }, errors: [{ path: ['tvSeason'], extensions: { code: 'NOT_FOUND' } }] });
    expect(gateway.asked()).toHaveLength(1);
    await gateway.ask('{ tvSeries(id: 1000008) { name } }');
    gateway.asked();
    expect((await gateway.ask('{ tvSeason(series: 1000008, number: 98) { name } }')).body).toMatchObject({
      errors: [{ extensions: { code: 'NOT_FOUND' } }],
    });
    expect(gateway.asked()).toEqual([]);
  });

  it('answers null for an unknown season beside its series, in one request for both', async () => {
    const { body } = await gateway.ask(ask);
    expect(body).toMatchObject({
      data: { tvSeries: { season: null } },
      errors: [{ path: ['tvSeries', 'season'], extensions: { code: 'NOT_FOUND' } }],
    });
    expect(gateway.asked()).toHaveLength(1);
  });
});
