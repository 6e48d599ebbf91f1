import { createLog, type Log } from '../../src/ops/log.ts';
import type { LogLevel } from '../../src/config.ts';

/** A log whose lines are kept. */
export interface KeptLog {
  readonly log: Log;
  readonly text: string[];
  readonly lines: Record<string, unknown>[];
}

export function keepLog(level: LogLevel = 'info'): KeptLog {
  const text: string[] = [];
  const log = createLog(level, { write: (line) => void text.push(line) });
  return {
    log,
    text,
    get lines() {
      return text.map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}
