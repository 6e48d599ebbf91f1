import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './support/gateway.ts';

/** Short documents with unbounded answers that need hardly any TMDB request. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const times = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');
const within = (levels: number, level: (inner: string) => string, inner: string): string =>
  levels === 0 ? inner : level(within(levels - 1, level, inner));

/** A series of 45 seasons. */
const SERIES = 'tvSeries(id: 1000045)';
const REFERENCES = Array.from({ length: 1000 }, (_, n) => ({ __typename: 'Movie', tmdbId: n + 1 }));

describe('an unbounded answer', () => {
  it.each<[what: string, query: string, variables?: Record<string, unknown>]>([
    [
      'the episodes of the series of each episode',
      `{ ${SERIES} { seasons { episodes { ${within(2, (inner) => `tvSeries { seasons { episodes { ${inner} } } }`, 'id')} } } } }`,
    ],
    [
      'every episode ninety times',
      `{ ${SERIES} { seasons { ${times(90, (n) => `a${n}: episodes { name overview airDate runtime }`)} } } }`,
    ],
    [
      'every episode ninety times through fragments',
      `{ ${SERIES} { seasons { ${times(90, (n) => `a${n}: episodes { ...e }`)} } } } fragment e on TvEpisode { ...f } fragment f on TvEpisode { name overview airDate }`,
    ],
    [
      'a thousand references a hundred times',
      `query ($r: [_Any!]!) { ${times(99, (n) => `a${n}: _entities(representations: $r) { ... on Movie { tmdbId } }`)} }`,
      { r: REFERENCES },
    ],
    [
      'a thousand invalid references a hundred times',
      `query ($r: [_Any!]!) { ${times(99, (n) => `a${n}: _entities(representations: $r) { ... on Movie { tmdbId } }`)} }`,
      { r: REFERENCES.map(() => ({})) },
    ],
  ])('cuts off an answer with %s', async (_what, query, variables) => {
    const started = performance.now();
    const { body } = await gateway.ask(query, variables);
    // Ten times its duration on an idle machine; without a bound it would not end.
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(body.errors?.length).toBeLessThanOrEqual(1000);
    expect(JSON.stringify(body).length).toBeLessThan(5_000_000);
    const codes = new Set(body.errors?.map(({ extensions }) => extensions.code));
    expect(codes.has('QUERY_TOO_EXPENSIVE') || codes.has('BAD_USER_INPUT')).toBe(true);
    expect((await gateway.ask('{ __typename }')).status).toBe(200);
  });

  it('answers a large series with all of its episodes and their guests', async () => {
    const { body } = await gateway.ask(
      `{ ${SERIES} { name seasons { name airDate episodes { name overview airDate runtime still { url } guestStars(first: 10) { nodes { name } } } } } }`,
    );
    expect(body.errors).toBeUndefined();
  });
});

it('refuses thousands of languages before it looks for them', async () => {
  const variables = { l: Array.from({ length: 24_000 }, () => 'xx') };
  const started = performance.now();
  for (const query of [
    `query ($l: [LanguageTag]) { movie(id: 603) { ${times(90, (n) => `a${n}: poster(languages: $l) { url }`)} } }`,
    `query ($l: [LanguageTag!]) { movie(id: 603) { ${times(90, (n) => `a${n}: videos(languages: $l) { key }`)} } }`,
    'query ($l: [LanguageTag!]) @inContext(languages: $l) { trendingMovies { nodes { title overview } } }',
  ]) {
    const { body } = await gateway.ask(query, variables);
    expect(body.errors?.[0]).toMatchObject({
      message: expect.stringContaining('Expected at most 50 languages.'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  expect(performance.now() - started).toBeLessThan(5000);
});

const passwords = (count: number): string =>
  `mutation { ${times(count, (n) => `a${n}: approveRequestToken(username: "ada", password: "${n}", requestToken: "none") { requestToken }`)} }`;

it('tries one password in an operation', async () => {
  const { body } = await gateway.ask(passwords(10));
  expect(body.errors).toHaveLength(10);
  expect(body.errors?.slice(1).map(({ extensions }) => extensions.code)).toEqual(Array.from({ length: 9 }, () => 'BAD_USER_INPUT'));
  expect(gateway.asked().filter((url) => url.includes('validate_with_login'))).toHaveLength(1);
});

it('tries no password in an operation with 50 of them', async () => {
  gateway.asked();
  const { body } = await gateway.ask(passwords(50));
  expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(Array.from({ length: 50 }, () => 'QUERY_TOO_EXPENSIVE'));
  expect(gateway.asked()).toEqual([]);
});

it.each(['java\tscript:alert(1)', ' \u0001javascript:alert(1)', 'blob:https://example.org/1', 'view-source:https://example.org'])(
  'refuses %j as the address to go to after sign-in',
  async (redirectTo) => {
    const { body } = await gateway.ask('mutation ($to: String) { createRequestToken(redirectTo: $to) { approvalUrl } }', {
      to: redirectTo,
    });
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  },
);

it('refuses half a character as a search text, and does not blame TMDB for it', async () => {
  const query = `query ($q: String!) { ${times(25, (n) => `a${n}: searchMovies(query: $q) { totalCount }`)} }`;
  const { body } = await gateway.ask(query, { q: '\ud800' });
  expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  expect((await gateway.ask('{ searchMovies(query: "matrix") { totalCount } }')).body.errors).toBeUndefined();
});
