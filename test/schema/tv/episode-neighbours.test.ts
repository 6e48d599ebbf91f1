import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** Fields of an episode, by which it is recognised. */
const PLACE = 'seasonNumber episodeNumber';
const at = (seasonNumber: number, episodeNumber: number) => ({ seasonNumber, episodeNumber });

const seasonOf = (number: number, count: number) => ({
  id: 900 + number,
  season_number: number,
  name: `Season ${number}`,
  episodes: Array.from({ length: count }, (_, n) => ({
    id: number * 100 + n,
    season_number: number,
    episode_number: n + 1,
    name: `S${number}E${n + 1}`,
    crew: [],
    guest_stars: [],
  })),
});

/** Answers of TMDB about a series with seasons of these numbers of episodes, by their paths. */
function seriesWith(seasons: Readonly<Record<number, number>>) {
  const all = Object.entries(seasons).map(([number, count]) => ({ number: Number(number), count }));
  const details = {
    id: 7,
    name: 'Series',
    seasons: all.map(({ number, count }) => ({ id: 900 + number, season_number: number, episode_count: count })),
  };
  const parts = Object.fromEntries(all.map(({ number, count }) => [`season/${number}`, seasonOf(number, count)]));
  return [
    { path: '/3/tv/7', body: { ...details, ...parts } },
    ...all.map(({ number, count }) => ({ path: `/3/tv/7/season/${number}`, body: seasonOf(number, count) })),
  ].map(({ path, body }) => ({ path, answer: { http: 200, type: 'application/json', body: JSON.stringify(body) } }));
}

describe('the next and the previous episode', () => {
  it('finds both in the season of the episode, which brings all three in one request', async () => {
    const { body } = await gateway.ask(
      `{ tvEpisode(series: 1396, season: 2, number: 3) { name previous { ${PLACE} name guestStars { totalCount } } next { ${PLACE} name } } }`,
    );
    expect(body).toMatchObject({ data: { tvEpisode: { previous: at(2, 2), next: { ...at(2, 4), name: expect.any(String) } } } });
    expect(gateway.asked()).toEqual(['/3/tv/1396/season/2']);
  });

  it('finds the last episode of the season before in the request for the season of a first episode', async () => {
    const { body } = await gateway.ask(`{ tvEpisode(series: 1000008, season: 3, number: 1) { name previous { ${PLACE} } } }`);
    expect(body).toMatchObject({ data: { tvEpisode: { previous: at(2, 3) } } });
    expect(gateway.asked()).toEqual(['/3/tv/1000008?append_to_response=season/3,season/2']);
  });

  it('finds the first episode of the next season for one more request', async () => {
    const { body } = await gateway.ask(`{ tvEpisode(series: 1000008, season: 3, number: 3) { name next { ${PLACE} } } }`);
    expect(body).toMatchObject({ data: { tvEpisode: { next: at(4, 1) } } });
    expect(gateway.asked()).toEqual(['/3/tv/1000008/season/3', '/3/tv/1000008?append_to_response=season/4']);
  });

  it('has none before the first episode and none after the last', async () => {
    const { body } = await gateway.ask(
      `{ first: tvEpisode(series: 1000008, season: 1, number: 1) { previous { ${PLACE} } } last: tvEpisode(series: 1000008, season: 8, number: 3) { next { ${PLACE} } } }`,
    );
    expect(body).toEqual({ data: { first: { previous: null }, last: { next: null } } });
    expect(gateway.asked()).toEqual(['/3/tv/1000008?append_to_response=season/1,season/8']);
  });

  it('skips numbers that no season has, and seasons without episodes', async () => {
    gateway.sandbox.program({ faults: seriesWith({ 1: 2, 2: 0, 5: 1, 2020: 3 }) });
    const { body } = await gateway.ask(`{ tvSeries(id: 7) {
      a: episode(season: 1, number: 2) { next { ${PLACE} } }
      b: episode(season: 5, number: 1) { previous { ${PLACE} } next { ${PLACE} } }
      c: episode(season: 2020, number: 1) { previous { ${PLACE} } }
      d: episode(season: 2020, number: 3) { next { ${PLACE} } }
    } }`);
    expect(body).toEqual({
      data: {
        tvSeries: { a: { next: at(5, 1) }, b: { previous: at(1, 2), next: at(2020, 1) }, c: { previous: at(5, 1) }, d: { next: null } },
      },
    });
    expect(gateway.asked()).toEqual(['/3/tv/7?append_to_response=season/1,season/5,season/4,season/2020,season/2019']);
  });

  it('keeps specials apart from the seasons', async () => {
    gateway.sandbox.program({ faults: seriesWith({ 0: 2, 1: 1 }) });
    const { body } = await gateway.ask(`{ tvSeries(id: 7) {
      special: episode(season: 0, number: 2) { previous { ${PLACE} } next { ${PLACE} } }
      pilot: episode(season: 1, number: 1) { previous { ${PLACE} } next { ${PLACE} } }
    } }`);
    expect(body).toEqual({
      data: { tvSeries: { special: { previous: at(0, 1), next: null }, pilot: { previous: null, next: null } } },
    });
  });

  it('leads from each episode of a season to its neighbours for one more request', async () => {
    const { body } = await gateway.ask(`{ tvSeason(series: 1000008, number: 1) { episodes { next { ${PLACE} } previous { ${PLACE} } } } }`);
    expect(body.data).toEqual({
      tvSeason: {
        episodes: [
          { previous: null, next: at(1, 2) },
          { previous: at(1, 1), next: at(1, 3) },
          { previous: at(1, 2), next: at(2, 1) },
        ],
      },
    });
    expect(gateway.asked()).toEqual(['/3/tv/1000008/season/1', '/3/tv/1000008?append_to_response=season/2']);
  });

  it('reports a season that TMDB fails to send at the field alone', async () => {
    gateway.sandbox.program({ faults: [{ path: '/3/tv/1000008', answer: { http: 404, body: '{"status_code":34}' } }] });
    const { body } = await gateway.ask(`{ tvEpisode(series: 1000008, season: 3, number: 3) { episodeNumber next { ${PLACE} } } }`);
    expect(body).toMatchObject({
      data: { tvEpisode: { episodeNumber: 3, next: null } },
      errors: [{ path: ['tvEpisode', 'next'], extensions: { code: 'NOT_FOUND' } }],
    });
  });
});

describe('an episode of a series by its numbers', () => {
  it('shares the request for the series while its season lists the selected fields', async () => {
    const { body } = await gateway.ask(
      `{ tvSeries(id: 1000008) { name episode(season: 2, number: 1) { ${PLACE} name runtime directors { name } next { ${PLACE} } } } }`,
    );
    expect(body).toMatchObject({ data: { tvSeries: { episode: { ...at(2, 1), next: at(2, 2) } } } });
    expect(gateway.asked()).toEqual(['/3/tv/1000008?append_to_response=season/2']);
  });

  it.each([
    ['that the series does not have', 'season: 2, number: 99', 'NOT_FOUND'],
    ['with an impossible number', 'season: -1, number: 1', 'BAD_USER_INPUT'],
  ])('answers an episode %s with null and an error', async (_what, args, code) => {
    const { body } = await gateway.ask(`{ tvSeries(id: 1000008) { tmdbId episode(${args}) { name } } }`);
    expect(body).toMatchObject({
      data: { tvSeries: { tmdbId: 1000008, episode: null } },
      errors: [{ path: ['tvSeries', 'episode'], extensions: { code } }],
    });
  });
});
