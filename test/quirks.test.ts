import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type Asked, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Makes TMDB answer a path with this JSON. */
function tmdbAnswers(path: string, json: unknown): void {
  gateway.sandbox.program({ faults: [{ path, answer: { http: 200, body: JSON.stringify(json), type: 'application/json' } }] });
}

/** Each search has words of its own, so that no answer comes from the cache. */
let searches = 0;
const search = (fields: string): Promise<Asked> => gateway.ask(`{ search(query: "quirk ${(searches += 1)}") { ${fields} } }`);

const page = (results: unknown[], rest: object = {}): object => ({
  page: 1,
  results,
  total_pages: 1,
  total_results: results.length,
  ...rest,
});

describe('a list that mixes kinds', () => {
  const nodes = 'nodes { __typename ... on Movie { title } ... on TvSeries { name } ... on Person { name } }';

  it('answers null for a row of an unknown kind, and keeps the others', async () => {
    tmdbAnswers(
      '/3/search/multi',
      page([
        { id: 1, media_type: 'podcast', name: 'x' },
        { id: 603, media_type: 'movie', title: 'The Matrix' },
      ]),
    );
    expect((await search(nodes)).body).toEqual({ data: { search: { nodes: [null, { __typename: 'Movie', title: 'The Matrix' }] } } });
  });

  it.each([
    [
      { id: 603, title: 'The Matrix', release_date: '1999-03-30' },
      { __typename: 'Movie', title: 'The Matrix' },
    ],
    [
      { id: 1399, name: 'A series', first_air_date: '' },
      { __typename: 'TvSeries', name: 'A series' },
    ],
    [
      { id: 6384, name: 'A person', profile_path: null },
      { __typename: 'Person', name: 'A person' },
    ],
    [{ id: 7, name: 'Who knows' }, null],
  ])('tells the kind of a row without media_type by its keys: %j', async (row, node) => {
    tmdbAnswers('/3/search/multi', page([row]));
    expect((await search(nodes)).body).toEqual({ data: { search: { nodes: [node] } } });
  });

  it.each([
    ['null', null],
    ['a string', 'row'],
    ['a row without an id', { media_type: 'movie', title: 'x' }],
    ['an id that is not a number', { id: '5f9', media_type: 'movie', title: 'x' }],
    ['a negative id', { id: -1, media_type: 'movie', title: 'x' }],
  ])('loses only the row that is %s', async (_what, row) => {
    tmdbAnswers(
      '/3/search/multi',
      page([{ id: 603, media_type: 'movie', title: 'The Matrix' }, row, { id: 11, media_type: 'movie', title: 'Star Wars' }]),
    );
    const titles = [{ __typename: 'Movie', title: 'The Matrix' }, null, { __typename: 'Movie', title: 'Star Wars' }];
    expect((await search(nodes)).body).toEqual({ data: { search: { nodes: titles } } });
  });

  it('loads details only of the kinds whose details are selected', async () => {
    const rows = [
      { id: 11, media_type: 'movie', title: 'Star Wars' },
      { id: 31, media_type: 'person', name: 'Tom Hanks' },
    ];
    tmdbAnswers('/3/search/multi', page(rows));
    gateway.asked();
    await search('nodes { ... on Movie { title runtime } ... on Person { name } }');
    expect(gateway.asked().map((url) => url.split('?')[0])).toEqual(['/3/search/multi', '/3/movie/11']);
  });

  it.each([0, 1])('answers an empty list when TMDB counts %i pages', async (total) => {
    tmdbAnswers('/3/search/multi', page([], { total_pages: total }));
    expect((await search('nodes { __typename } totalCount reachableCount pageInfo { hasNextPage endCursor }')).body).toEqual({
      data: { search: { nodes: [], totalCount: 0, reachableCount: 0, pageInfo: { hasNextPage: false, endCursor: null } } },
    });
  });

  it('refuses page 501 without a TMDB request', async () => {
    gateway.asked();
    const { body } = await gateway.ask('{ search(query: "x", page: 501) { totalCount } popularMovies(page: 501) { totalCount } }');
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(gateway.asked()).toEqual([]);
  });

  it('reports that only 500 pages of a list can be reached', async () => {
    tmdbAnswers(
      '/3/search/multi',
      page(
        Array.from({ length: 20 }, (_, id) => ({ id: id + 1, media_type: 'movie' })),
        { total_pages: 58_329, total_results: 1_166_575 },
      ),
    );
    expect((await search('totalCount reachableCount')).body).toEqual({
      data: { search: { totalCount: 1_166_575, reachableCount: 10_000 } },
    });
  });
});

describe('tagged images', () => {
  it('reads tagged images once, since every page is page 0 with the same rows', async () => {
    const row = {
      id: '4ea5d0792c058837cb000431',
      file_path: '/a.jpg',
      image_type: 'backdrop',
      media_type: 'movie',
      media: { id: 603, title: 'The Matrix' },
    };
    tmdbAnswers('/3/person/6384*', { id: 6384, tagged_images: { page: 0, results: [row], total_pages: 3, total_results: 41 } });
    gateway.asked();
    const { body } = await gateway.ask(`{ person(id: 6384) { taggedImages(first: 50) {
      totalCount nodes { image { __typename path } media { __typename ... on Movie { title } } } pageInfo { hasNextPage } } } }`);
    expect(body).toEqual({
      data: {
        person: {
          taggedImages: {
            totalCount: 41,
            nodes: [{ image: { __typename: 'Backdrop', path: '/a.jpg' }, media: { __typename: 'Movie', title: 'The Matrix' } }],
            pageInfo: { hasNextPage: false },
          },
        },
      },
    });
    expect(gateway.asked()).toHaveLength(1);
  });
});

describe('an avatar', () => {
  it.each([
    ['/https://secure.gravatar.com/avatar/ab.jpg', 'https://secure.gravatar.com/avatar/ab.jpg'],
    ['/1kks3YnVkpyQxzw36CObFPvhL5f.jpg', 'https://image.tmdb.org/t/p/w185/1kks3YnVkpyQxzw36CObFPvhL5f.jpg'],
    [null, null],
    ['', null],
  ])('reads the avatar path %j as the URL %j', async (path, url) => {
    const id = `5013bc76760ee372cb0025${(searches += 1).toString(16).padStart(2, '0')}`;
    tmdbAnswers('/3/review/*', { id, author: 'x', author_details: { avatar_path: path } });
    const { body } = await gateway.ask(`{ review(id: "${id}") { author { avatar { url } } } }`);
    expect(body).toEqual({ data: { review: { author: { avatar: url === null ? null : { url } } } } });
  });
});

describe('television', () => {
  let id = 900_000;
  /** A series of its own for each test. */
  async function series(details: object, fields: string): Promise<unknown> {
    id += 1;
    tmdbAnswers(`/3/tv/${id}*`, { id, name: 'A series', ...details });
    const { body } = await gateway.ask(`{ tvSeries(id: ${id}) { ${fields} } }`);
    expect(body.errors).toBeUndefined();
    return (body.data as { tvSeries: unknown }).tvSeries;
  }

  it('answers a series without seasons', async () => {
    expect(await series({ seasons: [] }, 'seasons { name }')).toEqual({ seasons: [] });
    expect(await series({}, 'seasons { name }')).toEqual({ seasons: [] });
  });

  it('finds a series by its TheTVDB id', async () => {
    tmdbAnswers('/3/find/121361', { tv_results: [{ id: 1399, name: 'Game of Thrones' }] });
    const { body } = await gateway.ask('{ tvSeries(tvdbId: 121361) { tmdbId name } }');
    expect(body).toEqual({ data: { tvSeries: { tmdbId: 1399, name: 'Game of Thrones' } } });
    expect((await gateway.ask('{ tvSeries(tvdbId: -1) { name } }')).body.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
