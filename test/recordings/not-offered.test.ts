import { describe, expect, it } from 'vitest';
import { notOffered } from './not-offered.ts';

describe('notOffered', () => {
  it('leaves out at most 15 recorded values of the graph', () => expect(notOffered.length).toBeLessThanOrEqual(15));

  it('gives each value that is left out a reason, and names it once', () => {
    expect(notOffered.filter(({ reason }) => reason.length < 10)).toEqual([]);
    expect(new Set(notOffered.map(({ path }) => path)).size).toBe(notOffered.length);
  });
});
