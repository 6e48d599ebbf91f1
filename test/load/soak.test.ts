import { expect, it } from 'vitest';
import { soak, soakBounds } from '../bench/soak.ts';
import { checked } from './checked.ts';

// Five minutes, or as many as you like: `npm run soak`.
it('nothing grows under load with faults', async () => {
  const seconds = 24;
  expect(checked('soak', await soak({ seconds }), soakBounds(seconds))).toEqual([]);
}, 90_000);
