import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdmission, type QueueLoad } from '../../../src/tmdb/engine/admission.ts';

/** An operation that has not been admitted. */
const by = (caller: string) => ({ caller, admitted: false });

/** An admission in which callers hold these numbers of requests. */
function heldBy(holders: Record<string, number>, queueMax = 150, ratePerSecond = 50) {
  let requests = 0;
  const load: QueueLoad = {
    get requests() {
      return requests;
    },
    callers: Object.keys(holders).length,
    heldBy: (caller) => holders[caller] ?? 0,
  };
  const admission = createAdmission({
    queueMax,
    ratePerSecond,
    maxWait: 10_000,
    limiter: { pausedFor: () => 0, refusalInterval: () => 0 },
    load,
  });
  return {
    check(operation: ReturnType<typeof by>, waiting: number) {
      requests = waiting;
      return admission.check(operation, 'movie');
    },
  };
}

describe('admission', () => {
  it('admits every caller while there is room', () => {
    const admission = heldBy({ greedy: 149 });
    expect(admission.check(by('greedy'), 149)).toBeUndefined();
    expect(admission.check(by('newcomer'), 149)).toBeUndefined();
  });

  it('refuses a caller that holds its share of a full queue, and admits a newcomer', () => {
    const admission = heldBy({ greedy: 149, modest: 1 });
    expect(admission.check(by('greedy'), 150)).toMatchObject({ code: 'RATE_LIMITED' });
    expect(admission.check(by('modest'), 150)).toBeUndefined();
    expect(admission.check(by('newcomer'), 150)).toBeUndefined();
  });

  it('divides a full queue among all callers that hold requests', () => {
    const admission = heldBy({ a: 50, b: 49, c: 51 });
    expect(admission.check(by('a'), 150)).toBeDefined();
    expect(admission.check(by('b'), 150)).toBeUndefined();
    expect(admission.check(by('c'), 150)).toBeDefined();
  });

  it('refuses the only caller of a full queue', () => {
    expect(heldBy({ only: 150 }).check(by('only'), 150)).toBeDefined();
  });

  it('refuses every caller when the queue is twice as long', () => {
    const admission = heldBy({ greedy: 298, modest: 1 });
    expect(admission.check(by('newcomer'), 299)).toBeUndefined();
    for (const caller of ['greedy', 'modest', 'newcomer']) expect(admission.check(by(caller), 300)).toMatchObject({ code: 'RATE_LIMITED' });
  });

  it.each([
    { waiting: 150, rate: 50, retryAfter: 3 },
    { waiting: 151, rate: 50, retryAfter: 4 },
    { waiting: 150, rate: 100_000, retryAfter: 1 },
    { waiting: 300, rate: 1, retryAfter: 300 },
  ])('asks for a retry after $retryAfter s when $waiting wait at $rate a second', ({ waiting, rate, retryAfter }) => {
    expect(heldBy({ greedy: 150 }, 150, rate).check(by('greedy'), waiting)?.retryAfter).toBe(retryAfter);
  });

  it('asks for a retry after whole seconds, at least one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (queueMax, rate) => {
        const retryAfter = heldBy({}, queueMax, rate).check(by('a caller'), 2 * queueMax)?.retryAfter ?? 0;
        expect(Number.isInteger(retryAfter)).toBe(true);
        expect(retryAfter).toBeGreaterThanOrEqual(1);
        expect(retryAfter * rate).toBeGreaterThanOrEqual(2 * queueMax);
      }),
    );
  });
});
