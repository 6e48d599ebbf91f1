import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const SEASON = 'Expected a season number from 0, which holds specials, to 9999.';
const EPISODE = 'Expected an episode number from 0 to 99999.';

describe('look-ups', () => {
  it.each([
    ['node(id: "603") { id }', /`movie\(id:\)`/],
    ['nodes(ids: [603]) { id }', /`movie\(id:\)`/],
    ['tvSeason(series: 1399, number: -1) { name }', SEASON],
    ['tvSeason(series: 1399, number: 10000) { name }', SEASON],
    ['tvEpisode(series: 1399, season: -1, number: 1) { name }', SEASON],
    ['tvEpisode(series: 1399, season: 1, number: -1) { name }', EPISODE],
    ['tvEpisode(series: 1399, season: 1, number: 100000) { name }', EPISODE],
  ])('refuses %s before any request, and says what was expected', async (field, message) => {
    const { body } = await gateway.ask(`{ ${field} }`);
    expect(body.errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.asked()).toEqual([]);
  });

  it('refuses an impossible season number, and answers the rest of the series in one request', async () => {
    const { body } = await gateway.ask('{ tvSeries(id: 1399) { name season(number: -1) { name } other: season(number: 1) { name } } }');
    expect(body).toMatchObject({
      data: { tvSeries: { name: 'Game of Thrones', season: null, other: { name: 'Season 1' } } },
      errors: [{ message: SEASON, path: ['tvSeries', 'season'], extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(gateway.asked()).toHaveLength(1);
  });
});
