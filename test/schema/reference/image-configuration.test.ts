import { expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';

it('tells TMDB’s base URLs and sizes of images in one request', async () => {
  await using gateway = await startGateway();
  const { body } = await gateway.ask(
    '{ configuration { baseUrl secureBaseUrl posterSizes backdropSizes logoSizes profileSizes stillSizes } }',
  );
  expect(body).toEqual({
    data: {
      configuration: {
        baseUrl: 'http://image.tmdb.org/t/p/',
        secureBaseUrl: 'https://image.tmdb.org/t/p/',
        posterSizes: ['w92', 'w154', 'w185', 'w342', 'w500', 'w780', 'original'],
        backdropSizes: ['w300', 'w780', 'w1280', 'original'],
        logoSizes: ['w45', 'w92', 'w154', 'w185', 'w300', 'w500', 'original'],
        profileSizes: ['w45', 'w185', 'h632', 'original'],
        stillSizes: ['w92', 'w185', 'w300', 'original'],
      },
    },
  });
  expect(gateway.asked()).toEqual(['/3/configuration']);
});
