import { expect, it } from 'vitest';
import { globalId } from '../../../src/tmdb/id.ts';
import { fieldOf, startGateway } from '../../support/gateway.ts';

it('tells the language and the movie of a review for one request more', async () => {
  await using gateway = await startGateway();
  const asked = await gateway.ask(
    '{ movie(id: 603) { reviews(first: 1) { nodes { id tmdbId language mediaTitle media { ... on Movie { tmdbId } } } } } }',
  );
  const { reviews } = fieldOf<{ reviews: { nodes: [{ tmdbId: string }] } }>(asked, 'movie');
  const [{ tmdbId }] = reviews.nodes;
  expect(reviews.nodes).toEqual([
    { id: globalId('Review', tmdbId), tmdbId, language: 'en', mediaTitle: 'The Matrix', media: { tmdbId: 603 } },
  ]);
  expect(gateway.asked()).toEqual(['/3/movie/603?append_to_response=reviews', `/3/review/${tmdbId}`]);
});
