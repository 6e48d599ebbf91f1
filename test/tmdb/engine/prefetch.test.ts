import { describe, expect, it } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { plan, type PlannedRequest } from '../../../src/tmdb/engine/plan.ts';
import type { Wish } from '../../../src/tmdb/resource.ts';
import { createPartUsage } from '../../../src/tmdb/engine/prefetch.ts';
import { tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { clock, operationOf, scopeOf, startWorld, wishOf, type MoviePart, type World } from '../../support/engine-world.ts';

const requestFor = (...wishes: Wish[]): PlannedRequest => {
  const [request] = plan(wishes.map((wish) => ({ wish })));
  if (!request) throw new TypeError('no request for these wishes');
  return request;
};
const details = wishOf(movie, 'details', { ref: '1' });

/** The usage after this many operations that wanted the details of a movie and each of these parts. */
function wanted(times: number, ...parts: (readonly [part: MoviePart, query?: Record<string, string>])[]) {
  const partUsage = createPartUsage();
  for (let ref = 0; ref < times; ref += 1) {
    partUsage.record(wishOf(movie, 'details', { ref: String(1000 + ref) }));
    for (const [part, query] of parts) partUsage.record(wishOf(movie, part, { ref: String(1000 + ref), ...query }));
  }
  return partUsage;
}

const parts = (wishes: readonly Wish[]): string[] => wishes.map(({ part }) => part);

describe('the usage of parts', () => {
  it('predicts a part once 20 operations have wanted it', () => {
    expect(parts(wanted(19, ['credits']).predict(requestFor(details)))).toEqual([]);
    expect(parts(wanted(20, ['credits']).predict(requestFor(details)))).toEqual(['credits']);
  });

  it('predicts parts of the requested resource, and none for another kind of resource', () => {
    const [predicted] = wanted(30, ['credits']).predict(requestFor(details));
    expect(predicted).toMatchObject({ resource: movie, ref: '1', part: 'credits' });
    const series: Wish = { resource: tvSeries, ref: '1', part: 'details', query: { language: null } };
    expect(wanted(30, ['credits']).predict(requestFor(series))).toEqual([]);
  });

  it('predicts no part that is seldom wanted or already in the request', () => {
    const partUsage = wanted(30, ['credits'], ['keywords']);
    partUsage.record(wishOf(movie, 'videos'));
    partUsage.record(wishOf(movie, 'videos'));
    expect(parts(partUsage.predict(requestFor(details, wishOf(movie, 'keywords', { ref: '1' }))))).toEqual(['credits']);
  });

  it('predicts no part that would change the query of a request', () => {
    const german = wanted(
      30,
      ['credits', { language: 'de' }],
      ['images', { language: 'de', include_image_language: 'de,null' }],
      ['keywords'],
    );
    expect(parts(german.predict(requestFor(details)))).toEqual(['credits', 'keywords']);
    const spanish = german.predict(requestFor(wishOf(movie, 'details', { ref: '1', language: 'es' })));
    expect(spanish.map(({ part, query }) => [part, query.language])).toEqual([
      ['credits', 'es'],
      ['keywords', undefined],
    ]);
    const second = wanted(30, ['recommendations', { page: '2' }]);
    expect(second.predict(requestFor(details))).toEqual([]);
  });

  it('predicts no part that is short-lived or personal', () => {
    const partUsage = wanted(30, ['changes'], ['lists']);
    for (let ref = 0; ref < 30; ref += 1) partUsage.record({ ...wishOf(movie, 'keywords', { ref: String(ref) }), scope: scopeOf('ann') });
    expect(partUsage.predict(requestFor(details))).toEqual([]);
  });

  it('predicts what operations that are known beforehand want, from the first one on', () => {
    const partUsage = createPartUsage();
    partUsage.learn([
      [details, wishOf(movie, 'credits')],
      [details, wishOf(movie, 'credits'), wishOf(movie, 'videos')],
      [wishOf(tvSeries, 'details'), wishOf(tvSeries, 'keywords')],
    ]);
    expect(parts(partUsage.predict(requestFor(details)))).toEqual(['credits', 'videos']);
    expect(parts(partUsage.predict(requestFor(wishOf(tvSeries, 'details', { ref: '1' }))))).toEqual(['keywords']);
  });

  it('predicts what operations want in place of what was expected of them', () => {
    const partUsage = createPartUsage();
    partUsage.learn([[details, wishOf(movie, 'credits')]]);
    for (let ref = 0; ref < 250; ref += 1) {
      partUsage.record(wishOf(movie, 'details', { ref: String(ref) }));
      partUsage.record(wishOf(movie, 'keywords', { ref: String(ref) }));
    }
    expect(parts(partUsage.predict(requestFor(details)))).toEqual(['keywords']);
  });

  it('forgets parts that are no longer wanted', () => {
    const partUsage = wanted(600, ['credits']);
    for (let ref = 0; ref < 3000; ref += 1) {
      partUsage.record(wishOf(movie, 'details', { ref: String(ref) }));
      partUsage.record(wishOf(movie, 'keywords', { ref: String(ref) }));
    }
    expect(parts(partUsage.predict(requestFor(details)))).toEqual(['keywords']);
  });

  it('counts wishes that are put together as it counts each of them', () => {
    const wishes = ['1', '2', '3'].flatMap((ref) => [wishOf(movie, 'details', { ref }), wishOf(movie, 'keywords', { ref })]);
    const series = wishOf(tvSeries, 'details', { ref: '1' });
    expect(createPartUsage().summarise([...wishes, series])).toEqual([
      { wish: wishes[0], times: 3 },
      { wish: wishes[1], times: 3 },
      { wish: series, times: 1 },
    ]);
  });

  it('predicts at most 20 parts, requested ones included', () => {
    const all = Object.keys(movie.parts).filter((part) => part !== 'details') as MoviePart[];
    const request = requestFor(details, ...all.slice(0, 5).map((part) => wishOf(movie, part, { ref: '1' })));
    const predicted = wanted(30, ...all.map((part) => [part] as const)).predict(request);
    expect(request.append.length + predicted.length).toBeLessThanOrEqual(20);
    expect(new Set([...request.append, ...parts(predicted)]).size).toBe(request.append.length + predicted.length);
  });
});

const movies = Array.from({ length: 25 }, (_, index) => String(1000 + index));

describe('prefetching while requests are scarce', () => {
  it('prefetches a part that operations usually want, which then costs no request', async () => {
    const { want, asked } = await startWorld({ rate: 40 });
    await Promise.all(movies.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    asked();
    await want('details', { ref: '5000' });
    expect(asked()).toEqual(['5000?append_to_response=keywords']);
    expect(await want('keywords', { ref: '5000' })).toMatchObject({ is: 'keywords' });
    expect(asked()).toEqual([]);
  });

  it('joins a wish to a prefetched part in flight', async () => {
    const { want, asked } = await startWorld({ rate: 40 });
    await Promise.all(movies.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    asked();
    const first = want('details', { ref: '5000' });
    while (asked().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await want('keywords', { ref: '5000' })).toMatchObject({ is: 'keywords' });
    await first;
    expect(asked()).toEqual([]);
  });

  it('requests no prefetched part again that TMDB leaves out', async () => {
    const { want, asked } = await startWorld({ rate: 40, script: (url) => (url.includes('5000') ? { without: ['keywords'] } : undefined) });
    await Promise.all(movies.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    asked();
    expect(await want('details', { ref: '5000' })).toMatchObject({ id: 5000 });
    expect(asked()).toEqual(['5000?append_to_response=keywords']);
  });

  it('counts what a stored answer used each time it is given', async () => {
    const { engine, want, asked } = await startWorld({ rate: 40 });
    const operation = operationOf('a client');
    await Promise.all([want('details', { ref: '999' }, operation), want('keywords', { ref: '999' }, operation)]);
    const memory = engine.remember(operation);
    const given = memory && movies.map(() => engine.recall(memory, operation));
    expect(given).toEqual(movies.map(() => true));
    await Promise.all(movies.map((ref) => want('details', { ref })));
    asked();
    await want('details', { ref: '5000' });
    expect(asked()).toEqual(['5000?append_to_response=keywords']);
  });

  it('charges an operation only for the parts that it wants', async () => {
    const { engine, want } = await startWorld({ rate: 40 });
    await Promise.all(movies.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    const operation = operationOf('a client', { maxRequests: 1 });
    await engine.want(wishOf(movie, 'details', { ref: '5000' }), operation);
    await engine.want(wishOf(movie, 'keywords', { ref: '5000' }), operation);
    expect(operation.cost).toMatchObject({ requests: 1, hits: 1 });
  });
});

/** A world with plenty of slots that has seen what operations want, one after the other. */
async function learnedWorld(): Promise<World> {
  const world = await startWorld();
  for (let ref = 1000; ref < 1030; ref += 1)
    await Promise.all([world.want('details', { ref: String(ref) }), world.want('keywords', { ref: String(ref) })]);
  world.asked();
  return world;
}

it('prefetches while three operations wait for TMDB at once, and for a second afterwards', async () => {
  const { pass } = clock();
  const { want, asked } = await learnedWorld();
  pass(1000);
  await Promise.all(['5000', '5001', '5002', '5003'].map((ref) => want('details', { ref })));
  expect(asked()).toEqual(['5000', '5001', '5002', '5003?append_to_response=keywords']);
  await want('details', { ref: '5004' });
  expect(asked()).toEqual(['5004?append_to_response=keywords']);
  pass(1000);
  await want('details', { ref: '5005' });
  expect(asked()).toEqual(['5005']);
});

it('prefetches nothing for the many requests of one operation while slots are plentiful', async () => {
  const { want, asked } = await learnedWorld();
  const operation = operationOf('a client');
  await Promise.all(movies.map((ref) => want('details', { ref: `5${ref}` }, operation)));
  expect(asked().filter((url) => url.includes('append'))).toEqual([]);
});

it('prefetches nothing while requests are plentiful', async () => {
  const { want, asked } = await startWorld();
  for (let ref = 1000; ref < 1030; ref += 1)
    await Promise.all([want('details', { ref: String(ref) }), want('keywords', { ref: String(ref) })]);
  asked();
  await want('details', { ref: '5000' });
  expect(asked()).toEqual(['5000']);
});
