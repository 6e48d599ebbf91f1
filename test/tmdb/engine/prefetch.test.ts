import { describe, expect, it } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { plan, type PlannedRequest } from '../../../src/tmdb/engine/plan.ts';
import type { Wish } from '../../../src/tmdb/resource.ts';
import { createPartUsage } from '../../../src/tmdb/engine/prefetch.ts';
import { tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { operationOf, scopeOf, startWorld, wishOf, type MoviePart } from '../../support/engine-world.ts';

const requestFor = (...wishes: Wish[]): PlannedRequest => {
  const [request] = plan(wishes.map((wish) => ({ wish })));
  if (!request) throw new TypeError('no request for these wishes');
  return request;
};
const details = wishOf(movie, 'details', { ref: '1' });

/** So many operations want details of a film, and each of these parts. */
function wanted(times: number, ...parts: (readonly [part: MoviePart, query?: Record<string, string>])[]) {
  const partUsage = createPartUsage();
  for (let ref = 0; ref < times; ref += 1) {
    partUsage.record(wishOf(movie, 'details', { ref: String(1000 + ref) }));
    for (const [part, query] of parts) partUsage.record(wishOf(movie, part, { ref: String(1000 + ref), ...query }));
  }
  return partUsage;
}

const parts = (wishes: readonly Wish[]): string[] => wishes.map(({ part }) => part);

describe('what usually is wanted of a thing', () => {
  it('rides along once it is a habit', () => {
    expect(parts(wanted(19, ['credits']).predict(requestFor(details)))).toEqual([]);
    expect(parts(wanted(20, ['credits']).predict(requestFor(details)))).toEqual(['credits']);
  });

  it('is of that kind of thing, and of this one', () => {
    const [ride] = wanted(30, ['credits']).predict(requestFor(details));
    expect(ride).toMatchObject({ resource: movie, ref: '1', part: 'credits' });
    const series: Wish = { resource: tvSeries, ref: '1', part: 'details', query: { language: null } };
    expect(wanted(30, ['credits']).predict(requestFor(series))).toEqual([]);
  });

  it('is not what is wanted seldom, or brought already', () => {
    const partUsage = wanted(30, ['credits'], ['keywords']);
    partUsage.record(wishOf(movie, 'videos'));
    partUsage.record(wishOf(movie, 'videos'));
    expect(parts(partUsage.predict(requestFor(details, wishOf(movie, 'keywords', { ref: '1' }))))).toEqual(['credits']);
  });

  it('never changes the query of a request', () => {
    const german = wanted(
      30,
      ['credits', { language: 'de' }],
      ['images', { language: 'de', include_image_language: 'de,null' }],
      ['keywords'],
    );
    expect(parts(german.predict(requestFor(details)))).toEqual(['keywords']);
    expect(parts(german.predict(requestFor(wishOf(movie, 'details', { ref: '1', language: 'de' }))))).toEqual(['credits', 'keywords']);
    const second = wanted(30, ['recommendations', { page: '2' }]);
    expect(second.predict(requestFor(details))).toEqual([]);
  });

  it('is neither of one moment nor of one caller', () => {
    const partUsage = wanted(30, ['changes'], ['lists']);
    for (let ref = 0; ref < 30; ref += 1) partUsage.record({ ...wishOf(movie, 'keywords', { ref: String(ref) }), scope: scopeOf('ann') });
    expect(partUsage.predict(requestFor(details))).toEqual([]);
  });

  it('changes with what is wanted', () => {
    const partUsage = wanted(600, ['credits']);
    for (let ref = 0; ref < 3000; ref += 1) {
      partUsage.record(wishOf(movie, 'details', { ref: String(ref) }));
      partUsage.record(wishOf(movie, 'keywords', { ref: String(ref) }));
    }
    expect(parts(partUsage.predict(requestFor(details)))).toEqual(['keywords']);
  });

  it('is 20 parts at most, with those that were asked for', () => {
    const all = Object.keys(movie.parts).filter((part) => part !== 'details') as MoviePart[];
    const request = requestFor(details, ...all.slice(0, 5).map((part) => wishOf(movie, part, { ref: '1' })));
    const travels = wanted(30, ...all.map((part) => [part] as const)).predict(request);
    expect(request.append.length + travels.length).toBeLessThanOrEqual(20);
    expect(new Set([...request.append, ...parts(travels)]).size).toBe(request.append.length + travels.length);
  });
});

describe('while requests are scarce', () => {
  const films = Array.from({ length: 25 }, (_, index) => String(1000 + index));

  it('a request brings what will be asked for next, which then costs none', async () => {
    const { want, asked } = await startWorld({ rate: 40 });
    await Promise.all(films.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    asked();
    await want('details', { ref: '5000' });
    expect(asked()).toEqual(['5000?append_to_response=keywords']);
    expect(await want('keywords', { ref: '5000' })).toMatchObject({ is: 'keywords' });
    expect(asked()).toEqual([]);
  });

  it('who wants it meanwhile joins', async () => {
    const { want, asked } = await startWorld({ rate: 40 });
    await Promise.all(films.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    asked();
    const first = want('details', { ref: '5000' });
    while (asked().length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await want('keywords', { ref: '5000' })).toMatchObject({ is: 'keywords' });
    await first;
    expect(asked()).toEqual([]);
  });

  it('nothing rides along that TMDB leaves out, and it is not asked for again', async () => {
    const { want, asked } = await startWorld({ rate: 40, script: (url) => (url.includes('5000') ? { without: ['keywords'] } : undefined) });
    await Promise.all(films.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    asked();
    expect(await want('details', { ref: '5000' })).toMatchObject({ id: 5000 });
    expect(asked()).toEqual(['5000?append_to_response=keywords']);
  });

  it('an operation pays for what it asked for only', async () => {
    const { engine, want } = await startWorld({ rate: 40 });
    await Promise.all(films.flatMap((ref) => [want('details', { ref }), want('keywords', { ref })]));
    const operation = operationOf('a client', { maxRequests: 1 });
    await engine.want(wishOf(movie, 'details', { ref: '5000' }), operation);
    await engine.want(wishOf(movie, 'keywords', { ref: '5000' }), operation);
    expect(operation.cost).toMatchObject({ requests: 1, hits: 1 });
  });
});

it('where requests are plenty nothing is brought unasked', async () => {
  const { want, asked } = await startWorld();
  for (let ref = 1000; ref < 1030; ref += 1)
    await Promise.all([want('details', { ref: String(ref) }), want('keywords', { ref: String(ref) })]);
  asked();
  await want('details', { ref: '5000' });
  expect(asked()).toEqual(['5000']);
});
