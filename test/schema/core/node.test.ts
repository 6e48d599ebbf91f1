import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObjectType } from 'graphql';
import { schema } from '../../../schema/index.ts';
import { globalId } from '../../../src/tmdb/id.ts';
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

const HEX = '52fe425bc3a36847f8018149';

/** The forms of a number that are not TMDB's. */
const numbers = (number: string): string[] => [
  `0${number}`,
  `+${number}`,
  `-${number}`,
  `${number}.0`,
  `${number}e0`,
  `0x${number}`,
  ` ${number}`,
];

const TOO_LARGE = '2147483648';

/** For each type, another spelling of its ids: `node(id:)` must refuse them all. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['Collection', 'Company', 'Genre', 'Keyword', 'Movie', 'Network', 'Person', 'TvSeries'].map((type) => [
      type,
      [...numbers('603'), '603 ', '0', TOO_LARGE, '9999999999', '603-1', 'tt0133093', '٦٠٣'],
    ]),
  ),
  ...Object.fromEntries(
    ['Credit', 'EpisodeGroup', 'Review'].map((type) => [type, [HEX.toUpperCase(), `0${HEX}`, ` ${HEX}`, HEX.slice(1), '603']]),
  ),
  List: [...numbers('8136'), '8136 ', '0', TOO_LARGE, HEX.toUpperCase(), `0${HEX}`],
  TvSeason: [
    ...numbers('1399').map((series) => `${series}-1`),
    ...numbers('1').map((season) => `1399-${season}`),
    '1399-00',
    '1399-1 ',
    '1399-10000',
    `${TOO_LARGE}-1`,
    '9999999999-1',
    '1399',
    '1399-',
    '1399-1-1',
    '1399-1.5',
    '1399_1',
    '1399/1',
  ],
  TvEpisode: [
    ...numbers('1399').map((series) => `${series}-1-1`),
    ...numbers('1').flatMap((number) => [`1399-${number}-1`, `1399-1-${number}`]),
    '1399-00-1',
    '1399-1-00',
    '1399-1-1 ',
    '1399-1-100000',
    `${TOO_LARGE}-1-1`,
    '1399-1',
    '1399-1-',
    '1399-1-1-1',
    '1399-1-1.5',
  ],
};

/** All object types that `node` looks up. */
const nodeTypes = (): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node') ? [type.name] : [],
  );

describe('global ids', () => {
  it('knows other spellings of the ids of every type of node', () => {
    expect(Object.keys(SPELLINGS).toSorted()).toEqual(nodeTypes().toSorted());
  });

  it.each(nodeTypes())('looks an id of %s up', async (type) => {
    const ids = ['18', HEX, '1399-1', '1399-1-1'].map((ref) => globalId(type, ref));
    const { body } = await gateway.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }', { ids });
    const { nodes } = body.data as { nodes: ({ __typename: string } | null)[] };
    // TMDB need not have the object, but of the spellings at least one is its own.
    const known = nodes.some((node) => node?.__typename === type) || body.errors?.some(({ extensions: { code } }) => code === 'NOT_FOUND');
    expect(known, JSON.stringify(body)).toBe(true);
  });

  it.each(Object.entries(SPELLINGS))('refuses every other spelling of an id of %s before any request', async (type, refs) => {
    gateway.asked();
    const ids = [
      ...refs.map((ref) => globalId(type, ref)),
      `${globalId(type, '1')}=`,
      `${globalId(type, '1')}==`,
      `${globalId(type, '1')} ${globalId(type, '1')}`,
    ];
    const { body } = await gateway.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(body.data).toEqual({ nodes: ids.map(() => null) });
    expect(body.errors).toHaveLength(ids.length);
    for (const { message, extensions } of body.errors ?? []) {
      expect(extensions).toEqual({ code: 'BAD_USER_INPUT', retryAfter: null });
      expect(message).toMatch(new RegExp(`^Expected (an id of type ${type}|a global id)`));
    }
    expect(gateway.asked()).toEqual([]);
  });

  it.each(['TvSeason', 'TvEpisode'])('refuses every other spelling of an id of %s in references', async (type) => {
    const refs = SPELLINGS[type] ?? [];
    // Blanks around an id are no part of it; within a global id they are.
    const bare = refs.filter((ref) => ref === ref.trim());
    const given = [...bare, ...refs.map((ref) => globalId(type, ref))];
    const { body } = await gateway.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Node { id } } }', {
      of: given.map((id) => ({ __typename: type, id })),
    });
    expect(body.data?.['_entities']).toEqual(given.map(() => null));
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['TvSeason', '1399-0'],
    ['TvSeason', '1399-1'],
    ['TvEpisode', '1399-1-1'],
  ])('finds the %s with the id %s', async (type, ref) => {
    const id = globalId(type, ref);
    const { body } = await gateway.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(body).toEqual({ data: { node: { __typename: type, id } } });
    gateway.asked();
  });
});
