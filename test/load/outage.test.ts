import { describe, expect, it } from 'vitest';
import { JOINED, joined } from '../bench/joined.ts';
import { FAULTS, faults, OUTAGE, outage } from '../bench/outage.ts';
import { STALL, stall } from '../bench/stall.ts';
import { checked } from './checked.ts';

// They run concurrently, each with a gateway and a sandbox of its own: they wait more than they work.
describe.concurrent('a failing TMDB', () => {
  it.each([
    ['resets connections', { reset: true }],
    ['does not answer', { stall: true }],
  ] as const)('sends hardly a request while TMDB %s, and recovers soon afterwards', async (name, how) => {
    expect(checked(`TMDB ${name}`, await outage({ how, seconds: 6 }), OUTAGE)).toEqual([]);
  });

  it('retries where one request in twenty fails', async () => {
    expect(checked('faults', await faults({ seconds: 8 }), FAULTS)).toEqual([]);
  });

  it('serves other paths while TMDB stalls at one class', async () => {
    expect(checked('stall', await stall(), STALL)).toEqual([]);
  });

  it('keeps a joined request in flight until its last waiter leaves', async () => {
    expect(checked('joined', await joined(), JOINED)).toEqual([]);
  });
});
