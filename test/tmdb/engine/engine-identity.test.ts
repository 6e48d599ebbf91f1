import { describe, expect, it, vi } from 'vitest';
import { tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { hour } from '../../../src/tmdb/duration.ts';
import {
  clock,
  failureOf,
  gate,
  IMDB,
  operationOf,
  startWorld,
  wishOf,
  type Reply,
  type Script,
  type World,
} from '../../support/engine-world.ts';

const BAD = { code: 'UPSTREAM_BAD_RESPONSE', fault: 'tmdb', http: 200, retry: 'no' };

const OTHER_IMDB = 'tt0234215';
/** The answer to the details of another movie, with the parts that were appended. */
const RELOADED = { id: 604, imdb_id: OTHER_IMDB, title: 'Reloaded', credits: { is: 'credits' }, keywords: { is: 'keywords' } };

/** A TMDB that sends this at first, and the right response from the moment that it is healed. */
function lying(json: object): { script: Script; heal(): void } {
  let reply: Reply | undefined = { json };
  return { script: () => reply, heal: () => void (reply = undefined) };
}

describe.each([
  { what: 'another movie', json: RELOADED },
  { what: 'nothing', json: { credits: { is: 'credits' } } },
  { what: 'success', json: { success: true, credits: { is: 'credits' } } },
])('a response with $what', ({ what, json }) => {
  it(`fails every wish of a request that is answered with ${what}, keeps nothing of it, and sends it once`, async () => {
    const { script, heal } = lying(json);
    const { want, asked } = await startWorld({ script });
    const failures = await Promise.all([want('details'), want('credits'), want('keywords')].map(failureOf));
    expect(failures).toEqual(Array.from({ length: 3 }, () => expect.objectContaining(BAD) as unknown));
    expect(asked()).toEqual(['603?append_to_response=credits,keywords']);
    heal();
    expect(await want('details')).toMatchObject({ id: 603, title: '603 in en' });
    expect(await want('credits')).toMatchObject({ is: 'credits', page: '1' });
    expect(asked()).toEqual(['603', '603/credits']);
  });

  it(`keeps no details that come with two parts when they are of ${what}`, async () => {
    const { script, heal } = lying(json);
    const { want, asked } = await startWorld({ script });
    await Promise.all([want('credits'), want('keywords')].map(failureOf));
    asked();
    heal();
    expect(await want('details')).toMatchObject({ id: 603 });
    expect(asked()).toEqual(['603']);
  });

  it(`reports a response with ${what} to every operation that joined`, async () => {
    const { script, open } = gate();
    const { want, asked } = await startWorld({ script: async (url, nth) => (await script(url, nth), { json }) });
    const failures = Array.from({ length: 5 }, () => failureOf(want('details')));
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    failures.push(failureOf(want('details')));
    open();
    for (const failure of await Promise.all(failures)) expect(failure).toMatchObject(BAD);
  });

  it(`serves an old document in place of ${what}, and the right one afterwards`, async () => {
    const { pass } = clock();
    let reply: Reply | undefined;
    const { want } = await startWorld({ script: () => reply });
    const first = await want('details');
    pass(17 * hour);
    reply = { json };
    const operation = operationOf('a client');
    expect(await want('details', {}, operation)).toBe(first);
    expect(operation.cost).toMatchObject({ requests: 1, stale: 1, hits: 0 });
    reply = undefined;
    expect(await want('details')).not.toBe(first);
  });

  it(`keeps a stale document when its refresh brings ${what}`, async () => {
    const { pass } = clock();
    let reply: Reply | undefined;
    const { want, asked } = await startWorld({ script: () => reply });
    const first = await want('details');
    asked();
    pass(9 * hour);
    reply = { json };
    expect(await want('details')).toBe(first);
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    expect(await want('details')).toBe(first);
  });
});

describe('an IMDb id', () => {
  it('learns no IMDb id from the details of another movie', async () => {
    const { script, heal } = lying(RELOADED);
    const { want, asked } = await startWorld({ script });
    await failureOf(want('details'));
    heal();
    await want('details');
    asked();
    await failureOf(want('details', { ref: OTHER_IMDB }));
    expect(asked()).toEqual([OTHER_IMDB]);
  });

  it.each([null, undefined, 'abc', 1.5, 0, [603]])('learns no IMDb id from details whose id is %j', async (id) => {
    const { want, asked } = await startWorld({ script: () => ({ json: { id, imdb_id: IMDB, title: 'The Matrix' } }) });
    expect(await want('details')).toMatchObject({ title: 'The Matrix' });
    await want('details', { ref: IMDB });
    expect(asked()).toEqual(['603', IMDB]);
  });

  it.each([null, undefined, '', 'abc', 133_093, 'tt1', 'nm0000206', ['tt0133093']])(
    'learns no ref when the IMDb id is %j',
    async (imdbId) => {
      const { want, asked } = await startWorld({ script: () => ({ json: { id: 603, imdb_id: imdbId, title: 'The Matrix' } }) });
      expect(await want('details', { ref: IMDB })).toMatchObject({ title: 'The Matrix' });
      await want('details');
      await want('details', { ref: IMDB });
      expect(asked()).toEqual([IMDB, '603']);
    },
  );

  it('refuses details with another IMDb id than the requested one, and asks again', async () => {
    const { script, heal } = lying(RELOADED);
    const { want, asked } = await startWorld({ script });
    expect(await failureOf(want('details', { ref: IMDB }))).toMatchObject(BAD);
    heal();
    expect(await want('details', { ref: IMDB })).toMatchObject({ id: 603, imdb_id: IMDB });
    expect(asked()).toEqual([IMDB, IMDB]);
    await Promise.all([want('details'), want('details', { ref: IMDB })]);
    expect(asked()).toEqual([]);
  });

  it('learns an IMDb id from an id that is text', async () => {
    const { want, asked } = await startWorld({ script: () => ({ json: { id: '603', imdb_id: IMDB, title: 'The Matrix' } }) });
    await want('details');
    await want('details', { ref: IMDB });
    expect(asked()).toEqual(['603']);
  });
});

describe('a part', () => {
  it('refuses a part at its own path when it names another movie', async () => {
    const { script, heal } = lying({ id: 604, cast: [] });
    const { want, asked } = await startWorld({ script });
    expect(await failureOf(want('credits'))).toMatchObject(BAD);
    heal();
    expect(await want('credits')).toMatchObject({ id: 603, is: 'credits' });
    expect(asked()).toEqual(['603/credits', '603/credits']);
  });

  it.each([{}, { success: true }, { cast: [] }, { id: null }, { id: 'x' }])('keeps %j as a part at its own path', async (json) => {
    const { want, asked } = await startWorld({ script: () => ({ json }) });
    expect(await want('credits')).toEqual(json);
    await want('credits');
    expect(asked()).toEqual(['603/credits']);
  });

  it('keeps an appended part that is empty', async () => {
    const { want, asked } = await startWorld({ script: () => ({ json: { id: 603, title: 'The Matrix', translations: {}, credits: {} } }) });
    expect(await Promise.all([want('details'), want('translations'), want('credits')])).toEqual([{ id: 603, title: 'The Matrix' }, {}, {}]);
    expect(asked()).toHaveLength(1);
  });

  it('refuses only the appended part that names another movie', async () => {
    const json = { id: 603, title: 'The Matrix', credits: { id: 604, cast: [] }, keywords: { id: 603, keywords: [] } };
    const { want, asked } = await startWorld({ script: () => ({ json }) });
    const [details, credits, keywords] = await Promise.all([want('details'), failureOf(want('credits')), want('keywords')]);
    expect(details).toEqual({ id: 603, title: 'The Matrix' });
    expect(credits).toMatchObject(BAD);
    expect(keywords).toEqual({ id: 603, keywords: [] });
    await want('details');
    expect(asked()).toHaveLength(1);
  });
});

const wantSeason = ({ engine }: World, part: string) => engine.want(wishOf(tvSeries, part, { ref: '1399' }), operationOf('a client'));
const season = (number: unknown) => ({ id: 3623, season_number: number, name: 'Season' });

describe('a season', () => {
  const series = { id: 1399, name: 'A series', 'season/1': season(1) };

  it.each([
    { what: 'another season', json: season(2) },
    { what: 'nothing', json: {} },
    { what: 'success', json: { success: true } },
  ])('refuses $what at the path of a season', async ({ json }) => {
    const world = await startWorld({ script: (_url, nth) => ({ json: nth === 1 ? json : season(1) }) });
    expect(await failureOf(wantSeason(world, 'season/1'))).toMatchObject(BAD);
    expect(await wantSeason(world, 'season/1')).toEqual(season(1));
    expect(world.asked()).toHaveLength(2);
  });

  it.each([
    { what: 'another season', json: season(3) },
    { what: 'nothing', json: {} },
  ])('refuses only the season that is appended as $what', async ({ json }) => {
    const world = await startWorld({ script: () => ({ json: { ...series, 'season/2': json } }) });
    const [first, second] = await Promise.all([wantSeason(world, 'season/1'), failureOf(wantSeason(world, 'season/2'))]);
    expect(first).toEqual(season(1));
    expect(second).toMatchObject(BAD);
  });

  it('refuses every season that comes with another series', async () => {
    const world = await startWorld({ script: () => ({ json: { ...series, id: 1400, 'season/2': season(2) } }) });
    const failures = await Promise.all(['season/1', 'season/2'].map((part) => failureOf(wantSeason(world, part))));
    for (const failure of failures) expect(failure).toMatchObject(BAD);
  });

  it('believes a season without its number', async () => {
    const world = await startWorld({ script: () => ({ json: season(null) }) });
    expect(await wantSeason(world, 'season/1')).toEqual(season(null));
  });
});
