import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createFairness, type Charge, type Fairness } from '../../../src/tmdb/engine/fairness.ts';

/** A queue that serves the lowest tag first, and among equal tags in order of arrival. */
function fairQueue() {
  const fairness = createFairness();
  const waiting: Charge[] = [];
  return {
    fairness,
    waiting,
    ask(caller: string, count = 1): void {
      for (let ticket = 0; ticket < count; ticket += 1) waiting.push(fairness.charge(caller, () => {}));
    },
    /** Serves the next ticket. @returns Its caller; undefined for an empty queue. */
    serve(): string | undefined {
      const [next] = waiting.toSorted((a, b) => a.tag - b.tag);
      if (!next) return undefined;
      waiting.splice(waiting.indexOf(next), 1);
      fairness.served(next.tag);
      fairness.end(next);
      return next.caller;
    },
  };
}

const serveMany = ({ serve }: ReturnType<typeof fairQueue>, count: number): (string | undefined)[] => Array.from({ length: count }, serve);

const charges = ({ charge }: Fairness, count: number): Charge[] => Array.from({ length: count }, () => charge('one', () => {}));

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('start-time fair queueing', () => {
  it('serves a caller with one ticket before one with 500', () => {
    const queue = fairQueue();
    queue.ask('many', 500);
    serveMany(queue, 100);
    queue.ask('one');
    expect(serveMany(queue, 2)).toContain('one');
  });

  it('serves callers in turn, however many tickets each has', () => {
    const queue = fairQueue();
    queue.ask('many', 50);
    queue.ask('few', 3);
    queue.ask('some', 10);
    expect(serveMany(queue, 9).toSorted()).toEqual(['few', 'few', 'few', 'many', 'many', 'many', 'some', 'some', 'some']);
    expect(serveMany(queue, 14).filter((caller) => caller === 'some')).toHaveLength(7);
  });

  it('serves the tickets of one caller in their order of arrival', () => {
    const tags = charges(createFairness(), 20).map(({ tag }) => tag);
    expect(tags).toEqual(tags.toSorted((a, b) => a - b));
    expect(new Set(tags).size).toBe(20);
  });

  it('starves no caller, even when newcomers keep arriving', () => {
    const queue = fairQueue();
    queue.ask('many', 100);
    const servedAt: number[] = [];
    for (let turn = 0; turn < 600; turn += 1) {
      queue.ask(`newcomer ${turn}`);
      if (queue.serve() === 'many') servedAt.push(turn);
    }
    const gaps = servedAt.slice(1).map((turn, index) => turn - (servedAt[index] ?? 0));
    expect(servedAt.length).toBeGreaterThan(20);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(servedAt.length + 2);
  });

  it('serves every ticket within as many turns as callers wait, times its place among those of its caller', () => {
    const callers = ['a', 'b', 'c', 'd'];
    const step = fc.oneof(fc.constant('serve'), fc.constantFrom(...callers));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const queue = fairQueue();
        let turn = 0;
        /** The last turn in which each ticket of each caller must be served. */
        const bounds = new Map<string, number[]>(callers.map((caller) => [caller, []]));
        const serve = (): void => {
          const caller = queue.serve();
          if (caller === undefined) return;
          turn += 1;
          expect(turn).toBeLessThanOrEqual(bounds.get(caller)?.shift() ?? 0);
        };
        for (const step of steps) {
          if (step === 'serve') serve();
          else {
            queue.ask(step);
            const own = bounds.get(step) ?? [];
            // Before it go at most as many tickets of each other caller as its own place, and one of the current round.
            own.push(turn + (own.length + 2) * callers.length);
          }
        }
        while (queue.waiting.length > 0) serve();
      }),
    );
  });

  it('lets no caller save up turns while idle', () => {
    const queue = fairQueue();
    queue.ask('idle');
    queue.serve();
    queue.ask('busy', 200);
    serveMany(queue, 100);
    queue.ask('idle', 50);
    expect(serveMany(queue, 20).filter((caller) => caller === 'idle').length).toBeLessThanOrEqual(11);
  });

  it('charges no caller for turns that it had while alone', () => {
    const queue = fairQueue();
    queue.ask('early', 100);
    serveMany(queue, 100);
    queue.ask('early', 10);
    queue.ask('late', 10);
    expect(serveMany(queue, 10).filter((caller) => caller === 'early')).toHaveLength(5);
  });

  it('peeks at a tag without charging for it', () => {
    const { charge, peek, served } = createFairness();
    for (const caller of ['a', 'a', 'b', 'a']) {
      const seen = peek(caller);
      expect(peek(caller)).toBe(seen);
      expect(charge(caller, () => {}).tag).toBe(seen);
      served(seen);
    }
  });

  it('moves up the places of a caller that left others, before none that they would not be before without those', async () => {
    const fairness = createFairness();
    const left = charges(fairness, 100);
    const onMoved = vi.fn<() => void>();
    const kept = [fairness.charge('one', onMoved), fairness.charge('one', onMoved)];
    const other = fairness.charge('two', onMoved);
    for (const charge of left) fairness.refund(charge);
    fairness.served(20);
    await nextTurn();
    expect(kept.map(({ tag }) => tag)).toEqual([21, 22]);
    expect(onMoved).toHaveBeenCalledTimes(2);
    expect(fairness.peek('one')).toBe(23);
    expect(other.tag).toBe(1);
  });

  it('moves nothing that already is where it would be', async () => {
    const fairness = createFairness();
    const onMoved = vi.fn<() => void>();
    const kept = fairness.charge('one', onMoved);
    for (const charge of charges(fairness, 3)) fairness.refund(charge);
    await nextTurn();
    expect(kept.tag).toBe(1);
    expect(onMoved).not.toHaveBeenCalled();
  });

  it('gives no charge back twice, nor one that has ended', async () => {
    const fairness = createFairness();
    const [served, left] = charges(fairness, 5);
    if (!served || !left) throw new Error('There are five.');
    fairness.end(served);
    for (const charge of [served, left, left]) fairness.refund(charge);
    expect(fairness.peek('one')).toBe(5);
    await nextTurn();
    expect(fairness.peek('one')).toBe(5);
  });

  it('never moves the virtual time back when a ticket with an older tag is served later', () => {
    const { peek, served } = createFairness();
    served(50);
    served(3);
    expect(peek('newcomer')).toBe(51);
  });

  it('forgets callers beyond its maximum', () => {
    const { charge, end, peek, served } = createFairness();
    const pass = (caller: string): void => end(charge(caller, () => {}));
    for (let caller = 0; caller < 30_000; caller += 1) pass(`caller ${caller}`);
    served(5);
    pass('caller 29999');
    expect(peek('caller 29999')).toBe(7);
    expect(peek('caller 0'), 'forgotten: starts again at the virtual time').toBe(6);
  });
});
