import { describe, expect, it } from 'vitest';
import { codedId } from '../../src/sandbox/generated/coded-id.ts';
import { ROUTES } from '../../src/sandbox/server/routes.ts';
import { breaches, learn, tableOf, type Contract, type Shape } from '../support/contract.ts';
import { deriveContract, familyOf } from '../catalogue/derive-contract.ts';
import { createExceptions, type Exception } from '../support/exceptions.ts';
import { recordingsFolder, suiteName } from '../support/recordings.ts';
import { sandboxFor } from './ask.ts';
import committed from './contract.json' with { type: 'json' };

const contract: Contract = committed;

/** Ids to request: of rows that are well known, little known, and generated. */
const EXAMPLES: Record<string, readonly (string | number)[]> = {
  movie: [603, 550, 22855, 168259, 1_234_567],
  person: [31, 62, 287, 525, 6384, 1_234_567],
  collection: [10, 2344, 9485],
  company: [1, 5, 174, 3268, 4811],
  keyword: [1721, 378],
  series: [1399, 1396, 96677, 1_234_567],
  season: [1],
  episode: [1],
  seasonId: [3624],
  episodeId: [63056],
  network: [1, 49, 174],
  group: ['5e9077d2e640d600151f32bd', codedId('episode-group', 1_234_567, 0)],
  review: [codedId('review', 550, 0), codedId('review', 1_234_567, 3), codedId('series-review', 1399, 0)],
  credit: [
    '52fe4250c3a36847f80149f3',
    '525719bb760ee3776a1835d3',
    '5256c8b219c2956ff6047cd8',
    codedId('credit', 1_234_567, 0),
    codedId('credit', 1_234_567, 16),
    codedId('series-credit', 1_234_567, 0),
    codedId('episode-credit', 1_234_567, 0),
  ],
  external: ['tt0137523', 'nm0000246', 'tt0903747', 'nm101234567', 'tt0959621', '121361', '364731'],
};
const QUERIES: Record<string, readonly string[]> = {
  '/3/search/movie': ['query=star', 'query=zzzz'],
  '/3/search/tv': ['query=the'],
  '/3/search/person': ['query=tom', 'query=chris'],
  '/3/search/collection': ['query=collection', 'query=sammlung'],
  '/3/search/company': ['query=disney', 'query=film'],
  '/3/search/keyword': ['query=plot'],
  '/3/search/multi': ['query=star', 'query=tom', 'query=avatar'],
  '/3/find/{external}': ['external_source=imdb_id', 'external_source=tvdb_id'],
};
/** Queries of lists: the first page, one beyond the catalogue, where rows are generated, and another language. */
const LATER = ['page=1', 'page=60', 'language=de'];

/** The paths of a pattern, with every example in place of its ids. */
function pathsOf(pattern: string): string[] {
  const [found, placeholder = ''] = /\{(\w+)\}/.exec(pattern) ?? [];
  return found ? (EXAMPLES[placeholder] ?? []).flatMap((id) => pathsOf(pattern.replace(found, String(id)))) : [pattern];
}

/** The requests whose answers together have every key that a route sends. */
function targetsOf(pattern: string): string[] {
  const [, placeholder = ''] = /\{(\w+)\}/.exec(pattern) ?? [];
  const paths = pathsOf(pattern);
  const queries = QUERIES[pattern] ?? (placeholder === '' ? LATER : ['language=en-US', 'language=de-DE']);
  return paths.flatMap((path) => queries.map((query) => `${path}?${query}`));
}

/** Paths that are held to the contract of another: few facts were recorded of the latest entries. */
const SAME_AS: Record<string, string> = {
  '/3/movie/latest': '/3/movie/{}',
  '/3/person/latest': '/3/person/{}',
  '/3/tv/latest': '/3/tv/{}',
};

/** Known differences between the sandbox and the recordings. */
const ALLOWED: readonly Exception[] = [
  { family: /./, breach: /\b(backdrop|logo|poster|profile|still)_path is null/, reason: 'image paths are null when missing, everywhere' },
  { family: /./, breach: /\.softcore is in no recording/, reason: 'added to all rows in 2026; some were recorded before that' },
  { family: /\/images$/, breach: /\.iso_3166_1 is in no recording/, reason: 'added to all images in 2025; some were recorded before that' },
  { family: /(person|tv)\/.*external_ids/, breach: /_m?id is null/, reason: 'only the ids of what is very well known were recorded' },
  { family: /tv_credits|combined_credits/, breach: /first_credit_air_date is null/, reason: 'recorded as null for cast, not for crew' },
  { family: /\/company\/\{\}$/, breach: /^parent_company/, reason: 'no company with an owner was recorded' },
  { family: /\/company\/\{\}\/movies$/, breach: /^id is number/, reason: 'a text of digits in 2022, as if the path were repeated' },
  { family: /\/review/, breach: /rating is null/, reason: 'recorded as null in the reviews of a movie' },
  {
    family: /\/tv\/\{\}$/,
    breach: /^next_episode_to_air\.\w+ is in no recording/,
    reason: 'answers of 2021 had fewer keys; the newest series has these',
  },
  {
    family: /\/(season\/\{\}|episode\/\{\}|episode_group\/\{\})$/,
    breach: /\b(air_date|runtime) is null/,
    reason: 'recorded as null in seasons and episodes as a series names them',
  },
  { family: /\/tv\/.*changes$/, breach: /items\[\]\.iso_3166_1 is in no recording/, reason: 'recorded in the changes of movies' },
  { family: /episode\/\{\}\/videos$/, breach: /^results\[\]/, reason: 'only an empty list was recorded' },
  { family: /\/episode_group\//, breach: /^network\b/, reason: 'recorded as null in the groups that a series names' },
  { family: /\/find\//, breach: /\(tv_season\)\.vote_average/, reason: 'added to seasons everywhere after this was recorded' },
  { family: /\/credit\//, breach: /^media\(movie\)/, reason: 'only credits of series were recorded' },
  { family: /\/search\/multi$/, breach: /\(collection\)/, reason: 'TMDB names collections as a kind here; none was recorded' },
  { family: /\/search\/multi$/, breach: /known_for\[\]\(tv\)/, reason: 'recorded in search/person, where rows are the same' },
  { family: /\/movie\/\{\}$/, breach: /^imdb_id is null/, reason: 'recorded as null for the newest movie' },
  {
    family: /\/person\/\{\}$/,
    breach: /^(birthday|imdb_id|place_of_birth) is null/,
    reason: 'recorded as null for the newest person',
  },
  { family: /\/trending\/all/, breach: /\(person\)/, reason: 'TMDB names people as a kind here; none was recorded' },
];
const exceptions = createExceptions(ALLOWED);

describe('the contract', () => {
  it.each(ROUTES)('keeps the contract of $pattern', async ({ pattern }) => {
    const family = SAME_AS[familyOf(pattern)] ?? familyOf(pattern);
    const table = contract[family];
    expect(table, 'no recording is of this family').toBeDefined();
    const { ask } = await sandboxFor();
    const targets = targetsOf(pattern);
    expect(targets).not.toEqual([]);
    for (const target of targets) {
      const { status, json } = await ask(target);
      expect({ target, status }).toEqual({ target, status: 200 });
      expect(
        breaches(table ?? {}, json).filter((breach) => !exceptions.allows(family, breach)),
        target,
      ).toEqual([]);
    }
  });

  it('needs each exception from the contract', () => {
    expect(exceptions.unused()).toEqual([]);
  });
});

function shapeOf(bodies: readonly unknown[]): Shape {
  const shape: Shape = new Map();
  for (const body of bodies) learn(shape, body);
  return shape;
}
const table = (all: readonly unknown[], recent: readonly unknown[] = all) => tableOf(shapeOf(all), shapeOf(recent));

describe('the table of a contract', () => {
  it('marks keys that recent recordings lack, and keeps every type', () => {
    const bodies = [
      { a: 1, rows: [{ b: null }] },
      { a: '1', rows: [{ b: 2, c: true }] },
    ];
    expect(table(bodies)).toEqual({
      a: 'number|string',
      rows: 'list',
      'rows[]': 'object',
      'rows[].b': 'null|number',
      'rows[].c?': 'boolean',
    });
    expect(table(bodies, bodies.slice(1))).toHaveProperty('rows[].c');
  });

  it('separates rows by kind, but not by country or list item', () => {
    const comments = { 'movie:550': null, 'tv:1399': 'seen' };
    expect(table([{ comments, rows: [{ media_type: 'tv', name: '' }], offers: { DE: { link: '' }, US: { link: '' } } }])).toEqual({
      comments: 'object',
      'comments{}': 'null|string',
      offers: 'object',
      'offers{}': 'object',
      'offers{}.link': 'string',
      rows: 'list',
      'rows[]': 'object',
      'rows[](tv).media_type': 'string',
      'rows[](tv).name': 'string',
    });
  });

  it('reports a new key, another type and a missing key', () => {
    const rows = table([{ id: 1, rows: [{ a: '' }] }]);
    expect(breaches(rows, { id: 1, rows: [{ a: '' }] })).toEqual([]);
    expect(breaches(rows, { id: null, more: 1, rows: [{ a: '' }, {}] })).toEqual([
      'id is null, recorded as number',
      'more is in no recording',
      'rows[].a is missing, though every recent recording has it',
    ]);
  });
});

const folder = recordingsFolder();
describe.skipIf(folder === undefined)(suiteName('the committed contract', folder), () => {
  it('equals the contract derived from the recordings', () => {
    expect(contract).toEqual(deriveContract());
  });
});
