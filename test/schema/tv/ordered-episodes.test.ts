import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

interface Ordered {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { part: string; node: { seasonNumber: number; episodeNumber: number; name: string } }[];
}

const FIELDS = 'totalCount pageInfo { hasNextPage endCursor } edges { part node { seasonNumber episodeNumber name } }';

async function episodes(args: string, id = 1_000_008): Promise<Ordered | null> {
  const { body } = await gateway.ask(`{ tvSeries(id: ${id}) { numberOfEpisodes episodes${args} { ${FIELDS} } } }`);
  expect(body.errors).toBeUndefined();
  return (body.data as { tvSeries: { episodes: Ordered | null } }).tvSeries.episodes;
}

const numbersOf = (ordered: Ordered | null): string[] =>
  ordered?.edges.map(({ node }) => `${node.seasonNumber}x${node.episodeNumber}`) ?? [];

/** A row of a group. */
const row = (order: number | undefined, season: number, episode: number): object => ({
  id: 10 * season + episode,
  show_id: 1_000_008,
  season_number: season,
  episode_number: episode,
  name: `${season}-${episode}`,
  ...(order !== undefined && { order }),
});

const answer = (json: object) => ({ http: 200, body: JSON.stringify(json), type: 'application/json' });

describe('the episodes of a series as one list', () => {
  it('lists the episodes of a series by season, without specials, in the requests of its seasons', async () => {
    const aired = await episodes('');
    expect(gateway.asked()).toHaveLength(2);
    const seasons = [...new Set(aired?.edges.map(({ node }) => node.seasonNumber))];
    expect(seasons).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(aired?.edges[0]).toMatchObject({ part: 'Season 1', node: { seasonNumber: 1, episodeNumber: 1 } });
    expect(aired?.totalCount).toBe(aired?.edges.length);
  });

  it('reads the episodes of a series page by page', async () => {
    const all = numbersOf(await episodes(''));
    const first = await episodes('(first: 7)');
    const next = await episodes(`(first: 7, after: "${first?.pageInfo.endCursor}")`);
    expect(first?.pageInfo.hasNextPage).toBe(true);
    expect([...numbersOf(first), ...numbersOf(next)]).toEqual(all.slice(0, 14));
  });

  it('lists episodes in the order of a group for one request more', async () => {
    const absolute = await episodes('(order: ABSOLUTE)');
    expect(gateway.asked()).toEqual([
      '/3/tv/1000008?append_to_response=episode_groups',
      expect.stringMatching(/^\/3\/tv\/episode_group\/[0-9a-f]{24}$/),
    ]);
    expect(new Set(absolute?.edges.map(({ part }) => part))).toEqual(new Set(['Absolute Order']));
    expect(numbersOf(absolute)).toEqual(numbersOf(await episodes('')));
  });

  it('sorts the episodes of a group, and drops only null rows', async () => {
    const id = '5acf93e60e0a26346d0000ce';
    const groups = [
      { id: 'b', name: 'Disc 2', order: 2, episodes: [row(0, 1, 2)] },
      { id: 'a', name: 'Disc 1', order: 1, episodes: [row(1, 0, 1), null, row(0, 1, 1)] },
    ];
    gateway.sandbox.program({
      faults: [
        {
          path: '/3/tv/1000008*',
          answer: answer({ id: 1_000_008, episode_groups: { results: [null, { id, type: 3 }, { id: 'x', type: 3 }] } }),
        },
        { path: `/3/tv/episode_group/${id}`, answer: answer({ id, type: 3, groups }) },
      ],
    });
    const dvd = await episodes('(order: DVD)');
    expect(dvd?.edges).toEqual([
      { part: 'Disc 1', node: { seasonNumber: 1, episodeNumber: 1, name: '1-1' } },
      { part: 'Disc 1', node: { seasonNumber: 0, episodeNumber: 1, name: '0-1' } },
      { part: 'Disc 2', node: { seasonNumber: 1, episodeNumber: 2, name: '1-2' } },
    ]);
  });

  it('returns null for an order without a group', async () => {
    expect(await episodes('(order: DVD)')).toBeNull();
    expect(gateway.asked()).toHaveLength(1);
  });

  it('has texts in the language of the operation in every order, though TMDB sends orders in its own', async () => {
    const fields = 'name overview overviewLanguage';
    const asked = await gateway.ask(`query @inContext(languages: ["de"]) { tvSeries(id: 1000008) {
      usual: episodes(first: 2) { nodes { ${fields} } } absolute: episodes(order: ABSOLUTE, first: 2) { nodes { ${fields} } }
    } }`);
    const { usual, absolute } = (asked.body.data as { tvSeries: Record<'usual' | 'absolute', unknown> }).tvSeries;
    expect(usual).toMatchObject({ nodes: [{ name: 'Folge 1', overviewLanguage: 'de' }, { name: 'Folge 2' }] });
    expect(absolute).toEqual(usual);
    const alone = await (
      await startGateway()
    ).ask(`query @inContext(languages: ["de"]) { tvSeries(id: 1000008) { episodes(order: ABSOLUTE, first: 2) { nodes { ${fields} } } } }`);
    expect(alone.body).toEqual({ data: { tvSeries: { episodes: usual } } });
  });
});
