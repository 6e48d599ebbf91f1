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

const at = (order: number | null, episodeNumber: number) => ({ order, episode: { episodeNumber } });

it('lists parts and episodes of a group in their order, whatever order they come in', async () => {
  await using gateway = await startGateway();
  const id = '5e9077d2e640d600151f32bd';
  const episodes = [1, undefined, 0].map((order, index) => ({ order, show_id: 1399, season_number: 1, episode_number: index + 1 }));
  const group = {
    id,
    groups: [
      { order: 2, episodes: {} },
      { order: 1, episodes },
    ],
  };
  const answer = { http: 200, type: 'application/json', body: JSON.stringify(group) };
  gateway.sandbox.program({ faults: [{ path: `/3/tv/episode_group/${id}`, answer }] });
  const { body } = await gateway.ask(`{ episodeGroup(id: "${id}") { groups { order episodes { order episode { episodeNumber } } } } }`);
  expect(body).toEqual({
    data: {
      episodeGroup: {
        groups: [
          { order: 1, episodes: [at(0, 3), at(1, 1), at(null, 2)] },
          { order: 2, episodes: [] },
        ],
      },
    },
  });
});
