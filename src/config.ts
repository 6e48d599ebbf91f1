import { isProxyAddress, type TrustedProxies } from './http/client-address.ts';
import { isOneSlipAway } from './spelling.ts';
import { second } from './tmdb/duration.ts';
import type { Proxy } from './tmdb/engine/http/proxy.ts';
import { knownLanguage, languageChain, parseCountry } from './tmdb/language.ts';
import type { Locale } from './tmdb/locale.ts';

export interface Config {
  /** Whether the gateway needs the sandbox, which its caller has to start. */
  readonly sandbox: boolean;
  readonly tmdbUrl: string;
  /** Base URL of images; null with the sandbox, whose images the gateway itself serves. */
  readonly imageUrl: string | null;
  readonly accessToken: string | undefined;
  readonly apiKey: string | undefined;
  /** TMDB requests per second. */
  readonly rateLimit: number;
  readonly maxConnections: number;
  /** Of the Redis that the processes of a fleet share. May contain a user and a password. */
  readonly redisUrl: string | undefined;
  /** Path of the file in which one process alone keeps what it cached. */
  readonly cacheFile: string | undefined;
  readonly cacheFileMaxBytes: number;
  /** Undefined for direct connections to TMDB. */
  readonly proxy: Proxy | undefined;
  readonly locale: Locale;
  readonly host: string;
  readonly port: number;
  /** The path below which clients see the gateway, such as `/api`; empty at the root. */
  readonly basePath: string;
  /** A port for `/metrics` alone; undefined when it is on the public port. */
  readonly metricsPort: number | undefined;
  /** Milliseconds after a SIGTERM in which everything is still served, while `/ready` already says no. */
  readonly shutdownDelay: number;
  readonly cacheMaxBytes: number;
  /** Milliseconds. */
  readonly operationDeadline: number;
  /** Maximum number of TMDB requests per operation. */
  readonly operationMaxRequests: number;
  /** Number of waiting TMDB requests from which on operations are refused. */
  readonly queueMax: number;
  /** The proxies whose `X-Forwarded-For` is believed; true for one proxy. */
  readonly trustProxy: TrustedProxies;
  readonly graphiql: boolean;
  /** Whether clients are strangers: the first page then says little. */
  readonly production: boolean;
  /** Whether the gateway collects metrics and serves `/metrics`. */
  readonly metrics: boolean;
  /** Whether answers name what they were made of, so that caches outside can purge them. */
  readonly cacheTags: boolean;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Origins whose pages may read responses. */
  readonly corsOrigins: readonly string[];
  /** Names of request headers that these pages may send, beside those that the gateway reads. */
  readonly corsHeaders: readonly string[];
  /** Path of a folder or a JSON file with documents by hash. */
  readonly trustedDocuments: string | undefined;
  /** Whether only these documents may run. */
  readonly trustedDocumentsOnly: boolean;
  readonly logLevel: LogLevel;
  /** Sentences for the operator about variables that are probably misspelled. */
  readonly warnings: readonly string[];
  /** False in tests of look-ahead alone, which no variable sets. */
  readonly lookAhead?: boolean;
  /** False in tests of the way that all requests can take, which no variable sets. */
  readonly fastPath?: boolean;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Lists every invalid variable with the expected value. Never repeats a value, which may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: { readonly cause?: unknown }) {
    super(`The configuration is not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, options);
    this.problems = problems;
  }
}

type Parser<T> = { readonly expected: string; readonly parse: (value: string) => T | undefined };

const wholeNumber = (min: number, max: number): Parser<number> => ({
  expected: `a whole number from ${min} to ${max}`,
  parse: (value) => (/^\d{1,15}$/.test(value) && Number(value) >= min && Number(value) <= max ? Number(value) : undefined),
});

const boolean: Parser<boolean> = {
  expected: 'true or false',
  parse: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
};

const url: Parser<string> = {
  expected: 'an http or https URL without user, query or fragment, such as https://tmdb.example',
  parse: (value) => {
    const usable = /^https?:\/\/[^?#@\s\\]+$/i.test(value) && URL.canParse(value);
    return usable ? value.replace(/\/$/, '') : undefined;
  },
};

const apiUrl: Parser<string> = {
  expected: `${url.expected}, and without the /3 or /4 of a version at its end`,
  parse: (value) => {
    const parsed = url.parse(value);
    return parsed !== undefined && /\/[34]\/*$/.test(parsed) ? undefined : parsed;
  },
};

/** May contain a user and a password. */
/** Whether a text is a URL whose user, password and path can be decoded. */
function isDecodable(value: string): boolean {
  try {
    const { username, password, pathname } = new URL(value);
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const ENCODED = 'with the special characters of its password percent-encoded';

const proxyUrl: Parser<string> = {
  expected: `the http or https URL of a proxy, such as http://proxy.internal:3128, ${ENCODED}`,
  parse: (value) => (/^https?:\/\/[^\s\\]+$/i.test(value) && isDecodable(value) ? value : undefined),
};

const redisUrl: Parser<string> = {
  expected: `the URL of Redis or Valkey, such as redis://redis.internal:6379 or, with TLS, rediss://, ${ENCODED}`,
  parse: (value) => (/^rediss?:\/\/[^\s\\#]+$/i.test(value) && isDecodable(value) ? value : undefined),
};

const hostNames: Parser<string> = {
  expected: 'host names separated by commas, such as localhost,.example, or *',
  parse: (value) => (/^[\w.*:/[\]\s,-]{1,4000}$/.test(value) ? value : undefined),
};

const secret: Parser<string> = {
  expected: 'a credential as TMDB issues it, of letters, digits, dots, dashes and underscores',
  parse: (value) => (/^[\w.-]{1,2048}$/.test(value) ? value : undefined),
};

const hostName: Parser<string> = {
  expected: 'a host name or an IP address, such as 0.0.0.0',
  parse: (value) => (/^[\w.:-]{1,255}$/.test(value) ? value : undefined),
};

/** Whether a text is an origin as browsers send it. */
export const isOrigin = (text: string): boolean =>
  /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const origins: Parser<readonly string[]> = {
  expected: 'origins separated by commas, such as https://movies.example',
  parse: (value) => {
    const all = value.split(',').map((one) => one.trim());
    return all.every(isOrigin) ? all : undefined;
  },
};

const headerNames: Parser<readonly string[]> = {
  expected: 'names of request headers separated by commas, such as X-Request-Id,X-Client-Version',
  parse: (value) => {
    const all = value.split(',').map((one) => one.trim());
    return all.every((one) => /^[a-z0-9][\w.-]{0,99}$/i.test(one)) ? all : undefined;
  },
};

const proxies: Parser<TrustedProxies> = {
  expected:
    'true, false, the number of your proxies (1 to 100), or their addresses and ranges separated by commas, such as loopback,10.0.0.0/8',
  parse: (value) => {
    const counted = boolean.parse(value) ?? wholeNumber(1, 100).parse(value);
    if (counted !== undefined) return counted;
    const all = value.split(',').map((one) => one.trim());
    return all.every(isProxyAddress) ? all : undefined;
  },
};

const basePath: Parser<string> = {
  expected: 'a path with a slash at its beginning and none at its end, without query, such as /api',
  parse: (value) => (/^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/.test(value) && value.length <= 1000 ? value : undefined),
};

const path: Parser<string> = {
  expected: 'the path of a file or folder, such as ./documents.json',
  parse: (value) => (value.includes('\0') ? undefined : value),
};

const oneOf = <T extends string>(values: readonly T[]): Parser<T> => ({
  expected: `one of ${values.join(', ')}`,
  parse: (value) => values.find((one) => one === value),
});

const country: Parser<string> = {
  expected: 'an ISO 3166-1 alpha-2 country code, such as US',
  parse: (value) => {
    try {
      return parseCountry(value);
    } catch {
      return undefined;
    }
  },
};

const language: Parser<Locale['languages']> = {
  expected: 'the BCP 47 tag of a language that TMDB has, such as de or pt-BR',
  parse: (value) => {
    const tag = knownLanguage(value);
    const [first, ...others] = tag === undefined ? [] : languageChain([tag]);
    return first === undefined ? undefined : [first, ...others];
  },
};

type Environment = Readonly<Record<string, string | undefined>>;

const NO_UPSTREAM =
  'TMDB_ACCESS_TOKEN: expected, or TMDB_API_KEY or TMDB_API_URL, since NODE_ENV is production or SANDBOX is false. SANDBOX=true serves invented movies.';

/**
 * Reads the environment. An empty or missing variable has its default. Pure.
 * @throws ConfigError
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const known = new Set(['NODE_ENV']);
  function read<T>(name: string, parser: Parser<T>): T | undefined {
    known.add(name);
    const value = env[name]?.trim();
    if (!value) return undefined;
    const parsed = parser.parse(value);
    if (parsed === undefined) problems.push(`${name}: expected ${parser.expected}.`);
    return parsed;
  }

  /** Reads a variable in either case. As in curl, the older lower-case spelling wins. */
  function readEither<T>(name: string, parser: Parser<T>): T | undefined {
    known.add(name);
    return read(name.toLowerCase(), parser) ?? read(name, parser);
  }

  const accessToken = read('TMDB_ACCESS_TOKEN', secret);
  const apiKey = read('TMDB_API_KEY', secret);
  const tmdbUrl = read('TMDB_API_URL', apiUrl);
  const imageUrl = read('TMDB_IMAGE_URL', url);
  const proxy: Proxy = {
    https: readEither('HTTPS_PROXY', proxyUrl),
    http: readEither('HTTP_PROXY', proxyUrl),
    none: readEither('NO_PROXY', hostNames),
  };
  const isUpstreamSet = ['TMDB_ACCESS_TOKEN', 'TMDB_API_KEY', 'TMDB_API_URL'].some((name) => env[name]?.trim());
  const production = env['NODE_ENV']?.trim() === 'production';
  const sandbox = read('SANDBOX', boolean) ?? (!isUpstreamSet && !production);
  if (!sandbox && !isUpstreamSet) problems.push(NO_UPSTREAM);
  const config: Omit<Config, 'warnings'> = {
    sandbox,
    tmdbUrl: (sandbox ? undefined : tmdbUrl) ?? 'https://api.themoviedb.org',
    imageUrl: imageUrl ?? (sandbox ? null : 'https://image.tmdb.org/t/p'),
    accessToken: sandbox ? undefined : accessToken,
    apiKey: sandbox ? undefined : apiKey,
    rateLimit: read('TMDB_RATE_LIMIT', wholeNumber(1, 1_000_000)) ?? 50,
    maxConnections: read('TMDB_MAX_CONNECTIONS', wholeNumber(1, 1000)) ?? 18,
    redisUrl: read('REDIS_URL', redisUrl),
    cacheFile: read('CACHE_FILE', path),
    cacheFileMaxBytes: read('CACHE_FILE_MAX_BYTES', wholeNumber(1_000_000, 1e12)) ?? 512 * 1024 * 1024,
    proxy: proxy.https === undefined && proxy.http === undefined ? undefined : proxy,
    locale: {
      languages: read('TMDB_LANGUAGE', language) ?? ['en-US'],
      region: read('TMDB_REGION', country),
      watchRegion: read('TMDB_WATCH_REGION', country),
      includeAdult: read('TMDB_INCLUDE_ADULT', boolean) ?? false,
    },
    host: read('HOST', hostName) ?? '127.0.0.1',
    port: read('PORT', wholeNumber(0, 65_535)) ?? 4000,
    basePath: read('BASE_PATH', basePath) ?? '',
    metricsPort: read('METRICS_PORT', wholeNumber(0, 65_535)),
    shutdownDelay: read('SHUTDOWN_DELAY_MS', wholeNumber(0, 600_000)) ?? (production ? 3 * second : 0),
    cacheMaxBytes: read('CACHE_MAX_BYTES', wholeNumber(1_000_000, 1e12)) ?? 84 * 1024 * 1024,
    operationDeadline: read('OPERATION_DEADLINE_MS', wholeNumber(100, 600_000)) ?? 10 * second,
    operationMaxRequests: read('OPERATION_MAX_REQUESTS', wholeNumber(1, 10_000)) ?? 100,
    queueMax: read('QUEUE_MAX', wholeNumber(1, 100_000)) ?? 150,
    trustProxy: read('TRUST_PROXY', proxies) ?? false,
    graphiql: read('GRAPHIQL', boolean) ?? true,
    production,
    metrics: read('METRICS', boolean) ?? true,
    cacheTags: read('CACHE_TAGS', boolean) ?? false,
    introspection: read('INTROSPECTION', boolean) ?? true,
    corsOrigins: read('CORS_ORIGINS', origins) ?? [],
    corsHeaders: read('CORS_HEADERS', headerNames) ?? [],
    trustedDocuments: read('TRUSTED_DOCUMENTS', path),
    trustedDocumentsOnly: read('TRUSTED_DOCUMENTS_ONLY', boolean) ?? false,
    logLevel: read('LOG_LEVEL', oneOf(LOG_LEVELS)) ?? 'info',
  };
  const { port, metrics, metricsPort } = config;
  if (metricsPort !== undefined && !metrics) problems.push('METRICS_PORT: expected METRICS to be true, or this to be unset.');
  if (metricsPort === port && port !== 0) problems.push('METRICS_PORT: expected another port than that of PORT.');
  if (config.redisUrl !== undefined && config.cacheFile !== undefined) {
    problems.push(
      'CACHE_FILE: expected REDIS_URL or CACHE_FILE, not both: with Redis the cache is there; a file is for one process without Redis.',
    );
  }
  const warnings = misspellings(env, known);
  if (problems.length > 0) throw new ConfigError([...problems, ...warnings]);
  return { ...config, warnings };
}

/** Names the variables that are spelled almost like a known one, and so have no effect. */
function misspellings(env: Environment, known: ReadonlySet<string>): string[] {
  return Object.keys(env).flatMap((name) => {
    if (known.has(name) || !env[name]?.trim()) return [];
    const meant = [...known].find((one) => isOneSlipAway(name, one));
    return meant === undefined ? [] : [`${name}: not a variable of the gateway, so without effect. Did you mean ${meant}?`];
  });
}
