import { describe, expect, it } from 'vitest';
import { notOffered } from './not-offered.ts';

describe('what the graph leaves out of the recorded answers', () => {
  it('is short', () => expect(notOffered.length).toBeLessThanOrEqual(15));

  it('has a reason each, and is named once', () => {
    expect(notOffered.filter(({ reason }) => reason.length < 10)).toEqual([]);
    expect(new Set(notOffered.map(({ path }) => path)).size).toBe(notOffered.length);
  });
});
