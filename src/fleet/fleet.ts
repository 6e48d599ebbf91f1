import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { second } from '../tmdb/duration.ts';
import type { SharedLimit, SharedLimitListener, SharedSlot } from '../tmdb/engine/limits/shared-limit.ts';
import type { GrantedSlot, SlotSource } from './granted-slots.ts';
import { createOwnPart } from './own-part.ts';
import { createReservations, LATENESS } from './reservations.ts';
import { createScriptClient, type ScriptClient } from './script-client.ts';
import { watchRedisClock } from './redis-clock.ts';
import { createShare } from './share.ts';
import { WINDOW, type Answer, type Notice } from './slots-script.ts';

/**
 * How a process gets its slots: from Redis; alone, with its share of the limit, while Redis is away; or not at all, as it never
 * saw Redis and knows no other process. After a change the first slot comes some time later, when nothing that was sent before counts.
 */
type Mode = 'unknown' | 'redis' | 'alone';

/** The processes that share one limit through Redis. */
export interface Fleet extends SharedLimit {
  readonly mode: Mode;
  /** Tells the other processes that TMDB fails at this class of paths. */
  circuitOpened(paths: string): void;
  /** Gives back what is reserved, says goodbye and disconnects. */
  close(): Promise<void>;
  subscribe(listener: FleetListener): void;
}

export interface FleetListener extends SharedLimitListener {
  /** The circuit of this class of paths opened at another process, which is worth knowing for this many ms. */
  onCircuitOpened?(paths: string, duration: number): void;
}

export interface FleetOptions {
  /** A connection that fails at once and comes back by itself. */
  readonly redis: Redis;
  /** Processes with the same one share a limit. */
  readonly name: string;
  /** Maximum number of requests in a second. */
  readonly limit: number;
  /** Longest that a request waits, in ms: no slot beyond that is reserved. */
  readonly maxWait: number;
  readonly log: { info(text: string): void; warn(text: string): void };
}

/** Time for which an open circuit at another process counts, in ms. */
const ADVICE = 10 * second;

/** Longest round trip with which a process comes back to Redis, in ms: one near the time-out would lose it again at once. */
const GOOD = 100;

/** How often in a row Redis has to answer before a process comes back to it. */
const GOOD_ANSWERS = 2;

/** Joins the fleet. Nothing of it ever fails for Redis. */
export function createFleet({ redis, name, limit, maxWait, log }: FleetOptions): Fleet {
  const id = randomUUID();
  const listeners: FleetListener[] = [];
  let mode: Mode = 'unknown';
  let known = { size: 1, turn: 0, offset: 0 };
  let absence = second;
  let told = 0;
  let seen = 0;
  let goodAnswers = 0;
  let wasMissed = false;
  let names = 0;
  let source: SlotSource | undefined;
  let starting: NodeJS.Timeout | undefined;

  const onSlot = (): void => listeners.forEach((listener) => listener.onSlot?.());
  const clockStep = watchRedisClock();
  const share = createShare(() => listeners.forEach((listener) => listener.onMembers?.()));
  const client = createScriptClient({
    redis,
    name,
    limit,
    sender: () => ({ id, sends: mode === 'unknown' || source === reservations, told, seen }),
    onAnswer(answer, roundTrip) {
      learn(answer);
      goodAnswers = roundTrip <= GOOD ? goodAnswers + 1 : 0;
      if (mode === 'unknown' || (mode === 'alone' && goodAnswers >= GOOD_ANSWERS)) comeBack();
      return mode === 'redis' ? absence : undefined;
    },
    onMissed: goOnAlone,
  });
  const reservations = createReservations({
    maxWait,
    client,
    onChange: onSlot,
    newName: () => `${id}:${(names += 1)}`,
  });

  function learn({ size, turn, now, notices, ...answer }: Answer): void {
    known = { size, turn, offset: now - performance.now() };
    absence = answer.absence;
    told = 0;
    const step = clockStep(now);
    if (step === 'back') seen = 0; // Its notices are older now than those that came before.
    // For Redis the slots of the last second are long ago.
    if (step === 'forward' && mode === 'redis') enter('redis', WINDOW);
    share.set(size, absence);
    for (const notice of notices) {
      seen = Math.max(seen, notice.at);
      deliver(notice, listeners);
    }
  }

  /** Moves to a mode, in which the first slot is granted after this many ms. */
  function enter(is: 'redis' | 'alone', after: number): void {
    mode = is;
    source?.clear();
    clearTimeout(starting);
    source = is === 'alone' ? createOwnPart(limit, known, performance.now() + after, onSlot) : undefined;
    if (is === 'redis') starting = setTimeout(reserveFromNow, after);
    onSlot(); // What was due is void.
  }

  function reserveFromNow(): void {
    source = reservations;
    onSlot();
  }

  function comeBack(): void {
    log.info(`Redis answers: ${known.size} ${known.size === 1 ? 'process shares' : 'processes share'} the limit.`);
    // What this process sent alone is in no log, and must be over.
    enter('redis', mode === 'unknown' ? 0 : WINDOW);
  }

  function goOnAlone(): void {
    goodAnswers = 0;
    told = mode === 'unknown' ? 0 : known.size;
    if (mode === 'redis') {
      log.warn(`Redis does not answer: this process goes on alone, with a share of 1/${known.size} of the limit.`);
      // The others count it as one that sends by Redis until it is absent.
      enter('alone', absence + (WINDOW - second));
    } else if (mode === 'unknown' && !wasMissed) {
      wasMissed = true;
      log.warn('Redis does not answer: nothing is sent to TMDB until it does.');
    }
  }

  return {
    get mode() {
      return mode;
    },
    get members() {
      return known.size;
    },
    get delay() {
      return reservations.delay;
    },
    shareOf: share.of,
    want: (waiting, ready) => source?.want(waiting, ready),
    get isDue() {
      return source?.isDue ?? false;
    },
    take() {
      const slot = source?.take();
      return slot && (source === reservations ? reservedSlot(slot, client) : { sent() {}, end() {} });
    },
    refused: (paths, duration) => client.post(['tell', `refused ${paths}`, duration]),
    circuitOpened: (paths) => client.post(['tell', `circuit ${paths}`, ADVICE]),
    subscribe: (listener) => void listeners.push(listener),
    async close() {
      clearTimeout(starting);
      share.stop();
      const reserved = reservations.clear();
      source?.clear();
      source = undefined;
      await client.close(['leave', ...reserved]);
    },
  };
}

/** Hands on what another process told. */
function deliver({ text, duration }: Notice, listeners: readonly FleetListener[]): void {
  const [kind, paths = ''] = text.split(' ');
  for (const listener of listeners) {
    if (kind === 'refused') listener.onRefused?.(paths, duration);
    else listener.onCircuitOpened?.(paths, duration);
  }
}

/** A slot that is in Redis' log. */
function reservedSlot({ name, due }: GrantedSlot, client: ScriptClient): SharedSlot {
  let wasSent = false;
  return {
    sent() {
      wasSent = true;
      // Connecting took time: later slots have to keep their distance from now.
      if (performance.now() > due + LATENESS) client.post(['move', name]);
    },
    end() {
      if (!wasSent) client.post(['return', name]);
    },
  };
}
