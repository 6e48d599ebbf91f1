import { expect, it } from 'vitest';
import { soak, soakBounds } from '../bench/soak.ts';
import { checked } from './checked.ts';

// `npm run soak` runs for five minutes, or longer.
it('keeps memory, sockets and timers from growing under load with faults', async () => {
  const seconds = 24;
  expect(checked('soak', await soak({ seconds }), soakBounds(seconds))).toEqual([]);
}, 90_000);
