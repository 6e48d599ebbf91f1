import { describe, expect, it } from 'vitest';
import { statusesOf, withSignedInUser } from '../signed-in.ts';

const ACCOUNT = '/3/account/21000001';
const idsOf = ({ json }: { json: { results?: unknown } }) => (json.results as { id: number }[]).map(({ id }) => id);

describe('an account', () => {
  it('answers the account of the session, whichever id is in the path', async () => {
    const { me, another } = await withSignedInUser();
    const mine = { status: 200, json: { id: 21_000_001, username: 'sandbox', iso_639_1: 'en' } };
    for (const path of ['/3/account', ACCOUNT, '/3/account/1']) expect(await me.request(`GET ${path}`)).toMatchObject(mine);
    expect((await (await another()).request(`GET ${ACCOUNT}`)).json).toMatchObject({ username: 'ada' });
  });

  it('refuses account requests without a session', async () => {
    const { anonymous } = await withSignedInUser();
    for (const path of [
      '/3/account',
      ACCOUNT,
      `${ACCOUNT}/lists`,
      `${ACCOUNT}/favorite/movies`,
      `${ACCOUNT}/rated/tv/episodes`,
      `${ACCOUNT}?session_id=nothing`,
    ]) {
      expect(statusesOf(await anonymous(`GET ${path}`)), path).toEqual([401, 3]);
    }
    expect(statusesOf(await anonymous(`POST ${ACCOUNT}/favorite`, { media_type: 'movie', media_id: 603, favorite: true }))).toEqual([
      401, 3,
    ]);
  });

  it.each([
    ['favorite', 'movies', 'movie', 603],
    ['favorite', 'tv', 'tv', 1399],
    ['watchlist', 'movies', 'movie', 550],
    ['watchlist', 'tv', 'tv', 1396],
  ])('adds and removes an item in %s, listed at %s', async (section, words, media_type, media_id) => {
    const { me } = await withSignedInUser();
    const change = (isWanted: boolean) => me.request(`POST ${ACCOUNT}/${section}`, { media_type, media_id, [section]: isWanted });
    const there = async () => idsOf(await me.request(`GET ${ACCOUNT}/${section}/${words}`));
    expect(statusesOf(await change(true))).toEqual([201, 1]);
    expect(statusesOf(await change(true))).toEqual([201, 12]);
    expect(await there()).toEqual([media_id]);
    expect(statusesOf(await change(false))).toEqual([200, 13]);
    expect(await there()).toEqual([]);
  });

  it('refuses favorites of unknown kinds or ids', async () => {
    const { me } = await withSignedInUser();
    const change = async (body: unknown) => statusesOf(await me.request(`POST ${ACCOUNT}/favorite`, body));
    expect(await change({ media_type: 'person', media_id: 31, favorite: true })).toEqual([422, 5]);
    expect(await change({ media_type: 'toString', media_id: 31, favorite: true })).toEqual([422, 5]);
    expect(await change({ media_type: 'movie', media_id: '603', favorite: true })).toEqual([422, 5]);
    expect(await change({ media_type: 'movie', media_id: 603 })).toEqual([422, 5]);
    expect(await change({ media_type: 'movie', media_id: 999_999, favorite: true })).toEqual([404, 34]);
  });

  it('pages a watchlist by 20 in either order, in the requested language', async () => {
    const { me } = await withSignedInUser();
    const ids = Array.from({ length: 23 }, (_, index) => 1_000_000 + index * 7);
    for (const media_id of ids) await me.request(`POST ${ACCOUNT}/watchlist`, { media_type: 'movie', media_id, watchlist: true });
    const page = (query: string) => me.request(`GET ${ACCOUNT}/watchlist/movies?${query}`);
    expect((await page('page=1')).json).toMatchObject({ page: 1, total_pages: 2, total_results: 23 });
    expect(idsOf(await page('page=1'))).toEqual(ids.slice(0, 20));
    expect(idsOf(await page('page=2&sort_by=created_at.asc'))).toEqual(ids.slice(20));
    expect(idsOf(await page('sort_by=created_at.desc'))).toEqual(ids.toReversed().slice(0, 20));
    expect(statusesOf(await page('page=0'))).toEqual([400, 22]);
    await me.request(`POST ${ACCOUNT}/favorite`, { media_type: 'movie', media_id: 671, favorite: true });
    expect((await me.request(`GET ${ACCOUNT}/favorite/movies?language=de-DE`)).json).toMatchObject({
      results: [{ title: 'Harry Potter und der Stein der Weisen' }],
    });
  });
});

describe('an account in v4', () => {
  it('answers in v4 the items added in v3, ratings with their time, and lists', async () => {
    const { me } = await withSignedInUser();
    const section = async (words: string) => (await me.request(`GET /4/account/${me.objectId}/${words}`)).json;
    await me.request(`POST ${ACCOUNT}/favorite`, { media_type: 'tv', media_id: 1399, favorite: true });
    await me.request(`POST ${ACCOUNT}/watchlist`, { media_type: 'movie', media_id: 550, watchlist: true });
    await me.request('POST /3/movie/603/rating', { value: 8.5 });
    expect(await section('tv/favorites')).toMatchObject({ total_results: 1, results: [{ id: 1399, name: 'Game of Thrones' }] });
    expect(await section('movie/watchlist')).toMatchObject({ results: [{ id: 550 }] });
    expect(await section('movie/rated')).toMatchObject({
      results: [{ id: 603, account_rating: { value: 8.5, created_at: expect.stringMatching(/Z$/) } }],
    });
    expect(await section('tv/rated')).toMatchObject({ results: [], total_results: 0 });
    const { json } = await me.request('POST /4/list', { name: 'Mine', iso_639_1: 'en', public: 0 });
    expect(await section('lists')).toMatchObject({
      results: [{ id: json['id'], public: 0, sort_by: 1, runtime: '0', number_of_items: 0 }],
    });
  });

  it.each(['movie', 'tv'])('recommends the same media each time: %s', async (kind) => {
    const { me } = await withSignedInUser();
    const ids = async () => idsOf(await me.request(`GET /4/account/${me.objectId}/${kind}/recommendations`));
    expect(await ids()).toHaveLength(20);
    expect(new Set(await ids()).size).toBe(20);
    expect(await ids()).toEqual(await ids());
  });

  it('shows a v4 account to its owner alone', async () => {
    const { me, anonymous, another } = await withSignedInUser();
    expect(statusesOf(await anonymous(`GET /4/account/${me.objectId}/lists`))).toEqual([401, 3]);
    expect(statusesOf(await (await another()).request(`GET /4/account/${me.objectId}/movie/rated`))).toEqual([401, 39]);
    expect(statusesOf(await me.request('GET /4/account/nothing/movie/rated'))).toEqual([404, 34]);
  });
});
