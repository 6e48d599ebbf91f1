import { describe, expect, it } from 'vitest';
import { told, withSignedInUser } from '../signed-in.ts';

const ACCOUNT = '/3/account/21000001';
const idsOf = ({ json }: { json: { results?: unknown } }) => (json.results as { id: number }[]).map(({ id }) => id);

describe('an account', () => {
  it('is that of the session, whatever id is asked for', async () => {
    const { me, another } = await withSignedInUser();
    const mine = { status: 200, json: { id: 21_000_001, username: 'sandbox', iso_639_1: 'en' } };
    for (const path of ['/3/account', ACCOUNT, '/3/account/1']) expect(await me.does(`GET ${path}`)).toMatchObject(mine);
    expect((await (await another()).does(`GET ${ACCOUNT}`)).json).toMatchObject({ username: 'ada' });
  });

  it('needs a session', async () => {
    const { nobody } = await withSignedInUser();
    for (const path of [
      '/3/account',
      ACCOUNT,
      `${ACCOUNT}/lists`,
      `${ACCOUNT}/favorite/movies`,
      `${ACCOUNT}/rated/tv/episodes`,
      `${ACCOUNT}?session_id=nothing`,
    ]) {
      expect(told(await nobody(`GET ${path}`)), path).toEqual([401, 3]);
    }
    expect(told(await nobody(`POST ${ACCOUNT}/favorite`, { media_type: 'movie', media_id: 603, favorite: true }))).toEqual([401, 3]);
  });

  it.each([
    ['favorite', 'movies', 'movie', 603],
    ['favorite', 'tv', 'tv', 1399],
    ['watchlist', 'movies', 'movie', 550],
    ['watchlist', 'tv', 'tv', 1396],
  ])('puts things on the shelf %s and takes them away: %s', async (shelf, words, media_type, media_id) => {
    const { me } = await withSignedInUser();
    const mark = (isWanted: boolean) => me.does(`POST ${ACCOUNT}/${shelf}`, { media_type, media_id, [shelf]: isWanted });
    const there = async () => idsOf(await me.does(`GET ${ACCOUNT}/${shelf}/${words}`));
    expect(told(await mark(true))).toEqual([201, 1]);
    expect(told(await mark(true))).toEqual([201, 12]);
    expect(await there()).toEqual([media_id]);
    expect(told(await mark(false))).toEqual([200, 13]);
    expect(await there()).toEqual([]);
  });

  it('refuses what it cannot mark', async () => {
    const { me } = await withSignedInUser();
    const mark = async (body: unknown) => told(await me.does(`POST ${ACCOUNT}/favorite`, body));
    expect(await mark({ media_type: 'person', media_id: 31, favorite: true })).toEqual([422, 5]);
    expect(await mark({ media_type: 'toString', media_id: 31, favorite: true })).toEqual([422, 5]);
    expect(await mark({ media_type: 'movie', media_id: '603', favorite: true })).toEqual([422, 5]);
    expect(await mark({ media_type: 'movie', media_id: 603 })).toEqual([422, 5]);
    expect(await mark({ media_type: 'movie', media_id: 999_999, favorite: true })).toEqual([404, 34]);
  });

  it('has pages of 20, in the order of marking or the reverse, in a language', async () => {
    const { me } = await withSignedInUser();
    const ids = Array.from({ length: 23 }, (_, index) => 1_000_000 + index * 7);
    for (const media_id of ids) await me.does(`POST ${ACCOUNT}/watchlist`, { media_type: 'movie', media_id, watchlist: true });
    const page = (query: string) => me.does(`GET ${ACCOUNT}/watchlist/movies?${query}`);
    expect((await page('page=1')).json).toMatchObject({ page: 1, total_pages: 2, total_results: 23 });
    expect(idsOf(await page('page=1'))).toEqual(ids.slice(0, 20));
    expect(idsOf(await page('page=2&sort_by=created_at.asc'))).toEqual(ids.slice(20));
    expect(idsOf(await page('sort_by=created_at.desc'))).toEqual(ids.toReversed().slice(0, 20));
    expect(told(await page('page=0'))).toEqual([400, 22]);
    await me.does(`POST ${ACCOUNT}/favorite`, { media_type: 'movie', media_id: 671, favorite: true });
    expect((await me.does(`GET ${ACCOUNT}/favorite/movies?language=de-DE`)).json).toMatchObject({
      results: [{ title: 'Harry Potter und der Stein der Weisen' }],
    });
  });
});

describe('an account in v4', () => {
  it('shows what was marked in v3, ratings with their time, and lists', async () => {
    const { me } = await withSignedInUser();
    const shelf = async (words: string) => (await me.does(`GET /4/account/${me.objectId}/${words}`)).json;
    await me.does(`POST ${ACCOUNT}/favorite`, { media_type: 'tv', media_id: 1399, favorite: true });
    await me.does(`POST ${ACCOUNT}/watchlist`, { media_type: 'movie', media_id: 550, watchlist: true });
    await me.does('POST /3/movie/603/rating', { value: 8.5 });
    expect(await shelf('tv/favorites')).toMatchObject({ total_results: 1, results: [{ id: 1399, name: 'Game of Thrones' }] });
    expect(await shelf('movie/watchlist')).toMatchObject({ results: [{ id: 550 }] });
    expect(await shelf('movie/rated')).toMatchObject({
      results: [{ id: 603, account_rating: { value: 8.5, created_at: expect.stringMatching(/Z$/) } }],
    });
    expect(await shelf('tv/rated')).toMatchObject({ results: [], total_results: 0 });
    const { json } = await me.does('POST /4/list', { name: 'Mine', iso_639_1: 'en', public: 0 });
    expect(await shelf('lists')).toMatchObject({ results: [{ id: json['id'], public: 0, sort_by: 1, runtime: '0', number_of_items: 0 }] });
  });

  it.each(['movie', 'tv'])('recommends the same each time: %s', async (kind) => {
    const { me } = await withSignedInUser();
    const ids = async () => idsOf(await me.does(`GET /4/account/${me.objectId}/${kind}/recommendations`));
    expect(await ids()).toHaveLength(20);
    expect(new Set(await ids()).size).toBe(20);
    expect(await ids()).toEqual(await ids());
  });

  it('is shown to its owner alone', async () => {
    const { me, nobody, another } = await withSignedInUser();
    expect(told(await nobody(`GET /4/account/${me.objectId}/lists`))).toEqual([401, 3]);
    expect(told(await (await another()).does(`GET /4/account/${me.objectId}/movie/rated`))).toEqual([401, 39]);
    expect(told(await me.does('GET /4/account/nothing/movie/rated'))).toEqual([404, 34]);
  });
});
