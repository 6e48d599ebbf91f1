import type { Redis } from 'ioredis';
import { createHeartbeat } from './heartbeat.ts';
import { prepareSlots, type Answer, type Command, type Sender } from './slots-script.ts';

/** A process's line to the script in Redis. */
export interface ScriptClient {
  /** Rejects when Redis is away. */
  send(command: Command): Promise<Answer>;
  /** Sends a command whose answer does not matter. */
  post(command: Command): void;
  /** The shortest of the last round trips, in ms: delays of the processes do not count. */
  readonly roundTrip: number;
  /** Time between two signs of life of this process, in ms. */
  readonly interval: number;
  /** Sends a last command and disconnects. */
  close(command: Command): Promise<void>;
}

export interface ScriptClientOptions {
  /** A connection that fails at once and comes back by itself. */
  readonly redis: Redis;
  readonly name: string;
  readonly limit: number;
  /** What is told with each command. */
  readonly sender: () => Sender;
  /** Called for each answer. @returns The `absence` of the fleet; undefined while Redis has to prove that it is back. */
  readonly onAnswer: (answer: Answer, roundTrip: number) => number | undefined;
  /** Called when a command fails, and when the connection is lost. */
  readonly onMissed: () => void;
}

/** Connects, and sends a sign of life when no other command did for some time. */
export function createScriptClient({ redis, name, limit, sender, onAnswer, onMissed }: ScriptClientOptions): ScriptClient {
  const heartbeat = createHeartbeat(() => post(['beat']));
  const run = prepareSlots(redis, name, limit);
  let isClosed = false;

  async function send(command: Command): Promise<Answer> {
    if (isClosed) throw new Error('Redis is not connected.');
    const since = performance.now();
    try {
      const answer = await run(command, sender());
      const roundTrip = performance.now() - since;
      if (!isClosed) heartbeat.answered(roundTrip, onAnswer(answer, roundTrip));
      return answer;
    } catch (error) {
      miss();
      heartbeat.missed();
      throw error;
    }
  }

  const post = (command: Command): void => void send(command).catch(() => {});

  function miss(): void {
    if (!isClosed) onMissed();
  }

  redis.on('ready', heartbeat.now).on('close', miss);

  return {
    send,
    post,
    get roundTrip() {
      return heartbeat.roundTrip;
    },
    get interval() {
      return heartbeat.interval;
    },
    async close(command) {
      const last = run(command, sender());
      isClosed = true;
      heartbeat.stop();
      await last.catch(() => {});
      redis.disconnect();
    },
  };
}
