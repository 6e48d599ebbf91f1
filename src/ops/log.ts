import pino from 'pino';
import type { LogLevel } from '../config.ts';
import type { CircuitListener } from '../tmdb/engine/failures/failures.ts';
import type { TmdbError } from '../tmdb/error.ts';
import type { SecondLevelListener } from '../tmdb/second-level/second-level.ts';
import type { OperationListener, OperationObserver, OperationRecord } from './operation-record.ts';

/** Receives the lines of a log: a stream, for example. */
export interface LogDestination {
  write(line: string): void;
  /** Writes what is still in memory. */
  flushSync?(): void;
}

/** A log of JSON lines, with only the fields that this file names. */
export interface Log {
  readonly operationObserver: OperationObserver;
  /** Reports a start or a stop, at every level except `silent`. */
  info(text: string): void;
  /** The same for a state that the operator should change. */
  warn(text: string): void;
  /** Reports circuits that open, with the reason, and that close. */
  readonly circuits: CircuitListener;
  /** Reports that the memory below the one in memory is lost, with the reason, and that it is back. @param name Of its home. */
  secondLevel(name: string): Pick<SecondLevelListener, 'reads' | 'writes'>;
  /** Reports a fault of the gateway itself. */
  error(error: unknown): void;
  /** Writes lines that are still in memory. */
  flush(): void;
}

/** The fields of an operation's line. No variable, address or message of an operation is ever written, and of its headers only a trace id. */
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
  waited: ({ cost }) => cost?.waitedMs ?? 0,
  // Only the lines that have one carry these.
  tmdbStatus: ({ tmdbStatuses }) => (tmdbStatuses.length === 0 ? undefined : tmdbStatuses.join()),
  traceId: ({ traceId }) => traceId(),
} as const satisfies Record<string, (record: OperationRecord) => string | number | null | undefined>;

const FIELD_ENTRIES = Object.entries(FIELDS).map(([field, read]) => [`,"${field}":`, read] as const);

/** An operation's line, as pino would write it, but in half of the time: there is one for each answer. */
function operationLine(level: 'info' | 'warn', record: OperationRecord): string {
  let line = `{"level":"${level}","time":${Date.now()}`;
  for (const [field, read] of FIELD_ENTRIES) {
    const value = read(record);
    if (value !== undefined) line += field + (typeof value === 'number' ? value : JSON.stringify(value));
  }
  return `${line},"msg":"operation"}\n`;
}

/** Whether an operator has to look into it. */
const isAlarming = (code: string): boolean => code.startsWith('UPSTREAM_') || code === 'INTERNAL_SERVER_ERROR';

/** Why a request failed: an HTTP status, an errno or an error code, never a message or an address. */
export function reasonOf({ http, code, cause }: TmdbError): string {
  if (http !== undefined) return `HTTP ${http}`;
  const { code: errno } = (cause ?? {}) as { code?: unknown }; // A cause may be any value.
  return typeof errno === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(errno) ? errno : code;
}

/** A run of letters and digits that is too long for a word: a session id, a token, a key. */
const SECRET = /[\w+/=.-]{24,}/g;

/** The loggable fields of a fault. Its message may quote input, so secrets are cut; its cause is left out; its stack frames are safe. */
function faultFields(error: unknown): Record<'fault' | 'message' | 'stack', string> {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(typeof error);
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { fault: name, message: message.replace(SECRET, '…'), stack: frames.map((line) => line.trim()).join('\n') };
}

/** @param destination Receives the lines; standard output by default. */
export function createLog(level: LogLevel, destination: LogDestination = standardOutput()): Log {
  const logger = pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, destination);
  const always = logger.child({}, { level: level === 'silent' ? 'silent' : 'info' });
  const operationListener: OperationListener = {
    onEnd(record) {
      const ofRecord = record.codes.some(isAlarming) ? 'warn' : 'info';
      if (logger.isLevelEnabled(ofRecord)) destination.write(operationLine(ofRecord, record));
    },
  };
  return {
    operationObserver: () => operationListener,
    info: (text) => always.info(text),
    warn: (text) => always.warn(text),
    circuits: {
      onOpen: (paths, error) => logger.warn({ paths: `/${paths}`, reason: reasonOf(error) }, 'Circuit opened: TMDB fails at these paths.'),
      onClose: (paths) => logger.info({ paths: `/${paths}` }, 'Circuit closed: TMDB answers again.'),
    },
    secondLevel: (name) => ({
      reads: {
        onAway: (reason) => logger.warn({ reason }, `${name} cannot be read: parts are cached in memory alone.`),
        onBack: () => logger.info(`${name} can be read again.`),
      },
      writes: {
        onAway: (reason) => logger.warn({ reason }, `${name} cannot be written: what it has is still read.`),
        onBack: () => logger.info(`${name} can be written again.`),
      },
    }),
    error: (error) => logger.error(faultFields(error), 'Internal error.'),
    flush: () => destination.flushSync?.(),
  };
}

/** Maximum number of bytes buffered for a slow reader of the log. */
const MAX_UNREAD = 16_000_000;

/** Lines are written together, as each write wakes a thread: as soon as they have this number of bytes, and after this number of milliseconds. */
const WRITTEN_AT_ONCE = 60_000;
const LATEST_WRITE = 100;

/** Maximum number of bytes of one write: what a pipe of Linux holds. */
const MAX_WRITE = 65_536;

/** Writes JSON for log collectors, and text in a terminal. */
function standardOutput(): LogDestination {
  // Asynchronous: a slow reader must not hold up the gateway. A reader that stops loses lines.
  if (!process.stdout.isTTY) {
    const output = pino.destination({
      fd: 1,
      sync: false,
      minLength: WRITTEN_AT_ONCE,
      maxWrite: MAX_WRITE,
      periodicFlush: LATEST_WRITE,
      maxLength: MAX_UNREAD,
      contentMode: 'buffer',
    });
    // As bytes, which it joins only when it writes them.
    return { write: (line) => void output.write(Buffer.from(line) as unknown as string), flushSync: () => output.flushSync() };
  }
  return { write: (line) => void process.stdout.write(terminalLine(line)) };
}

/** Formats a line of the log for a terminal: its message, and its fields if it has any. */
export function terminalLine(line: string): string {
  const { level, time, msg, stack, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const shown = Object.entries(fields)
    .filter(([, value]) => value !== null && value !== 0)
    .map(([name, value]) => `${name}=${String(value)}`);
  if (shown.length === 0) return `${String(msg)}\n`;
  const clock = new Date(Number(time)).toTimeString().slice(0, 8);
  const frames = typeof stack === 'string' ? `\n    ${stack.replaceAll('\n', '\n    ')}` : '';
  return `${clock} ${String(level)} ${String(msg)} ${shown.join(' ')}${frames}\n`;
}
