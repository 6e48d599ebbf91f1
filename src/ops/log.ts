import pino, { type DestinationStream } from 'pino';
import type { LogLevel } from '../config.ts';
import type { CircuitListener } from '../tmdb/engine/breaker.ts';
import type { TmdbError } from '../tmdb/error.ts';
import type { OperationRecord, Watcher } from './operations.ts';

/** What is written: lines of JSON, made only of the fields that are named here. */
export interface Log {
  readonly watcher: Watcher;
  /** That the gateway starts or stops: at every level but `silent`. */
  info(text: string): void;
  /** The same of what an operator hardly wants. */
  warn(text: string): void;
  /** That TMDB is taken to be down somewhere, and why, and that it is back. */
  readonly circuits: CircuitListener;
  /** A fault of the gateway itself. */
  error(error: unknown): void;
  /** Writes what is still in memory. */
  flush(): void;
}

/** One operation's line. Nothing else of an operation is ever written: no header, no variable, no address, no message. */
const FIELDS = {
  type: ({ type }) => type,
  operation: ({ name }) => name ?? null,
  outcome: ({ codes }) => (codes.length === 0 ? 'OK' : codes.join()),
  http: ({ http }) => http,
  ms: ({ duration }) => Math.round(duration * 10) / 10,
  requests: ({ cost }) => cost?.requests ?? 0,
  retries: ({ cost }) => cost?.retries ?? 0,
  appended: ({ cost }) => cost?.appended ?? 0,
  hits: ({ cost }) => cost?.hits ?? 0,
  stale: ({ cost }) => cost?.stale ?? 0,
  joined: ({ cost }) => cost?.joined ?? 0,
  waited: ({ cost }) => cost?.waited ?? 0,
} as const satisfies Record<string, (record: OperationRecord) => string | number | null>;

/** What an operator has to look into. */
const isAlarming = (code: string): boolean => code.startsWith('UPSTREAM_') || code === 'INTERNAL_SERVER_ERROR';

/** Why a request failed, in a word that is the same whoever is asked for what: never a message or an address. */
function reasonOf({ http, code, cause }: TmdbError): string {
  if (http !== undefined) return `HTTP ${http}`;
  const { code: errno } = (cause ?? {}) as { code?: unknown }; // Whatever was thrown below.
  return typeof errno === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(errno) ? errno : code;
}

/** Letters and digits in such a row are no words: an id of a session, a token, a key. */
const SECRET = /[\w+/=.-]{24,}/g;

/** The message may quote what it could not use, and a cause is not ours at all; frames are the names of our own functions. */
function faultFields(error: unknown): Record<'fault' | 'message' | 'stack', string> {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(typeof error);
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: name, message: message.replace(SECRET, '…'), stack: frames.map((line) => line.trim()).join('\n') };
}

/**
 * @param destination Where lines go; standard output when not given.
 */
export function createLog(level: LogLevel, destination: DestinationStream & { flushSync?(): void } = standardOutput()): Log {
  const logger = pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, destination);
  const always = logger.child({}, { level: level === 'silent' ? 'silent' : 'info' });
  return {
    watcher: () => ({
      ended(record) {
        const write = record.codes.some(isAlarming) ? 'warn' : 'info';
        if (!logger.isLevelEnabled(write)) return;
        const line: Record<string, string | number | null> = {};
        for (const [field, read] of Object.entries(FIELDS)) line[field] = read(record);
        logger[write](line, 'operation');
      },
    }),
    info: (text) => always.info(text),
    warn: (text) => always.warn(text),
    circuits: {
      onOpen: (paths, error) => logger.warn({ paths: `/${paths}`, reason: reasonOf(error) }, 'TMDB is taken to be down'),
      onClose: (paths) => logger.info({ paths: `/${paths}` }, 'TMDB answers again'),
    },
    error: (error) => logger.error(faultFields(error), 'The gateway failed at a query.'),
    flush: () => destination.flushSync?.(),
  };
}

/** Most bytes of lines that are kept for a slow reader. */
const MAX_UNREAD = 16_000_000;

/** JSON for whoever collects logs; in a terminal the same in words. */
function standardOutput(): DestinationStream & { flushSync?(): void } {
  // Not at once: a reader that is slow must not hold up the gateway. One that stands still loses lines.
  if (!process.stdout.isTTY) return pino.destination({ fd: 1, sync: false, maxLength: MAX_UNREAD });
  return { write: (line) => void process.stdout.write(readable(line)) };
}

/** One line of the log for a person: what is said as it is, everything else with its fields. */
export function readable(line: string): string {
  const { level, time, msg, stack, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const told = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== 0)
    .map(([name, value]) => `${name}=${String(value)}`);
  if (told.length === 0) return `${String(msg)}\n`;
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const frames = typeof stack === 'string' ? `\n    ${stack.replaceAll('\n', '\n    ')}` : '';
  return `${clock} ${String(level)} ${String(msg)} ${told.join(' ')}${frames}\n`;
}
