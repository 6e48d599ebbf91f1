import * as fc from 'fast-check';
import { Counter, Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { createCounter, createHistogram } from '../../src/ops/tallies.ts';

const BOUNDS = [0.005, 0.1, 1, 10];

/** Values on, between and beyond the bounds. */
const value = fc.oneof(fc.constantFrom(...BOUNDS, 0, 11), fc.double({ min: 0, max: 20, noNaN: true }));
const label = fc.constantFrom('a', 'b', 'quoted "text"', '');

it('writes what the counters and histograms of prom-client write', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, label, label)), async (observed) => {
      const [ours, theirs] = [new Registry(), new Registry()];
      const counter = createCounter(ours, { name: 'count', help: 'Of all.', labelNames: ['x', 'y'] });
      const bare = createCounter(ours, { name: 'bare', help: 'Without labels.', labelNames: [] });
      const histogram = createHistogram(ours, { name: 'time', help: 'Of each.', labelNames: ['x', 'y'] }, BOUNDS);
      const plain = createHistogram(ours, { name: 'plain', help: 'Without labels.', labelNames: [] }, BOUNDS);
      const registers = [theirs];
      const theirCounter = new Counter({ name: 'count', help: 'Of all.', labelNames: ['x', 'y'], registers });
      const theirBare = new Counter({ name: 'bare', help: 'Without labels.', registers });
      const theirHistogram = new Histogram({ name: 'time', help: 'Of each.', labelNames: ['x', 'y'], buckets: BOUNDS, registers });
      const theirPlain = new Histogram({ name: 'plain', help: 'Without labels.', buckets: BOUNDS, registers });
      for (const [one, x, y] of observed) {
        counter.add(one, x, y);
        bare.add(one);
        histogram.observe(one, x, y);
        plain.observe(one);
        theirCounter.inc({ x, y }, one);
        theirBare.inc(one);
        theirHistogram.observe({ x, y }, one);
        theirPlain.observe(one);
      }
      expect(await ours.metrics()).toBe(await theirs.metrics());
    }),
  );
});
