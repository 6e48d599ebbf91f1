import { expect, it } from 'vitest';
import { WAITS, waits } from '../bench/waits.ts';
import { checked } from './checked.ts';

it('the gateway listens, and its types are checked, before anybody gets impatient', async () => {
  expect(checked('waits', await waits(), WAITS)).toEqual([]);
});
