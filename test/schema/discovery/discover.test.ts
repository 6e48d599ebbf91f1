import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverMovies, discoverTvSeries } from '../../../src/tmdb/api/discovery/discover.ts';
import { globalId } from '../../../src/tmdb/id.ts';
import type { Resource } from '../../../src/tmdb/resource.ts';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

type Query = Record<string, string>;
/** Arguments, the parameters that they become, and what `@inContext` says where it says something. */
type Row = readonly [args: string, query: Query, inContext?: string];

/** Every parameter that TMDB documents for discovering movies and series. */
const DOCUMENTED = {
  discoverMovies: `certification certification.gte certification.lte certification_country include_adult include_video language page
    primary_release_date.gte primary_release_date.lte primary_release_year region release_date.gte release_date.lte sort_by
    vote_average.gte vote_average.lte vote_count.gte vote_count.lte watch_region with_cast with_companies with_crew with_genres
    with_keywords with_origin_country with_original_language with_people with_release_type with_runtime.gte with_runtime.lte
    with_watch_monetization_types with_watch_providers without_companies without_genres without_keywords without_watch_providers year`,
  discoverTvSeries: `air_date.gte air_date.lte first_air_date.gte first_air_date.lte first_air_date_year include_adult
    include_null_first_air_dates language page screened_theatrically sort_by timezone vote_average.gte vote_average.lte vote_count.gte
    vote_count.lte watch_region with_companies with_genres with_keywords with_networks with_origin_country with_original_language
    with_runtime.gte with_runtime.lte with_status with_type with_watch_monetization_types with_watch_providers without_companies
    without_genres without_keywords without_watch_providers`,
} as const;
type Root = keyof typeof DOCUMENTED;
const ROOTS = Object.keys(DOCUMENTED) as Root[]; // an object literal has no other keys
const documented = (root: Root): string[] => DOCUMENTED[root].split(/\s+/).toSorted();
const RESOURCES: Record<Root, Resource> = { discoverMovies, discoverTvSeries };

/** Filters that movies and series share. */
const MEDIA: readonly Row[] = [
  ['filter: { genres: { allOf: [28, "878"] } }', { with_genres: '28,878' }],
  ['filter: { genres: { anyOf: [28, 878], noneOf: [16, 10751] } }', { with_genres: '28|878', without_genres: '10751,16' }],
  ['filter: { genres: { allOf: [28, 12], anyOf: [878] } }', { with_genres: '12,28,878' }],
  ['filter: { genres: { allOf: [28, 28, 12] } }', { with_genres: '12,28' }],
  [`filter: { genres: { anyOf: ["${globalId('Genre', 35)}", 18] } }`, { with_genres: '18|35' }],
  ['filter: { companies: { allOf: [711, 174], noneOf: [2] } }', { with_companies: '174,711', without_companies: '2' }],
  [`filter: { companies: { anyOf: [711, "${globalId('Company', 3)}"] } }`, { with_companies: '3|711' }],
  ['filter: { keywords: { allOf: [818], noneOf: [378, 9715] } }', { with_keywords: '818', without_keywords: '378,9715' }],
  [`filter: { keywords: { anyOf: ["${globalId('Keyword', 818)}", 378] } }`, { with_keywords: '378|818' }],
  ['filter: { originCountries: [FR, "be"] }', { with_origin_country: 'BE|FR' }],
  ['filter: { originalLanguages: ["fr", "nl"] }', { with_original_language: 'fr|nl' }],
  ['filter: { originalLanguages: "ko" }', { with_original_language: 'ko' }],
  ['filter: { originalLanguages: ["yue", "nb", "fil"] }', { with_original_language: 'cn|no|tl' }],
  ['filter: { runtime: { gte: 60, lte: 90 } }', { 'with_runtime.gte': '60', 'with_runtime.lte': '90' }],
  ['filter: { runtime: { lte: 0 } }', { 'with_runtime.lte': '0' }],
  ['filter: { voteAverage: { gte: 7.5, lte: 10 } }', { 'vote_average.gte': '7.5', 'vote_average.lte': '10' }],
  ['filter: { voteCount: { gte: 100, lte: 100 } }', { 'vote_count.gte': '100', 'vote_count.lte': '100' }],
  ['filter: { watchProviders: { anyOf: [8, 337] }, watchRegion: DE }', { with_watch_providers: '337|8', watch_region: 'DE' }],
  ['filter: { watchProviders: { allOf: [8, 337] } }', { with_watch_providers: '337,8', watch_region: 'AT' }, 'watchRegion: AT'],
  [
    'filter: { watchProviders: { noneOf: [8, 9] }, watchRegion: DE }',
    { without_watch_providers: '8,9', watch_region: 'DE' },
    'watchRegion: AT',
  ],
  [
    'filter: { monetizationTypes: { anyOf: [FLATRATE, FREE, ADS] } }',
    { with_watch_monetization_types: 'ads|flatrate|free', watch_region: 'US' },
    'watchRegion: US',
  ],
  [
    'filter: { monetizationTypes: { allOf: [RENT, BUY] }, watchRegion: US }',
    { with_watch_monetization_types: 'buy,rent', watch_region: 'US' },
  ],
  ['filter: { voteCount: { gte: 1 } }', { 'vote_count.gte': '1' }, 'watchRegion: US'],
  ['includeAdult: true', { include_adult: 'true' }],
  ['page: 7', { page: '7' }],
  ['page: 1', { language: 'de-AT' }, 'languages: ["de-AT"]'],
];

const ROWS: Record<Root, readonly Row[]> = {
  discoverMovies: [
    ...MEDIA,
    [`filter: { people: { allOf: [6384, "${globalId('Person', 530)}"] } }`, { with_people: '530,6384' }],
    ['filter: { people: { anyOf: [6384, 530] } }', { with_people: '530|6384' }],
    ['filter: { cast: { allOf: [6384, 2975] } }', { with_cast: '2975,6384' }],
    ['filter: { cast: { anyOf: [6384, 2975] } }', { with_cast: '2975|6384' }],
    ['filter: { crew: { allOf: [9340, 9339] } }', { with_crew: '9339,9340' }],
    ['filter: { crew: { anyOf: [9340, 9339] } }', { with_crew: '9339|9340' }],
    ['filter: { primaryReleaseYear: 1999 }', { primary_release_year: '1999' }],
    ['filter: { year: 2003 }', { year: '2003' }],
    [
      'filter: { primaryReleaseDate: { gte: "1999-01-01", lte: "1999-12-31" } }',
      { 'primary_release_date.gte': '1999-01-01', 'primary_release_date.lte': '1999-12-31' },
    ],
    [
      'filter: { releaseDate: { gte: "1999-06-17", lte: "1999-06-17" } }',
      { 'release_date.gte': '1999-06-17', 'release_date.lte': '1999-06-17' },
    ],
    [
      'filter: { releaseTypes: { anyOf: [THEATRICAL_LIMITED, THEATRICAL] }, region: DE }',
      { with_release_type: '2|3', region: 'DE' },
      'region: US',
    ],
    ['filter: { releaseTypes: { allOf: [PREMIERE, DIGITAL, PHYSICAL, TV] } }', { with_release_type: '1,4,5,6' }, 'region: US'],
    ['filter: { certification: { country: US, is: "PG-13" } }', { certification_country: 'US', certification: 'PG-13' }],
    ['filter: { certification: { country: JP, is: "PG12 " } }', { certification_country: 'JP', certification: 'PG12' }],
    [
      'filter: { certification: { gte: "PG", lte: "R" } }',
      { certification_country: 'US', 'certification.gte': 'PG', 'certification.lte': 'R' },
      'region: US',
    ],
    // The order of certifications is that of their country, not that of letters and digits.
    [
      'filter: { certification: { country: DE, gte: "6", lte: "12" } }',
      { certification_country: 'DE', 'certification.gte': '6', 'certification.lte': '12' },
    ],
    ['filter: { certification: { country: TH, is: "ฉ 20-" } }', { certification_country: 'TH', certification: 'ฉ 20-' }],
    ['includeVideo: true', { include_video: 'true' }],
  ],
  discoverTvSeries: [
    ...MEDIA,
    [`filter: { networks: { allOf: [49, "${globalId('Network', 213)}"] } }`, { with_networks: '213,49' }],
    ['filter: { networks: { anyOf: [49, 213] } }', { with_networks: '213|49' }],
    ['filter: { statuses: [RETURNING, PLANNED, IN_PRODUCTION, ENDED, CANCELED, PILOT] }', { with_status: '0|1|2|3|4|5' }],
    ['filter: { types: [DOCUMENTARY, NEWS, MINISERIES, REALITY, SCRIPTED, TALK_SHOW, VIDEO] }', { with_type: '0|1|2|3|4|5|6' }],
    ['filter: { firstAirYear: 2008 }', { first_air_date_year: '2008' }],
    [
      'filter: { firstAirDate: { gte: "2008-01-01", lte: "2008-12-31" } }',
      { 'first_air_date.gte': '2008-01-01', 'first_air_date.lte': '2008-12-31' },
    ],
    [
      'filter: { airDate: { gte: "2013-09-29", lte: "2013-09-30" }, timezone: "Europe/Berlin" }',
      { 'air_date.gte': '2013-09-29', 'air_date.lte': '2013-09-30', timezone: 'Europe/Berlin' },
    ],
    ['filter: { screenedTheatrically: true }', { screened_theatrically: 'true' }],
    ['filter: { screenedTheatrically: false }', { screened_theatrically: 'false' }],
    ['includeNullFirstAirDates: true', { include_null_first_air_dates: 'true' }],
  ],
};

const PATHS: Record<Root, string> = { discoverMovies: '/3/discover/movie', discoverTvSeries: '/3/discover/tv' };

const asking = (root: string, args: string, inContext = ''): string =>
  `query ${inContext && `@inContext(${inContext})`} { ${root}${args && `(${args})`} { totalCount } }`;

/** Path and parameters of the only request. */
function onlyRequest(): { path: string; query: Query } {
  const asked = gateway.asked();
  expect(asked).toHaveLength(1);
  const { pathname, searchParams } = new URL(asked[0] ?? '', 'http://tmdb');
  return { path: pathname, query: Object.fromEntries(searchParams) };
}

describe.each(ROOTS)('%s', (root) => {
  const rows = ROWS[root].map(([args, query, inContext]) => ({ args, query, inContext }));
  it.each(rows)(`sends TMDB's parameters for ${root}($args)`, async ({ args, query, inContext }) => {
    const { body } = await gateway.ask(asking(root, args, inContext));
    expect(body.errors).toBeUndefined();
    expect(onlyRequest()).toEqual({ path: PATHS[root], query });
  });

  const sorts: Record<Root, string[]> = {
    discoverMovies: ['popularity', 'primary_release_date', 'revenue', 'title', 'original_title', 'vote_average', 'vote_count'],
    discoverTvSeries: ['popularity', 'first_air_date', 'name', 'original_name', 'vote_average', 'vote_count'],
  };
  it.each(sorts[root].flatMap((sort) => [`${sort}.asc`, `${sort}.desc`]))(`sorts ${root} by %s`, async (sort) => {
    const { body } = await gateway.ask(asking(root, `filter: { runtime: { gte: 1 } }, sort: ${sort.replace('.', '_').toUpperCase()}`));
    expect(body.errors).toBeUndefined();
    // TMDB's own order is by popularity, descending.
    expect(onlyRequest().query).toEqual({ 'with_runtime.gte': '1', ...(sort !== 'popularity.desc' && { sort_by: sort }) });
  });

  it(`offers no other order of ${root}`, async () => {
    const { body } = await gateway.ask(
      `{ __type(name: "${root === 'discoverMovies' ? 'MovieSort' : 'TvSeriesSort'}") { enumValues { name } } }`,
    );
    expect(body.data).toMatchObject({ __type: { enumValues: { length: sorts[root].length * 2 } } });
  });

  it(`covers every parameter that TMDB documents for ${root}`, () => {
    const proven = new Set([...ROWS[root].flatMap(([, query]) => Object.keys(query)), 'sort_by']);
    expect([...proven].toSorted()).toEqual(documented(root));
    expect(RESOURCES[root].parts['details']?.varies.toSorted()).toEqual(documented(root));
  });

  let page = 100;
  it.each([
    '',
    'filter: null, sort: null, includeAdult: null',
    'filter: {}',
    'filter: { genres: null, runtime: null, originCountries: null }',
    'filter: { genres: {}, runtime: {}, originCountries: [] }',
    'filter: { genres: { allOf: [], anyOf: [], noneOf: [] }, watchProviders: { anyOf: [] }, monetizationTypes: { allOf: null } }',
    'filter: { runtime: { gte: null, lte: null } }, includeAdult: false',
  ])(`filters nothing for ${root}(%s)`, async (args) => {
    page += 1; // so that nothing comes from the cache
    const { body } = await gateway.ask(asking(root, [args, `page: ${page}`].filter(Boolean).join(', ')));
    expect(body.errors).toBeUndefined();
    expect(onlyRequest()).toEqual({ path: PATHS[root], query: { page: String(page) } });
  });

  const BAD: [args: string, message: RegExp][] = [
    ['filter: { genres: { allOf: [28], anyOf: [12, 16] } }', /genres.*allOf/],
    ['filter: { companies: { allOf: [28, 1], anyOf: [12, 16] } }', /companies.*allOf/],
    ['filter: { monetizationTypes: { allOf: [RENT], anyOf: [BUY, FREE] }, watchRegion: US }', /monetizationTypes.*allOf/],
    ['filter: { genres: { anyOf: ["action"] } }', /id of type Genre/],
    ['filter: { genres: { noneOf: ["28|12"] } }', /id of type Genre/],
    ['filter: { genres: { allOf: ["28,12"] } }', /id of type Genre/],
    [`filter: { genres: { allOf: ["${globalId('Movie', 603)}"] } }`, /not of type Movie/],
    [`filter: { keywords: { allOf: [${Array.from({ length: 101 }, (_, n) => n + 1).join()}] } }`, /at most 100/],
    ['filter: { watchProviders: { anyOf: [8] } }', /watchRegion/],
    ['filter: { watchProviders: { noneOf: [8] } }', /watchRegion/],
    [`filter: { watchProviders: { anyOf: ["${globalId('WatchProvider', 8)}"] }, watchRegion: DE }`, /number of a watch provider/],
    ['filter: { monetizationTypes: { anyOf: [FREE] } }', /watchRegion/],
    ['filter: { runtime: { gte: 90, lte: 60 } }', /runtime.*gte/],
    ['filter: { voteAverage: { gte: 8, lte: 7.9 } }', /voteAverage.*gte/],
    ['filter: { voteCount: { gte: 1000, lte: 999 } }', /voteCount.*gte/],
    ['filter: { voteAverage: { gte: 10.5 } }', /from 0 to 10/],
    ['filter: { voteAverage: { lte: -1 } }', /from 0 to 10/],
    ['filter: { runtime: { gte: -1 } }', /0 or more/],
    ['filter: { originalLanguages: ["en", "pt-BR"] }', /original language/],
    ['first: 0', /first/],
  ];
  const OWN: Record<Root, typeof BAD> = {
    discoverMovies: [
      ['filter: { cast: { allOf: [28], anyOf: [12, 16] } }', /cast.*allOf/],
      ['filter: { releaseTypes: { allOf: [TV], anyOf: [DIGITAL, PHYSICAL] } }', /releaseTypes.*allOf/],
      ['filter: { certification: { is: "R" } }', /country/],
      ['filter: { certification: { lte: "R" } }', /country/],
      ['filter: { certification: { country: US, is: "R|PG" } }', /certification/],
      ['filter: { certification: { country: US, gte: "" } }', /certification/],
      ['filter: { primaryReleaseDate: { gte: "2000-01-01", lte: "1999-12-31" } }', /primaryReleaseDate.*gte/],
      ['filter: { releaseDate: { gte: "2000-01-01", lte: "1999-12-31" } }', /releaseDate.*gte/],
      ['filter: { year: 99 }', /four digits/],
      ['filter: { primaryReleaseYear: 19999 }', /four digits/],
    ],
    discoverTvSeries: [
      ['filter: { networks: { allOf: [28], anyOf: [12, 16] } }', /networks.*allOf/],
      ['filter: { firstAirDate: { gte: "2000-01-01", lte: "1999-12-31" } }', /firstAirDate.*gte/],
      ['filter: { airDate: { gte: "2000-01-01", lte: "1999-12-31" } }', /airDate.*gte/],
      ['filter: { firstAirYear: 0 }', /four digits/],
      ['filter: { timezone: "the moon" }', /time zone/],
    ],
  };
  it.each([...BAD, ...OWN[root]])(`rejects ${root}(%s) without a TMDB request`, async (args, message) => {
    const { status, body } = await gateway.ask(asking(root, args));
    expect({ status, data: body.data }).toEqual({ status: 200, data: { [root]: null } });
    expect(body.errors).toMatchObject([{ message: expect.stringMatching(message), path: [root], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.asked()).toEqual([]);
  });
});

/** The discover requests of a query, without the requests for the resource above. */
async function discovered(query: string): Promise<string[]> {
  const { body } = await gateway.ask(query);
  expect(body.errors).toBeUndefined();
  return gateway
    .asked()
    .filter((url) => url.startsWith('/3/discover/'))
    .map(decodeURIComponent);
}

interface Movie {
  title: string;
  releaseYear: number;
  runtime: number;
  voteCount: number;
  genres: { tmdbId: number }[];
  cast: { nodes: { tmdbId: number }[] };
  releaseDates: { releases: { certification: string }[] }[];
}
interface Series {
  title: string;
  status: string;
  firstAirYear: number;
  networks: { tmdbId: number }[];
}
/** All rows that pass a filter. */
async function nodesOf<Node>(root: Root, args: string, fields: string): Promise<Node[]> {
  const asked = await gateway.ask(`{ ${root}(${args}) { totalCount nodes { ${fields} } } }`);
  expect(asked.body.errors).toBeUndefined();
  gateway.asked();
  const { totalCount, nodes } = fieldOf<{ totalCount: number; nodes: Node[] }>(asked, root);
  expect(nodes).toHaveLength(totalCount);
  return nodes;
}

describe('the results of discover', () => {
  it('returns movies that pass every filter, in the requested order', async () => {
    const movies = await nodesOf<Movie>(
      'discoverMovies',
      `first: 100, sort: VOTE_COUNT_DESC, filter: { genres: { anyOf: [28, 878], noneOf: [16] }, runtime: { gte: 100, lte: 150 },
        certification: { country: US, gte: "PG-13", lte: "R" }, primaryReleaseDate: { gte: "1990-01-01" } }`,
      'title releaseYear runtime voteCount genres { tmdbId } releaseDates(country: US) { releases { certification } }',
    );
    expect(movies.map(({ title }) => title)).toContain('The Matrix');
    for (const movie of movies) {
      const genres = movie.genres.map(({ tmdbId }) => tmdbId);
      expect(genres.includes(28) || genres.includes(878), movie.title).toBe(true);
      expect(genres, movie.title).not.toContain(16);
      expect(movie.runtime, movie.title).toBeGreaterThanOrEqual(100);
      expect(movie.runtime, movie.title).toBeLessThanOrEqual(150);
      expect(movie.releaseYear, movie.title).toBeGreaterThanOrEqual(1990);
      expect(movie.releaseDates.flatMap(({ releases }) => releases.map(({ certification }) => certification)).join(), movie.title).toMatch(
        /PG-13|R/,
      );
    }
    const votes = movies.map(({ voteCount }) => voteCount);
    expect(votes).toEqual(votes.toSorted((a, b) => b - a));
  });

  it('returns series that pass every filter', async () => {
    const series = await nodesOf<Series>(
      'discoverTvSeries',
      'sort: FIRST_AIR_DATE_ASC, filter: { networks: { anyOf: [49, 174] }, statuses: [ENDED], firstAirDate: { gte: "2005-01-01" } }',
      'title status firstAirYear networks { tmdbId }',
    );
    expect(series.map(({ title }) => title)).toEqual(expect.arrayContaining(['Breaking Bad', 'Game of Thrones']));
    for (const { title, status, firstAirYear, networks } of series) {
      expect({ title, status }).toEqual({ title, status: 'Ended' });
      expect(firstAirYear, title).toBeGreaterThanOrEqual(2005);
      expect(networks.map(({ tmdbId }) => tmdbId).join(), title).toMatch(/\b(49|174)\b/);
    }
  });

  it('returns the movies of a person that pass the filter', async () => {
    const asked = await gateway.ask(
      '{ person(id: 31) { movies(filter: { genres: { allOf: [18] } }) { totalCount nodes { title genres { tmdbId } cast { nodes { tmdbId } } } } } }',
    );
    expect(asked.body.errors).toBeUndefined();
    gateway.asked();
    const { nodes } = fieldOf<{ movies: { nodes: Movie[] } }>(asked, 'person').movies;
    expect(nodes.map(({ title }) => title)).toContain('Forrest Gump');
    for (const { title, genres, cast } of nodes) {
      expect(genres, title).toContainEqual({ tmdbId: 18 });
      expect(cast.nodes, title).toContainEqual({ tmdbId: 31 });
    }
  });
});

describe('a field with a preset filter', () => {
  it.each([
    ['{ person(id: 6384) { movies(sort: REVENUE_DESC) { totalCount } } }', '/3/discover/movie?sort_by=revenue.desc&with_people=6384'],
    [
      '{ person(id: 6384) { movies(filter: { people: { anyOf: [530] }, cast: { allOf: [2975] } }) { totalCount } } }',
      '/3/discover/movie?with_cast=2975&with_people=530,6384',
    ],
    ['{ company(id: 3268) { tvSeries(page: 2) { totalCount } } }', '/3/discover/tv?page=2&with_companies=3268'],
    ['{ network(id: 49) { tvSeries(filter: { statuses: [ENDED] }) { totalCount } } }', '/3/discover/tv?with_networks=49&with_status=3'],
    ['{ keyword(id: 818) { tvSeries { totalCount } } }', '/3/discover/tv?with_keywords=818'],
    ['{ company(id: 711) { movies(sort: REVENUE_DESC) { totalCount } } }', '/3/discover/movie?sort_by=revenue.desc&with_companies=711'],
    ['{ company(id: 711) { movies(includeAdult: true) { totalCount } } }', '/3/discover/movie?include_adult=true&with_companies=711'],
    [
      '{ company(id: 711) { movies(filter: { companies: { noneOf: [3] }, year: 1999 }, page: 2) { totalCount } } }',
      '/3/discover/movie?page=2&with_companies=711&without_companies=3&year=1999',
    ],
    ['{ keyword(id: 818) { movies(sort: POPULARITY_DESC) { totalCount } } }', '/3/discover/movie?with_keywords=818'],
    [
      '{ keyword(id: 818) { movies(includeAdult: true, filter: { genres: { anyOf: [18] } }) { totalCount } } }',
      '/3/discover/movie?include_adult=true&with_genres=18&with_keywords=818',
    ],
    [
      '{ genre(id: 878) { movies(filter: { genres: { noneOf: [28] } }) { totalCount } } }',
      '/3/discover/movie?with_genres=878&without_genres=28',
    ],
    [
      '{ genre(id: 10765) { tvSeries(includeNullFirstAirDates: true) { totalCount } } }',
      '/3/discover/tv?include_null_first_air_dates=true&with_genres=10765',
    ],
    // Drama is a genre of both, whichever list it was found in.
    ['{ genre(id: 18) { tvSeries { totalCount } } }', '/3/discover/tv?with_genres=18'],
  ])('presets the filter of %s', async (query, url) => {
    expect(await discovered(query)).toEqual([url]);
  });

  it.each([
    [
      '{ company(id: 174) { name movies(first: 5, filter: null, sort: null) { totalCount } } }',
      ['/3/company/174?append_to_response=movies'],
    ],
    [
      '{ company(id: 33) { name movies(sort: VOTE_COUNT_DESC) { totalCount } } }',
      ['/3/company/33', '/3/discover/movie?sort_by=vote_count.desc&with_companies=33'],
    ],
    ['{ keyword(id: 378) { movies(includeAdult: true) { totalCount } } }', ['/3/keyword/378', '/3/keyword/378/movies?include_adult=true']],
  ])("uses TMDB's own list of movies unless a filter or an order is given: %s", async (query, urls) => {
    const { body } = await gateway.ask(query);
    expect(body.errors).toBeUndefined();
    expect(gateway.asked().map(decodeURIComponent).toSorted()).toEqual(urls);
  });

  it('returns null for a genre that the other kind lacks, without a discover request', async () => {
    const { body } = await gateway.ask(
      '{ tv: genre(id: 10765) { movies { totalCount } } movie: genre(id: 878) { tvSeries { totalCount } } }',
    );
    expect(body).toEqual({ data: { tv: { movies: null }, movie: { tvSeries: null } } });
    expect(gateway.asked().filter((url) => url.includes('discover'))).toEqual([]);
  });

  it('rejects several values of anyOf beside a preset one, which TMDB cannot combine', async () => {
    const { body } = await gateway.ask('{ genre(id: 878) { tmdbId movies(filter: { genres: { anyOf: [28, 12] } }) { totalCount } } }');
    expect(body.data).toEqual({ genre: { tmdbId: 878, movies: null } });
    expect(body.errors).toMatchObject([{ path: ['genre', 'movies'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['the country for which it is listed', 'movies(page: 3)', '/3/discover/movie?page=3&watch_region=DE&with_watch_providers=2'],
    ['the watch region of the filter', 'tvSeries(filter: { watchRegion: US })', '/3/discover/tv?watch_region=US&with_watch_providers=2'],
    [
      'the watch region of a filter with other criteria',
      'movies(filter: { watchRegion: AT, monetizationTypes: { anyOf: [RENT] } })',
      '/3/discover/movie?watch_region=AT&with_watch_monetization_types=rent&with_watch_providers=2',
    ],
  ])('discovers movies and series of a watch provider in %s', async (_title, field, url) => {
    const query = `query @inContext(watchRegion: FR) { movie(id: 603) { watchProviders(watchRegions: [DE]) { buy { ${field} { totalCount } } } } }`;
    expect(await discovered(query)).toEqual([url]);
  });

  it('returns null for a watch provider without a numeric id', async () => {
    const body = JSON.stringify({ id: 77, results: { US: { buy: [{ provider_id: '8/x', provider_name: 'Unknown' }, null] } } });
    gateway.sandbox.program({
      faults: [{ path: '/3/movie/77', answer: { http: 200, type: 'application/json', body: `{"id":77,"watch/providers":${body}}` } }],
    });
    const asked = await gateway.ask('{ movie(id: 77) { watchProviders(watchRegions: [US]) { buy { name movies { totalCount } } } } }');
    gateway.sandbox.program({ faults: [] });
    expect(asked.body).toEqual({ data: { movie: { watchProviders: [{ buy: [{ name: 'Unknown', movies: null }] }] } } });
    expect(gateway.asked().filter((url) => url.includes('discover'))).toEqual([]);
  });
});

describe('sets of values', () => {
  const DISTINCT: readonly (readonly [args: string, others: readonly string[]])[] = [
    ['genres: { anyOf: [28, 878] }', ['genres: { anyOf: [878, 28] }', `genres: { anyOf: ["${globalId('Genre', 878)}", 28, 28] }`]],
    ['genres: { allOf: [28, 12] }', ['genres: { allOf: [12, 28, 12] }', 'genres: { allOf: [12], anyOf: [28] }']],
    ['keywords: { noneOf: [818, 378] }', ['keywords: { noneOf: [378, 818] }']],
    ['originCountries: [FR, BE]', ['originCountries: ["be", "FR", BE]']],
    ['originalLanguages: ["fr", "nl"]', ['originalLanguages: ["nl", "fr", "NL"]']],
    [
      'watchProviders: { anyOf: [8, 337] }, monetizationTypes: { anyOf: [RENT, BUY] }, watchRegion: DE',
      ['monetizationTypes: { anyOf: [BUY, RENT] }, watchRegion: DE, watchProviders: { anyOf: [337, 8] }'],
    ],
  ];
  const MOVIES_ONLY: typeof DISTINCT = [
    ['releaseTypes: { anyOf: [THEATRICAL, DIGITAL] }, region: DE', ['releaseTypes: { anyOf: [DIGITAL, THEATRICAL, DIGITAL] }, region: DE']],
    ['people: { allOf: [6384, 530] }', ['people: { allOf: [530, 6384] }']],
  ];
  const SERIES_ONLY: typeof DISTINCT = [
    ['statuses: [ENDED, CANCELED]', ['statuses: [CANCELED, ENDED, ENDED]']],
    ['types: [NEWS, REALITY]', ['types: [REALITY, NEWS]']],
    ['networks: { anyOf: [49, 213] }', ['networks: { anyOf: [213, 49] }']],
  ];

  it.each([
    ...[...DISTINCT, ...MOVIES_ONLY].map(([filter, others]) => ({ root: 'discoverMovies', filter, others })),
    ...[...DISTINCT, ...SERIES_ONLY].map(([filter, others]) => ({ root: 'discoverTvSeries', filter, others })),
  ])('sends one request for every order of $root(filter: { $filter })', async ({ root, filter, others }) => {
    await using fresh = await startGateway();
    const ask = (of: string) => fresh.ask(`{ ${root}(filter: { ${of} }) { totalCount nodes { tmdbId } } }`);
    const first = await ask(filter);
    expect(first.body.errors).toBeUndefined();
    for (const other of others) expect((await ask(other)).body).toEqual(first.body);
    expect(fresh.asked()).toHaveLength(1);
  });
});
