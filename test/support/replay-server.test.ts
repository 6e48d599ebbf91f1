import { afterEach, describe, expect, it } from 'vitest';
import { loadRecordings, type Recording, recordingsFolder, suiteName } from './recordings.ts';
import { ReplayDocuments } from './replay-documents.ts';
import { type Replay, startReplay } from './replay-server.ts';

const recording = (request: string, body: unknown, more: Partial<Recording> = {}): Recording => {
  const url = new URL(request, 'http://tmdb');
  return {
    file: `${request}.json`,
    method: 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    status: 200,
    family: url.pathname,
    recorded: '2024-01-01',
    cacheControl: undefined,
    body,
    ...more,
  };
};

let replay: Replay | undefined;
afterEach(() => replay?.close());

/** Serves the recordings and asks for the paths, one after the other. */
async function asking(recordings: readonly Recording[], ...paths: string[]): Promise<unknown[]> {
  replay = await startReplay(recordings);
  const answers: unknown[] = [];
  for (const path of paths) answers.push(await (await fetch(replay.origin + path)).json());
  return answers;
}

const notFound = expect.objectContaining({ success: false, status_code: 34 });
const matrix = { id: 603, title: 'The Matrix' };

describe('the replay of recorded answers', () => {
  it('treats TMDB’s defaults as absent parameters, and ignores credentials', async () => {
    const paths = ['', '?language=en', '?language=en-US&api_key=k', '?session_id=s&page=1&include_adult=false'];
    const answers = await asking([recording('/3/movie/603', matrix)], ...paths.map((query) => `/3/movie/603${query}`));
    expect(answers).toEqual([matrix, matrix, matrix, matrix]);
  });

  it('treats a parameter without a value as absent', async () => {
    const recordings = [recording('/3/discover/movie?with_genres=&with_people=884&sort_by=popularity.desc', { page: 1 })];
    expect(await asking(recordings, '/3/discover/movie?with_people=884', '/3/discover/movie')).toEqual([{ page: 1 }, notFound]);
  });

  it('tells languages, pages and searches apart', async () => {
    const recordings = [
      recording('/3/movie/603?language=de', { id: 603, title: 'Matrix' }),
      recording('/3/search/movie?query=matrix', { page: 1 }),
      recording('/3/search/movie?page=2&query=matrix', { page: 2 }),
    ];
    const paths = ['/3/movie/603?language=de', '/3/search/movie?query=matrix&page=2', '/3/movie/603', '/3/search/movie?query=x'];
    expect(await asking(recordings, ...paths)).toEqual([{ id: 603, title: 'Matrix' }, { page: 2 }, notFound, notFound]);
  });

  it('ignores a region where TMDB does not know one', async () => {
    const paths = ['/3/search/tv?query=buffy', '/3/search/movie?query=buffy'];
    const recordings = paths.map((path) => recording(`${path}&region=US`, { page: 1 }));
    expect(await asking(recordings, ...paths)).toEqual([{ page: 1 }, notFound]);
  });

  it('sends Retry-After with a recorded 429', async () => {
    replay = await startReplay([recording('/3/movie/popular', { status_code: 25 }, { status: 429 })]);
    const answer = await fetch(`${replay.origin}/3/movie/popular`);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
  });

  it('answers with the newest recording, of which an undated one is the oldest, and with an error only for want of an answer', async () => {
    const recordings = [
      recording('/3/movie/1', { title: 'older' }, { recorded: '2022-01-01' }),
      recording('/3/movie/1?language=en', { title: 'newer' }, { recorded: '2023-01-01' }),
      recording('/3/movie/1', { title: 'undated' }, { recorded: '' }),
      recording('/3/movie/1', { status_code: 7 }, { status: 401, recorded: '2026-01-01' }),
      recording('/3/movie/2', { status_code: 7 }, { status: 401 }),
    ];
    expect(await asking(recordings, '/3/movie/1', '/3/movie/2')).toEqual([{ title: 'newer' }, { status_code: 7 }]);
  });

  it('lets the pinned recording win, even over a newer one or an answer', async () => {
    const older = recording('/3/movie/1', { title: 'older' }, { recorded: '2022-01-01' });
    const error = recording('/3/movie/1', { status_code: 7 }, { status: 401 });
    replay = await startReplay([recording('/3/movie/1', { title: 'newer' }), older, error]);
    const { origin, pin } = replay;
    const ask = async () => (await fetch(`${origin}/3/movie/1`)).json();
    pin(older);
    expect(await ask()).toEqual({ title: 'older' });
    pin(error);
    expect(await ask()).toEqual({ status_code: 7 });
    pin();
    expect(await ask()).toEqual({ title: 'newer' });
  });

  it('composes an appended answer from single recordings, without their ids', async () => {
    const recordings = [
      recording('/3/movie/603', matrix, { recorded: '2024-02-05' }),
      recording('/3/movie/603/keywords', { id: 603, keywords: [] }, { recorded: '2020-01-01' }),
      recording('/3/movie/603/watch/providers', { id: 603, results: {} }),
    ];
    const path = '/3/movie/603?append_to_response=watch/providers,keywords';
    expect(await asking(recordings, path)).toEqual([{ ...matrix, keywords: { keywords: [] }, 'watch/providers': { results: {} } }]);
  });

  it('cuts single answers out of an appended recording, with their ids', async () => {
    const appended = { ...matrix, credits: { cast: [] }, similar: { page: 2 } };
    const recordings = [recording('/3/movie/603?append_to_response=credits,similar&page=2', appended)];
    const paths = ['', '/credits', '/similar?page=2', '/similar', '?append_to_response=similar,credits&page=2'];
    expect(await asking(recordings, ...paths.map((end) => `/3/movie/603${end}`))).toEqual([
      matrix,
      { id: 603, cast: [] },
      { id: 603, page: 2 },
      notFound,
      appended,
    ]);
  });

  it('lets a part follow only the query values that it varies by', async () => {
    const recordings = [
      recording('/3/movie/603?language=de', matrix),
      recording('/3/movie/603/keywords', { id: 603, keywords: [] }),
      recording('/3/movie/603/images?include_image_language=de', { id: 603, posters: [] }),
    ];
    const path = '/3/movie/603?language=de&include_image_language=fr&append_to_response=keywords,images';
    expect(await asking(recordings, path)).toEqual([{ ...matrix, keywords: { keywords: [] } }]);
  });

  it('leaves out a part that was never recorded or only failed, and does not find it alone', async () => {
    const refused = recording('/3/movie/603/reviews', { status_code: 11 }, { status: 500 });
    const paths = ['/3/movie/603?append_to_response=credits,reviews', '/3/movie/603/credits'];
    expect(await asking([recording('/3/movie/603', matrix), refused], ...paths)).toEqual([matrix, notFound]);
  });

  it('answers with the id of a resource of which only parts were recorded', async () => {
    const recordings = [recording('/3/movie/603/keywords', { id: 603, keywords: [] })];
    const path = '/3/movie/603?append_to_response=keywords,videos&language=de';
    expect(await asking(recordings, path, '/3/movie/604')).toEqual([{ id: 603, keywords: { keywords: [] } }, notFound]);
  });

  it('filters images that were recorded in all languages when a request names some', async () => {
    const rows = [{ iso_639_1: 'de' }, { iso_639_1: 'fr' }, { iso_639_1: null }];
    const recordings = [recording('/3/movie/603', matrix), recording('/3/movie/603/images', { id: 603, posters: rows })];
    const paths = ['/images?include_image_language=de,null', '?append_to_response=images&include_image_language=fr'];
    expect(await asking(recordings, ...paths.map((end) => `/3/movie/603${end}`))).toEqual([
      { id: 603, posters: [rows[0], rows[2]] },
      { ...matrix, images: { posters: [rows[1]] } },
    ]);
  });

  it('keeps the id of an appended season, which is its own', async () => {
    const season = { _id: 'x', id: 3624, season_number: 1 };
    const recordings = [recording('/3/tv/1399?append_to_response=season/1', { id: 1399, 'season/1': season })];
    const paths = ['/3/tv/1399/season/1', '/3/tv/1399?append_to_response=season%2F1'];
    expect(await asking(recordings, ...paths)).toEqual([season, { id: 1399, 'season/1': season }]);
  });

  it('composes a series with its seasons and their parts, whether they were recorded alone or with the season', async () => {
    const season = { _id: 'x', id: 3624, season_number: 1 };
    const recordings = [
      recording('/3/tv/1399', { id: 1399, name: 'Game of Thrones' }),
      recording('/3/tv/1399/season/1?append_to_response=credits', { ...season, credits: { cast: [] } }),
      recording('/3/tv/1399/season/1/watch/providers', { id: 3624, results: {} }),
      recording('/3/tv/1399/season/1/episode/1', { id: 63056 }),
    ];
    const path = '/3/tv/1399?append_to_response=season/1,season/1/credits,season/1/watch/providers,season/2';
    expect(await asking(recordings, path)).toEqual([
      {
        id: 1399,
        name: 'Game of Thrones',
        'season/1': season,
        'season/1/credits': { cast: [] },
        'season/1/watch/providers': { results: {} },
      },
    ]);
  });

  it('cuts seasons and their parts out of a series, each with the id that it has alone', async () => {
    const season = { _id: 'x', id: 3624, season_number: 1 };
    const appended = { id: 1399, 'season/1': season, 'season/1/credits': { cast: [] } };
    const recordings = [recording('/3/tv/1399?append_to_response=season/1,season/1/credits&language=de', appended)];
    const paths = ['/season/1', '/season/1/credits', '/season/1?append_to_response=credits', '/season/2'];
    expect(await asking(recordings, ...paths.map((end) => `/3/tv/1399${end}${end.includes('?') ? '&' : '?'}language=de`))).toEqual([
      season,
      { id: 3624, cast: [] },
      { ...season, credits: { cast: [] } },
      notFound,
    ]);
  });

  it('cuts parts out of a season as out of any resource', async () => {
    const season = { id: 3624, season_number: 1, credits: { cast: [] } };
    const recordings = [recording('/3/tv/1399/season/1?append_to_response=credits&language=de', season)];
    const paths = ['/3/tv/1399/season/1/credits?language=de', '/3/tv/1399/season/1'];
    expect(await asking(recordings, ...paths)).toEqual([{ id: 3624, cast: [] }, notFound]);
  });

  it('answers with the id of a series of which only a season or an episode was recorded', async () => {
    const season = { id: 30089, season_number: 1 };
    const recordings = [recording('/3/tv/19849/season/1', season), recording('/3/tv/3572/season/1/episode/1', { id: 230_001 })];
    const paths = ['/3/tv/19849?append_to_response=season/1', '/3/tv/3572'];
    expect(await asking(recordings, ...paths)).toEqual([{ id: 19849, 'season/1': season }, { id: 3572 }]);
  });

  it('keeps a movie requested by IMDb id apart from the same movie by number', async () => {
    const byImdb = recording('/3/movie/tt0133093?append_to_response=credits', { ...matrix, credits: { cast: [] } });
    const paths = ['/3/movie/tt0133093/credits', '/3/movie/603'];
    expect(await asking([byImdb], ...paths)).toEqual([{ id: 603, cast: [] }, notFound]);
  });

  it('tells methods apart, keeps the HTTP status and Cache-Control, and records each request', async () => {
    const written = recording('/3/movie/603/rating', { status_code: 1 }, { method: 'POST', status: 201 });
    replay = await startReplay([recording('/3/movie/603', matrix, { cacheControl: 'public, max-age=9' }), written]);
    const read = await fetch(`${replay.origin}/3/movie/603?language=en`);
    const wrote = await fetch(`${replay.origin}/3/movie/603/rating?session_id=s`, {
      method: 'POST',
      body: '{"value":8}',
    });
    const unknown = await fetch(`${replay.origin}/3/movie/603/rating`);
    expect([read.status, wrote.status, unknown.status]).toEqual([200, 201, 404]);
    expect(read.headers.get('cache-control')).toBe('public, max-age=9');
    expect(replay.requests).toEqual(['/3/movie/603?language=en', '/3/movie/603/rating?session_id=s', '/3/movie/603/rating']);
  });
});

describe('the folder of recordings', () => {
  it('finds no folder of recordings when it is absent, and names suites as skipped then', () => {
    expect(recordingsFolder({ TMDB_RECORDINGS: './no/such/folder' })).toBeUndefined();
    expect(suiteName('movies', undefined)).toContain('movies (skipped');
  });
});

const folder = recordingsFolder();
describe.skipIf(!folder)(suiteName('the replay of the recordings', folder), () => {
  it('answers with exactly the body of a pinned recording', () => {
    const recordings = loadRecordings(folder);
    const documents = new ReplayDocuments(recordings);
    for (const pinned of recordings) {
      expect(documents.answer(pinned, pinned), pinned.file).toMatchObject({ status: pinned.status, body: pinned.body });
    }
  });

  it('composes a movie from recordings of different dates', async () => {
    replay = await startReplay();
    const path = '/3/movie/550?append_to_response=credits,videos,watch/providers';
    const movie = await (await fetch(replay.origin + path)).json();
    expect(movie).toMatchObject({ id: 550, credits: { cast: expect.anything() }, videos: {}, 'watch/providers': {} });
  });
});
