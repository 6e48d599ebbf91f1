import { expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';

const answer = (body: object) => ({ http: 200, type: 'application/json', body: JSON.stringify(body) });

it('has no URL for a video without a key, and trims the blanks around keys', async () => {
  await using gateway = await startGateway();
  const keys = ['', ' ', null, undefined, ' m8e-FF8MsqU ', 'a b'];
  const results = keys.map((key, n) => ({ id: String(n), site: 'YouTube', type: 'Clip', iso_639_1: 'en', key }));
  gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer: answer({ id: 603, title: 'The Matrix', videos: { results } }) }] });
  const { body } = await gateway.ask('{ movie(id: 603) { videos { key url } } }');
  const none = { key: null, url: null };
  expect(body).toEqual({
    data: {
      movie: {
        videos: [
          none,
          none,
          none,
          none,
          { key: 'm8e-FF8MsqU', url: 'https://www.youtube.com/watch?v=m8e-FF8MsqU' },
          { key: 'a b', url: 'https://www.youtube.com/watch?v=a%20b' },
        ],
      },
    },
  });
});

it('trims the blanks around ids of other sites', async () => {
  await using gateway = await startGateway();
  const external_ids = { imdb_id: ' tt0133093', wikidata_id: 'Q83495 ', twitter_id: ' ' };
  gateway.sandbox.program({
    faults: [{ path: '/3/movie/603', answer: answer({ id: 603, title: 'The Matrix', imdb_id: ' tt0133093 ', external_ids }) }],
  });
  const { body } = await gateway.ask('{ movie(id: 603) { imdbId externalIds { imdbId wikidataId twitterId } } }');
  expect(body).toEqual({
    data: { movie: { imdbId: 'tt0133093', externalIds: { imdbId: 'tt0133093', wikidataId: 'Q83495', twitterId: null } } },
  });
});
