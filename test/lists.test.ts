import { describe, expect, it, vi } from 'vitest';
import { fieldOf, startGateway } from './support/gateway.ts';
import { startScripted, type ScriptedAnswer } from './support/scripted-upstream.ts';

// Lists that TMDB sends with holes, through the whole path.

const DOWN: ScriptedAnswer = { http: 503, body: { success: false, status_code: 9, status_message: 'Service offline.' } };

/** A row of a list of movies. */
const row = (id: number): object => ({ id, title: `Movie ${id}`, vote_count: id });

/** A page of a list of `pages` pages, with 20 rows each by default. */
const page = (number: number, pages: number, rows = Array.from({ length: 20 }, (_, at) => row(number * 100 + at))): ScriptedAnswer => ({
  body: { page: number, results: rows, total_pages: pages, total_results: pages * 20 },
});

const pageOf = ({ searchParams }: URL): number => Number(searchParams.get('page') ?? 1);

const open = (origin: string) => startGateway({ env: { TMDB_API_URL: origin } });

interface Movies {
  nodes?: ({ tmdbId: number } | null)[];
  edges?: ({ node: object } | null)[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const REST = 'pageInfo { hasNextPage endCursor }';

describe('a page of a list that fails', () => {
  it('ends the rows with one null edge and its typed error, and is read again from the end cursor', async () => {
    let isDown = true;
    await using tmdb = await startScripted((url) => (pageOf(url) === 3 && isDown ? DOWN : page(pageOf(url), 9)));
    await using gateway = await open(tmdb.origin);
    const first = await gateway.ask(`{ topRatedMovies(first: 80) { edges { node { tmdbId } } ${REST} } }`);
    const { edges = [], pageInfo } = fieldOf<Movies>(first, 'topRatedMovies');
    expect(edges).toHaveLength(41);
    expect(edges.slice(0, 40)).not.toContain(null);
    expect(edges[40]).toBeNull();
    expect(pageInfo.hasNextPage).toBe(true);
    expect(first.body.errors).toMatchObject([
      { path: ['topRatedMovies', 'edges', 40], extensions: { code: 'UPSTREAM_UNAVAILABLE', tmdb: { status: 9 } } },
    ]);
    expect(first.headers.get('cache-control')).toBe('no-store');
    isDown = false;
    // For some seconds the gateway remembers that the path failed.
    await vi.waitFor(
      async () => {
        const next = await gateway.ask(`{ topRatedMovies(first: 20, after: "${pageInfo.endCursor}") { nodes { tmdbId } ${REST} } }`);
        expect(next.body.errors).toBeUndefined();
        expect(fieldOf<Movies>(next, 'topRatedMovies').nodes?.[0]).toEqual({ tmdbId: 300 });
      },
      { timeout: 10_000, interval: 250 },
    );
  });

  it('ends the nodes with null and its error too', async () => {
    await using tmdb = await startScripted((url) => (pageOf(url) === 2 ? DOWN : page(pageOf(url), 9)));
    await using gateway = await open(tmdb.origin);
    const asked = await gateway.ask(`{ found: searchMovies(query: "a", first: 40) { nodes { tmdbId } totalCount ${REST} } }`);
    const { nodes = [] } = fieldOf<Movies>(asked, 'found');
    expect(nodes).toHaveLength(21);
    expect(nodes[20]).toBeNull();
    expect(asked.body.errors).toMatchObject([{ path: ['found', 'nodes', 20], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    expect(asked.body.data).toMatchObject({ found: { totalCount: 180 } });
  });

  it('is the error of the list when no row came before it', async () => {
    await using tmdb = await startScripted((url) => (pageOf(url) === 1 ? DOWN : page(pageOf(url), 9)));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(`{ popularTvSeries(first: 60) { nodes { tmdbId } ${REST} } }`);
    expect(body.data).toEqual({ popularTvSeries: null });
    expect(body.errors).toMatchObject([{ path: ['popularTvSeries'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  });
});

const people = (from: number, to: number): { id: number; name: string }[] =>
  Array.from({ length: to - from }, (_, at) => ({ id: from + at, name: 'Ann' }));

/** The rows of eight pages: each begins with the last rows of the one before, and ends with one of the first page. */
const overlapping = (number: number): { id: number }[] =>
  number > 8
    ? []
    : [number * 20 - 4, number * 20 + 4, number * 20 + 12, 8 + number].flatMap((from, at) => people(from, from + (at < 3 ? 8 : 1)));

describe('a list that goes on without new rows', () => {
  it('costs two requests when TMDB counts 500 pages and all are empty', async () => {
    await using tmdb = await startScripted((url) => page(pageOf(url), 500, []));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(`{ trendingMovies(first: 20) { nodes { tmdbId } ${REST} } }`);
    expect(body).toEqual({ data: { trendingMovies: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } });
    expect(tmdb.asked().filter((url) => url.startsWith('/3/trending'))).toHaveLength(2);
  });

  it.each(['names it', 'names none'])('ends on the second page when TMDB sends the first page for ever and %s', async (what) => {
    await using tmdb = await startScripted(() => {
      const { body } = page(1, 300);
      return { body: { ...(body as object), ...(what === 'names none' && { page: undefined }) } };
    });
    await using gateway = await open(tmdb.origin);
    const ask = async (args: string): Promise<Movies> => {
      const asked = await gateway.ask(`{ discoverTvSeries(${args}) { nodes { tmdbId } ${REST} } }`);
      expect(asked.body.errors).toBeUndefined();
      return fieldOf<Movies>(asked, 'discoverTvSeries');
    };
    const { pageInfo } = await ask('first: 20');
    expect(tmdb.asked()).toHaveLength(1);
    expect(await ask(`first: 20, after: "${pageInfo.endCursor}"`)).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false } });
    expect(tmdb.asked()).toHaveLength(1);
  });

  it('brings each series once when pages repeat rows of earlier ones, and asks for no page twice', async () => {
    await using tmdb = await startScripted((url) => page(pageOf(url), 8, overlapping(pageOf(url))));
    await using gateway = await open(tmdb.origin);
    const brought: (number | undefined)[] = [];
    for (let after: string | null = ''; after !== null && brought.length < 200;) {
      const asked = await gateway.ask(`{ popularTvSeries(first: 7${after && `, after: "${after}"`}) { nodes { tmdbId } ${REST} } }`);
      expect(asked.body.errors).toBeUndefined();
      const { nodes = [], pageInfo } = fieldOf<Movies>(asked, 'popularTvSeries');
      brought.push(...nodes.map((node) => node?.tmdbId));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
    const ids = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((number) => overlapping(number).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(new Set(ids).size + 20);
    expect(brought).toEqual([...new Set(ids)]);
    const asked = tmdb.asked();
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(9);
  });

  it('drops a person of the page before when the list moves between two answers', async () => {
    await using tmdb = await startScripted((url) => (pageOf(url) === 1 ? page(1, 2, people(1, 21)) : page(2, 2, people(19, 39))));
    await using gateway = await open(tmdb.origin);
    const first = await gateway.ask(`{ popularPeople(first: 20) { nodes { tmdbId } ${REST} } }`);
    const { endCursor } = fieldOf<Movies>(first, 'popularPeople').pageInfo;
    const next = await gateway.ask(`{ popularPeople(first: 20, after: "${endCursor}") { nodes { tmdbId } ${REST} } }`);
    expect(fieldOf<Movies>(next, 'popularPeople').nodes?.map((node) => node?.tmdbId)).toEqual(
      Array.from({ length: 18 }, (_, at) => 21 + at),
    );
  });
});

const listed = (number: number): object => ({ id: 70 + number, season_number: number, name: `Season ${number}` });

const inSeason =
  (season: number) =>
  (number: number): object => ({ id: season * 10 + number, season_number: season, episode_number: number, name: `${season}x${number}` });

/** A series of four seasons, of which these are not there. */
const series =
  (answers: Readonly<Record<number, ScriptedAnswer>>) =>
  ({ pathname, searchParams }: URL): ScriptedAnswer | undefined => {
    const season = (number: number): ScriptedAnswer =>
      answers[number] ?? { body: { ...listed(number), episodes: [1, 2].map(inSeason(number)) } };
    const alone = /^\/3\/tv\/7\/season\/(\d)$/.exec(pathname);
    if (alone) return season(Number(alone[1]));
    if (pathname !== '/3/tv/7') return undefined;
    const seasons = [1, 2, 3, 4].map(listed);
    const appended = (searchParams.get('append_to_response') ?? '').split(',').flatMap((part) => {
      const { http = 200, body } = part.startsWith('season/') ? season(Number(part.slice(7))) : { http: 404, body: {} };
      return http === 200 ? [[part, body] as const] : [];
    });
    return { body: { id: 7, name: 'Series', seasons, ...Object.fromEntries(appended) } };
  };

const GONE: ScriptedAnswer = { http: 404, body: { success: false, status_code: 34, status_message: 'Not found.' } };

describe('all episodes of a series', () => {
  const ask = '{ tvSeries(id: 7) { name episodes { totalCount nodes { name } edges { part } } } }';

  it('are those of the seasons that came, with one typed error for the one that is missing', async () => {
    await using tmdb = await startScripted(series({ 3: GONE }));
    await using gateway = await open(tmdb.origin);
    const { body, headers } = await gateway.ask(ask);
    expect(body.data).toMatchObject({
      tvSeries: {
        name: 'Series',
        episodes: { totalCount: 6, nodes: ['1x1', '1x2', '2x1', '2x2', '4x1', '4x2'].map((name) => ({ name })) },
      },
    });
    expect(body.errors).toMatchObject([
      { path: ['tvSeries', 'episodes'], extensions: { code: 'NOT_FOUND', tmdb: { status: 34, http: 404 } } },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('are reported with one error when several seasons are missing', async () => {
    await using tmdb = await startScripted(series({ 1: GONE, 4: GONE }));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(`{ tvSeries(id: 7) { episodes(first: 3) { nodes { name } } } }`);
    expect(body.data).toEqual({ tvSeries: { episodes: { nodes: ['2x1', '2x2', '3x1'].map((name) => ({ name })) } } });
    expect(body.errors).toHaveLength(1);
  });

  it('fail as a list when every season does', async () => {
    await using tmdb = await startScripted(series({ 1: GONE, 2: GONE, 3: GONE, 4: GONE }));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(ask);
    expect(body.data).toEqual({ tvSeries: { name: 'Series', episodes: null } });
    expect(body.errors).toMatchObject([{ path: ['tvSeries', 'episodes'], extensions: { code: 'NOT_FOUND' } }]);
  });

  it('bring their error with the deferred piece that they are in', async () => {
    await using tmdb = await startScripted(series({ 2: GONE }));
    await using gateway = await open(tmdb.origin);
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: '{ tvSeries(id: 7) { name ... @defer { episodes { totalCount } } } }' }),
    });
    const text = await response.text();
    expect(text).toContain('"totalCount":6');
    expect(text.match(/"code":"NOT_FOUND"/g)).toHaveLength(1);
  });
});

/** A movie whose list rows are of another day than its details. */
const DETAILS = { id: 9, title: 'Movie', release_date: '1987-08-28', vote_average: 7, vote_count: 70, popularity: 0.7, runtime: 90 };
const ROW = { id: 9, title: 'Movie', release_date: '2012-01-19', vote_average: 6, vote_count: 60, popularity: 0.6 };

/** @param details The answer for the movie, or a wait for it. */
const oneMovie =
  (details: () => ScriptedAnswer | Promise<ScriptedAnswer> = () => ({ body: DETAILS })) =>
  async (url: URL): Promise<ScriptedAnswer | undefined> => {
    if (url.pathname === '/3/movie/9') return details();
    if (url.pathname === '/3/person/5/movie_credits') return { body: { id: 5, cast: [{ ...ROW, vote_count: 50 }], crew: [] } };
    if (url.pathname === '/3/person/5')
      return { body: { id: 5, name: 'Ann', movie_credits: { cast: [{ ...ROW, vote_count: 50 }], crew: [] } } };
    return page(1, 1, [ROW]);
  };

/** The lists that TMDB answers for a region, with one row. */
const REGIONAL = [
  'nowPlayingMovies(region: DE)',
  'upcomingMovies(region: DE)',
  'popularMovies(region: DE)',
  'topRatedMovies(region: DE)',
  'searchMovies(query: "babette", region: DE)',
  'discoverMovies(filter: { region: DE })',
];

describe('a list for a region', () => {
  it.each(REGIONAL)('has the first release of %s from details, and the release there on the edge', async (field) => {
    await using tmdb = await startScripted(oneMovie());
    await using gateway = await open(tmdb.origin);
    const name = field.slice(0, field.indexOf('('));
    const free = await gateway.ask(`{ ${field} { edges { regionalReleaseDate node { title voteCount } } } }`);
    expect(free.body.data).toEqual({ [name]: { edges: [{ regionalReleaseDate: '2012-01-19', node: { title: 'Movie', voteCount: 60 } }] } });
    expect(tmdb.asked()).toHaveLength(1);
    const { body } = await gateway.ask(`{ ${field} { nodes { releaseDate releaseYear } } }`);
    expect(body).toEqual({ data: { [name]: { nodes: [{ releaseDate: '1987-08-28', releaseYear: 1987 }] } } });
    expect(tmdb.asked()).toEqual(['/3/movie/9']);
  });

  it('has no release date, with an error, when the details fail', async () => {
    await using tmdb = await startScripted(oneMovie(() => DOWN));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask('{ popularMovies(region: DE) { nodes { title releaseDate } } }');
    expect(body.data).toEqual({ popularMovies: { nodes: [{ title: 'Movie', releaseDate: null }] } });
    expect(body.errors).toMatchObject([
      { path: ['popularMovies', 'nodes', 0, 'releaseDate'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    ]);
  });

  it('is priced with a request for each row, before it is run', async () => {
    await using tmdb = await startScripted(oneMovie());
    await using gateway = await open(tmdb.origin);
    const priceOf = async (field: string): Promise<unknown> => {
      const { body } = await gateway.ask(`{ ${field} { nodes { releaseDate } } }`, {}, { 'tmdb-explain': 'plan' });
      const { tmdb: explained } = body.extensions as { tmdb: { plan: { likely: number } } };
      return explained.plan.likely;
    };
    expect(await priceOf('popularMovies(first: 10, region: DE)')).toBe(11);
    expect(await priceOf('popularMovies(first: 10)')).toBe(1);
  });
});

describe('the region of an operation', () => {
  it.each(['nowPlayingMovies', 'upcomingMovies'])('is sent for %s, which is of a country by nature', async (field) => {
    await using gateway = await startGateway();
    await gateway.ask(`query @inContext(region: AT) { ${field} { totalCount } }`);
    await gateway.ask(`{ ${field} { totalCount } }`, {}, { 'tmdb-region': 'CH' });
    await gateway.ask(`query @inContext(region: AT) { ${field}(region: FR) { totalCount } }`);
    expect(gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get('region'))).toEqual(['AT', 'CH', 'FR']);
  });

  it.each([
    'popularMovies',
    'topRatedMovies',
    'searchMovies(query: "a")',
    'searchCollections(query: "a")',
    'discoverMovies',
    'discoverMovies(filter: { certification: { is: "16" } })',
  ])('is not sent for %s', async (field) => {
    await using gateway = await startGateway();
    await gateway.ask(`query @inContext(region: DE) { ${field} { totalCount } }`, {}, { 'tmdb-region': 'CH' });
    expect(gateway.asked()).toEqual([expect.not.stringMatching(/[?&]region=/)]);
  });
});

describe('one object on several ways', () => {
  const FIELDS = 'id voteAverage voteCount popularity releaseDate releaseYear';

  it.each([
    ['a list first', (): Promise<ScriptedAnswer> => new Promise((resolve) => setTimeout(resolve, 100, { body: DETAILS })), 60],
    ['details first', (): ScriptedAnswer => ({ body: DETAILS }), 70],
  ])('has one value for each field when TMDB answers %s', async (_order, details, votes) => {
    await using tmdb = await startScripted(async (url) => {
      if (votes === 70 && url.pathname === '/3/movie/popular') await new Promise((resolve) => setTimeout(resolve, 100));
      return oneMovie(details)(url);
    });
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(
      `{ movie(id: 9) { ${FIELDS} runtime } popularMovies { nodes { ${FIELDS} } } again: popularMovies(page: 1) { nodes { ${FIELDS} } } }`,
    );
    expect(tmdb.asked()).toHaveLength(2);
    const { movie, popularMovies, again } = body.data as {
      movie: Record<string, unknown>;
      popularMovies: { nodes: unknown[] };
      again: { nodes: unknown[] };
    };
    const { runtime, ...shared } = movie;
    expect(runtime).toBe(90);
    expect(shared['voteCount']).toBe(votes);
    expect(popularMovies.nodes).toEqual([shared]);
    expect(again.nodes).toEqual([shared]);
  });

  it('has the values of the first of two lists, which differ', async () => {
    await using tmdb = await startScripted(oneMovie());
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(
      `{ popularMovies { nodes { ${FIELDS} } } person(id: 5) { movieCredits { cast { nodes { ${FIELDS} } } } } }`,
    );
    const { popularMovies, person } = body.data as { popularMovies: object; person: { movieCredits: { cast: object } } };
    expect(body.errors).toBeUndefined();
    expect(person.movieCredits.cast).toEqual(popularMovies);
    expect(tmdb.asked()).toHaveLength(2);
  });

  it('has the values of one list item on all ways when its details fail', async () => {
    await using tmdb = await startScripted(oneMovie(() => DOWN));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(
      `{ popularMovies { nodes { ${FIELDS} runtime } } person(id: 5) { movieCredits { cast { nodes { ${FIELDS} runtime } } } } }`,
    );
    const { popularMovies, person } = body.data as { popularMovies: object; person: { movieCredits: { cast: object } } };
    expect(person.movieCredits.cast).toEqual(popularMovies);
    expect(popularMovies).toMatchObject({ nodes: [{ releaseYear: 2012, runtime: null }] });
  });

  it('has the names that only lists know on all ways or on none', async () => {
    await using gateway = await startGateway();
    const { body } = await gateway.ask(
      '{ popularPeople(first: 1) { nodes { id originalName } } trendingPeople(first: 100) { nodes { id originalName } } }',
    );
    const { popularPeople, trendingPeople } = body.data as Record<string, { nodes: { id: string; originalName: string }[] }>;
    const [known] = popularPeople?.nodes ?? [];
    expect(known?.originalName).toEqual(expect.any(String));
    expect(trendingPeople?.nodes.filter(({ id }) => id === known?.id)).toEqual([known]);
  });

  it('keeps the requests of operations that reach one object in different ways', async () => {
    await using gateway = await startGateway();
    await gateway.ask(
      '{ popularMovies(first: 3) { nodes { id title overview voteAverage genres { id } } } movie(id: 603) { title overview(language: "fr") voteAverage genres { name } } }',
      {},
      { 'accept-language': 'de,en' },
    );
    expect(gateway.asked()).toEqual(['/3/movie/popular?language=de', '/3/movie/603?append_to_response=translations&language=de']);
  });
});

/** A credit of a person, in a movie with these votes. */
const credit = (id: number, votes: number, more: object = {}): object => ({ ...row(id), media_type: 'movie', vote_count: votes, ...more });

describe('Person.knownFor', () => {
  const cast = [credit(1, 10), credit(2, 40), { ...credit(3, 20), media_type: 'tv', name: 'Series 3' }, credit(2, 40), credit(4, 30)];
  const crew = [credit(5, 900, { department: 'Directing' }), credit(6, 90, { department: 'Writing' })];
  const person = (department: string | undefined): ((url: URL) => ScriptedAnswer) => {
    const details = { id: 7, name: 'Ann', known_for_department: department };
    return ({ pathname }) =>
      pathname === '/3/person/7'
        ? { body: { ...details, combined_credits: { cast, crew } } }
        : page(1, 1, [{ ...details, ...(pathname === '/3/person/popular' && { known_for: [credit(1, 10)] }) }]);
  };
  const known = 'knownFor { ... on Movie { tmdbId } ... on TvSeries { seriesId: tmdbId } }';

  it.each([
    ['Acting', [{ tmdbId: 2 }, { tmdbId: 4 }, { seriesId: 3 }]],
    ['Directing', [{ tmdbId: 5 }]],
    ['Editing', [{ tmdbId: 5 }, { tmdbId: 6 }, { tmdbId: 2 }]],
    [undefined, [{ tmdbId: 5 }, { tmdbId: 6 }, { tmdbId: 2 }]],
  ])('comes by id from the credits with the most votes in %s, in the request for the person', async (department, expected) => {
    await using tmdb = await startScripted(person(department));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(`{ person(id: 7) { name ${known} } }`);
    expect(body).toEqual({ data: { person: { name: 'Ann', knownFor: expected } } });
    expect(tmdb.asked()).toEqual(['/3/person/7?append_to_response=combined_credits']);
  });

  it('is the row’s own in a list, for free, and null where the list has none', async () => {
    await using tmdb = await startScripted(person('Acting'));
    await using gateway = await open(tmdb.origin);
    const { body } = await gateway.ask(
      `{ popularPeople { nodes { ${known} } } trendingPeople { nodes { ${known} } } person(id: 7) { ${known} } }`,
    );
    expect(body).toEqual({
      data: {
        popularPeople: { nodes: [{ knownFor: [{ tmdbId: 1 }] }] },
        trendingPeople: { nodes: [{ knownFor: null }] },
        person: { knownFor: [{ tmdbId: 2 }, { tmdbId: 4 }, { seriesId: 3 }] },
      },
    });
    expect(tmdb.asked()).toHaveLength(3);
  });
});
