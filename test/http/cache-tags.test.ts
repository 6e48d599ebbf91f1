import { afterEach, describe, expect, it } from 'vitest';
import { tagOf } from '../../src/tmdb/tag.ts';
import { signIn } from '../support/accounts.ts';
import { startGateway, type Asked, type TestGateway } from '../support/gateway.ts';

const ON = { CACHE_TAGS: 'true' };

const gateways: TestGateway[] = [];
const start = async (options: Parameters<typeof startGateway>[0] = {}): Promise<TestGateway> => {
  const gateway = await startGateway({ ...options, env: { ...ON, ...options.env } });
  gateways.push(gateway);
  return gateway;
};
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((one) => one.close()));
});

const headerOf = ({ headers }: Asked): string | null => headers.get('cache-tag');

const MOVIE = '{ movie(id: 603) { title keywords { name } } }';

describe('tagOf', () => {
  it.each([
    ['Movie', '603', 'movie-603'],
    ['TvSeason', '1399-1', 'tv-season-1399-1'],
    ['movie list', 'popular', 'movie-list-popular'],
    ['trending/movie', 'day', 'trending-movie-day'],
    ['Credit', '52fe425bc3a36847f80181c1', 'credit-52fe425bc3a36847f80181c1'],
    ['configuration', '', 'configuration'],
  ])('writes the tag of %s %j as %s', (type, ref, tag) => expect(tagOf(type, ref)).toBe(tag));
});

describe('cache tags', () => {
  it('are off by default', async () => {
    const gateway = await start({ env: { CACHE_TAGS: 'false' } });
    const answer = await gateway.ask(MOVIE);
    expect(headerOf(answer)).toBeNull();
    expect(answer.body.extensions).toBeUndefined();
    const { body } = await gateway.ask('{ _entities(representations: [{ __typename: "Movie", tmdbId: 603 }]) { __typename } }');
    expect(body.extensions).toBeUndefined();
  });

  it.each([
    [MOVIE, ['movie-603']],
    ['{ movie(imdbId: "tt0133093") { title } }', ['movie-603', 'movie-tt0133093']],
    ['{ tvSeason(series: 1399, number: 1) { name } person(id: 287) { name } }', ['person-287', 'tv-series-1399']],
    ['{ popularMovies(first: 2) { nodes { title } } }', ['movie-list-popular']],
    ['{ searchMovies(query: "a secret text") { totalCount } }', ['search-movie-search']],
    ['{ movie(id: 999999) { title } }', ['movie-999999']],
  ])('name everything that the answer to %s was made of', async (query, tags) => {
    const gateway = await start();
    const answer = await gateway.ask(query);
    expect(answer.body.extensions).toEqual({ apolloCacheTags: tags });
    const isKept = answer.headers.get('cache-control')?.startsWith('public');
    expect(headerOf(answer)).toBe(isKept ? tags.join(',') : null);
  });

  it('are the same past Yoga, through Yoga, and of a stored answer', async () => {
    const [fast, slow] = await Promise.all([start(), start({ fastPath: false })]);
    for (const query of [MOVIE, '{ trending(first: 3) { nodes { __typename } } person(id: 287) { name } }', '{ rateLimit { limit } }']) {
      const [first, stored, other] = [await fast.ask(query), await fast.ask(query), await slow.ask(query)];
      expect(JSON.stringify(stored.body)).toBe(JSON.stringify(first.body));
      expect(JSON.stringify(other.body)).toBe(JSON.stringify(first.body));
      expect([headerOf(stored), headerOf(other)]).toEqual([headerOf(first), headerOf(first)]);
    }
    expect(headerOf(await fast.ask(MOVIE))).toBe('movie-603');
  });

  it('have one place for each of 200 references, empty for the five bad ones', async () => {
    const gateway = await start({ env: { OPERATION_MAX_REQUESTS: '250' } });
    const bad: Record<number, object> = {
      7: { __typename: 'Movie', tmdbId: 999_999 },
      50: { __typename: 'Movie', id: 'not an id' },
      51: { __typename: 'Movie', imdbId: 'nm0000206' },
      120: { __typename: 'Spaceship', id: '1' },
      199: { __typename: 'Person' },
    };
    const of = Array.from({ length: 200 }, (_, index) => bad[index] ?? { __typename: 'Movie', tmdbId: 1_000_000 + index });
    const { body } = await gateway.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Movie { title } } }', { of });
    expect(body.errors).toHaveLength(5);
    expect(body.extensions).toEqual({
      apolloEntityCacheTags: of.map((_reference, index) => (bad[index] ? [] : [`movie-${1_000_000 + index}`])),
    });
  });

  it('name references to several types, to Media and by other keys', async () => {
    const gateway = await start();
    const answer = await gateway.ask(`{ _entities(representations: [
      { __typename: "Movie", imdbId: "tt0133093" }
      { __typename: "Media", id: "VHZTZXJpZXM6MTM5OQ" }
      { __typename: "Genre", tmdbId: 28 }
    ]) { ... on Movie { title } ... on TvSeries { name } ... on Genre { name } } }`);
    expect(answer.body.extensions).toEqual({ apolloEntityCacheTags: [['movie-603'], ['tv-series-1399'], ['genre-28']] });
    expect(headerOf(answer)?.split(',')).toEqual(expect.arrayContaining(['movie-603', 'tv-series-1399', 'genre-28']));
  });

  it('stand for no position where an operation has several lists of references', async () => {
    const gateway = await start();
    const { body } = await gateway.ask(
      '{ a: _entities(representations: [{ __typename: "Movie", tmdbId: 603 }]) { ... on Movie { title } } b: _entities(representations: [{ __typename: "Movie", tmdbId: 604 }]) { ... on Movie { title } } }',
    );
    expect(body.extensions).toEqual({ apolloCacheTags: ['movie-603', 'movie-604'] });
  });

  it('are one tag in the header where they would be too long for it', async () => {
    const gateway = await start({ env: { OPERATION_MAX_REQUESTS: '900' } });
    const of = Array.from({ length: 800 }, (_, index) => ({ __typename: 'Movie', tmdbId: 1_000_000 + index }));
    const answer = await gateway.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Movie { title } } }', { of });
    expect(answer.body.errors).toBeUndefined();
    expect(headerOf(answer)).toBe('many');
  });

  it('are never of what belongs to a caller', { timeout: 60_000 }, async () => {
    const gateway = await start();
    const user = await signIn(gateway, 'ada');
    const personal = [
      '{ viewer { username watchlistMovies { nodes { title } } } }',
      '{ movie(id: 603) { title accountStates { favorite } } }',
      '{ a: movie(id: 603) { title } viewer { lists { nodes { name } } } }',
      '{ _entities(representations: [{ __typename: "Movie", tmdbId: 603 }]) { ... on Movie { title accountStates { rating } } } }',
      'mutation { setMovieFavorite(id: 603, favorite: true) { movie { title } } }',
    ];
    for (const query of personal) {
      const answers = [await user.ask(query), await user.ask(query)];
      for (const answer of answers) {
        expect(answer.body.errors, query).toBeUndefined();
        expect(answer.body.extensions, query).toBeUndefined();
        expect(headerOf(answer), query).toBeNull();
        expect(answer.headers.get('cache-control')).toBe('private, no-store');
      }
    }
  });
});

/** A cache in front of the gateway, as CDNs are: it keeps public answers, and purges them by their tags. */
function createCdn(gateway: TestGateway) {
  const kept = new Map<string, { readonly body: unknown; readonly tags: readonly string[] }>();
  return {
    async get(query: string) {
      const known = kept.get(query);
      if (known) return known.body;
      const answer = await gateway.ask(query);
      const tags = headerOf(answer)?.split(',') ?? [];
      if (answer.headers.get('cache-control')?.startsWith('public')) kept.set(query, { body: answer.body, tags });
      return answer.body;
    },
    purge(tag: string) {
      for (const [query, { tags }] of kept) if (tags.includes(tag)) kept.delete(query);
    },
    get size() {
      return kept.size;
    },
  };
}

describe('a CDN', () => {
  it('gets the new answer once it has purged the old by its tag, and keeps the others', async () => {
    const gateway = await start();
    const user = await signIn(gateway, 'ada');
    const made = await user.askV4('mutation { createList(name: "Before") { list { tmdbId } } }');
    const { tmdbId } = (made.body.data as { createList: { list: { tmdbId: string } } }).createList.list;
    const cdn = createCdn(gateway);
    const list = `{ list(id: ${tmdbId}) { name } }`;
    expect(await cdn.get(list)).toMatchObject({ data: { list: { name: 'Before' } } });
    await cdn.get(MOVIE);
    expect(cdn.size).toBe(2);

    const { body } = await user.askV4(`mutation { updateList(id: ${tmdbId}, name: "After") { list { name } } }`);
    expect(body.errors).toBeUndefined();
    expect(await cdn.get(list)).toMatchObject({ data: { list: { name: 'Before' } } });
    cdn.purge(`list-${tmdbId}`);
    expect(cdn.size).toBe(1);
    expect(await cdn.get(list)).toMatchObject({ data: { list: { name: 'After' } } });
  });
});
