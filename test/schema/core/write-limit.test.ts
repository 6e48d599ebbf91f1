import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldOf, startGateway, type Asked, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
beforeEach(() => void gateway.asked());
afterAll(() => gateway.close());

/** Writes with aliases, from one number to another. */
const writes = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, n) => `w${from + n}: createGuestSession { guestSessionId }`).join(' ');

type Row = [what: string, document: string, variables?: Record<string, unknown>];

/** Operations with eleven writes. */
const TOO_MANY: readonly Row[] = [
  ['aliases', `mutation { ${writes(1, 11)} }`],
  ['a fragment', `mutation { ...w } fragment w on Mutation { ${writes(1, 11)} }`],
  ['fragments in fragments', `mutation { ${writes(1, 5)} ...a } fragment a on Mutation { ... { ${writes(6, 11)} } }`],
  ['included fields', `mutation ($on: Boolean! = true) { ${writes(1, 10)} ... @include(if: $on) { ${writes(11, 11)} } }`],
  [
    'fields that are not skipped',
    `mutation ($off: Boolean!) { ${writes(1, 10)} ... @skip(if: $off) { ${writes(11, 11)} } }`,
    { off: false },
  ],
];

/** Operations with ten. */
const FEW: readonly Row[] = [
  ['aliases', `mutation { ${writes(1, 10)} }`],
  ['fields that are selected twice', `mutation { ${writes(1, 10)} ...a ...a } fragment a on Mutation { ${writes(1, 10)} }`],
  ['names of types beside them', `mutation { __typename a: __typename ${writes(1, 10)} }`],
  [
    'a field that is not included',
    `mutation ($on: Boolean!) { ${writes(1, 10)} ... @include(if: $on) { ${writes(11, 11)} } }`,
    { on: false },
  ],
  ['a skipped field', `mutation ($off: Boolean! = true) { ${writes(1, 10)} ... @skip(if: $off) { ${writes(11, 11)} } }`],
  ['many writes in another operation', `mutation A { ${writes(1, 10)} } mutation B { ${writes(1, 20)} }`],
];

/** Runs the operation `A` of documents with several. */
const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Asked> => {
  const body = JSON.stringify({ query, variables, ...(query.startsWith('mutation A') && { operationName: 'A' }) });
  const response = await fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Asked['body'] };
};

describe('a mutation', () => {
  it.each(TOO_MANY)('refuses eleven writes as %s before any is sent', async (_what, document, variables) => {
    const { body } = await ask(document, variables);
    expect(new Set(Object.values(body.data ?? {}))).toEqual(new Set([null]));
    expect(body.errors).toHaveLength(11);
    for (const { message, extensions } of body.errors ?? []) {
      expect(extensions).toEqual({ code: 'QUERY_TOO_EXPENSIVE', retryAfter: null });
      expect(message).toContain('at most 10 writes in one operation, not 11');
    }
    expect(gateway.asked()).toEqual([]);
  });

  it.each(FEW)('sends ten writes as %s', async (_what, document, variables) => {
    const { body } = await ask(document, variables);
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(10);
  });

  it('answers more than ten reads below its writes', async () => {
    const titles = Array.from({ length: 12 }, (_, n) => `t${n}: title`).join(' ');
    const { guestSessionId } = fieldOf<{ guestSessionId: string }>(
      await ask('mutation { createGuestSession { guestSessionId } }'),
      'createGuestSession',
    );
    const { body } = await gateway.ask(
      `mutation { rateMovie(id: 603, rating: 8) { movie { ${titles} } } }`,
      {},
      { 'tmdb-guest-session-id': guestSessionId },
    );
    expect(body.errors).toBeUndefined();
  });
});

it('answers a query with more than ten root fields', async () => {
  const { body } = await ask(`{ ${Array.from({ length: 20 }, (_, n) => `m${n}: movie(id: 603) { title }`).join(' ')} }`);
  expect(body.errors).toBeUndefined();
});
