import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readExamples } from '../src/http/examples.ts';
import { fieldOf, startGateway, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** How many TMDB requests an operation costs; it must be answered without an error. */
async function costOf(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<number> {
  const { status, body } = await gateway.ask(query, variables, headers);
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
  return gateway.asked().length;
}

/** TMDB requests of each file in schema/examples: asked first, and asked again at once. */
const EXAMPLES: Record<string, { cold: number; warm: number }> = {
  discover: { cold: 2, warm: 0 },
  'movie-page': { cold: 1, warm: 0 },
  person: { cold: 1, warm: 0 },
  search: { cold: 1, warm: 0 },
  series: { cold: 1, warm: 0 },
  trending: { cold: 2, warm: 0 },
};

describe('the examples', () => {
  it('all have a budget', () => {
    expect(readExamples().map(({ name }) => name)).toEqual(Object.keys(EXAMPLES).toSorted());
  });

  it.each(readExamples())('$name costs exactly its budget', async ({ name, query }) => {
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

const DERIVED = `title releaseYear trailer { url } certification de: certification(region: DE)
  logo { url } poster(languages: ["de", "en"]) { url } backdrop(languages: [null]) { url }`;
const DERIVED_OF = {
  movie: `movie(id: 1000603) { ${DERIVED} directors { name } writers { name } producers { name } composers { name } isReleased }`,
  tvSeries: `tvSeries(id: 1000008) { ${DERIVED} firstAirYear creators { name } episodeRuntime inProduction }`,
};

/** Operations without variables, and exactly what they cost cold. */
const COSTS: [title: string, cost: number, query: string][] = [
  ['a film', 1, '{ movie(id: 603) { title } }'],
  ['a film of which only the id is asked, since a root promises existence', 1, '{ movie(id: 603) { id } }'],
  ['a film of which only the typename is asked', 1, '{ movie(id: 603) { __typename } }'],
  ['a part alone', 1, '{ movie(id: 603) { keywords { name } } }'],
  ['20 aliases of one film', 1, `{ ${times(20, (n) => `m${n}: movie(id: 603) { title runtime }`)} }`],
  [
    '20 aliases of one film with different parts',
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
  ['a person by the IMDb id, found first', 2, '{ person(imdbId: "nm0000093") { name } }'],
  [
    'a search of 20 with what people are known for',
    1,
    '{ search(query: "the", first: 20) { nodes { __typename ... on Person { name knownFor { __typename } } } } }',
  ],
  [
    'films that pass a filter, over three pages',
    3,
    '{ discoverMovies(filter: { voteCount: { gte: 100 } }, first: 60) { nodes { title } } }',
  ],
  [
    'the same filter twice, once in other words',
    1,
    '{ a: discoverMovies(filter: { genres: { allOf: [18] } }) { totalCount } b: discoverMovies(filter: { genres: { anyOf: ["18"] }, cast: null }, sort: POPULARITY_DESC) { totalCount } }',
  ],
  ['a person with three films that they are in', 2, '{ person(id: 31) { name movies(first: 3) { nodes { title } } } }'],
  ['a genre with its films and series', 4, '{ genre(id: 18) { name movies { totalCount } tvSeries { totalCount } } }'],
  ['a genre that series do not have', 2, '{ genre(id: 878) { name tvSeries { totalCount } } }'],
  ['a search over three pages', 3, '{ searchMovies(query: "the", first: 60) { nodes { title } } }'],
  [
    'trending of all kinds with the names of genres',
    3,
    '{ trending { nodes { ... on Movie { title genres { name } } ... on TvSeries { name genres { name } } ... on Person { name } } } }',
  ],
  ['20 people, each with birthday and IMDb id', 21, '{ popularPeople(first: 20) { nodes { name birthday imdbId } } }'],
  [
    'a company with its films and logos',
    1,
    '{ company(id: 711) { name movies { nodes { title } } logos { url } alternativeNames { name } } }',
  ],
  ['a keyword with a page of its films, which cannot be appended', 2, '{ keyword(id: 818) { name movies { nodes { title } } } }'],
  [
    'popular, top rated, now playing and upcoming films',
    4,
    '{ popularMovies { totalCount } topRatedMovies { totalCount } nowPlayingMovies { totalCount } upcomingMovies { totalCount } }',
  ],
  ['the film that was added last', 1, '{ latestMovie { tmdbId title runtime genres { name } } }'],
  ['the person that was added last', 1, '{ latestPerson { tmdbId name biography } }'],
  [
    'a series with five seasons by number and their episodes',
    1,
    `{ tvSeries(id: 1000008) { title ${[1, 2, 3, 4, 5].map((n) => `s${n}: season(number: ${n}) { episodes { name } }`).join(' ')} } }`,
  ],
  ['a series with all 8 seasons', 2, '{ tvSeries(id: 1000008) { seasons { episodes { name } } } }'],
  ['a series with all 45 seasons', 4, '{ tvSeries(id: 1000045) { seasons { episodes { name } } } }'],
  [
    'a season with its episodes, guests and everybody',
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
  ['two films', 2, '{ a: movie(id: 603) { title } b: movie(id: 604) { title keywords { name } } }'],
  ['20 trending films with fields of the list', 1, `{ trendingMovies(first: 20) { nodes { ${LIST_FIELDS} } } }`],
  ['20 trending films by default', 1, `{ trendingMovies { edges { node { ${LIST_FIELDS} } } totalCount } }`],
  ['20 trending films with names of genres', 2, `{ trendingMovies(first: 20) { nodes { ${LIST_FIELDS} genres { name } } } }`],
  ['20 trending films with numbers of genres', 1, '{ trendingMovies(first: 20) { nodes { genres { tmdbId } } } }'],
  [
    '20 trending films with runtime, IMDb id and director',
    21,
    '{ trendingMovies(first: 20) { nodes { title runtime imdbId directors { name } } } }',
  ],
  ['20 trending films with genres beside details', 21, '{ trendingMovies(first: 20) { nodes { title runtime genres { name } } } }'],
  ['20 trending films with keywords only', 21, '{ trendingMovies(first: 20) { nodes { title keywords { name } } } }'],
  ['40 trending films', 2, '{ trendingMovies(first: 40) { nodes { title } } }'],
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
  ['every part of a film', 1, `{ movie(id: 603) { ${EVERYTHING} } }`],
  ['every part of a film in German', 1, `query @inContext(languages: ["de"]) { movie(id: 603) { ${EVERYTHING} } }`],
  [
    'a title in three languages',
    1,
    '{ movie(id: 603) { title german: title(language: "de") french: title(language: "fr") keywords { name } } }',
  ],
  [
    'a film with texts in the first of three languages that has them',
    1,
    'query @inContext(languages: ["fi", "ko", "de"]) { movie(id: 603) { title titleLanguage overview tagline homepage keywords { name } } }',
  ],
  ['all that is derived of a film', 1, `{ ${DERIVED_OF.movie} }`],
  ['all that is derived of a film, beside every part', 1, `{ ${DERIVED_OF.movie.replace('{', `{ ${EVERYTHING}`)} }`],
  ['all that is derived of a film, in German', 1, `query @inContext(languages: ["de", "en"]) { ${DERIVED_OF.movie} }`],
  ['all that is derived of a series', 1, `{ ${DERIVED_OF.tvSeries} }`],
  ['all that is derived of a series, in German', 1, `query @inContext(languages: ["de", "en"]) { ${DERIVED_OF.tvSeries} }`],
  ['the age of a person', 1, '{ person(id: 287) { name age } }'],
  [
    'the directors and writers of all episodes of a season',
    1,
    '{ tvSeason(series: 1000008, number: 1) { episodes { isAired directors { name } writers { name } } } }',
  ],
  ['a collection with pictures by language', 1, '{ collection(id: 2344) { name poster(languages: ["de", "en"]) { url } } }'],
  ['20 trending films, each with a logo and a trailer', 21, '{ trendingMovies(first: 20) { nodes { logo { url } trailer { url } } } }'],
  [
    'what an external id stands for, of two kinds',
    1,
    '{ find(source: IMDB, externalId: "tt0137523") { movies { title releaseDate } tvSeries { title } } }',
  ],
  ['100 films that were changed, a page of TMDB’s', 1, '{ movieChanges(first: 100) { edges { adult node { tmdbId } } } }'],
  ['five that were changed, with their titles', 6, '{ movieChanges(first: 5) { nodes { title } } }'],
  [
    'a list with a page of its films and series',
    1,
    '{ list(id: 1) { name items { nodes { ... on Movie { title } ... on TvSeries { name } } } } }',
  ],
  [
    'a list by both versions of the API, with comments',
    2,
    '{ list(id: 1) { name public revenue createdBy { username name } sortedItems { edges { comment } } } }',
  ],
  ['certifications of films and of series', 2, '{ movieCertifications { certification } tvCertifications { certification } }'],
  [
    'countries, languages, departments, time zones and translations, a path each',
    5,
    '{ countries { name } languages { name } departments { jobs } timezones { zones } primaryTranslations }',
  ],
  ['the names of all genres', 1, '{ movieGenres { name } }'],
  ['the table of statuses', 0, '{ tmdbStatuses { status name } }'],
];

describe('cold', () => {
  it.each(COSTS)('%s: %i', async (_title, cost, query) => {
    expect(await costOf(query)).toBe(cost);
    expect(await costOf(query)).toBe(0);
  });

  it('a film by its global id: 1, and by its number afterwards: 0', async () => {
    const { id } = fieldOf<{ id: string }>(await gateway.ask('{ movie(id: 603) { id } }'), 'movie');
    await gateway.close();
    gateway = await startGateway();
    expect(
      await costOf('query ($id: ID!) { node(id: $id) { id ... on Movie { title keywords { name } directors { name } } } }', { id }),
    ).toBe(1);
    expect(await costOf('query ($id: ID!) { movie(id: $id) { title keywords { name } } }', { id })).toBe(0);
    expect(await costOf('{ movie(id: 603) { title directors { name } } }')).toBe(0);
  });

  it('a node of which only the id is asked: 1', async () => {
    expect(
      await costOf('query ($id: ID!) { node(id: $id) { id __typename } }', { id: Buffer.from('Movie:603').toString('base64url') }),
    ).toBe(1);
  });

  it('an unknown id: 1, null and one error, whatever is selected; remembered: 0', async () => {
    const query = `{ movie(id: 999999) { ${EVERYTHING} } }`;
    const { status, body } = await gateway.ask(query);
    expect(status).toBe(200);
    expect(body.data).toEqual({ movie: null });
    expect(body.errors).toMatchObject([{ path: ['movie'], extensions: { code: 'NOT_FOUND', tmdb: { status: 34 } } }]);
    expect(gateway.asked()).toHaveLength(1);
    expect((await gateway.ask(query)).body.errors).toHaveLength(1);
    expect(gateway.asked()).toEqual([]);
  });

  it('a film by its IMDb id: 1, by either id afterwards: 0', async () => {
    expect(await costOf('{ movie(imdbId: "tt0133093") { id tmdbId imdbId title cast { nodes { name } } } }')).toBe(1);
    expect(await costOf('{ movie(id: 603) { title imdbId directors { name } } }')).toBe(0);
    expect(await costOf('{ movie(imdbId: "tt0133093") { title runtime } }')).toBe(0);
  });

  it('a film by its number: 1, by its IMDb id afterwards: 0', async () => {
    expect(await costOf('{ movie(id: 603) { title } }')).toBe(1);
    expect(await costOf('{ movie(imdbId: "tt0133093") { title } }')).toBe(0);
  });

  it('20 operations at once for one film: 1', async () => {
    await Promise.all(Array.from({ length: 20 }, () => gateway.ask('{ movie(id: 603) { title runtime } }')));
    expect(gateway.asked()).toEqual(['/3/movie/603']);
  });
});

/** The parts that the one request for film 603 carried. */
async function partsOf(query: string, variables?: Record<string, unknown>): Promise<string[]> {
  const { body } = await gateway.ask(query, variables);
  expect(body.errors).toBeUndefined();
  const asked = gateway.asked();
  expect(asked).toHaveLength(1);
  return (new URL(asked[0] ?? '', 'http://tmdb').searchParams.get('append_to_response') ?? '').split(',').filter(Boolean).toSorted();
}

describe('look-ahead', () => {
  it('follows named, nested and inline fragments', async () => {
    const query = `query { movie(id: 603) { ...page ... on Movie { videos { name } } ... on Node { id } ... { keywords { name } } } }
      fragment page on Movie { title ...people }
      fragment people on Movie { directors { name } }`;
    expect(await partsOf(query)).toEqual(['credits', 'keywords', 'videos']);
  });

  it('follows @include and @skip with variables', async () => {
    const query = `query ($yes: Boolean!, $no: Boolean! = false) { movie(id: 603) {
      keywords @include(if: $yes) { name } videos @include(if: $no) { name }
      directors @skip(if: $no) { name } images @skip(if: $yes) { posters { url } }
      ... on Movie @skip(if: $yes) { reviews { nodes { content } } } } }`;
    expect(await partsOf(query, { yes: true })).toEqual(['credits', 'keywords']);
  });

  it('follows arguments given as variables, and their defaults', async () => {
    const query = `query ($page: Int, $id: ID = 603) { movie(id: $id) { title recommendations(page: $page) { nodes { title } } directors { name } } }`;
    expect(await partsOf(query, { page: 2 })).toEqual(['credits', 'recommendations']);
    await gateway.close();
    gateway = await startGateway();
    expect(await partsOf(query)).toEqual(['credits', 'recommendations']);
  });

  it('follows aliases and fields selected twice', async () => {
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

describe('a client that leaves', () => {
  it('leaves its unsent requests unsent, and those under way broken off', async () => {
    await gateway.close();
    gateway = await startGateway({ env: { TMDB_RATE_LIMIT: '12' }, sandbox: { latency: 100 } });
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
    expect(performance.now() - started).toBeLessThan(1000);
    expect(gateway.asked()).toEqual(['/3/movie/603']);
  });

  it('is no fault of the gateway, so that nothing is logged', async () => {
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

  it('does not disturb another that waits for the same film', async () => {
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

/** One text for each number from 1 to `count`, in a row. */
function times(count: number, text: (n: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index + 1)).join(' ');
}

it('asks for a collection with the directors of all its films in one request and one for each film', async () => {
  const { body } = await gateway.ask('{ collection(id: 10) { parts { title directors { name } } } }');
  expect(body.errors).toBeUndefined();
  const { parts } = (body.data as { collection: { parts: unknown[] } }).collection;
  expect(parts.length).toBeGreaterThan(1);
  expect(gateway.asked()).toHaveLength(1 + parts.length);
});

it('fetches the pages of a search together', async () => {
  gateway.sandbox.program({ latency: 100 });
  await gateway.ask('{ searchMovies(query: "the", first: 60) { nodes { title } } }');
  const [first, , last] = gateway.sandbox.requests.map(({ at }) => at);
  expect((last ?? 0) - (first ?? 0)).toBeLessThan(100);
});

describe('a season that does not exist', () => {
  const ask = '{ tvSeries(id: 1000008) { name season(number: 99) { name cast { nodes { name } } } } }';

  it('costs one request, and none once the series is known', async () => {
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

  it('is null beside the series, in the one request for both', async () => {
    const { body } = await gateway.ask(ask);
    expect(body).toMatchObject({
      data: { tvSeries: { season: null } },
      errors: [{ path: ['tvSeries', 'season'], extensions: { code: 'NOT_FOUND' } }],
    });
    expect(gateway.asked()).toHaveLength(1);
  });
});
