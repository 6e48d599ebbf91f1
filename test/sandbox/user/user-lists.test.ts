import { describe, expect, it } from 'vitest';
import { statusesOf, withSignedInUser, type SignedInUser } from '../signed-in.ts';

const idsOf = (rows: unknown) => (rows as { id: number }[]).map(({ id }) => id);
const create = async (me: SignedInUser) => {
  const { json } = await me.request('POST /3/list', { name: 'Mine', description: 'To see', language: 'en' });
  return `/3/list/${String(json['list_id'])}`;
};

const createV4 = async (me: SignedInUser, more: object = {}) => {
  const { json } = await me.request('POST /4/list', { name: 'Mine', iso_639_1: 'en', ...more });
  return `/4/list/${String(json['id'])}`;
};

describe('lists of v3', () => {
  it('creates, fills, empties and deletes a v3 list', async () => {
    const { me, anonymous } = await withSignedInUser();
    const created = await me.request('POST /3/list', { name: 'Mine', description: 'To see', language: 'de' });
    expect(created).toMatchObject({ status: 201, json: { success: true, status_code: 1, list_id: expect.any(Number) } });
    const list = `/3/list/${String(created.json['list_id'])}`;
    expect(statusesOf(await me.request(`POST ${list}/add_item`, { media_id: 603 }))).toEqual([201, 12]);
    expect(statusesOf(await me.request(`POST ${list}/add_item`, { media_id: 550 }))).toEqual([201, 12]);
    expect((await anonymous(`GET ${list}`)).json).toMatchObject({
      created_by: 'sandbox',
      name: 'Mine',
      description: 'To see',
      iso_639_1: 'de',
      item_count: 2,
      items: [{ id: 603, media_type: 'movie' }, { id: 550 }],
      page: 1,
      total_pages: 1,
      total_results: 2,
    });
    const isIn = async (id: number) => (await anonymous(`GET ${list}/item_status?movie_id=${id}`)).json['item_present'];
    expect([await isIn(603), await isIn(604)]).toEqual([true, false]);
    expect(statusesOf(await me.request(`POST ${list}/remove_item`, { media_id: 603 }))).toEqual([200, 13]);
    expect(await isIn(603)).toBe(false);
    expect(statusesOf(await me.request(`POST ${list}/clear`))).toEqual([400, 29]);
    expect((await anonymous(`GET ${list}`)).json).toMatchObject({ item_count: 1 });
    expect(statusesOf(await me.request(`POST ${list}/clear?confirm=true`))).toEqual([201, 12]);
    expect((await anonymous(`GET ${list}`)).json).toMatchObject({ items: [], item_count: 0 });
    expect((await me.request('GET /3/account/1/lists')).json).toMatchObject({
      results: [{ name: 'Mine', item_count: 0 }],
      total_results: 1,
    });
    expect(statusesOf(await me.request(`DELETE ${list}`))).toEqual([201, 12]);
    expect(statusesOf(await anonymous(`GET ${list}`))).toEqual([404, 34]);
  });

  it('refuses invalid changes of a v3 list', async () => {
    const { me, anonymous, another } = await withSignedInUser();
    const list = await create(me);
    const add = async (media_id: unknown) => statusesOf(await me.request(`POST ${list}/add_item`, { media_id }));
    await add(603);
    expect(await add(603)).toEqual([403, 8]);
    expect(await add(999_999)).toEqual([404, 34]);
    expect(await add('603')).toEqual([422, 5]);
    expect(statusesOf(await me.request(`POST ${list}/remove_item`, { media_id: 550 }))).toEqual([200, 21]);
    expect(statusesOf(await me.request('POST /3/list/12345/add_item', { media_id: 603 }))).toEqual([404, 34]);
    expect(statusesOf(await me.request('POST /3/list/mine/add_item', { media_id: 603 }))).toEqual([404, 6]);
    expect(await me.request('POST /3/list', { name: ' ' })).toMatchObject({
      status: 400,
      json: { status_code: 18, errors: [expect.any(String)] },
    });
    expect(statusesOf(await me.request('POST /3/list', { name: 'Not spam' }))).toEqual([400, 18]);
    const writes = [
      ['POST', 'add_item', { media_id: 550 }],
      ['POST', 'remove_item', { media_id: 603 }],
      ['POST', 'clear?confirm=true', undefined],
    ] as const;
    const other = await another();
    for (const [method, word, body] of writes) {
      expect(statusesOf(await anonymous(`${method} ${list}/${word}`, body))).toEqual([401, 3]);
      expect(statusesOf(await other.request(`${method} ${list}/${word}`, body))).toEqual([401, 38]);
    }
    expect(statusesOf(await anonymous('POST /3/list', { name: 'Nobody’s' }))).toEqual([401, 3]);
    expect(statusesOf(await other.request(`DELETE ${list}`))).toEqual([401, 38]);
    expect(idsOf((await anonymous(`GET ${list}`)).json['items'])).toEqual([603]);
  });

  it('refuses more than 50 lists of one user, and more than 1,000 items in a list', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    const movies = Array.from({ length: 1001 }, (_, index) => ({ media_type: 'movie', media_id: 1_000_000 + index }));
    const { json } = await me.request(`POST ${list}/items`, { items: movies });
    expect((json['results'] as unknown as { success: boolean }[]).filter(({ success }) => !success)).toMatchObject([
      { media_id: 1_001_000 },
    ]);
    expect(statusesOf(await me.request(`POST ${list.replace('/4/', '/3/')}/add_item`, { media_id: 603 }))).toEqual([400, 18]);
    for (let created = 1; created < 50; created++) await create(me);
    expect(statusesOf(await me.request('POST /3/list', { name: 'One more' }))).toEqual([400, 18]);
  });

  it('answers generated public lists from the start, refuses private ones, and has no others after a reset', async () => {
    const { sandbox, me, anonymous } = await withSignedInUser();
    const { json, headers } = await anonymous('GET /3/list/1');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const kinds = (json['items'] as unknown as { media_type: string }[]).map(({ media_type }) => media_type);
    expect(new Set(kinds)).toEqual(new Set(['movie', 'tv']));
    const last = await anonymous(`GET /3/list/1?page=${String(json['total_pages'])}`);
    expect(last.json['items']).toHaveProperty('length', Number(json['total_results']) % 20 || 20);
    expect(statusesOf(await anonymous('GET /3/list/601'))).toEqual([401, 39]);
    expect(statusesOf(await me.request('POST /3/list/1/clear?confirm=true'))).toEqual([401, 38]);
    const list = await create(me);
    sandbox.reset();
    expect(statusesOf(await anonymous(`GET ${list}`))).toEqual([404, 34]);
    expect(statusesOf(await me.request('GET /3/account'))).toEqual([401, 3]);
    expect((await anonymous('GET /3/list/1')).json).toEqual(json);
  });

  it('names the lists that contain a movie, and these contain it', async () => {
    const { anonymous } = await withSignedInUser();
    const { json } = await anonymous('GET /3/movie/603/lists');
    for (const id of idsOf(json['results']).slice(0, 3)) {
      expect((await anonymous(`GET /3/list/${id}/item_status?movie_id=603`)).json).toEqual({ id, item_present: true });
      expect((await anonymous(`GET /4/list/${id}/item_status?media_type=movie&media_id=603`)).status).toBe(200);
    }
  });
});

describe('lists of v4', () => {
  const FIGHT_CLUB = { media_type: 'movie', media_id: 550 };
  const THRONES = { media_type: 'tv', media_id: 1399 };

  it('creates a private v4 list only for public 0: a boolean has no effect', async () => {
    const { me } = await withSignedInUser();
    expect(await me.request('POST /4/list', { name: 'Mine', iso_639_1: 'en' })).toMatchObject({
      status: 201,
      json: { success: true, status_code: 1, id: expect.any(Number) },
    });
    const isOpen = async (list: string) => (await me.request(`GET ${list}`)).json['public'];
    const hidden = await createV4(me, { public: 0 });
    expect([
      await isOpen(await createV4(me, { public: false })),
      await isOpen(hidden),
      await isOpen(await createV4(me, { public: 1 })),
    ]).toEqual([true, false, true]);
    expect(statusesOf(await me.request(`PUT ${hidden}`, { public: true }))).toEqual([201, 12]);
    expect(await isOpen(hidden)).toBe(true);
    expect(statusesOf(await me.request('POST /4/list', { name: 'No language' }))).toEqual([400, 18]);
    expect(statusesOf(await me.request('POST /4/list', { iso_639_1: 'en' }))).toEqual([400, 18]);
  });

  it('adds and removes items of a v4 list, with a result for each', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    const unknown = { media_type: 'movie', media_id: 999_999 };
    const added = await me.request(`POST ${list}/items`, { items: [{ ...FIGHT_CLUB, comment: 'lost' }, THRONES, FIGHT_CLUB, unknown] });
    expect(added).toMatchObject({
      status: 200,
      json: {
        success: true,
        status_code: 1,
        results: [
          { ...FIGHT_CLUB, success: true },
          { ...THRONES, success: true },
          { ...FIGHT_CLUB, success: false, error: [expect.any(String)] },
          { ...unknown, success: false, error: [expect.any(String)] },
        ],
      },
    });
    const details = async () => (await me.request(`GET ${list}`)).json;
    expect(await details()).toMatchObject({
      item_count: 2,
      results: [
        { id: 550, media_type: 'movie' },
        { id: 1399, media_type: 'tv' },
      ],
      comments: { 'movie:550': null, 'tv:1399': null },
    });
    expect((await me.request(`PUT ${list}/items`, { items: [{ ...FIGHT_CLUB, comment: 'kept' }] })).json['results']).toMatchObject([
      { success: true },
    ]);
    expect((await details())['comments']).toEqual({ 'movie:550': 'kept', 'tv:1399': null });
    const removed = await me.request(`DELETE ${list}/items`, { items: [FIGHT_CLUB, unknown, { media_type: 'movie', media_id: 603 }] });
    expect(removed.json['results']).toMatchObject([{ success: true }, { success: false }, { success: false }]);
    expect(await details()).toMatchObject({ item_count: 1, results: [{ id: 1399 }] });
    expect(statusesOf(await me.request(`POST ${list}/items`, { items: 'all' }))).toEqual([422, 5]);
    expect(statusesOf(await me.request(`POST ${list}/items`, { items: [null] }))).toEqual([422, 5]);
  });

  it('answers whether a v4 list contains an item: 404 when not', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    await me.request(`POST ${list}/items`, { items: [THRONES] });
    const status = (query: string) => me.request(`GET ${list}/item_status?${query}`);
    expect(await status('media_type=tv&media_id=1399')).toMatchObject({
      status: 200,
      json: { status_code: 1, media_id: 1399, media_type: 'tv' },
    });
    expect(statusesOf(await status('media_type=movie&media_id=1399'))).toEqual([404, 34]);
    expect(statusesOf(await me.request('GET /4/list/12345/item_status?media_type=tv&media_id=1399'))).toEqual([404, 34]);
  });

  it('updates a v4 list, unless nothing changes', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me, { description: 'Old' });
    expect(statusesOf(await me.request(`PUT ${list}`, { name: 'New', description: 'New', sort_by: 'title.desc' }))).toEqual([201, 12]);
    expect((await me.request(`GET ${list}`)).json).toMatchObject({ name: 'New', description: 'New', sort_by: 'title.desc', public: true });
    for (const body of [{}, { name: 'New' }, { sort_by: 'nothing' }])
      expect(statusesOf(await me.request(`PUT ${list}`, body))).toEqual([200, 40]);
    expect(statusesOf(await me.request(`PUT ${list}`, { name: '' }))).toEqual([400, 18]);
  });

  it('sorts a v4 list in its own order or in the requested one', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    const movies = [603, 550, 22_855].map((media_id) => ({ media_type: 'movie', media_id }));
    await me.request(`POST ${list}/items`, { items: movies });
    const ids = async (query = '') => idsOf((await me.request(`GET ${list}${query}`)).json['results']);
    expect(await ids()).toEqual([603, 550, 22_855]);
    expect(await ids('?sort_by=original_order.desc')).toEqual([22_855, 550, 603]);
    // The Matrix is of March 1999, Fight Club of October, the movie about Superman and Batman of 2009.
    expect(await ids('?sort_by=release_date.desc')).toEqual([22_855, 550, 603]);
    expect(await ids('?sort_by=title.asc')).toEqual([550, 22_855, 603]);
    await me.request(`PUT ${list}`, { sort_by: 'primary_release_date.desc' });
    expect(await ids()).toEqual([22_855, 550, 603]);
  });

  it('empties a v4 list by GET, and deletes it', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    await me.request(`POST ${list}/items`, { items: [FIGHT_CLUB, THRONES] });
    expect(await me.request(`GET ${list}/clear`)).toMatchObject({ status: 200, json: { status_code: 1, items_deleted: 2 } });
    expect((await me.request(`GET ${list}`)).json).toMatchObject({ item_count: 0, results: [] });
    expect(statusesOf(await me.request(`DELETE ${list}`))).toEqual([200, 13]);
    expect(statusesOf(await me.request(`GET ${list}`))).toEqual([404, 34]);
  });

  it('shows a private v4 list to its owner alone, though with a public Cache-Control', async () => {
    const { me, anonymous, another } = await withSignedInUser();
    const list = await createV4(me, { public: 0 });
    const other = await another();
    expect((await me.request(`GET ${list}`)).headers.get('cache-control')).toBe('public, max-age=300');
    expect(statusesOf(await anonymous(`GET ${list}`))).toEqual([401, 39]);
    expect(statusesOf(await other.request(`GET ${list}`))).toEqual([401, 39]);
    expect(statusesOf(await other.request(`GET ${list}/item_status?media_type=tv&media_id=1399`))).toEqual([401, 39]);
    expect(statusesOf(await anonymous(`GET ${list.replace('/4/', '/3/')}`))).toEqual([401, 39]);
    expect((await me.request(`GET ${list.replace('/4/', '/3/')}`)).status).toBe(200);
  });

  it('accepts writes to a v4 list from its owner’s token alone', async () => {
    const { me, anonymous, another } = await withSignedInUser();
    const list = await createV4(me);
    const other = await another();
    const writes = [
      [`PUT ${list}`, { name: 'Theirs' }],
      [`DELETE ${list}`, undefined],
      [`POST ${list}/items`, { items: [THRONES] }],
      [`PUT ${list}/items`, { items: [THRONES] }],
      [`DELETE ${list}/items`, { items: [THRONES] }],
      [`GET ${list}/clear`, undefined],
    ] as const;
    for (const [what, body] of writes) {
      expect(statusesOf(await anonymous(what, body)), what).toEqual([401, 36]);
      expect(statusesOf(await other.request(what, body)), what).toEqual([401, 38]);
    }
    expect(statusesOf(await anonymous('POST /4/list', { name: 'Nobody’s', iso_639_1: 'en' }))).toEqual([401, 36]);
    expect((await anonymous(`GET ${list}`)).json).toMatchObject({ name: 'Mine', item_count: 0 });
  });
});
