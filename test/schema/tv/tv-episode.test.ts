import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('an episode', () => {
  it('lists the regular cast and all credits of an episode in one request', async () => {
    gateway.asked();
    const { body } = await gateway.ask(`{ tvEpisode(series: 1399, season: 1, number: 1) {
      cast(first: 1) { totalCount edges { character node { name } } }
      credits {
        cast(first: 1) { totalCount edges { character node { name } } }
        guestStars(first: 1) { totalCount edges { character node { name } } }
        crew(job: "Director") { totalCount edges { department job node { name } } }
      }
    } }`);
    const cast = { totalCount: 14, edges: [{ character: 'Daenerys Targaryen', node: { name: 'Emilia Clarke' } }] };
    expect(body).toEqual({
      data: {
        tvEpisode: {
          cast,
          credits: {
            cast,
            guestStars: { totalCount: 8, edges: [{ character: 'Benjen Stark', node: { name: 'Joseph Mawle' } }] },
            crew: { totalCount: 1, edges: [{ department: 'Directing', job: 'Director', node: { name: 'Tim Van Patten' } }] },
          },
        },
      },
    });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('is found by its IMDb id beside variables that are null', async () => {
    const query = `query ($series: ID, $season: Int, $number: Int, $imdbId: String) {
      tvEpisode(series: $series, season: $season, number: $number, imdbId: $imdbId) { name }
    }`;
    const { body } = await gateway.ask(query, { series: null, season: null, number: null, imdbId: 'tt1480055' });
    expect(body).toEqual({ data: { tvEpisode: { name: 'Winter Is Coming' } } });
  });

  it('leads from an episode to its season, whose document brings the episode too', async () => {
    gateway.asked();
    const { body } = await gateway.ask('{ tvEpisode(series: 1396, season: 2, number: 3) { episodeNumber season { seasonNumber name } } }');
    expect(body).toEqual({ data: { tvEpisode: { episodeNumber: 3, season: { seasonNumber: 2, name: 'Season 2' } } } });
    expect(gateway.asked()).toEqual(['/3/tv/1396/season/2']);
  });

  it('lists the videos of an episode', async () => {
    const { body } = await gateway.ask('{ tvEpisode(series: 1000008, season: 1, number: 1) { videos { name site type language } } }');
    const trailers = [1, 2].map((number) => ({ name: `Official Trailer ${number}`, site: 'YouTube', type: 'Trailer', language: 'en' }));
    expect(body).toEqual({ data: { tvEpisode: { videos: trailers } } });
  });
});
