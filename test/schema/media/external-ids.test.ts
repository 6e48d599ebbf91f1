import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('external ids', () => {
  it('lists the external ids of a series', async () => {
    const { body } = await gateway.ask(`{ tvSeries(id: 1399) { externalIds {
      imdbId wikidataId facebookId instagramId twitterId freebaseMid freebaseId tvdbId tvrageId
    } } }`);
    expect(body).toEqual({
      data: {
        tvSeries: {
          externalIds: {
            imdbId: 'tt0944947',
            wikidataId: 'Q23572',
            facebookId: 'GameOfThrones',
            instagramId: 'gameofthrones',
            twitterId: 'GameOfThrones',
            freebaseMid: '/m/0524b41',
            freebaseId: '/en/game_of_thrones',
            tvdbId: 121_361,
            tvrageId: 24_493,
          },
        },
      },
    });
  });

  it('lists the external ids of a season', async () => {
    const external_ids = { wikidata_id: 'Q1', freebase_mid: '/m/1', freebase_id: '/en/a', tvdb_id: 5, tvrage_id: 6 };
    const body = JSON.stringify({ id: 7001, 'season/1': { id: 1, season_number: 1 }, 'season/1/external_ids': external_ids });
    gateway.sandbox.program({ faults: [{ path: '/3/tv/7001*', answer: { http: 200, body, type: 'application/json' } }] });
    const asked = await gateway.ask(
      '{ tvSeason(series: 7001, number: 1) { externalIds { wikidataId freebaseMid freebaseId tvdbId tvrageId } } }',
    );
    expect(asked.body).toEqual({
      data: { tvSeason: { externalIds: { wikidataId: 'Q1', freebaseMid: '/m/1', freebaseId: '/en/a', tvdbId: 5, tvrageId: 6 } } },
    });
  });

  it('lists the external ids of an episode', async () => {
    const { body } = await gateway.ask(
      '{ tvEpisode(series: 1399, season: 1, number: 1) { externalIds { imdbId wikidataId freebaseMid freebaseId tvdbId tvrageId } } }',
    );
    expect(body).toEqual({
      data: {
        tvEpisode: {
          externalIds: {
            imdbId: 'tt1480055',
            wikidataId: 'Q2614622',
            freebaseMid: '/m/0gmc6ph',
            freebaseId: '/en/winter_is_coming',
            tvdbId: 3_254_641,
            tvrageId: 1_065_008_299,
          },
        },
      },
    });
  });
});
