import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFairness } from '../../../src/tmdb/engine/fairness.ts';

interface Waiting {
  caller: string;
  tag: number;
}

/** A queue that serves the lowest tag first, and among equal tags in order of arrival. */
function fairQueue() {
  const fairness = createFairness();
  const waiting: Waiting[] = [];
  return {
    fairness,
    waiting,
    ask(caller: string, count = 1): void {
      for (let ticket = 0; ticket < count; ticket += 1) waiting.push({ caller, tag: fairness.tag(caller) });
    },
    /** Serves the next ticket. @returns Its caller; undefined for an empty queue. */
    serve(): string | undefined {
      const [next] = waiting.toSorted((a, b) => a.tag - b.tag);
      if (!next) return undefined;
      waiting.splice(waiting.indexOf(next), 1);
      fairness.served(next.tag);
      return next.caller;
    },
  };
}

const serveMany = ({ serve }: ReturnType<typeof fairQueue>, count: number): (string | undefined)[] => Array.from({ length: count }, serve);

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
    const { tag } = createFairness();
    const tags = Array.from({ length: 20 }, () => tag('one'));
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
    const { tag, peek, served } = createFairness();
    for (const caller of ['a', 'a', 'b', 'a']) {
      const seen = peek(caller);
      expect(peek(caller)).toBe(seen);
      expect(tag(caller)).toBe(seen);
      served(seen);
    }
  });

  it('moves up the tickets of a caller whose others left, before none that it would not be before without them', () => {
    const { tag, refund, retag, peek, served } = createFairness();
    const left = Array.from({ length: 100 }, () => tag('one'));
    const kept = [tag('one'), tag('one')];
    for (const _ of left) refund('one');
    served(20);
    expect(retag('one', kept)).toEqual([21, 22]);
    expect(peek('one')).toBe(23);
    expect(retag('one', [10, 21, 22])).toEqual([10, 21, 22]);
    expect(retag('two', [])).toEqual([]);
    expect(peek('two')).toBe(21);
  });

  it('never moves the virtual time back when a ticket with an older tag is served later', () => {
    const { peek, served } = createFairness();
    served(50);
    served(3);
    expect(peek('newcomer')).toBe(51);
  });

  it('forgets callers beyond its maximum', () => {
    const { tag, peek, served } = createFairness();
    for (let caller = 0; caller < 30_000; caller += 1) tag(`caller ${caller}`);
    served(5);
    tag('caller 29999');
    expect(peek('caller 29999')).toBe(7);
    expect(peek('caller 0'), 'forgotten: starts again at the virtual time').toBe(6);
  });
});
