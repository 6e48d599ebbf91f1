import { second } from './tmdb/duration.ts';
import type { Proxy } from './tmdb/engine/http/dispatcher.ts';
import { parseCountry, parseLanguage } from './tmdb/language.ts';
import type { Locale } from './tmdb/locale.ts';

export interface Config {
  /** No TMDB variable is set: the gateway runs on the sandbox, which whoever starts it has to provide. */
  readonly sandbox: boolean;
  readonly tmdbUrl: string;
  /** Base of picture addresses; null in the sandbox, where pictures come from the gateway's own listener. */
  readonly imageUrl: string | null;
  readonly accessToken: string | undefined;
  readonly apiKey: string | undefined;
  /** Requests a second. */
  readonly rateLimit: number;
  readonly maxConnections: number;
  /** Undefined when TMDB is asked directly. */
  readonly proxy: Proxy | undefined;
  readonly locale: Locale;
  readonly host: string;
  readonly port: number;
  readonly cacheMaxBytes: number;
  /** Milliseconds. */
  readonly operationDeadline: number;
  /** Most TMDB requests that one operation may need. */
  readonly operationMaxRequests: number;
  /** Tickets that may wait before operations are refused. */
  readonly queueMax: number;
  /** Whether the client's address is what `X-Forwarded-For` says. */
  readonly trustProxy: boolean;
  readonly graphiql: boolean;
  /** Whether anything is measured, and `/metrics` answers. */
  readonly metrics: boolean;
  /** Whether clients may read the schema. */
  readonly introspection: boolean;
  /** Pages of these origins may read answers; no others. */
  readonly corsOrigins: readonly string[];
  /** A folder of documents, or a JSON file of them, each by its hash. */
  readonly trustedDocuments: string | undefined;
  /** Whether these alone are run. */
  readonly trustedDocumentsOnly: boolean;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Names every bad variable at once, with what was expected. Never repeats a value: it may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`, options);
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
  expected: 'an http or https address without user, query or fragment',
  parse: (value) => {
    const usable = /^https?:\/\/[^?#@\s\\]+$/i.test(value) && URL.canParse(value);
    return usable ? value.replace(/\/$/, '') : undefined;
  },
};

const apiUrl: Parser<string> = {
  expected: `${url.expected}, and without the /3 or /4 that is put after it`,
  parse: (value) => {
    const parsed = url.parse(value);
    return parsed !== undefined && /\/[34]\/*$/.test(parsed) ? undefined : parsed;
  },
};

/** May hold a user and a password. */
const proxyUrl: Parser<string> = {
  expected: 'an http or https address of a proxy',
  parse: (value) => (/^https?:\/\/[^\s\\]+$/i.test(value) && URL.canParse(value) ? value : undefined),
};

const hostNames: Parser<string> = {
  expected: 'names of hosts with commas between, or *',
  parse: (value) => (/^[\w.*:/[\]\s,-]{1,4000}$/.test(value) ? value : undefined),
};

const secret: Parser<string> = {
  expected: 'a credential as TMDB gives it: letters, digits, dots, dashes and underscores',
  parse: (value) => (/^[\w.-]{1,2048}$/.test(value) ? value : undefined),
};

const hostName: Parser<string> = {
  expected: 'a host name or an address',
  parse: (value) => (/^[\w.:-]{1,255}$/.test(value) ? value : undefined),
};

/** As browsers send it. */
const isOrigin = (one: string): boolean => /^https?:\/\/[\w.:[\]-]+$/.test(one) && URL.canParse(one) && new URL(one).origin === one;

const origins: Parser<readonly string[]> = {
  expected: 'origins such as https://films.example, with commas between them',
  parse: (value) => {
    const all = value.split(',').map((one) => one.trim());
    return all.every(isOrigin) ? all : undefined;
  },
};

const path: Parser<string> = {
  expected: 'the path of a file or a folder',
  parse: (value) => (value.includes('\0') ? undefined : value),
};

const oneOf = <T extends string>(values: readonly T[]): Parser<T> => ({
  expected: `one of ${values.join(', ')}`,
  parse: (value) => values.find((one) => one === value),
});

const locale = (parser: (raw: unknown) => string, expected: string): Parser<string> => ({
  expected,
  parse: (value) => {
    try {
      return parser(value);
    } catch {
      return undefined;
    }
  },
});

/**
 * Reads the environment. Pure: an empty or missing variable has its default.
 * @throws ConfigError
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  function read<T>(name: string, parser: Parser<T>): T | undefined {
    const value = env[name]?.trim();
    if (!value) return undefined;
    const parsed = parser.parse(value);
    if (parsed === undefined) problems.push(`${name}: expected ${parser.expected}.`);
    return parsed;
  }

  const accessToken = read('TMDB_ACCESS_TOKEN', secret);
  const apiKey = read('TMDB_API_KEY', secret);
  const tmdbUrl = read('TMDB_API_URL', apiUrl);
  const imageUrl = read('TMDB_IMAGE_URL', url);
  // As curl reads them: lower case is the older spelling.
  const proxy: Proxy = {
    https: read('https_proxy', proxyUrl) ?? read('HTTPS_PROXY', proxyUrl),
    http: read('http_proxy', proxyUrl) ?? read('HTTP_PROXY', proxyUrl),
    none: read('no_proxy', hostNames) ?? read('NO_PROXY', hostNames),
  };
  const sandbox = !env['TMDB_ACCESS_TOKEN']?.trim() && !env['TMDB_API_KEY']?.trim() && !env['TMDB_API_URL']?.trim();
  const config: Config = {
    sandbox,
    tmdbUrl: tmdbUrl ?? 'https://api.themoviedb.org',
    imageUrl: imageUrl ?? (sandbox ? null : 'https://image.tmdb.org/t/p'),
    accessToken,
    apiKey,
    rateLimit: read('TMDB_RATE_LIMIT', wholeNumber(1, 1_000_000)) ?? 50,
    maxConnections: read('TMDB_MAX_CONNECTIONS', wholeNumber(1, 1000)) ?? 18,
    proxy: proxy.https === undefined && proxy.http === undefined ? undefined : proxy,
    locale: {
      languages: [read('TMDB_LANGUAGE', locale(parseLanguage, 'a language such as de or pt-BR')) ?? 'en-US'],
      region: read('TMDB_REGION', locale(parseCountry, 'a country such as DE')),
      watchRegion: read('TMDB_WATCH_REGION', locale(parseCountry, 'a country such as DE')),
      includeAdult: read('TMDB_INCLUDE_ADULT', boolean) ?? false,
    },
    host: read('HOST', hostName) ?? '127.0.0.1',
    port: read('PORT', wholeNumber(0, 65_535)) ?? 4000,
    cacheMaxBytes: read('CACHE_MAX_BYTES', wholeNumber(1_000_000, 1e12)) ?? 128 * 1024 * 1024,
    operationDeadline: read('OPERATION_DEADLINE_MS', wholeNumber(100, 600_000)) ?? 10 * second,
    operationMaxRequests: read('OPERATION_MAX_REQUESTS', wholeNumber(1, 10_000)) ?? 100,
    queueMax: read('QUEUE_MAX', wholeNumber(1, 100_000)) ?? 150,
    trustProxy: read('TRUST_PROXY', boolean) ?? false,
    graphiql: read('GRAPHIQL', boolean) ?? true,
    metrics: read('METRICS', boolean) ?? true,
    introspection: read('INTROSPECTION', boolean) ?? true,
    corsOrigins: read('CORS_ORIGINS', origins) ?? [],
    trustedDocuments: read('TRUSTED_DOCUMENTS', path),
    trustedDocumentsOnly: read('TRUSTED_DOCUMENTS_ONLY', boolean) ?? false,
    logLevel: read('LOG_LEVEL', oneOf(LOG_LEVELS)) ?? 'info',
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
