import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { hour, second } from '../../../src/tmdb/duration.ts';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { person } from '../../../src/tmdb/api/people/person.ts';
import { createTransport } from '../../../src/tmdb/engine/transport.ts';
import type { Write } from '../../../src/tmdb/write.ts';
import { clock, failing, failureOf, operationOf, startWorld, wishOf, type World } from '../../support/engine-world.ts';

// What goes wrong with one request leaves others alone.

const STALE = 8 * hour + 30 * second;

const CHANGING: Write = { method: 'POST', path: '/movie/603/rating', body: { value: 8 }, changes: [{ resource: movie, ref: '603' }] };

const DONE = { json: { success: true, status_code: 1 } };

/** A movie of each of these numbers. */
const movies = (world: World, from: number, count: number, caller: string, signal?: AbortSignal): Promise<unknown>[] =>
  Array.from({ length: count }, (_, n) =>
    failureOf(world.want('details', { ref: String(from + n) }, operationOf(caller, { ...(signal && { signal }) }))),
  );

describe('a write', () => {
  it('changes nothing that is cached when its client leaves before its slot', async () => {
    const world = await startWorld({ rate: 2 });
    const known = await world.want('details');
    const leave = new AbortController();
    const left = failureOf(world.engine.write(CHANGING, operationOf('leaving', { signal: leave.signal })));
    await sleep(20);
    leave.abort(new Error('the client left'));
    expect(await left).toMatchObject({ message: 'the client left' });
    expect(await world.want('details')).toBe(known);
  });

  it('changes nothing that is cached when it is refused in an outage', async () => {
    const { pass } = clock();
    let isDown = false;
    const world = await startWorld({ script: () => (isDown ? failing(9, 503) : undefined) });
    const known = await world.want('details');
    pass(17 * hour);
    isDown = true;
    await Promise.all(movies(world, 1000, 30, 'others'));
    expect(await failureOf(world.engine.write(CHANGING, operationOf('a forger')))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(world.writes).toEqual([]);
    expect(await world.want('details')).toBe(known);
  });

  it('lets another request probe an outage when its client leaves before its slot', async () => {
    const { pass } = clock();
    let isDown = true;
    const world = await startWorld({ rate: 4, script: (url) => (isDown && url.includes('/movie/') ? failing(9, 503) : undefined) });
    world.failures.warn('movie', 60 * second);
    await failureOf(world.want('details', { ref: '1000' }));
    expect(world.failures.healthy).toBe(false);
    pass(6 * second);
    const people = Array.from({ length: 8 }, (_, n) =>
      failureOf(world.engine.want(wishOf(person, 'details', { ref: String(1 + n) }), operationOf('of people'))),
    );
    await sleep(20);
    const leave = new AbortController();
    const probe = failureOf(world.engine.write(CHANGING, operationOf('leaving', { signal: leave.signal })));
    await sleep(20);
    leave.abort(new Error('the client left'));
    expect(await probe).toMatchObject({ message: 'the client left' });
    isDown = false;
    expect(await world.want('details', { ref: '604' })).toMatchObject({ id: 604 });
    await Promise.all(people);
  });

  it('changes what is cached when TMDB has done it, though its client has left', async () => {
    let ratings = 0;
    const world = await startWorld({
      async script(url) {
        if (!url.includes('rating')) return { json: { id: 603, ratings } };
        await sleep(200);
        ratings += 1;
        return DONE;
      },
    });
    const leave = new AbortController();
    const writing = failureOf(world.engine.write(CHANGING, operationOf('leaving', { signal: leave.signal })));
    await sleep(50);
    leave.abort(new Error('the client left'));
    expect(await writing).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await world.want('details'), 'while TMDB still writes').toMatchObject({ ratings: 0 });
    await sleep(300);
    expect(await world.want('details')).toMatchObject({ ratings: 1 });
  });

  it('ends at once when the engine closes during its backoff', { timeout: 5000 }, async () => {
    const transport = createTransport({ url: 'http://127.0.0.1:1', maxConnections: 18, accessToken: 'test' });
    const world = await startWorld({ transport });
    const write = failureOf(world.engine.write(CHANGING, operationOf('a client')));
    await sleep(30);
    await world.engine.close();
    expect(await write).toMatchObject({ message: 'The gateway is stopping.' });
  });
});

describe('a part on which TMDB fails', () => {
  it('fails no operation that does not want it, when it was predicted', async () => {
    let bad = false;
    const world = await startWorld({ rate: 50, script: (url) => (bad && url.includes('credits') ? failing(11, 500) : undefined) });
    for (let n = 0; n < 30; n += 1) {
      await Promise.all([world.want('details', { ref: String(1000 + n) }), world.want('credits', { ref: String(1000 + n) })]);
    }
    bad = true;
    world.asked();
    const answers: Promise<unknown>[] = [];
    for (let n = 0; n < 60; n += 1) {
      answers.push(...movies(world, 2000 + n, 1, `client ${n % 7}`));
      await sleep(25);
    }
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answered']));
    const predicted = world.asked().filter((url) => url.includes('credits'));
    expect(predicted.length, 'predicted at all').toBeGreaterThan(0);
    expect(predicted.length).toBeLessThanOrEqual(10);
  });

  it('keeps no other part of its resource stale', async () => {
    const { pass } = clock();
    let bad = false;
    const world = await startWorld({ script: (url) => (bad && url.includes('reviews') ? failing(11, 500) : undefined) });
    const read = (part: 'details' | 'credits' | 'reviews' | 'videos' | 'images') => failureOf(world.want(part));
    const before = await world.want('details');
    await Promise.all([read('credits'), read('reviews')]);
    pass(STALE);
    bad = true;
    let failed = 0;
    for (let n = 0; n < 20; n += 1) {
      await Promise.all([read('details'), read('credits'), read('reviews')]);
      await sleep(15);
      if ((await read(n % 2 ? 'videos' : 'images')) !== 'answered') failed += 1;
      pass(3 * second);
    }
    expect(failed).toBeLessThanOrEqual(5);
    expect(await world.want('details')).not.toBe(before);
  });
});

describe('a caller whose client left', () => {
  it('is charged for nothing that others still wait for', async () => {
    const world = await startWorld({ rate: 40, queueMax: 60 });
    const leave = new AbortController();
    const left = movies(world, 1000, 70, 'leaving', leave.signal);
    await sleep(5);
    const others = movies(world, 1000, 70, 'staying');
    await sleep(5);
    leave.abort(new Error('the client left'));
    await Promise.all(left);
    world.asked();
    expect(await world.want('details', { ref: '5000' }, operationOf('leaving'))).toMatchObject({ id: 5000 });
    expect(world.asked().length).toBeLessThan(30);
    await Promise.all(others);
  });
});

it('refreshes no part at each read while TMDB rejects the gateway’s own credential', async () => {
  const { pass } = clock();
  let revoked = false;
  const world = await startWorld({ script: () => (revoked ? failing(7, 401) : undefined) });
  await world.want('details');
  pass(STALE);
  revoked = true;
  world.asked();
  for (let n = 0; n < 20; n += 1) {
    await world.want('details');
    await sleep(10);
  }
  expect(world.asked()).toEqual(['603']);
});

it('answers people while TMDB rejects every movie with a 429, however short the pauses', async () => {
  const world = await startWorld({
    rate: 50,
    script: (url) => (url.includes('/movie/') ? failing(25, 429, { 'retry-after': '1' }) : undefined),
  });
  const rejected = movies(world, 1000, 20, 'of movies');
  await sleep(100);
  const people = Array.from({ length: 20 }, (_, n) =>
    failureOf(world.engine.want(wishOf(person, 'details', { ref: String(1 + n) }), operationOf('of people'))),
  );
  expect(new Set(await Promise.all(people))).toEqual(new Set(['answered']));
  await world.engine.close();
  await Promise.all(rejected);
});
