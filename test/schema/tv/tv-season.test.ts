import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutate, signIn } from '../../support/accounts.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('a season', () => {
  it('lists the networks of a season', async () => {
    const { body } = await gateway.ask('{ tvSeason(series: 1399, number: 1) { networks { tmdbId name } } }');
    expect(body).toEqual({ data: { tvSeason: { networks: [{ tmdbId: 49, name: 'HBO' }] } } });
  });

  it('lists the crew of a season by credit, and by person with the episodes of each job', async () => {
    const { body } = await gateway.ask(`{ tvSeason(series: 1399, number: 1) {
      crew(job: "Director", first: 1) { totalCount edges { department job node { name } } }
      aggregateCrew(first: 1) { totalCount edges { department jobs { job episodeCount } node { name } } nodes { name } }
    } }`);
    const node = { name: 'Tim Van Patten' };
    expect(body).toEqual({
      data: {
        tvSeason: {
          crew: { totalCount: expect.any(Number), edges: [{ department: 'Directing', job: 'Director', node }] },
          aggregateCrew: {
            totalCount: 13,
            edges: [{ department: 'Directing', jobs: [{ job: 'Director', episodeCount: 2 }], node }],
            nodes: [node],
          },
        },
      },
    });
  });

  it('lists the caller’s ratings of the episodes of a season', async () => {
    const { session } = await signIn(gateway, 'ada');
    const headers = { 'tmdb-session-id': session };
    await mutate(gateway, 'mutation { rateTvEpisode(series: 1399, season: 1, number: 2, rating: 7) { tvEpisode { id } } }', { headers });
    const { body } = await gateway.ask(
      '{ tvSeason(series: 1399, number: 1) { episodeRatings { tmdbId episodeNumber rating } } }',
      {},
      headers,
    );
    expect(body).toMatchObject({
      data: {
        tvSeason: {
          episodeRatings: expect.arrayContaining([
            { tmdbId: 63_056, episodeNumber: 1, rating: null },
            { tmdbId: 63_057, episodeNumber: 2, rating: 7 },
          ]),
        },
      },
    });
  });
});
