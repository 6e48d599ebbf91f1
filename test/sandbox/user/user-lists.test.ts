import { describe, expect, it } from 'vitest';
import { told, withSignedInUser, type SignedInUser } from '../signed-in.ts';

const idsOf = (rows: unknown) => (rows as { id: number }[]).map(({ id }) => id);
const create = async (me: SignedInUser) => {
  const { json } = await me.does('POST /3/list', { name: 'Mine', description: 'To see', language: 'en' });
  return `/3/list/${String(json['list_id'])}`;
};

const createV4 = async (me: SignedInUser, more: object = {}) => {
  const { json } = await me.does('POST /4/list', { name: 'Mine', iso_639_1: 'en', ...more });
  return `/4/list/${String(json['id'])}`;
};

describe('lists of v3', () => {
  it('are made, filled, emptied and deleted', async () => {
    const { me, nobody } = await withSignedInUser();
    const made = await me.does('POST /3/list', { name: 'Mine', description: 'To see', language: 'de' });
    expect(made).toMatchObject({ status: 201, json: { success: true, status_code: 1, list_id: expect.any(Number) } });
    const list = `/3/list/${String(made.json['list_id'])}`;
    expect(told(await me.does(`POST ${list}/add_item`, { media_id: 603 }))).toEqual([201, 12]);
    expect(told(await me.does(`POST ${list}/add_item`, { media_id: 550 }))).toEqual([201, 12]);
    expect((await nobody(`GET ${list}`)).json).toMatchObject({
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
    const isIn = async (id: number) => (await nobody(`GET ${list}/item_status?movie_id=${id}`)).json['item_present'];
    expect([await isIn(603), await isIn(604)]).toEqual([true, false]);
    expect(told(await me.does(`POST ${list}/remove_item`, { media_id: 603 }))).toEqual([200, 13]);
    expect(await isIn(603)).toBe(false);
    expect(told(await me.does(`POST ${list}/clear`))).toEqual([400, 29]);
    expect((await nobody(`GET ${list}`)).json).toMatchObject({ item_count: 1 });
    expect(told(await me.does(`POST ${list}/clear?confirm=true`))).toEqual([201, 12]);
    expect((await nobody(`GET ${list}`)).json).toMatchObject({ items: [], item_count: 0 });
    expect((await me.does('GET /3/account/1/lists')).json).toMatchObject({ results: [{ name: 'Mine', item_count: 0 }], total_results: 1 });
    expect(told(await me.does(`DELETE ${list}`))).toEqual([201, 12]);
    expect(told(await nobody(`GET ${list}`))).toEqual([404, 34]);
  });

  it('refuse what cannot be done', async () => {
    const { me, nobody, another } = await withSignedInUser();
    const list = await create(me);
    const add = async (media_id: unknown) => told(await me.does(`POST ${list}/add_item`, { media_id }));
    await add(603);
    expect(await add(603)).toEqual([403, 8]);
    expect(await add(999_999)).toEqual([404, 34]);
    expect(await add('603')).toEqual([422, 5]);
    expect(told(await me.does(`POST ${list}/remove_item`, { media_id: 550 }))).toEqual([200, 21]);
    expect(told(await me.does('POST /3/list/12345/add_item', { media_id: 603 }))).toEqual([404, 34]);
    expect(told(await me.does('POST /3/list/mine/add_item', { media_id: 603 }))).toEqual([404, 6]);
    expect(await me.does('POST /3/list', { name: ' ' })).toMatchObject({
      status: 400,
      json: { status_code: 18, errors: [expect.any(String)] },
    });
    expect(told(await me.does('POST /3/list', { name: 'Not spam' }))).toEqual([400, 18]);
    const writes = [
      ['POST', 'add_item', { media_id: 550 }],
      ['POST', 'remove_item', { media_id: 603 }],
      ['POST', 'clear?confirm=true', undefined],
    ] as const;
    const other = await another();
    for (const [method, word, body] of writes) {
      expect(told(await nobody(`${method} ${list}/${word}`, body))).toEqual([401, 3]);
      expect(told(await other.does(`${method} ${list}/${word}`, body))).toEqual([401, 38]);
    }
    expect(told(await nobody('POST /3/list', { name: 'Nobody’s' }))).toEqual([401, 3]);
    expect(told(await other.does(`DELETE ${list}`))).toEqual([401, 38]);
    expect(idsOf((await nobody(`GET ${list}`)).json['items'])).toEqual([603]);
  });

  it('are not more than 50 of one user, nor longer than 1,000 items', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    const movies = Array.from({ length: 1001 }, (_, index) => ({ media_type: 'movie', media_id: 1_000_000 + index }));
    const { json } = await me.does(`POST ${list}/items`, { items: movies });
    expect((json['results'] as unknown as { success: boolean }[]).filter(({ success }) => !success)).toMatchObject([
      { media_id: 1_001_000 },
    ]);
    expect(told(await me.does(`POST ${list.replace('/4/', '/3/')}/add_item`, { media_id: 603 }))).toEqual([400, 18]);
    for (let made = 1; made < 50; made++) await create(me);
    expect(told(await me.does('POST /3/list', { name: 'One more' }))).toEqual([400, 18]);
  });

  it('of others are there from the start, to be read unless they are private, and alone after a reset', async () => {
    const { sandbox, me, nobody } = await withSignedInUser();
    const { json, headers } = await nobody('GET /3/list/1');
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const kinds = (json['items'] as unknown as { media_type: string }[]).map(({ media_type }) => media_type);
    expect(new Set(kinds)).toEqual(new Set(['movie', 'tv']));
    const last = await nobody(`GET /3/list/1?page=${String(json['total_pages'])}`);
    expect(last.json['items']).toHaveProperty('length', Number(json['total_results']) % 20 || 20);
    expect(told(await nobody('GET /3/list/601'))).toEqual([401, 39]);
    expect(told(await me.does('POST /3/list/1/clear?confirm=true'))).toEqual([401, 38]);
    const list = await create(me);
    sandbox.reset();
    expect(told(await nobody(`GET ${list}`))).toEqual([404, 34]);
    expect(told(await me.does('GET /3/account'))).toEqual([401, 3]);
    expect((await nobody('GET /3/list/1')).json).toEqual(json);
  });

  it('name the lists that hold a movie, which do', async () => {
    const { nobody } = await withSignedInUser();
    const { json } = await nobody('GET /3/movie/603/lists');
    for (const id of idsOf(json['results']).slice(0, 3)) {
      expect((await nobody(`GET /3/list/${id}/item_status?movie_id=603`)).json).toEqual({ id, item_present: true });
      expect((await nobody(`GET /4/list/${id}/item_status?media_type=movie&media_id=603`)).status).toBe(200);
    }
  });
});

describe('lists of v4', () => {
  const FIGHT_CLUB = { media_type: 'movie', media_id: 550 };
  const THRONES = { media_type: 'tv', media_id: 1399 };

  it('are made with a number for what is open to all: a boolean hides nothing', async () => {
    const { me } = await withSignedInUser();
    expect(await me.does('POST /4/list', { name: 'Mine', iso_639_1: 'en' })).toMatchObject({
      status: 201,
      json: { success: true, status_code: 1, id: expect.any(Number) },
    });
    const isOpen = async (list: string) => (await me.does(`GET ${list}`)).json['public'];
    const hidden = await createV4(me, { public: 0 });
    expect([
      await isOpen(await createV4(me, { public: false })),
      await isOpen(hidden),
      await isOpen(await createV4(me, { public: 1 })),
    ]).toEqual([true, false, true]);
    expect(told(await me.does(`PUT ${hidden}`, { public: true }))).toEqual([201, 12]);
    expect(await isOpen(hidden)).toBe(true);
    expect(told(await me.does('POST /4/list', { name: 'No language' }))).toEqual([400, 18]);
    expect(told(await me.does('POST /4/list', { iso_639_1: 'en' }))).toEqual([400, 18]);
  });

  it('take and lose items, each with a result of its own', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    const unknown = { media_type: 'movie', media_id: 999_999 };
    const added = await me.does(`POST ${list}/items`, { items: [{ ...FIGHT_CLUB, comment: 'lost' }, THRONES, FIGHT_CLUB, unknown] });
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
    const details = async () => (await me.does(`GET ${list}`)).json;
    expect(await details()).toMatchObject({
      item_count: 2,
      results: [
        { id: 550, media_type: 'movie' },
        { id: 1399, media_type: 'tv' },
      ],
      comments: { 'movie:550': null, 'tv:1399': null },
    });
    expect((await me.does(`PUT ${list}/items`, { items: [{ ...FIGHT_CLUB, comment: 'kept' }] })).json['results']).toMatchObject([
      { success: true },
    ]);
    expect((await details())['comments']).toEqual({ 'movie:550': 'kept', 'tv:1399': null });
    const removed = await me.does(`DELETE ${list}/items`, { items: [FIGHT_CLUB, unknown, { media_type: 'movie', media_id: 603 }] });
    expect(removed.json['results']).toMatchObject([{ success: true }, { success: false }, { success: false }]);
    expect(await details()).toMatchObject({ item_count: 1, results: [{ id: 1399 }] });
    expect(told(await me.does(`POST ${list}/items`, { items: 'all' }))).toEqual([422, 5]);
    expect(told(await me.does(`POST ${list}/items`, { items: [null] }))).toEqual([422, 5]);
  });

  it('say whether they have an item: 404 when not', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    await me.does(`POST ${list}/items`, { items: [THRONES] });
    const status = (query: string) => me.does(`GET ${list}/item_status?${query}`);
    expect(await status('media_type=tv&media_id=1399')).toMatchObject({
      status: 200,
      json: { status_code: 1, media_id: 1399, media_type: 'tv' },
    });
    expect(told(await status('media_type=movie&media_id=1399'))).toEqual([404, 34]);
    expect(told(await me.does('GET /4/list/12345/item_status?media_type=tv&media_id=1399'))).toEqual([404, 34]);
  });

  it('are updated, unless there is nothing to update', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me, { description: 'Old' });
    expect(told(await me.does(`PUT ${list}`, { name: 'New', description: 'New', sort_by: 'title.desc' }))).toEqual([201, 12]);
    expect((await me.does(`GET ${list}`)).json).toMatchObject({ name: 'New', description: 'New', sort_by: 'title.desc', public: true });
    for (const body of [{}, { name: 'New' }, { sort_by: 'nothing' }]) expect(told(await me.does(`PUT ${list}`, body))).toEqual([200, 40]);
    expect(told(await me.does(`PUT ${list}`, { name: '' }))).toEqual([400, 18]);
  });

  it('come in their own order, or in one that is asked for', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    const movies = [603, 550, 22_855].map((media_id) => ({ media_type: 'movie', media_id }));
    await me.does(`POST ${list}/items`, { items: movies });
    const ids = async (query = '') => idsOf((await me.does(`GET ${list}${query}`)).json['results']);
    expect(await ids()).toEqual([603, 550, 22_855]);
    expect(await ids('?sort_by=original_order.desc')).toEqual([22_855, 550, 603]);
    // The Matrix of March 1999, Fight Club of October, the movie about Superman and Batman of 2009.
    expect(await ids('?sort_by=release_date.desc')).toEqual([22_855, 550, 603]);
    expect(await ids('?sort_by=title.asc')).toEqual([550, 22_855, 603]);
    await me.does(`PUT ${list}`, { sort_by: 'primary_release_date.desc' });
    expect(await ids()).toEqual([22_855, 550, 603]);
  });

  it('are emptied by a GET, and deleted', async () => {
    const { me } = await withSignedInUser();
    const list = await createV4(me);
    await me.does(`POST ${list}/items`, { items: [FIGHT_CLUB, THRONES] });
    expect(await me.does(`GET ${list}/clear`)).toMatchObject({ status: 200, json: { status_code: 1, items_deleted: 2 } });
    expect((await me.does(`GET ${list}`)).json).toMatchObject({ item_count: 0, results: [] });
    expect(told(await me.does(`DELETE ${list}`))).toEqual([200, 13]);
    expect(told(await me.does(`GET ${list}`))).toEqual([404, 34]);
  });

  it('that are private are their owner’s alone, though TMDB calls their cache public', async () => {
    const { me, nobody, another } = await withSignedInUser();
    const list = await createV4(me, { public: 0 });
    const other = await another();
    expect((await me.does(`GET ${list}`)).headers.get('cache-control')).toBe('public, max-age=300');
    expect(told(await nobody(`GET ${list}`))).toEqual([401, 39]);
    expect(told(await other.does(`GET ${list}`))).toEqual([401, 39]);
    expect(told(await other.does(`GET ${list}/item_status?media_type=tv&media_id=1399`))).toEqual([401, 39]);
    expect(told(await nobody(`GET ${list.replace('/4/', '/3/')}`))).toEqual([401, 39]);
    expect((await me.does(`GET ${list.replace('/4/', '/3/')}`)).status).toBe(200);
  });

  it('are written by their owner alone, with the owner’s own token', async () => {
    const { me, nobody, another } = await withSignedInUser();
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
      expect(told(await nobody(what, body)), what).toEqual([401, 36]);
      expect(told(await other.does(what, body)), what).toEqual([401, 38]);
    }
    expect(told(await nobody('POST /4/list', { name: 'Nobody’s', iso_639_1: 'en' }))).toEqual([401, 36]);
    expect((await nobody(`GET ${list}`)).json).toMatchObject({ name: 'Mine', item_count: 0 });
  });
});
