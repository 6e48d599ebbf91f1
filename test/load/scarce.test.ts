import { describe, expect, it } from 'vitest';
import { GROWTH, growth } from '../bench/growth.ts';
import { S2, S4, scarce, SCARCE_S2, SCARCE_S4 } from '../bench/scarce.ts';
import { SESSION, session } from '../bench/session.ts';
import { checked } from './checked.ts';

describe('requests are scarce', () => {
  it('so a mixed session is answered whole from fewer requests than queries', async () => {
    const figures = await session({ seconds: 5 });
    checked('session', figures, SESSION);
    expect(figures).toMatchObject({ answered: 100, over: 0 });
    expect(figures.requests).toBeLessThan(1.2 * figures.films);
  });

  // At the same time, each with a gateway and a sandbox of its own: they wait more than they work.
  describe.concurrent('and each carries what it can', () => {
    it('the fuller the queue, the more', async () => {
      expect(checked('growth', await growth(), GROWTH)).toEqual([]);
    });

    it('a film with all about it', async () => {
      expect(checked('S2', await scarce(S2, 5), SCARCE_S2)).toEqual([]);
    });

    it('of a list one, and one for each film that has to tell more than lists do', async () => {
      expect(checked('S4', await scarce(S4, 5), SCARCE_S4)).toEqual([]);
    });
  });
});
