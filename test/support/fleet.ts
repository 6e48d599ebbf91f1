import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { most, undelayed, windowsOf } from '../load/windows.ts';
import type { MemberCommand, MemberReport } from './fleet-member.ts';
import { startSandboxProcess, type SandboxProcess } from './sandbox-process.ts';

/** One process of a fleet. */
export interface Member {
  readonly pid: number;
  report(): Promise<MemberReport>;
  /** Asks for distinct movies with this number of clients, each for one after the other, until there are 0. */
  load(clients: number, burst?: number): void;
  /** Says goodbye and ends. */
  leave(): Promise<void>;
  signal(name: NodeJS.Signals): void;
}

export interface TestFleet {
  readonly sandbox: SandboxProcess;
  readonly members: readonly Member[];
  /** Starts one more process. */
  add(redisUrl: string): Promise<Member>;
  /** Waits until each process takes part in the whole fleet, and has its share of connections. */
  joined(): Promise<void>;
  /** The failures of all processes in their last load. */
  failures(): Promise<string[]>;
  stop(): Promise<void>;
}

const MEMBER = fileURLToPath(new URL('fleet-member.ts', import.meta.url));

/** TMDB's latency, in milliseconds. */
const LATENCY = 40;

/** The ms after which a share of connections grows, and some more. */
const GROWTH = 1200;

/** The sandbox has every movie from this id on. */
const FIRST_MOVIE = 1_000_000;

/** Movies of one process: none is asked for by two. */
const MOVIES = 1_000_000;

/**
 * Starts processes that share one Redis and one sandbox, which enforces TMDB's limit.
 * @param redisUrls One for each process.
 * @param nodeOptions One list for each process.
 */
export async function startFleet(redisUrls: readonly string[], nodeOptions: readonly (readonly string[])[] = []): Promise<TestFleet> {
  const sandbox = await startSandboxProcess({ rateLimit: 50, latency: LATENCY });
  const members: Member[] = [];
  const ends: (() => Promise<unknown>)[] = [() => sandbox.stop()];
  const add = async (redisUrl: string): Promise<Member> => {
    const child = fork(MEMBER, [sandbox.origin, redisUrl], { execArgv: [...(nodeOptions[members.length] ?? [])] });
    const ended = once(child, 'exit');
    ends.push(() => {
      child.kill('SIGKILL');
      return ended;
    });
    let first = FIRST_MOVIE + members.length * MOVIES;
    const send = (command: MemberCommand): void => void child.send(command);
    const member: Member = {
      pid: child.pid ?? Number.NaN,
      async report() {
        send({ is: 'report' });
        const [report] = (await once(child, 'message')) as [MemberReport];
        return report;
      },
      load(clients, burst = 0) {
        send({ is: 'load', clients, first, burst });
        if (clients > 0) first += 10_000;
      },
      async leave() {
        send({ is: 'leave' });
        await ended;
      },
      signal: (name) => void child.kill(name),
    };
    await member.report();
    members.push(member);
    return member;
  };
  for (const url of redisUrls) await add(url);
  return {
    sandbox,
    members,
    add,
    async joined() {
      const states = async (): Promise<string[]> =>
        (await Promise.all(members.map((member) => member.report()))).map(({ mode, members: size }) => `${mode} ${size}`);
      await expect.poll(states, { timeout: 10_000, interval: 100 }).toEqual(members.map(() => `redis ${members.length}`));
      await sleep(GROWTH);
    },
    failures: async () => (await Promise.all(members.map((member) => member.report()))).flatMap(({ failures }) => failures),
    stop: async () => void (await Promise.all(ends.map((end) => end()))),
  };
}

export interface Arrivals {
  /** Most arrivals in any sliding second in which the sandbox was not held up. */
  readonly most: number;
  readonly perSecond: number;
  /** Requests by process. */
  readonly shares: readonly number[];
  /** Arrivals in each second since the first one. */
  readonly bySecond: readonly number[];
  readonly rejected: number;
  readonly sockets: number;
}

/** The process that asked for a movie. */
const memberOf = (url: string): number => Math.floor((Number(/\d{7,}/.exec(url)?.[0]) - FIRST_MOVIE) / MOVIES);

/** What arrived at the sandbox since its last reset. @param from Milliseconds after the first request from which the rate and the shares count. */
export async function arrivals({ sandbox, members }: Pick<TestFleet, 'sandbox' | 'members'>, from = 0): Promise<Arrivals> {
  const { requests, connections, delays } = await sandbox.seen();
  const times = requests.map(({ at }) => at);
  const begun = (times[0] ?? 0) + from;
  const counted = requests.filter(({ at }) => at >= begun);
  const duration = ((times.at(-1) ?? 0) - begun) / 1000;
  const perSecond = Map.groupBy(times, (at) => Math.floor((at - (times[0] ?? 0)) / 1000));
  return {
    most: most(undelayed(windowsOf(times), delays)),
    perSecond: counted.length / duration,
    shares: members.map((_, index) => counted.filter(({ url }) => memberOf(url) === index).length),
    bySecond: Array.from({ length: Math.ceil(duration + from / 1000) }, (_, second) => perSecond.get(second)?.length ?? 0),
    rejected: requests.filter(({ status }) => status === 429).length,
    sockets: connections.peak,
  };
}

/** Prints one line of figures. */
export const figures = (what: string, { most, perSecond, shares, sockets, rejected, bySecond }: Arrivals, more = ''): void =>
  console.log(
    `${what}: ${perSecond.toFixed(1)}/s, most in a second ${most}, by process ${shares.join(' ')}, ${sockets} sockets, ` +
      `${rejected} rejected; by second ${bySecond.join(' ')}${more && `; ${more}`}`,
  );
