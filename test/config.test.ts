import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, type Config } from '../src/config.ts';

/** Returns the error of an invalid environment. */
function errorOf(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error(`accepted: ${JSON.stringify(env)}`);
}

const DEFAULTS: Config = {
  sandbox: true,
  tmdbUrl: 'https://api.themoviedb.org',
  imageUrl: null,
  accessToken: undefined,
  apiKey: undefined,
  rateLimit: 50,
  maxConnections: 18,
  redisUrl: undefined,
  cacheFile: undefined,
  cacheFileMaxBytes: 536_870_912,
  proxy: undefined,
  locale: { languages: ['en-US'], region: undefined, watchRegion: undefined, includeAdult: false },
  host: '127.0.0.1',
  port: 4000,
  basePath: '',
  metricsPort: undefined,
  shutdownDelay: 0,
  cacheMaxBytes: 88_080_384,
  operationDeadline: 10_000,
  operationMaxRequests: 100,
  queueMax: 150,
  trustProxy: false,
  graphiql: true,
  production: false,
  metrics: true,
  cacheTags: false,
  introspection: true,
  corsOrigins: [],
  corsHeaders: [],
  trustedDocuments: undefined,
  trustedDocumentsOnly: false,
  logLevel: 'info',
  warnings: [],
};

const VARIABLES: Record<string, { good: [value: string, expected: object][]; bad: string[] }> = {
  OPERATION_MAX_REQUESTS: { good: [['250', { operationMaxRequests: 250 }]], bad: ['0', '-1', 'many', '1e9'] },
  QUEUE_MAX: { good: [['300', { queueMax: 300 }]], bad: ['0', '1.5', 'x'] },
  HTTPS_PROXY: {
    good: [
      ['http://proxy.example:3128', { proxy: { https: 'http://proxy.example:3128', http: undefined, none: undefined } }],
      ['http://user:hunter2@proxy.example', { proxy: { https: 'http://user:hunter2@proxy.example', http: undefined, none: undefined } }],
    ],
    bad: ['proxy.example:3128', 'socks5://proxy.example', 'http://', 'http://hunter2@'],
  },
  HTTP_PROXY: {
    good: [['http://proxy.example', { proxy: { http: 'http://proxy.example' } }]],
    bad: ['proxy', 'http://a b', 'http://user:hunter2%@a'],
  },
  https_proxy: { good: [['http://proxy.example', { proxy: { https: 'http://proxy.example' } }]], bad: ['proxy'] },
  http_proxy: { good: [['http://proxy.example', { proxy: { http: 'http://proxy.example' } }]], bad: ['proxy'] },
  NO_PROXY: { good: [['localhost, .example, 10.0.0.1:80', { proxy: undefined }]], bad: ['a;b', '"x"'] },
  no_proxy: { good: [['*', { proxy: undefined }]], bad: ['<all>'] },
  METRICS: { good: [['false', { metrics: false }]], bad: ['0', 'no'] },
  TRUST_PROXY: {
    good: [
      ['true', { trustProxy: true }],
      ['false', { trustProxy: false }],
      ['1', { trustProxy: 1 }],
      ['100', { trustProxy: 100 }],
      ['loopback', { trustProxy: ['loopback'] }],
      ['loopback, linklocal,uniquelocal', { trustProxy: ['loopback', 'linklocal', 'uniquelocal'] }],
      ['192.0.2.1,10.0.0.0/8,10.0.0.0/255.0.0.0', { trustProxy: ['192.0.2.1', '10.0.0.0/8', '10.0.0.0/255.0.0.0'] }],
      ['2001:db8::1, fc00::/7, ::ffff:10.0.0.1', { trustProxy: ['2001:db8::1', 'fc00::/7', '::ffff:10.0.0.1'] }],
    ],
    bad: [
      '0',
      '-1',
      '1.5',
      '101',
      '1e1',
      '1,2',
      'yes',
      'TRUE',
      'all',
      '*',
      'proxy.internal',
      'Loopback',
      '::1,',
      'toString',
      '::1,10',
      '::1,10.0.0',
      '::1,010.0.0.1',
      '::1,10.0.0.0/33',
      '::1,10.0.0.0/0',
      '::1,::/129',
      '::1,10.0.0.1/',
      '::1,10.0.0.1:80',
      '10.0.0.1 10.0.0.2',
    ],
  },
  TMDB_INCLUDE_ADULT: {
    good: [
      ['true', { locale: { includeAdult: true } }],
      ['false', { locale: { includeAdult: false } }],
    ],
    bad: ['yes', '1', 'toString'],
  },
  TMDB_ACCESS_TOKEN: {
    good: [
      ['eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.a-b_c', { accessToken: 'eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJ4In0.a-b_c', sandbox: false }],
      [' token \n', { accessToken: 'token' }],
    ],
    bad: ['Bearer token', 'two words', 'a\r\nX: y', '"quoted"', 'x'.repeat(5000), 'tökén'],
  },
  TMDB_API_KEY: {
    good: [['0123456789abcdef0123456789abcdef', { apiKey: '0123456789abcdef0123456789abcdef', sandbox: false }]],
    bad: ['key&x=y', 'two words', 'a\nb'],
  },
  TMDB_API_URL: {
    good: [
      ['http://127.0.0.1:8080', { tmdbUrl: 'http://127.0.0.1:8080', sandbox: false }],
      ['https://proxy.example/tmdb/', { tmdbUrl: 'https://proxy.example/tmdb' }],
      ['https://proxy.example/tmdb3', { tmdbUrl: 'https://proxy.example/tmdb3' }],
    ],
    bad: [
      '127.0.0.1:8080',
      'ftp://host',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'https://',
      'https://user@host',
      'https://user:hunter2@host',
      'https://:hunter2@host',
      'https://host/?x=y',
      'https://host/#top',
      'https://host/?',
      'https://host/#',
      'https://api.themoviedb.org/3',
      'https://api.themoviedb.org/4/',
      'https://proxy.example/tmdb/3',
      'nonsense',
    ],
  },
  TMDB_IMAGE_URL: {
    good: [
      ['https://images.example/t/p', { imageUrl: 'https://images.example/t/p' }],
      ['https://images.example/t/p/', { imageUrl: 'https://images.example/t/p' }],
    ],
    bad: ['/t/p', 'images.example', 'https://images.example/?size=', 'https://images.example/t/p?'],
  },
  SANDBOX: { good: [['true', { sandbox: true }]], bad: ['yes', '1', 'TRUE'] },
  TMDB_RATE_LIMIT: {
    good: [
      ['1', { rateLimit: 1 }],
      ['40', { rateLimit: 40 }],
    ],
    bad: ['0', '-1', '1.5', 'many', '50/s', '1e2', '0x10', 'Infinity', 'NaN', '9'.repeat(30)],
  },
  TMDB_MAX_CONNECTIONS: {
    good: [
      ['1', { maxConnections: 1 }],
      ['20', { maxConnections: 20 }],
    ],
    bad: ['0', '-1', '2.5', 'all'],
  },
  REDIS_URL: {
    good: [
      ['redis://127.0.0.1:6379', { redisUrl: 'redis://127.0.0.1:6379' }],
      ['rediss://user:hunter2@redis.example/0', { redisUrl: 'rediss://user:hunter2@redis.example/0' }],
    ],
    bad: ['redis.example:6379', 'http://redis.example', 'redis://', 'redis://hunter2 @x', 'redis://:hunter2%@redis.example'],
  },
  CACHE_FILE: { good: [['./cache.sqlite', { cacheFile: './cache.sqlite' }]], bad: ['a\0b'] },
  CACHE_FILE_MAX_BYTES: { good: [['50000000', { cacheFileMaxBytes: 50_000_000 }]], bad: ['0', '1', '1GB', '-5'] },
  TMDB_LANGUAGE: {
    good: [
      ['de', { locale: { languages: ['de'], region: undefined, watchRegion: undefined, includeAdult: false } }],
      ['pt-br', { locale: { languages: ['pt-BR'], region: undefined, watchRegion: undefined, includeAdult: false } }],
      ['ara-Arab-EG', { locale: { languages: ['ar-EG'] } }],
      ['es-419', { locale: { languages: ['es-MX', 'es'] } }],
    ],
    bad: ['german', 'de_DE', 'd', 'de,en', '*', 'haw', 'und'],
  },
  TMDB_REGION: {
    good: [['de', { locale: { languages: ['en-US'], region: 'DE', watchRegion: undefined, includeAdult: false } }]],
    bad: ['DEU', 'Germany', '1'],
  },
  TMDB_WATCH_REGION: { good: [['BR', { locale: { languages: ['en-US'], region: undefined, watchRegion: 'BR' } }]], bad: ['BRA', 'Brazil'] },
  HOST: {
    good: [
      ['0.0.0.0', { host: '0.0.0.0' }],
      ['::1', { host: '::1' }],
      ['gateway.local', { host: 'gateway.local' }],
    ],
    bad: ['http://host', 'two hosts', 'host/path'],
  },
  PORT: {
    good: [
      ['0', { port: 0 }],
      ['8080', { port: 8080 }],
      ['65535', { port: 65_535 }],
    ],
    bad: ['65536', '-1', 'http', '80.5', '4000x'],
  },
  BASE_PATH: {
    good: [
      ['/api', { basePath: '/api' }],
      ['/v1/movies.graph~ql_-', { basePath: '/v1/movies.graph~ql_-' }],
      ['/.well-known/...', { basePath: '/.well-known/...' }],
    ],
    bad: [
      '/',
      'api',
      '/api/',
      '//api',
      '/api//v1',
      '/api?x=y',
      '/api#top',
      '/api/../v1',
      '/.',
      '/..',
      '/my api',
      '/%61pi',
      '/api\\v1',
      'https://host/api',
      `/${'x'.repeat(2000)}`,
    ],
  },
  METRICS_PORT: {
    good: [
      ['0', { metricsPort: 0 }],
      ['9464', { metricsPort: 9464 }],
    ],
    bad: ['65536', '-1', 'true', '4000x'],
  },
  SHUTDOWN_DELAY_MS: {
    good: [
      ['0', { shutdownDelay: 0 }],
      ['10000', { shutdownDelay: 10_000 }],
    ],
    bad: ['3s', '-1', '1.5', '600001'],
  },
  CACHE_MAX_BYTES: { good: [['50000000', { cacheMaxBytes: 50_000_000 }]], bad: ['0', '1', '128MB', '-5', '1.5e8'] },
  OPERATION_DEADLINE_MS: { good: [['5000', { operationDeadline: 5000 }]], bad: ['0', '10s', '-1', '99999999999'] },
  GRAPHIQL: {
    good: [
      ['false', { graphiql: false }],
      ['true', { graphiql: true }],
    ],
    bad: ['no', '1', '0', 'TRUE', 'toString', 'constructor', '__proto__'],
  },
  CACHE_TAGS: { good: [['true', { cacheTags: true }]], bad: ['yes', '1'] },
  INTROSPECTION: { good: [['false', { introspection: false }]], bad: ['no', '0'] },
  CORS_ORIGINS: {
    good: [
      ['https://app.example', { corsOrigins: ['https://app.example'] }],
      ['https://app.example, http://127.0.0.1:3000', { corsOrigins: ['https://app.example', 'http://127.0.0.1:3000'] }],
    ],
    bad: ['*', 'null', 'app.example', 'https://app.example/', 'https://*.example', 'https://APP.example', 'https://a.example,', 'file://x'],
  },
  CORS_HEADERS: {
    good: [
      ['X-Request-Id', { corsHeaders: ['X-Request-Id'] }],
      ['x-request-id , Authorization', { corsHeaders: ['x-request-id', 'Authorization'] }],
    ],
    bad: ['*', 'X-A,', 'X Request', 'X-Id: 1', 'a\r\nb', '-x', 'x'.repeat(200)],
  },
  TRUSTED_DOCUMENTS: { good: [['./documents.json', { trustedDocuments: './documents.json' }]], bad: ['a\0b'] },
  TRUSTED_DOCUMENTS_ONLY: { good: [['true', { trustedDocumentsOnly: true }]], bad: ['yes'] },
  LOG_LEVEL: {
    good: [
      ['debug', { logLevel: 'debug' }],
      ['silent', { logLevel: 'silent' }],
    ],
    bad: ['verbose', 'INFO', 'toString', 'length'],
  },
};

describe('the configuration', () => {
  it('has a default for every variable', () => {
    expect(readConfig({})).toEqual(DEFAULTS);
  });

  it('reads an empty variable as unset', () => {
    expect(readConfig(Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ' '])))).toEqual(DEFAULTS);
  });

  it('ignores unknown variables', () => {
    expect(readConfig({ PATH: '/bin', HOME: '/root', TMDB_TOKEN: 'x' })).toEqual(DEFAULTS);
  });

  it('leaves the environment unchanged', () => {
    const env = Object.freeze({ PORT: '1', TMDB_API_KEY: 'k' });
    expect(readConfig(env)).toEqual(readConfig(env));
  });
});

describe.each(Object.entries(VARIABLES))('%s', (name, { good, bad }) => {
  it.each(good)(`accepts %j for ${name}`, (value, expected) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  it.each(bad.map((value) => ({ shown: JSON.stringify(value.slice(0, 40)), value })))(
    `refuses $shown for ${name}, and does not repeat it`,
    ({ value }) => {
      const { problems, message } = errorOf({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name}: expected .+`));
      expect(message).toContain(problems[0]);
      expect(value.length > 8 && message.includes(value)).toBe(false);
    },
  );
});

describe('bad variables', () => {
  it('shows how trusted proxies are written', () => {
    expect(errorOf({ TRUST_PROXY: 'on' }).message).toContain('the number of your proxies (1 to 100)');
    expect(errorOf({ TRUST_PROXY: 'on' }).message).toContain('such as loopback,10.0.0.0/8');
  });

  it('says that the cache is either in Redis or in a file', () => {
    expect(errorOf({ REDIS_URL: 'redis://127.0.0.1', CACHE_FILE: 'cache' }).message).toContain('REDIS_URL or CACHE_FILE, not both');
  });

  it('says that the API URL has no version in it', () => {
    expect(errorOf({ TMDB_API_URL: 'https://api.themoviedb.org/3' }).message).toContain('without the /3 or /4');
  });

  it('names all bad variables at once, with the expected form of each', () => {
    const { problems, message } = errorOf(Object.fromEntries(Object.entries(VARIABLES).map(([name, { bad }]) => [name, bad[0] ?? ''])));
    expect(problems.map((problem) => problem.split(':')[0]).toSorted()).toEqual(Object.keys(VARIABLES).toSorted());
    for (const problem of problems) expect(message).toContain(problem);
  });

  it('never shows a secret, not even a good one beside a bad one', () => {
    const error = errorOf({
      TMDB_ACCESS_TOKEN: 'my secret token',
      TMDB_API_KEY: 'goodsecret',
      TMDB_API_URL: 'https://user:hunter2@host',
      PORT: 'x',
    });
    const shown = `${error.stack} ${JSON.stringify(error)} ${error.problems.join()}`;
    for (const secret of ['my secret', 'secret token', 'goodsecret', 'hunter2']) expect(shown).not.toContain(secret);
  });
});

describe('the configuration in production', () => {
  it('waits three seconds before it stops listening, unless SHUTDOWN_DELAY_MS says otherwise', () => {
    const NODE_ENV = 'production';
    expect(readConfig({ NODE_ENV, SANDBOX: 'true' })).toEqual({ ...DEFAULTS, production: true, shutdownDelay: 3000 });
    expect(readConfig({ NODE_ENV, SANDBOX: 'true', SHUTDOWN_DELAY_MS: '0' }).shutdownDelay).toBe(0);
  });
});

describe('METRICS_PORT', () => {
  it.each([
    [{ PORT: '8080', METRICS_PORT: '8080' }, 'METRICS_PORT: expected another port than that of PORT.'],
    [{ METRICS_PORT: '4000' }, 'METRICS_PORT: expected another port than that of PORT.'],
    [{ METRICS: 'false', METRICS_PORT: '9464' }, 'METRICS_PORT: expected METRICS to be true, or this to be unset.'],
  ])('refuses %j', (env, problem) => {
    expect(errorOf(env).problems).toEqual([problem]);
  });

  it('accepts a free port beside another free one', () => {
    expect(readConfig({ PORT: '0', METRICS_PORT: '0' })).toMatchObject({ port: 0, metricsPort: 0 });
  });
});

describe('the sandbox', () => {
  it.each([
    { set: {}, sandbox: true, imageUrl: null },
    { set: { TMDB_ACCESS_TOKEN: 't' }, sandbox: false, imageUrl: 'https://image.tmdb.org/t/p' },
    { set: { TMDB_API_KEY: 'k' }, sandbox: false, imageUrl: 'https://image.tmdb.org/t/p' },
    { set: { TMDB_API_URL: 'http://127.0.0.1:1' }, sandbox: false, imageUrl: 'https://image.tmdb.org/t/p' },
    { set: { TMDB_API_KEY: ' ' }, sandbox: true, imageUrl: null },
    { set: { TMDB_IMAGE_URL: 'https://images.example' }, sandbox: true, imageUrl: 'https://images.example' },
    { set: { PORT: '0', TMDB_LANGUAGE: 'de' }, sandbox: true, imageUrl: null },
  ])('chooses the sandbox only without a credential and an API URL: $set', ({ set, sandbox, imageUrl }) => {
    expect(readConfig(set)).toMatchObject({ sandbox, imageUrl });
  });

  const production = { NODE_ENV: 'production' };

  it.each([{ SANDBOX: 'false' }, production, { ...production, SANDBOX: 'false' }])(
    'is refused with %j, unless a credential or an API URL is set',
    (env) => {
      expect(errorOf(env).problems).toEqual([expect.stringMatching(/^TMDB_ACCESS_TOKEN: expected, .*SANDBOX=true/)]);
      for (const set of [{ TMDB_ACCESS_TOKEN: 't' }, { TMDB_API_KEY: 'k' }, { TMDB_API_URL: 'http://127.0.0.1:1' }])
        expect(readConfig({ ...env, ...set }).sandbox).toBe(false);
    },
  );

  it.each([{}, production])('is used with SANDBOX=true in the environment %j, and then no credential is', (env) => {
    const real = { TMDB_ACCESS_TOKEN: 't', TMDB_API_KEY: 'k', TMDB_API_URL: 'http://127.0.0.1:1' };
    expect(readConfig({ ...env, ...real, SANDBOX: 'true', SHUTDOWN_DELAY_MS: '0' })).toEqual({
      ...DEFAULTS,
      production: env === production,
    });
  });
});

/** Values that other variables can be set beside. */
const APART = new Map([
  ['METRICS', 'true'],
  ['CACHE_FILE', ''],
]);

describe('misspelled variables', () => {
  it.each([
    ['TMDB_ACCES_TOKEN', 'TMDB_ACCESS_TOKEN'],
    ['TMDB_ACCESS_TOKENS', 'TMDB_ACCESS_TOKEN'],
    ['TMDB_APY_KEY', 'TMDB_API_KEY'],
    ['TMDB_AIP_URL', 'TMDB_API_URL'],
    ['port', 'PORT'],
    ['Cors_Origin', 'CORS_ORIGINS'],
    ['NODE_EVN', 'NODE_ENV'],
    ['https-proxy', 'HTTPS_PROXY'],
  ])('names %s as %s in a warning, without its value', (name, meant) => {
    const { warnings } = readConfig({ [name]: 'hush-hush' });
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^${name}: .*Did you mean ${meant}\\?$`, 'i'))]);
    expect(warnings.join()).not.toContain('hush-hush');
  });

  it('names them beside the variables that are not valid', () => {
    expect(errorOf({ PORT: 'x', TMDB_ACCES_TOKEN: 't' }).problems).toEqual([
      expect.stringMatching(/^PORT: /),
      expect.stringMatching(/^TMDB_ACCES_TOKEN: /),
    ]);
  });

  it.each([
    { TMDB_ACCES_TOKEN: ' ' },
    { TMDB_TOKEN: 't', PATH: '/bin', TMDB_ACESS_TOKENS: 't' },
    { https_proxy: 'http://a.example', HTTPS_PROXY: 'http://b.example', HTTP_PROXY: 'http://c.example', no_proxy: '*', NO_PROXY: '*' },
    Object.fromEntries(Object.entries(VARIABLES).map(([name, { good }]) => [name, APART.get(name) ?? good[0]?.[0] ?? ''])),
  ])('are not seen in %j', (env) => {
    expect(readConfig(env).warnings).toEqual([]);
  });
});
