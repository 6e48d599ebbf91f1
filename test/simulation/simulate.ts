import { Redis } from 'ioredis';
import { vi } from 'vitest';
import { createHeartbeat } from '../../src/fleet/heartbeat.ts';
import { createReservations } from '../../src/fleet/reservations.ts';
import { prepareSlots, SLOTS_SCRIPT, type Answer, type Command } from '../../src/fleet/slots-script.ts';

export interface Scenario {
  readonly processes: number;
  /** Requests a second of all processes together; Infinity when each always has work. */
  readonly demand: number;
  /** Virtual seconds that are measured. */
  readonly seconds: number;
}

export interface Outcome {
  readonly perSecond: number;
  /** Most slots in any sliding second. */
  readonly most: number;
  /** The fewest and the most slots of one process. */
  readonly fewest: number;
  readonly highest: number;
  /** Waits of requests for their slot, in ms. */
  readonly waits: { readonly p50: number; readonly p95: number };
  readonly commandsPerSecond: number;
}

const LIMIT = 48;
const MAX_WAIT = 10_000;

/** Virtual round trip to Redis, in ms. */
const ROUND_TRIP = 1;

/** Virtual seconds before the measurement. */
const WARM_UP = 15;

const realImmediate = setImmediate;

/**
 * Runs processes of a fleet in virtual time: with the product's own reservations and heartbeats, over its own script in a real
 * redis-server, in which only the clock is replaced.
 */
export async function simulate(url: string, { processes, demand, seconds }: Scenario): Promise<Outcome> {
  const redis = new Redis(url);
  await redis.flushall();
  const script = SLOTS_SCRIPT.replace("redis.call('TIME')", "{ redis.call('GET', 'virtual'), 0 }");
  const run = prepareSlots(redis, 'simulated', LIMIT, script);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'], now: 0 });
  try {
    /** Commands that arrive at Redis at this moment. */
    const arriving: (() => Promise<void>)[] = [];
    let commands = 0;
    const send = (id: string, command: Command): Promise<Answer> =>
      new Promise((resolve) => {
        setTimeout(() => {
          arriving.push(async () => {
            commands += 1;
            await redis.set('virtual', 1e6 + performance.now() / 1000);
            const answer = await run(command, { id, sends: true, told: 0, seen: 0 });
            setTimeout(resolve, ROUND_TRIP / 2, answer);
          });
        }, ROUND_TRIP / 2);
      });
    const members = Array.from({ length: processes }, (_, index) => createMember(`p${index}`, send));
    if (demand === Infinity) for (const member of members) member.work(Infinity);
    else arrive(members, demand);

    const from = WARM_UP * 1000;
    const until = from + seconds * 1000;
    let before = 0;
    while (performance.now() < until) {
      vi.advanceTimersToNextTimer();
      if (performance.now() < from) before = commands;
      for (const command of arriving.splice(0)) await command();
      await new Promise((resolve) => void realImmediate(resolve)); // Promises go on.
    }
    return outcomeOf(members, { from, seconds, commands: commands - before });
  } finally {
    vi.useRealTimers();
    redis.disconnect();
  }
}

/** Requests that arrive at random times at random processes. */
function arrive(members: readonly Member[], demand: number): void {
  const next = (): void => {
    members[Math.floor(Math.random() * members.length)]?.work(1);
    setTimeout(next, (-Math.log(1 - Math.random()) * 1000) / demand);
  };
  next();
}

interface Member {
  readonly slots: number[];
  readonly waits: readonly { readonly at: number; readonly wait: number }[];
  /** Adds this number of requests. */
  work(requests: number): void;
}

function createMember(id: string, send: (id: string, command: Command) => Promise<Answer>): Member {
  const slots: number[] = [];
  const waits: { at: number; wait: number }[] = [];
  const since: number[] = [];
  /** 1 when it always has work. */
  const more = { count: 0 };
  let names = 0;
  const heartbeat = createHeartbeat(() => void tell(['beat']));

  async function tell(command: Command): Promise<Answer> {
    const answer = await send(id, command);
    heartbeat.answered(ROUND_TRIP, answer.absence);
    return answer;
  }

  const reservations = createReservations({
    maxWait: MAX_WAIT,
    client: {
      send: tell,
      post: (command) => void tell(command),
      roundTrip: ROUND_TRIP,
      get interval() {
        return heartbeat.interval;
      },
    },
    onChange: update,
    newName: () => `${id}:${(names += 1)}`,
  });

  function update(): void {
    const now = performance.now();
    while (reservations.isDue && since.length + more.count > 0) {
      reservations.take();
      slots.push(now);
      waits.push({ at: now, wait: now - (since.shift() ?? now) });
    }
    const waiting = since.length + more.count;
    reservations.want(waiting, waiting);
  }

  setTimeout(heartbeat.now, Math.random() * 3000);
  return {
    slots,
    waits,
    work(requests) {
      if (requests === Infinity) more.count = 1;
      else since.push(performance.now());
      update();
    },
  };
}

function outcomeOf(members: readonly Member[], { from, seconds, commands }: { from: number; seconds: number; commands: number }): Outcome {
  const counted = members.map(({ slots }) => slots.filter((at) => at >= from));
  const all = counted.flat().toSorted((a, b) => a - b);
  const waits = members
    .flatMap((member) => member.waits.filter(({ at }) => at >= from))
    .map(({ wait }) => wait)
    .toSorted((a, b) => a - b);
  const quantile = (share: number): number => waits[Math.floor(share * waits.length)] ?? 0;
  const counts = counted.map((slots) => slots.length);
  return {
    perSecond: all.length / seconds,
    most: Math.max(...all.map((start, index) => all.findLastIndex((at) => at < start + 1000) - index + 1)),
    fewest: Math.min(...counts),
    highest: Math.max(...counts),
    waits: { p50: quantile(0.5), p95: quantile(0.95) },
    commandsPerSecond: commands / seconds,
  };
}
