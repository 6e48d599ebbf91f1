import { getIntrospectionQuery } from 'graphql';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const times = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Fragments that each spread the next one twice. */
const bomb = (levels: number): string =>
  `{ ...f0 } ${times(levels, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`)} fragment f${levels} on Query { __typename }`;

/** Documents that grow with a number, and the largest number that is accepted. */
const FAMILIES: readonly [what: string, most: number, document: (n: number) => string][] = [
  ['aliases', 100, (n) => `{ ${times(n, (i) => `a${i}: __typename`)} }`],
  [
    'aliases in fragments',
    100,
    (n) => `{ ...a ... on Query { z: __typename } } fragment a on Query { ${times(n - 1, (i) => `a${i}: __typename`)} }`,
  ],
  ['sibling fields', 200, (n) => `{ ${times(n, () => '__typename')} }`],
  ['sibling fields in fragments', 200, (n) => `{ ${times(n / 2, () => '...a')} } fragment a on Query { __typename __typename }`],
  ['directives in one place', 1, (n) => `{ __typename ${times(n, () => '@include(if: true)')} }`],
  ['directives in a document', 100, (n) => `{ ${times(n, () => '__typename @skip(if: false)')} }`],
  [
    'fields nested in each other',
    16,
    (n) => `{ __type(name: "Query") { fields { type ${'{ ofType '.repeat(n - 4)} { name } ${'} '.repeat(n - 4)} } } }`,
  ],
];

const FILTERED =
  'query ($filter: MovieFilter, $ids: [ID!]) { discoverMovies(filter: $filter) { totalCount } moviesByIds(ids: $ids) { title } }';
const unknown = (count: number): Record<string, number> => Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, n]));

const ADDED = 'mutation ($items: [ListItemInput!]!) { addListItems(id: 1, items: $items) { results { success } } }';
const ITEMS = { items: Array.from({ length: 30 }, () => unknown(500)) };

const STREAMED = 'query ($filter: MovieFilter) { discoverMovies(filter: $filter) { nodes @stream(initialCount: 0) { title } } }';
const NESTED = ['certification', 'primaryReleaseDate', 'releaseDate', 'runtime', 'voteAverage', 'voteCount'];
const FILTER = { filter: { ...unknown(490), ...Object.fromEntries(NESTED.map((name) => [name, unknown(490)])) } };

/** @returns Milliseconds until variables with thousands of faults are refused. */
async function time(query: string, variables: object, headers: Record<string, string> = {}): Promise<number> {
  const since = performance.now();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  expect(await response.text()).toContain('BAD_USER_INPUT');
  return performance.now() - since;
}

describe('variables', () => {
  it.each([true, false])('have objects with at most 500 fields, with the fast path: %s', async (fastPath) => {
    await using limited = await startGateway({ fastPath });
    for (const variables of [{ filter: unknown(501) }, { a: [[[unknown(501)]]] }]) {
      const { body } = await limited.ask(FILTERED, variables);
      expect(body).toEqual({
        errors: [
          expect.objectContaining({
            message: 'Expected variables whose objects have at most 500 fields.',
            extensions: { code: 'BAD_USER_INPUT', retryAfter: null },
          }),
        ],
      });
    }
    for (const variables of [{ filter: unknown(500) }, { ids: Array.from({ length: 5000 }, () => null) }]) {
      const { body } = await limited.ask(FILTERED, variables);
      expect(body.errors?.[0]).toMatchObject({ message: expect.stringContaining('Variable "$'), extensions: { code: 'BAD_USER_INPUT' } });
    }
  });

  it.each([
    ['explained', ADDED, ITEMS, { 'tmdb-explain': '1' }],
    ['planned', ADDED, ITEMS, { 'tmdb-explain': 'plan' }],
    ['answered in pieces', STREAMED, FILTER, { accept: 'multipart/mixed' }],
  ])('take hardly longer with thousands of faults when the operation is %s', async (_what, query, variables, headers) => {
    const whole = query.replace(/@stream\([^)]*\)/, '');
    await time(whole, variables);
    expect(await time(query, variables, headers)).toBeLessThan(8 * (await time(whole, variables)));
  });
});

describe('a document', () => {
  it.each(FAMILIES)('limits %s to %i', async (_what, most, document) => {
    const answered = await gateway.ask(document(most));
    expect(answered.body.errors).toBeUndefined();
    for (const accept of ['application/graphql-response+json', 'application/json']) {
      const refused = await gateway.ask(document(most + 2), {}, { accept });
      expect(refused.status).toBe(accept === 'application/json' ? 200 : 400);
      expect(refused.body).toEqual({
        errors: expect.arrayContaining([expect.objectContaining({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryAfter: null } })]),
      });
    }
  });

  it('accepts the introspection query', async () => {
    const query = getIntrospectionQuery({
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
    });
    expect((await gateway.ask(query)).body.errors).toBeUndefined();
  });

  it('counts fragments as often as they are spread', async () => {
    expect((await gateway.ask(bomb(7))).status).toBe(200);
    for (const levels of [8, 20, 100]) {
      const started = performance.now();
      expect((await gateway.ask(bomb(levels))).status).toBe(400);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });

  it('answers or refuses a document of any shape in time, without a fault of its own', async () => {
    const name = fc.constantFrom('a', 'b', 'c', '__typename', '__schema', 'movie', 'node', 'nodes', '__proto__', 'constructor');
    const { selection } = fc.letrec<{ selection: string; set: string }>((tie) => ({
      selection: fc.oneof(
        { maxDepth: 8 },
        name,
        name.map((it) => `...${it}`),
        fc.tuple(name, name, tie('set')).map(([alias, field, set]) => `${alias}: ${field}(id: 603) ${set}`),
        fc.tuple(name, tie('set')).map(([directive, set]) => `... @${directive} ${set}`),
      ),
      set: fc.array(tie('selection'), { minLength: 1, maxLength: 20 }).map((selections) => `{ ${selections.join(' ')} }`),
    }));
    const document = fc
      .tuple(fc.array(selection, { minLength: 1, maxLength: 20 }), fc.array(fc.tuple(name, selection), { maxLength: 10 }))
      .map(([roots, fragments]) => `{ ${roots.join(' ')} } ${fragments.map(([it, of]) => `fragment ${it} on Query { ${of} }`).join(' ')}`);
    await fc.assert(
      fc.asyncProperty(document, async (query) => {
        const started = performance.now();
        const { status, body } = await gateway.ask(query);
        expect(status).toBeLessThan(500);
        expect(performance.now() - started).toBeLessThan(2000);
        expect(body.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('INTERNAL_SERVER_ERROR');
      }),
      { numRuns: 150 },
    );
  });
});
