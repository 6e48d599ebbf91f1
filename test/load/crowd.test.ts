import { describe, expect, it } from 'vitest';
import { CROWD, crowd } from '../bench/crowd.ts';
import { FAIRNESS, fairness } from '../bench/fairness.ts';
import { HOSTILE, HOSTILE_COUNTS, hostile } from '../bench/hostile.ts';
import { LEAVING, leaving } from '../bench/leaving.ts';
import { checked } from './checked.ts';

describe('many clients', () => {
  it.each([
    ['at addresses of their own', false],
    ['at one address', true],
  ])('serves 300 clients %s up to the limit, and tells refused ones when to come again', async (name, together) => {
    const seconds = together ? 4 : 6;
    expect(checked(`crowd ${name}`, await crowd({ clients: 300, seconds, together }), CROWD)).toEqual([]);
  });

  it.each(['pages', 'mixed'] as const)('bounds what 80 queries of 99 wishes each take at once: %s', async (kind) => {
    const figures = await hostile(kind);
    checked(`hostile ${kind}`, figures, HOSTILE);
    const missed = HOSTILE_COUNTS.filter((key) => {
      const { atLeast = -Infinity, atMost = Infinity }: { atLeast?: number; atMost?: number } = HOSTILE[key];
      return !(figures[key] >= atLeast && figures[key] <= atMost);
    });
    expect(missed).toEqual([]);
  });

  it('serves a caller that left a thousand wishes as fast as a newcomer', async () => {
    expect(checked('leaving', await leaving(), LEAVING)).toEqual([]);
  });

  it('serves other clients while one has 200 operations in flight all the time', async () => {
    expect(checked('fairness', await fairness({ seconds: 4 }), FAIRNESS)).toEqual([]);
  });
});
