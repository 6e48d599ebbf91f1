import { Agent, request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODE, type ErrorCode } from '../src/tmdb/error-code.ts';
import { globalId } from '../src/tmdb/id.ts';
import { startGateway, TOKEN, type Asked, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.ask('{ movie(id: 603) { title } }');
  gateway.asked();
});
afterAll(() => gateway.close());

const LONG = 'x'.repeat(100_000);
const quoted = (text: string): string => JSON.stringify(text);
const by = (id: string): string => `{ movie(id: ${quoted(id)}) { title } }`;
const byImdb = (id: string): string => `{ movie(imdbId: ${quoted(id)}) { title } }`;
const find = (source: string, id: string): string => `{ find(source: ${source}, externalId: ${quoted(id)}) { movies { title } } }`;
const trending = (args: string): string => `{ trendingMovies(${args}) { nodes { title } } }`;
const cursor = (text: string): string => Buffer.from(text).toString('base64url');
const times = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');

/** Sends a request that no client library would send. */
async function send(body: string | undefined, headers: Record<string, string> = {}, method = 'POST', search = ''): Promise<Asked> {
  const response = await fetch(gateway.url + search, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), accept: 'application/graphql-response+json', ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Asked['body']) };
}

/** Expects that the gateway works as before. */
async function expectHealth(): Promise<void> {
  gateway.asked();
  const { status, body } = await gateway.ask('{ movie(id: 603) { title } }');
  expect({ status, body }).toEqual({ status: 200, body: { data: { movie: { title: 'The Matrix' } } } });
  expect(gateway.asked()).toEqual([]);
}
afterEach(expectHealth);

/** Expects errors that are typed and short, and that repeat neither long input nor internals. */
function expectErrors({ body: { errors = [] } }: Asked, code: ErrorCode | RegExp): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { message, extensions } of errors) {
    expect(message).not.toBe('');
    expect(message.length).toBeLessThanOrEqual(400);
    expect(message).not.toMatch(/x{100}/);
    expect(extensions.code).toMatch(typeof code === 'string' ? new RegExp(`^${code}$`) : code);
    // The list of codes in the SDL is closed.
    expect(Object.keys(ERROR_CODE)).toContain(extensions.code);
    expect(extensions.retryAfter).toBeNull();
    expect(JSON.stringify(errors)).not.toMatch(new RegExp(`${TOKEN}|127\\.0\\.0\\.1|node_modules|\\.ts:`));
  }
}

describe('an argument that only its field can judge', () => {
  const rows: [title: string, query: string][] = [
    ...['abc', '', ' ', '0', '-603', '+603', '0603', '603.0', '6e2', '0x25b', '12345678901', '60 3', '603\n604', '\u200b603', '٦٠٣'].map(
      (id): [string, string] => [`id ${quoted(id)}`, by(id)],
    ),
    ...['603?api_key=x', '603/images', 'popular', '603\r\nHost: evil', '//host/', '../person/1', '%2e%2e', 'tt0133093'].map(
      (id): [string, string] => [`id ${quoted(id)}`, by(id)],
    ),
    ['an id of another type', by(globalId('Person', 6384))],
    ['a global id that was tampered with', by(`${globalId('Movie', 603)}x`)],
    ['a global id without a number', by(globalId('Movie', 'popular'))],
    ['a long id', by(LONG)],
    ['null for an id', '{ movie(id: null) { title } }'],
    ['neither id', '{ movie { title } }'],
    ['both ids', '{ movie(id: 603, imdbId: "tt0133093") { title } }'],
    ...['603', 'tt1', 'nm0000206', 'tt0133093/images', 'tt0133093?x', 'TT0133093', 'tt01330930000', '', LONG].map(
      (id): [string, string] => [`imdbId ${quoted(id.slice(0, 20))}`, byImdb(id)],
    ),
    ...['', '..', '.', '.x', 'x/../movie/550', 'x%2F..%2F..%2Fmovie%2F550', 'x?api_key=1', 'x#', 'x y', 'x@y', 'x\\y', '名', LONG].map(
      (id): [string, string] => [`an account ${quoted(id.slice(0, 20))}`, find('INSTAGRAM', id)],
    ),
    ...[
      ['IMDB', '603'],
      ['IMDB', 'tt0133093/images'],
      ['TVDB', 'tt0133093'],
      ['TVDB', '0'],
      ['WIKIDATA', '83495'],
    ].map(([source = '', id = '']): [string, string] => [`${source} ${quoted(id)}`, find(source, id)]),
    ...[
      'startDate: "2026-01-02", endDate: "2026-01-01"',
      'startDate: "2026-01-01", endDate: "2026-01-16"',
      'startDate: "0001-01-01", endDate: "9999-12-31"',
      'page: 501',
    ].flatMap((args) =>
      ['movieChanges', 'tvSeriesChanges', 'personChanges'].map((name): [string, string] => [
        `${name}(${args})`,
        `{ ${name}(${args}) { nodes { tmdbId } } }`,
      ]),
    ),
    ...['abc', '0', '1/item_status', '1/../2', '..', '509ec17b19c2950a0600050', LONG].map((id): [string, string] => [
      `a list ${quoted(id.slice(0, 20))}`,
      `{ list(id: ${quoted(id)}) { name } }`,
    ]),
    ['a node by its number', '{ node(id: "603") { id } }'],
    ['a node of an unknown type', `{ node(id: ${quoted(globalId('Toaster', 603))}) { id } }`],
    ['a node of a type by an inherited name', `{ node(id: ${quoted(globalId('constructor', 603))}) { id } }`],
    ['a node by a long id', `{ node(id: ${quoted(LONG)}) { id } }`],
    ...[
      'first: 0',
      'first: -1',
      'first: 101',
      'page: 0',
      'page: -1',
      'page: 501',
      'page: 1, first: 5',
      `page: 1, after: ${quoted(cursor('1.0'))}`,
    ].map((args): [string, string] => [args, trending(args)]),
    ...['nonsense', cursor('501.0'), cursor('0.0'), cursor('1.-1'), cursor('1'), cursor('1.0; drop'), LONG].map(
      (text): [string, string] => [`after: ${quoted(text.slice(0, 20))}`, trending(`after: ${quoted(text)}`)],
    ),
  ];

  it.each(rows)('answers null under HTTP 200 and sends nothing for %s', async (_title, query) => {
    const asked = await gateway.ask(query);
    expect(asked.status).toBe(200);
    expectErrors(asked, 'BAD_USER_INPUT');
    expect(asked.body.errors).toHaveLength(1);
    const [[name = '', value] = []] = Object.entries(asked.body.data ?? {});
    expect(value).toBeNull();
    expect(asked.body.errors?.[0]?.path).toEqual([name]);
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    'recommendations(first: 0)',
    'similar(page: 501)',
    'reviews(after: "nonsense")',
    'cast(first: 0)',
    'crew(after: "nonsense")',
    'cast(first: 101)',
  ])('answers the rest of a movie when it refuses %s', async (field) => {
    const asked = await gateway.ask(`{ movie(id: 603) { title ${field} { totalCount } } }`);
    expect(asked.status).toBe(200);
    expectErrors(asked, 'BAD_USER_INPUT');
    const name = field.split('(')[0] ?? '';
    expect(asked.body.data).toEqual({ movie: { title: 'The Matrix', [name]: null } });
    expect(asked.body.errors?.map(({ path }) => path)).toEqual([['movie', name]]);
  });

  it.each([
    'contains(movie: "x")',
    'contains(movie: "1/2")',
    'contains(tvSeries: "x")',
    'contains',
    'contains(movie: 1, tvSeries: 1)',
    `contains(movie: ${quoted(globalId('TvSeries', 1399))})`,
  ])('answers the rest of a list when it refuses %s', async (field) => {
    const asked = await gateway.ask(`{ list(id: 1) { tmdbId ${field} } }`);
    expectErrors(asked, 'BAD_USER_INPUT');
    expect(asked.body.data).toEqual({ list: { tmdbId: 1, contains: null } });
    expect(gateway.asked().filter((url) => url !== '/3/list/1')).toEqual([]);
  });
});

describe('a value that is not of its type', () => {
  const VALUES: [type: string, value: unknown, field: (value: string) => string][] = [
    ...['english', 'e', 'de_DE', 'de-', '', 'zh_TW', 'de&x=1', LONG, 5].map((value): (typeof VALUES)[number] => [
      'LanguageTag',
      value,
      (arg) => `title(language: ${arg})`,
    ]),
    ['LanguageTag', 'english', (arg) => `poster(languages: [null, ${arg}]) { url }`],
    ['CountryCode', 'USA', (arg) => `certification(region: ${arg})`],
    ...['USA', 'U', 'U1', '', 'U\n', LONG, 5].map((value): (typeof VALUES)[number] => [
      'CountryCode',
      value,
      (arg) => `alternativeTitles(country: ${arg}) { title }`,
    ]),
    ...['2024-13-01', '2024-02-30', 'yesterday', '2024-1-1', '01.02.2024', '', LONG, 20240101].map((value): (typeof VALUES)[number] => [
      'Date',
      value,
      (arg) => `changes(startDate: ${arg}) { key }`,
    ]),
    ...['many', 1.5, 2 ** 40, true].map((value): (typeof VALUES)[number] => [
      'Int',
      value,
      (arg) => `recommendations(first: ${arg}) { totalCount }`,
    ]),
  ];
  const rows = VALUES.map(([type, value, field]) => ({
    type,
    value,
    field,
    title: value === LONG ? 'a long text' : JSON.stringify(value),
  }));

  it.each(rows)('refuses $title for $type in a document with HTTP 400, and sends nothing', async ({ value, field }) => {
    const asked = await gateway.ask(`{ movie(id: 604) { ${field(JSON.stringify(value))} } }`);
    expect(asked.status).toBe(400);
    expect(asked.body).not.toHaveProperty('data');
    expectErrors(asked, /^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    expect(gateway.asked()).toEqual([]);
  });

  it.each(rows)('refuses $title for $type in a variable with HTTP 400, and sends nothing', async ({ type, value, field }) => {
    const asked = await gateway.ask(`query ($value: ${type}) { movie(id: 604) { ${field('$value')} } }`, { value });
    expect(asked.status).toBe(400);
    expect(asked.body).not.toHaveProperty('data');
    expectErrors(asked, 'BAD_USER_INPUT');
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['languages', '["english"]', '[LanguageTag!]', ['english']],
    ['languages', '[null]', '[LanguageTag!]', [null]],
    ['region', '"USA"', 'CountryCode', 'USA'],
    ['watchRegion', '5', 'CountryCode', 5],
  ])('refuses @inContext(%s: %s) with HTTP 400, and sends nothing', async (argument, literal, type, value) => {
    for (const asked of [
      await gateway.ask(`query @inContext(${argument}: ${literal}) { movie(id: 604) { title } }`),
      await gateway.ask(`query ($value: ${type}) @inContext(${argument}: $value) { movie(id: 604) { title } }`, { value }),
    ]) {
      expect(asked.status).toBe(400);
      expectErrors(asked, /^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    }
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['a required variable that is missing', {}],
    ['a variable of another shape', { id: { $ne: 1 } }],
    ['a list for an id', { id: [1] }],
    ['true for an id', { id: true }],
  ])('refuses %s with HTTP 400, and sends nothing', async (_title, variables) => {
    const asked = await gateway.ask('query ($id: ID!) { movie(id: $id) { title } }', variables);
    expect(asked.status).toBe(400);
    expectErrors(asked, 'BAD_USER_INPUT');
    expect(gateway.asked()).toEqual([]);
  });
});

describe('a document that cannot be run', () => {
  const PARSE = 'GRAPHQL_PARSE_FAILED';
  const VALIDATION = 'GRAPHQL_VALIDATION_FAILED';

  // Where several codes are right, any of them is accepted.
  it.each<[title: string, query: string, code: ErrorCode | RegExp]>([
    ['SQL for a document', 'SELECT * FROM movies', PARSE],
    ['an open brace', '{ movie(id: 603) { title ', PARSE],
    ['nothing but a comment', '# nothing', PARSE],
    ['20,000 nested braces', '{a'.repeat(20_000), PARSE],
    ['20,000 nested braces that are closed', `${'{a'.repeat(20_000)}${'}'.repeat(20_000)}`, PARSE],
    ['20,000 nested lists', `{ movie(id: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { title } }`, PARSE],
    ['10,000 aliases', `{ ${times(10_000, (n) => `a${n}:__typename`)} }`, PARSE],
    ['10,000 directives', `{ __typename ${'@a '.repeat(10_000)} }`, PARSE],
    ['10,000 fragments', `{ ${times(5000, (n) => `...f${n}`)} } ${times(5000, (n) => `fragment f${n} on Query{a}`)}`, PARSE],
    ['a long string that does not end', `{ movie(id: "${LONG}) { title } }`, PARSE],
    ['an unknown field', '{ movie(id: 603) { ttle } }', VALIDATION],
    ['an unknown field with a long name', `{ ${LONG} }`, VALIDATION],
    ['an unknown argument with a long name', `{ movie(${LONG}: 1) { title } }`, VALIDATION],
    ['an unknown type with a long name', `query ($a: ${LONG}) { movie(id: 603) { title } }`, VALIDATION],
    ['a long name for an operation with an error', `query ${LONG} { nothing }`, VALIDATION],
    ['hundreds of unknown fields', `{ ${times(500, (n) => `unknown${n}`)} }`, VALIDATION],
    ['a missing selection', '{ movie(id: 603) }', VALIDATION],
    ['a missing argument', '{ node { id } }', VALIDATION],
    ['fragments in a circle', '{ movie(id: 603) { ...a } } fragment a on Movie { ...b } fragment b on Movie { ...a }', VALIDATION],
    ['an unknown value of an enum', '{ trendingMovies(window: YEAR) { totalCount } }', VALIDATION],
    ['an unknown directive', '{ movie(id: 603) @nothing { title } }', VALIDATION],
    ['a mutation that does not exist', 'mutation { deleteMovie(id: 603) { title } }', /./],
    ['a subscription', 'subscription { movie(id: 603) { title } }', /./],
    ['two operations and no name', 'query A { __typename } query B { __typename }', /./],
  ])('refuses %s with HTTP 400 and no data, and sends nothing', async (_title, query, code) => {
    const started = performance.now();
    const asked = await gateway.ask(query);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(asked.status).toBe(400);
    expect(asked.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    expect(asked.body.data ?? null).toBeNull();
    expectErrors(asked, code);
    expect(JSON.stringify(asked.body).length).toBeLessThan(20_000);
    expect(gateway.asked()).toEqual([]);
  });

  it('refuses a document under HTTP 200 for clients that know only application/json', async () => {
    const asked = await gateway.ask('{ movie(id: 603) { ttle } }', {}, { accept: 'application/json' });
    expect(asked.status).toBe(200);
    expect(asked.headers.get('content-type')).toMatch(/^application\/json/);
    expectErrors(asked, VALIDATION);
  });
});

describe('an HTTP request that is not a GraphQL request', () => {
  it.each<[title: string, body: string, status: number]>([
    ['malformed JSON', '{"query": "{ __typename }"', 400],
    ['an empty body', '', 400],
    ['a list for a body', '[]', 400],
    ['a batch', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', 400],
    ['a string for a body', '"{ __typename }"', 400],
    ['a number for a body', '42', 400],
    ['null for a body', 'null', 400],
    ['no query', '{"variables":{}}', 400],
    ['a query that is not a string', '{"query":{"a":1}}', 400],
    ['variables that are a string', '{"query":"{ __typename }","variables":"x"}', 400],
    ['variables that are a list', '{"query":"{ __typename }","variables":[]}', 400],
    ['an operationName that is not a string', '{"query":"{ __typename }","operationName":5}', 400],
    ['an unknown operationName', '{"query":"query A { __typename }","operationName":"B"}', 400],
    ['a long unknown operationName', JSON.stringify({ query: 'query A { __typename }', operationName: LONG }), 400],
    ['an unknown persisted query', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}', 400],
    ['a body over 200 kB', JSON.stringify({ query: `{ __typename } #${'x'.repeat(200_000)}` }), 413],
  ])('refuses a request with %s', async (_title, body, status) => {
    const asked = await send(body);
    expect(asked.status).toBe(status);
    expectErrors(asked, /./);
    expect(gateway.asked()).toEqual([]);
  });

  it('says how large a body may be', async () => {
    const { body } = await send(' '.repeat(200_001));
    expect(body).toMatchObject({ errors: [{ message: 'Expected a request body of at most 200 kB.' }] });
  });

  it('refuses a chunked body over 200 kB, after which the connection is usable or closed', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const post = (pieces: string[]): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const outgoing = request(gateway.url, { agent, method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        });
        outgoing.setTimeout(2000, () => outgoing.destroy(new Error('no answer')));
        outgoing.on('error', reject);
        for (const piece of pieces) outgoing.write(piece);
        outgoing.end();
      });
    try {
      expect(await post(Array.from({ length: 10 }, () => ' '.repeat(50_000)))).toBe(413);
      expect(await post(['{"query":"{ __typename }"}'])).toBe(200);
    } finally {
      agent.destroy();
    }
  });

  it('reads a body just below 200 kB', async () => {
    const { status, body } = await gateway.ask(`{ __typename } #${'x'.repeat(199_000)}`);
    expect({ status, body }).toEqual({ status: 200, body: { data: { __typename: 'Query' } } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'refuses a body of type %s, which another site could send',
    async (type) => {
      const body = type.includes('urlencoded') ? 'query=%7B__typename%7D' : '{"query":"{ __typename }"}';
      const asked = await send(body, { 'content-type': type });
      expect(asked.status).toBe(415);
    },
  );

  it.each([
    ['TMDB-Region: USA', 'tmdb-region', 'USA'],
    ['an empty TMDB-Region', 'tmdb-region', ''],
    ['TMDB-Watch-Region: de-DE', 'tmdb-watch-region', 'de-DE'],
    ['a long TMDB-Region', 'tmdb-region', 'x'.repeat(5000)],
  ])('refuses a request with %s', async (_title, name, value) => {
    const asked = await gateway.ask('{ movie(id: 604) { title } }', {}, { [name]: value });
    expect(asked.status).toBe(400);
    expectErrors(asked, 'BAD_USER_INPUT');
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['*', '*'],
    ['empty', ''],
    ['klingon', 'klingon'],
    ['punctuation', ';;q=,'],
    ['a long text', 'x'.repeat(5000)],
  ])('ignores an Accept-Language that is %s', async (_title, value) => {
    const { status, body } = await gateway.ask('{ movie(id: 603) { title } }', {}, { 'accept-language': value });
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined });
  });
});

describe('GET', () => {
  it('answers a query by GET', async () => {
    const { status, body } = await send(undefined, {}, 'GET', `?query=${encodeURIComponent('{ movie(id: 603) { title } }')}`);
    expect({ status, body }).toEqual({ status: 200, body: { data: { movie: { title: 'The Matrix' } } } });
  });

  it('answers a query with variables by GET', async () => {
    const search = new URLSearchParams({ query: 'query ($id: ID) { movie(id: $id) { title } }', variables: '{"id":603}' });
    expect((await send(undefined, {}, 'GET', `?${search}`)).body).toEqual({ data: { movie: { title: 'The Matrix' } } });
  });

  it.each<[title: string, search: string, status: number]>([
    ['without a query', '', 400],
    ['with a bad query', '?query=%7B', 400],
    ['with bad variables', '?query=%7B__typename%7D&variables=%7B', 400],
    ['with a mutation', `?query=${encodeURIComponent('mutation { a }')}`, 405],
  ])('answers GET %s with a typed error', async (_title, search, status) => {
    const asked = await send(undefined, {}, 'GET', search);
    expect(asked.status).toBe(status);
    expectErrors(asked, /^(BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_PARSE_FAILED|GRAPHQL_VALIDATION_FAILED)$/);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('refuses the method %s', async (method) => {
    const { status } = await send('{"query":"{ __typename }"}', {}, method);
    expect(status).toBe(405);
  });
});

it.each([
  [{ filter: { primaryReleaseDate: { gte: 'soon' } } }, 'Variable "$filter.primaryReleaseDate.gte": Expected a calendar date'],
  [{ filter: { nope: 1 } }, 'Variable "$filter": Field "nope" is not defined by type "MovieFilter"'],
  [{ region: 'DEU' }, 'Variable "$region": Expected an ISO 3166-1 alpha-2 country code'],
  [{ region: 'x at "y"; z' }, 'Variable "$region": Expected an ISO 3166-1 alpha-2 country code'],
  [{ ids: ['603', null] }, 'Variable "$ids[1]": Expected non-nullable type "ID!" not to be null'],
])('names the variable that is wrong, and the place in it: %j', async (variables, message) => {
  const query = `query ($filter: MovieFilter, $region: CountryCode, $ids: [ID!]) {
    discoverMovies(filter: $filter) { totalCount } moviesByIds(ids: $ids) { certification(region: $region) }
  }`;
  for (const fastPath of [true, false]) {
    await using gateway = await startGateway({ fastPath });
    const { body } = await gateway.ask(query, variables);
    expect(body.errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(body.errors?.[0]?.message).not.toContain('got invalid value');
  }
});
