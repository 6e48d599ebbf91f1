import { describe, expect, it } from 'vitest';
import { CROWD, crowd } from '../bench/crowd.ts';
import { FAIRNESS, fairness } from '../bench/fairness.ts';
import { checked } from './checked.ts';

describe('many clients', () => {
  it.each([
    ['at addresses of their own', false],
    ['at one address', true],
  ])('serves 300 clients %s up to the limit, and tells refused ones when to come again', async (name, together) => {
    const seconds = together ? 4 : 8;
    expect(checked(`crowd ${name}`, await crowd({ clients: 300, seconds, together }), CROWD)).toEqual([]);
  });

  it('serves other clients while one has 200 operations in flight all the time', async () => {
    expect(checked('fairness', await fairness({ seconds: 4 }), FAIRNESS)).toEqual([]);
  });
});
