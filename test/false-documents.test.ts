import { expect, it } from 'vitest';
import { codedId } from '../src/sandbox/generated/coded-id.ts';
import { startGateway, type TestGateway } from './support/gateway.ts';

// TMDB answers with a document of another resource, or with nothing: a typed error, and nothing of it is believed afterwards.

const CREDIT = codedId('credit', 1_234_567, 0);
const REVIEW = codedId('review', 550, 0);
const GROUP = codedId('episode-group', 1_234_567, 0);

interface Row {
  /** Name of the root field. */
  readonly root: string;
  /** Its arguments and selection. */
  readonly rest: string;
  /** The path of the document. */
  readonly path: string;
  /** How a document of another resource differs. */
  readonly another: object;
}

const ROWS: readonly Row[] = [
  { root: 'movie', rest: '(id: 603) { title }', path: '/3/movie/603', another: { id: 604, imdb_id: 'tt0234215' } },
  {
    root: 'movie',
    rest: '(imdbId: "tt0133093") { title runtime }',
    path: '/3/movie/tt0133093',
    another: { id: 604, imdb_id: 'tt0234215' },
  },
  { root: 'movie', rest: '(id: 550) { title keywords { name } }', path: '/3/movie/550', another: { id: 551 } },
  { root: 'tvSeries', rest: '(id: 1399) { name }', path: '/3/tv/1399', another: { id: 1400 } },
  { root: 'tvSeason', rest: '(series: 1399, number: 1) { name }', path: '/3/tv/1399/season/1', another: { season_number: 2 } },
  {
    root: 'tvEpisode',
    rest: '(series: 1399, season: 1, number: 1) { name }',
    path: '/3/tv/1399/season/1/episode/1',
    another: { episode_number: 2 },
  },
  { root: 'person', rest: '(id: 31) { name }', path: '/3/person/31', another: { id: 32 } },
  { root: 'collection', rest: '(id: 2344) { name }', path: '/3/collection/2344', another: { id: 2345 } },
  { root: 'company', rest: '(id: 1) { name }', path: '/3/company/1', another: { id: 2 } },
  { root: 'network', rest: '(id: 49) { name }', path: '/3/network/49', another: { id: 50 } },
  { root: 'keyword', rest: '(id: 378) { name }', path: '/3/keyword/378', another: { id: 379 } },
  { root: 'list', rest: '(id: 3) { name }', path: '/3/list/3', another: { id: '4' } },
  { root: 'review', rest: `(id: "${REVIEW}") { content }`, path: `/3/review/${REVIEW}`, another: { id: CREDIT } },
  { root: 'credit', rest: `(id: "${CREDIT}") { department }`, path: `/3/credit/${CREDIT}`, another: { id: REVIEW } },
  { root: 'episodeGroup', rest: `(id: "${GROUP}") { name }`, path: `/3/tv/episode_group/${GROUP}`, another: { id: CREDIT } },
];

/** A TMDB that answers this path with this document. */
function tmdbAnswers({ sandbox }: TestGateway, path: string, json: unknown): void {
  sandbox.program({ faults: [{ path, answer: { http: 200, body: JSON.stringify(json) } }] });
}

/** The sandbox's own document at a path. */
async function documentAt({ sandbox }: TestGateway, path: string): Promise<object> {
  const response = await fetch(`${sandbox.origin}${path}`, { headers: { authorization: 'Bearer sandbox' } });
  return (await response.json()) as object; // Every path of these rows has a JSON object.
}

/** The paths that the gateway requested since the last call. */
const pathsAsked = (gateway: TestGateway): string[] => gateway.asked().map((url) => url.split('?')[0] ?? '');

const BAD = { code: 'UPSTREAM_BAD_RESPONSE', tmdb: { http: 200, fault: 'TMDB', retryable: false, status: null } };

const CASES = ROWS.flatMap((row) => [
  { ...row, what: 'another resource', change: (right: object) => ({ ...right, ...row.another }) },
  { ...row, what: 'nothing', change: () => ({}) },
  { ...row, what: 'success', change: () => ({ success: true }) },
]);

it.each(CASES)(
  'reports $what at $path to every operation, remembers nothing of it, and then serves the right document',
  async ({ root, rest, path, change }) => {
    await using gateway = await startGateway();
    const query = `{ ${root}${rest} }`;
    tmdbAnswers(gateway, path, change(await documentAt(gateway, path)));
    gateway.asked();
    for (const { body } of await Promise.all([gateway.ask(query), gateway.ask(query)])) {
      expect(body.data).toEqual({ [root]: null });
      expect(body.errors).toMatchObject([{ path: [root], extensions: BAD }]);
    }
    expect(pathsAsked(gateway)).toEqual([path]);

    gateway.sandbox.program({ faults: [] });
    const { body } = await gateway.ask(query);
    expect(body.errors).toBeUndefined();
    expect(Object.values(body.data?.[root] as object)).not.toContain(null);
    expect(pathsAsked(gateway)).toEqual([path]);
  },
);

it('believes no IMDb id of a movie that was not requested', async () => {
  await using gateway = await startGateway();
  tmdbAnswers(gateway, '/3/movie/603', { id: 604, imdb_id: 'tt0133093', title: 'Reloaded' });
  expect((await gateway.ask('{ movie(id: 603) { title } }')).body.errors).toMatchObject([{ extensions: BAD }]);
  gateway.sandbox.program({ faults: [] });
  gateway.asked();
  const { body } = await gateway.ask('{ movie(imdbId: "tt0133093") { tmdbId title } }');
  expect(body).toEqual({ data: { movie: { tmdbId: 603, title: 'The Matrix' } } });
  expect(pathsAsked(gateway)).toEqual(['/3/movie/tt0133093']);
});

it.each([null, 'abc', 1.5, undefined])('serves a movie whose id is %j, and learns no IMDb id from it', async (id) => {
  await using gateway = await startGateway();
  tmdbAnswers(gateway, '/3/movie/603', { id, imdb_id: 'tt0133093', title: 'The Matrix' });
  expect((await gateway.ask('{ movie(id: 603) { tmdbId title } }')).body).toEqual({
    data: { movie: { tmdbId: 603, title: 'The Matrix' } },
  });
  gateway.asked();
  await gateway.ask('{ movie(imdbId: "tt0133093") { title } }');
  expect(pathsAsked(gateway)).toEqual(['/3/movie/tt0133093']);
});

it.each([null, 'abc', 1.5, undefined])('finds the number of a movie by IMDb id when TMDB gives its id as %j', async (id) => {
  await using gateway = await startGateway();
  tmdbAnswers(gateway, '/3/movie/tt0133093', { id, imdb_id: 'tt0133093', title: 'The Matrix' });
  const { body } = await gateway.ask('{ movie(imdbId: "tt0133093") { id tmdbId title } movieAgain: movie(id: 603) { id } }');
  expect(body.errors).toBeUndefined();
  expect(body.data?.['movie']).toMatchObject({ ...(body.data?.['movieAgain'] as object), tmdbId: 603, title: 'The Matrix' });
});

it('serves the summaries of a list whose details are those of other movies', async () => {
  await using gateway = await startGateway();
  const row = { id: 603, title: 'The Matrix' };
  gateway.sandbox.program({
    faults: [
      {
        path: '/3/movie/popular',
        answer: { http: 200, body: JSON.stringify({ page: 1, results: [row], total_pages: 1, total_results: 1 }) },
      },
      { path: '/3/movie/603', answer: { http: 200, body: JSON.stringify({ id: 604, title: 'Reloaded', runtime: 138 }) } },
    ],
  });
  const { body } = await gateway.ask('{ popularMovies { nodes { title runtime } } }');
  expect(body.data).toEqual({ popularMovies: { nodes: [{ title: 'The Matrix', runtime: null }] } });
  expect(body.errors).toMatchObject([{ path: ['popularMovies', 'nodes', 0, 'runtime'], extensions: BAD }]);
});
