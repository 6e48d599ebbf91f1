import { expect, it } from 'vitest';
import { FLOOD, FLOOD_COUNTS, planFlood } from '../bench/plans.ts';
import { checked } from './checked.ts';

it('lets other operations go on between the plans of the largest documents', async () => {
  const figures = await planFlood({ flood: 60 });
  checked('plans, flood', figures, FLOOD);
  expect(FLOOD_COUNTS.filter((key) => !(figures[key] <= FLOOD[key].atMost))).toEqual([]);
});
