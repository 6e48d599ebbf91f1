import { describe, expect, it } from 'vitest';
import { BROKEN_MOVIE, BROKEN_THIRD, brokenMovie, brokenThird } from '../bench/broken.ts';
import { JOINED, joined } from '../bench/joined.ts';
import { FAULTS, faults, OUTAGE, outage } from '../bench/outage.ts';
import { REJECTED, rejected } from '../bench/rejected.ts';
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

  it('asks for a movie at which TMDB always fails ever more rarely, and serves the others', async () => {
    expect(checked('broken movie', await brokenMovie(), BROKEN_MOVIE)).toEqual([]);
  });

  it('serves the others where a third of all movies fail', async () => {
    expect(checked('broken third', await brokenThird({ seconds: 8 }), BROKEN_THIRD)).toEqual([]);
  });

  it('tells clients at once while TMDB rejects all requests, and sends one after each pause', async () => {
    expect(checked('rejected', await rejected({ seconds: 6 }), REJECTED)).toEqual([]);
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
