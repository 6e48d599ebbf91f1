import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalId } from '../../../src/tmdb/id.ts';
import { fieldOf, startGateway, type AskedError, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

type Reference = Record<string, unknown>;

const askFor = (references: readonly Reference[], selection: string, { ask } = gateway) =>
  ask(`query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${selection} } }`, { of: references });

/** The path and the code of each error, in the order of references. */
const failures = (errors: readonly AskedError[] = []) =>
  errors.map(({ path = [], extensions }) => [path, extensions.code] as const).toSorted(([a], [b]) => Number(a[1]) - Number(b[1]));

/** One of each entity: its ref, its name, and its keys beside `id`. */
const ENTITIES = [
  ['Collection', '2344', 'name', 'The Matrix Collection', { tmdbId: 2344 }],
  ['Company', '711', 'name', 'Fox 2000 Pictures', { tmdbId: 711 }],
  ['Genre', '28', 'name', 'Action', { tmdbId: 28 }],
  ['Keyword', '818', 'name', 'based on novel or book', { tmdbId: 818 }],
  ['List', '1', 'name', 'Best of the decade 1', { tmdbId: 1 }],
  ['Movie', '550', 'title', 'Fight Club', { tmdbId: 550, imdbId: 'tt0137523', wikidataId: 'Q190050' }],
  ['Network', '49', 'name', 'HBO', { tmdbId: 49 }],
  ['Person', '31', 'name', 'Tom Hanks', { tmdbId: 31, imdbId: 'nm0000158', wikidataId: 'Q2263' }],
  ['TvEpisode', '1399-1-1', 'name', 'Winter Is Coming', { imdbId: 'tt1480055', tvdbId: 3_254_641 }],
  ['TvSeason', '1399-1', 'name', 'Season 1', { tvdbId: 364_731 }],
  ['TvSeries', '1399', 'name', 'Game of Thrones', { tmdbId: 1399, imdbId: 'tt0944947', tvdbId: 121_361, wikidataId: 'Q23572' }],
] as const satisfies [string, string, string, string, { tmdbId?: number; imdbId?: string; tvdbId?: number; wikidataId?: string }][];

const OWN_KEYS = ['id', 'tmdbId'];

/** Number of TMDB requests that look up an entity by one of its keys. */
function costOf(typename: string, key: string): number {
  return OWN_KEYS.includes(key) || (key === 'imdbId' && typename === 'Movie') ? 1 : 2; // `/find` first.
}

const ROWS = ENTITIES.flatMap(([typename, ref, field, name, others]) => {
  const keys = { id: globalId(typename, ref), ...others };
  return Object.entries(keys).map(([key, value]) => ({ typename, key, value, keys, field, name }));
});

const namesOf = (keys: object): string => Object.keys(keys).join(' ');

describe('references', () => {
  it.each(ROWS)('finds a $typename by $key, with its other keys', async ({ typename, key, value, keys, field, name }) => {
    const { body } = await askFor(
      [{ __typename: typename, [key]: value }],
      `... on ${typename} { ${Object.keys(keys).join(' ')} ${field} }`,
    );
    expect(body).toEqual({ data: { _entities: [{ __typename: typename, ...keys, [field]: name }] } });
    expect(gateway.asked()).toHaveLength(costOf(typename, key));
  });

  it.each(ROWS)('sends no request for a $typename of which only $key is selected', async ({ typename, key, value }) => {
    const { body } = await askFor([{ __typename: typename, [key]: value }], `... on ${typename} { ${key} }`);
    expect(body).toEqual({ data: { _entities: [{ __typename: typename, [key]: value }] } });
    expect(gateway.asked()).toEqual([]);
  });

  const MAPPED = ROWS.filter(({ keys }) => Object.keys(keys).some((key) => !OWN_KEYS.includes(key)));

  it.each(MAPPED)('finds the other keys of a $typename known by $key', async ({ typename, key, value, keys }) => {
    const others = Object.fromEntries(Object.entries(keys).filter(([name]) => name !== key));
    const { body } = await askFor([{ __typename: typename, [key]: value }], `... on ${typename} { ${namesOf(others)} }`);
    expect(body).toEqual({ data: { _entities: [{ __typename: typename, ...others }] } });
    // The answer of `/find` has TMDB's own ids.
    expect(gateway.asked()).toHaveLength(Object.keys(others).every((name) => OWN_KEYS.includes(name)) ? 1 : costOf(typename, key));
  });

  it.each(MAPPED.filter(({ key }) => !OWN_KEYS.includes(key)))(
    'finds the number of a $typename known by $key in one TMDB request, beside the key itself',
    async ({ typename, key, value, keys }) => {
      const asked = Object.fromEntries(Object.entries(keys).filter(([name]) => name === key || OWN_KEYS.includes(name)));
      const { body } = await askFor([{ __typename: typename, [key]: value }], `... on ${typename} { ${namesOf(asked)} }`);
      expect(body).toEqual({ data: { _entities: [{ __typename: typename, ...asked }] } });
      expect(gateway.asked()).toHaveLength(1);
    },
  );

  it.each([
    ["TMDB's number as its id", { id: '603' }],
    ['several keys at once', { id: 'TW92aWU6NjAz', imdbId: 'tt0133093' }],
    ['an unknown key beside a known one', { tmdbId: 603, title: 'Matrix' }],
  ])('finds a movie by %s', async (_key, reference) => {
    const { body } = await askFor([{ __typename: 'Movie', ...reference }], '... on Movie { id tmdbId imdbId title }');
    expect(body.data).toEqual({
      _entities: [{ __typename: 'Movie', id: 'TW92aWU6NjAz', tmdbId: 603, imdbId: 'tt0133093', title: 'The Matrix' }],
    });
    expect(gateway.asked()).toHaveLength(1);
  });
});

describe('invalid references', () => {
  it.each([
    ['no key', 'Movie', {}],
    ['a key that the type does not have', 'TvSeason', { tmdbId: 3624 }],
    ['the TVDB number of a movie, which TMDB does not look up', 'Movie', { tvdbId: 169 }],
    ['the IMDb id of a season, which IMDb does not have', 'TvSeason', { imdbId: 'tt1480055' }],
    ['a TVDB number below 1', 'TvSeries', { tvdbId: 0 }],
    ['a TVDB number that no Int holds', 'TvEpisode', { tvdbId: 2_147_483_648 }],
    ['a Wikidata id without its letter', 'Person', { wikidataId: '2263' }],
    ['a Wikidata id that is a path', 'Movie', { wikidataId: 'Q190050/../x' }],
    ['a malformed key beside a good one', 'TvSeries', { id: '1399', wikidataId: 'property:P31' }],
    ['a key that is null', 'Movie', { tmdbId: null }],
    ['a key of another shape', 'Movie', { tmdbId: [603] }],
    ['a path', 'Movie', { id: '603/images' }],
    ['the global id of another type', 'Movie', { id: globalId('Person', 6384) }],
    ['the IMDb id of a person', 'Movie', { imdbId: 'nm0000206' }],
    ['the IMDb id of a title', 'Person', { imdbId: 'tt0133093' }],
    ['a number below 1', 'Genre', { tmdbId: 0 }],
    ['an unknown type name', 'Spaceship', { id: '1' }],
    ['the name of a type that is no entity', 'PageInfo', { id: '1' }],
    ['the name of a scalar', 'String', { id: '1' }],
    ['a type name that is no string', ['Movie'], { id: '603' }],
  ])('refuses a reference with %s before any request', async (_what, typename, keys) => {
    const { body } = await askFor([{ __typename: typename, ...keys }], '... on Node { id } ... on Movie { title }');
    expect(body.data).toEqual({ _entities: [null] });
    expect(failures(body.errors)).toEqual([[['_entities', 0], 'BAD_USER_INPUT']]);
    expect(body.errors?.[0]?.message).not.toMatch(/runtime|resolve/i);
    expect(gateway.asked()).toEqual([]);
  });

  it('fails an invalid reference alone, at its index', async () => {
    const of = [{ tmdbId: 603 }, { tmdbId: 999_999 }, { id: '603/images' }, { imdbId: 'nm1' }, { tmdbId: 550 }].map((key) => ({
      __typename: 'Movie',
      ...key,
    }));
    const { body } = await askFor([...of, { __typename: 'Spaceship', id: '1' }, { __typename: 'String' }], '... on Movie { tmdbId title }');
    expect(body.data).toMatchObject({ _entities: [{ tmdbId: 603 }, null, null, null, { tmdbId: 550 }, null, null] });
    expect(failures(body.errors)).toEqual([
      [['_entities', 1], 'NOT_FOUND'],
      [['_entities', 2], 'BAD_USER_INPUT'],
      [['_entities', 3], 'BAD_USER_INPUT'],
      [['_entities', 5], 'BAD_USER_INPUT'],
      [['_entities', 6], 'BAD_USER_INPUT'],
    ]);
  });

  it.each([
    ['Person', 'imdbId', 'nm9999999'],
    ['TvSeries', 'imdbId', 'tt0000001'],
    ['TvEpisode', 'imdbId', 'tt0000001'],
    ['Movie', 'imdbId', 'tt0000001'],
    ['Movie', 'wikidataId', 'Q999999'],
    ['Movie', 'wikidataId', 'Q2263'],
    ['Person', 'wikidataId', 'Q190050'],
    ['TvSeries', 'tvdbId', 364_731],
    ['TvSeason', 'tvdbId', 121_361],
    ['TvEpisode', 'tvdbId', 364_731],
  ])('answers NOT_FOUND to a %s by %s %s, which is of another kind or unknown', async (typename, key, value) => {
    const { body } = await askFor([{ __typename: typename, [key]: value }], `... on ${typename} { id }`);
    expect(body.data).toEqual({ _entities: [null] });
    expect(failures(body.errors)).toEqual([[['_entities', 0], 'NOT_FOUND']]);
  });

  it('says which key was expected of a reference with a malformed one', async () => {
    const { body } = await askFor([{ __typename: 'TvSeries', tvdbId: 'tt0944947' }, { __typename: 'TvSeason' }], '... on Node { id }');
    expect(body.errors?.map(({ message }) => message)).toEqual([
      'Expected an id at TheTVDB, such as 121361.',
      'Expected a reference to a TvSeason with one of these keys: id, tvdbId.',
    ]);
  });
});

describe('several references', () => {
  const MIXED = '... on Movie { title directors { name } keywords { name } } ... on Person { name } ... on Node { id }';

  it('shares requests between references, and requests only the selected parts of each type', async () => {
    const references = [603, 6384, 550, 603, 6384].map((tmdbId) => ({ __typename: tmdbId === 6384 ? 'Person' : 'Movie', tmdbId }));
    const { body } = await askFor([...references, { __typename: 'Movie', id: '603' }], MIXED);
    expect(body.errors).toBeUndefined();
    expect(fieldOf<{ title?: string; name?: string }[]>({ body } as never, '_entities').map(({ title, name }) => title ?? name)).toEqual([
      'The Matrix',
      'Keanu Reeves',
      'Fight Club',
      'The Matrix',
      'Keanu Reeves',
      'The Matrix',
    ]);
    expect(gateway.asked().toSorted()).toEqual([
      '/3/movie/550?append_to_response=credits,keywords',
      '/3/movie/603?append_to_response=credits,keywords',
      '/3/person/6384',
    ]);
  });

  it('answers references by keys of several sites in their order, and fails the bad ones at their indexes', async () => {
    const keys = [
      { tvdbId: 81_189 },
      { wikidataId: 'Q23572' },
      { tvdbId: 'x' },
      { imdbId: 'tt0944947' },
      { tvdbId: 99_999 },
      { tmdbId: 1396 },
    ];
    const { body } = await askFor(
      keys.map((key) => ({ __typename: 'TvSeries', ...key })),
      '... on TvSeries { tmdbId name }',
    );
    const found = fieldOf<({ tmdbId: number } | null)[]>({ body } as never, '_entities');
    expect(found.map((one) => one?.tmdbId ?? null)).toEqual([1396, 1399, null, 1399, null, 1396]);
    expect(failures(body.errors)).toEqual([
      [['_entities', 2], 'BAD_USER_INPUT'],
      [['_entities', 4], 'NOT_FOUND'],
    ]);
    // Four answers of `/find`, and each series once.
    expect(gateway.asked()).toHaveLength(6);
  });

  it('loads seasons of one series with their episodes in one request', async () => {
    const seasons = [1, 2, 3].map((number) => ({ __typename: 'TvSeason', id: globalId('TvSeason', `1000045-${number}`) }));
    const { body } = await askFor(seasons, '... on TvSeason { seasonNumber episodes { name } }');
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toEqual(['/3/tv/1000045?append_to_response=season/1,season/2,season/3']);
  });
});

const media = (typename: string, ref: string) => ({ __typename: 'Media', id: globalId(typename, ref) });

describe('references to the interface Media', () => {
  const movie = media('Movie', '550');
  const series = media('TvSeries', '1399');

  it('finds movies and series by global ids, each in one TMDB request with the fields of its type', async () => {
    const { body } = await askFor(
      [movie, series],
      '... on Media { tmdbId title imdbId } ... on Movie { runtime } ... on TvSeries { type }',
    );
    expect(body).toMatchObject({
      data: {
        _entities: [
          { __typename: 'Movie', tmdbId: 550, title: 'Fight Club', imdbId: 'tt0137523', runtime: 139 },
          { __typename: 'TvSeries', tmdbId: 1399, title: 'Game of Thrones', imdbId: 'tt0944947', type: 'Scripted' },
        ],
      },
    });
    expect(gateway.asked()).toHaveLength(2);
  });

  it('tells types and ids from global ids without a TMDB request, and prices them so', async () => {
    const selection = '... on Media { id tmdbId }';
    const { body } = await askFor([movie, series], selection);
    expect(body).toEqual({
      data: {
        _entities: [
          { __typename: 'Movie', id: movie.id, tmdbId: 550 },
          { __typename: 'TvSeries', id: series.id, tmdbId: 1399 },
        ],
      },
    });
    expect(gateway.asked()).toEqual([]);
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${selection} } }`;
    const plan = await gateway.ask(query, { of: [movie, series] }, { 'tmdb-explain': 'plan' });
    expect(plan.body.extensions?.tmdb).toMatchObject({ plan: { certain: 0, likely: 0, atMost: 0 } });
  });

  it.each([
    ['a person', media('Person', '31')],
    ['a number of TMDB', { __typename: 'Media', id: '550' }],
    ['an IMDb id', { __typename: 'Media', imdbId: 'tt0137523' }],
    ['a bad number of a movie', media('Movie', '0')],
    ['no key', { __typename: 'Media' }],
  ])('refuses a reference to Media by %s alone, at its index', async (_by, bad) => {
    const { body } = await askFor([bad, movie], '... on Media { title }');
    expect(body.data).toEqual({ _entities: [null, { __typename: 'Movie', title: 'Fight Club' }] });
    expect(failures(body.errors)).toEqual([[['_entities', 0], 'BAD_USER_INPUT']]);
    expect(gateway.asked()).toHaveLength(1);
  });

  it('refuses a reference to Node, which is no entity', async () => {
    const { body } = await askFor([{ ...movie, __typename: 'Node' }], '... on Media { title }');
    expect(failures(body.errors)).toEqual([[['_entities', 0], 'BAD_USER_INPUT']]);
  });

  it('says that a movie does not exist, at the index of its reference to Media', async () => {
    const { body } = await askFor([media('Movie', '999999'), series], '... on Media { title }');
    expect(body.data).toEqual({ _entities: [null, { __typename: 'TvSeries', title: 'Game of Thrones' }] });
    expect(failures(body.errors)).toEqual([[['_entities', 0], 'NOT_FOUND']]);
  });
});

describe('two hundred references', () => {
  const movies = Array.from({ length: 200 }, (_, index) => ({ __typename: 'Movie', tmdbId: 1_000_000 + index }));

  it('answers 200 references in order, and fails five invalid ones at their indexes', async () => {
    await using wide = await startGateway({ env: { OPERATION_MAX_REQUESTS: '250' } });
    const bad: Record<number, Reference> = {
      7: { __typename: 'Movie', tmdbId: 999_999 },
      50: { __typename: 'Movie', id: 'not an id' },
      51: { __typename: 'Movie', imdbId: 'nm0000206' },
      120: { __typename: 'Spaceship', id: '1' },
      199: { __typename: 'Person' },
    };
    const { body } = await askFor(
      movies.map((movie, index) => bad[index] ?? movie),
      '... on Movie { tmdbId title }',
      wide,
    );
    const found = fieldOf<({ tmdbId: number; title: string } | null)[]>({ body } as never, '_entities');
    expect(found.map((one) => one?.tmdbId ?? null)).toEqual(movies.map(({ tmdbId }, index) => (bad[index] ? null : tmdbId)));
    expect(found.filter((one) => one?.title)).toHaveLength(195);
    expect(failures(body.errors)).toEqual([
      [['_entities', 7], 'NOT_FOUND'],
      [['_entities', 50], 'BAD_USER_INPUT'],
      [['_entities', 51], 'BAD_USER_INPUT'],
      [['_entities', 120], 'BAD_USER_INPUT'],
      [['_entities', 199], 'BAD_USER_INPUT'],
    ]);
    expect(wide.asked()).toHaveLength(196);
  });

  it('answers as many references as the operation may send requests, and fails the rest as too expensive', async () => {
    const { body } = await askFor(movies, '... on Movie { tmdbId title }');
    const found = fieldOf<({ tmdbId: number } | null)[]>({ body } as never, '_entities');
    expect(found.map((one) => one?.tmdbId ?? null)).toEqual(movies.map(({ tmdbId }, index) => (index < 100 ? tmdbId : null)));
    expect(failures(body.errors)).toEqual(movies.slice(100).map((_movie, index) => [['_entities', 100 + index], 'QUERY_TOO_EXPENSIVE']));
    expect(gateway.asked()).toHaveLength(100);
  });

  it('refuses more than a thousand references as a whole', async () => {
    const { body } = await askFor(
      Array.from({ length: 1001 }, () => ({ __typename: 'Movie', tmdbId: 603 })),
      '... on Movie { tmdbId title }',
    );
    expect(body.data).toBeNull();
    expect(failures(body.errors)).toEqual([[['_entities'], 'QUERY_TOO_EXPENSIVE']]);
    expect(gateway.asked()).toEqual([]);
  });

  it('sends no request for 200 references of which only keys are selected', async () => {
    const { body } = await askFor(movies, '... on Movie { tmdbId }');
    expect(body).toEqual({ data: { _entities: movies } });
    expect(gateway.asked()).toEqual([]);
  });
});

describe('the subgraph', () => {
  it('serves the committed SDL, with the keys of its entities', async () => {
    const { body } = await gateway.ask('{ _service { sdl } }');
    const { sdl } = (body.data as { _service: { sdl: string } })._service;
    expect(`${sdl}\n`).toBe(readFileSync(new URL('../../../schema/subgraph.graphql', import.meta.url), 'utf8'));
    expect(() => parse(sdl)).not.toThrow();
    for (const { typename, key } of ROWS) expect(sdl).toMatch(new RegExp(`^type ${typename} [^{]*@key\\(fields: "${key}"\\)`, 'm'));
    expect(sdl).toMatch(/^interface Media [^{]*@key\(fields: "id"\)/m);
    expect(sdl.match(/@key\(/g)).toHaveLength(ROWS.length + 1);
  });
});
