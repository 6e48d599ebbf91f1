import { describe, expect, it } from 'vitest';
import { GROWTH, growth } from '../bench/growth.ts';
import { S2, S4, scarce, SCARCE_S2, SCARCE_S4 } from '../bench/scarce.ts';
import { SESSION, session } from '../bench/session.ts';
import { checked } from './checked.ts';

describe('scarce requests', () => {
  it('answers a mixed session whole with few requests for each movie', async () => {
    const figures = await session({ seconds: 5 });
    checked('session', figures, SESSION);
    expect(figures).toMatchObject({ answered: 100, over: 0 });
    expect(figures.requests).toBeLessThan(1.2 * figures.movies);
  });

  // They run concurrently, each with a gateway and a sandbox of its own: they wait more than they work.
  describe.concurrent('full requests', () => {
    it('sends fuller requests the fuller the queue is', async () => {
      expect(checked('growth', await growth(), GROWTH)).toEqual([]);
    });

    it('loads a movie page in one request', async () => {
      expect(checked('S2', await scarce(S2, 5), SCARCE_S2)).toEqual([]);
    });

    it('loads a list in one request, and each movie with more fields than lists have in another', async () => {
      expect(checked('S4', await scarce(S4, 5), SCARCE_S4)).toEqual([]);
    });
  });
});
