import { describe, expect, it } from 'vitest';
import { JOINED, joined } from '../bench/joined.ts';
import { FAULTS, faults, OUTAGE, outage } from '../bench/outage.ts';
import { STALL, stall } from '../bench/stall.ts';
import { checked } from './checked.ts';

// At the same time, each with a gateway and a sandbox of its own: they wait more than they work.
describe.concurrent('a TMDB that is not well', () => {
  it.each([
    ['resets connections', { reset: true }],
    ['does not answer', { stall: true }],
  ] as const)('is hardly asked while it %s, and soon again afterwards', async (name, how) => {
    expect(checked(`TMDB ${name}`, await outage({ how, seconds: 6 }), OUTAGE)).toEqual([]);
  });

  it('is asked again where one request in twenty fails', async () => {
    expect(checked('faults', await faults({ seconds: 8 }), FAULTS)).toEqual([]);
  });

  it('stalls at one class of paths, and the others go on', async () => {
    expect(checked('stall', await stall(), STALL)).toEqual([]);
  });

  it('is asked for as long as anybody waits', async () => {
    expect(checked('joined', await joined(), JOINED)).toEqual([]);
  });
});
