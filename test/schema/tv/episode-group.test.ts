import { expect, it } from 'vitest';
import { globalId } from '../../../src/tmdb/id.ts';
import { startGateway } from '../../support/gateway.ts';

it('lists the episode groups of a series with their types in one request', async () => {
  await using gateway = await startGateway();
  const { body } = await gateway.ask('{ tvSeries(id: 1399) { episodeGroups { id tmdbId name type } } }');
  const tmdbId = '5e9077d2e640d600151f32bd';
  expect(body).toEqual({
    data: {
      tvSeries: { episodeGroups: [{ id: globalId('EpisodeGroup', tmdbId), tmdbId, name: 'Aired Order', type: 'ORIGINAL_AIR_DATE' }] },
    },
  });
  expect(gateway.asked()).toEqual(['/3/tv/1399?append_to_response=episode_groups']);
});
