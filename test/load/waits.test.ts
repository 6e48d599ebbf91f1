import { expect, it } from 'vitest';
import { WAITS, waits } from '../bench/waits.ts';
import { checked } from './checked.ts';

it('starts the gateway and checks its types in good time', async () => {
  expect(checked('waits', await waits(), WAITS)).toEqual([]);
});
