import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { second } from '../tmdb/duration.ts';
import type { Log } from './log.ts';

export type StopSignal = 'SIGTERM' | 'SIGINT';

const STDIN = 0;

/** Time in which a second Ctrl-C is still the first one: the terminal sends it to the whole group, and npm passes it on. */
const SAME_CTRL_C = second;

/**
 * Stops once at SIGTERM or SIGINT. Supervisors send these signals several times, so that a later one means nothing, apart from a
 * second Ctrl-C in a terminal, which ends the process at once.
 * @param stop Called with whether the signal is a Ctrl-C in a terminal.
 */
export function stopAtSignals(stop: (signal: StopSignal, isTerminal: boolean) => Promise<void>, log: Log): void {
  let stoppedAt: number | undefined;
  let isRepeated = false;
  const onSignal = (signal: StopSignal): void => {
    const isTerminal = signal === 'SIGINT' && isatty(STDIN);
    if (stoppedAt === undefined) {
      stoppedAt = performance.now();
      void stop(signal, isTerminal).then(endAtOnce);
    } else if (isTerminal && performance.now() - stoppedAt > SAME_CTRL_C) {
      process.exit(128 + constants.signals[signal]);
    } else if (!isRepeated) {
      isRepeated = true;
      log.info(`${signal} again: already stopping.`);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, onSignal);
}

/**
 * Leaves out the end of Node's environment, in which signals have their default action again: one that comes then would kill the
 * process in its last milliseconds.
 */
const endAtOnce = (): void => void process.once('exit', (code) => process.exit(code));
