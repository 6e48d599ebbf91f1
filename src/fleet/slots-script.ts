import type { Redis } from 'ioredis';

/** Length of the window in which Redis grants a second's slots, in ms: longer than a second, since slots are reached late. */
export const WINDOW = 1020;

/** Length of the window in which it grants a quarter of them, in ms. A quarter of the long window would make up for no lateness. */
const QUARTER_WINDOW = 230;

/**
 * The one script, which counts the processes and grants slots by the time of Redis itself.
 *
 * - `log` has the granted slots by their time, future ones included. The next one is due now or when the window, a quarter of
 *   it and the hold allow; only if that lies in the future it also keeps the even distance. So an idle fleet gets bursts, and a
 *   busy one is evenly spaced, which makes its processes take turns.
 * - `members` has each process by its last sign of life; `senders` has those that send by Redis. A process that lost Redis goes
 *   on with its part of the limit, so the others have only theirs: `limit × senders ÷ size`. A process counts as a sender for
 *   `absence` ms, which is shorter than it waits before it goes on alone, and keeps its part for five times as long.
 * - `expected` is the size that a process knew which comes back: when Redis lost its memory, the first one must not get the whole
 *   limit while the others still send by themselves. It ends by itself, as it would otherwise be told for ever.
 * - `hold` is set when it is missing, because then the log is missing too: the slots of the last window are unknown.
 * - `turns` orders the members, so that those without Redis can take turns.
 * - `notices` are messages of processes to all others, which travel in each answer.
 *
 * When Redis' clock is set back, all of these times lie in the future. Then everything begins anew, as after a loss of memory: slots
 * that seem to be granted in an hour would stop the fleet for as long.
 *
 * The flag lets it run where memory is full: its keys have a bounded size. It needs Redis 7 or Valkey.
 */
export const SLOTS_SCRIPT = `#!lua flags=allow-oom
local log, members, senders, turns, expected, hold, notices = unpack(KEYS)
local command, id, sends, told, seen = ARGV[1], ARGV[2], ARGV[3] == '1', tonumber(ARGV[4]), tonumber(ARGV[5])
local limit, window, quarter = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local OWN = 9
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function text(number) return string.format('%.3f', number) end

if command == 'leave' or command == 'return' then
  for index = OWN, #ARGV do redis.call('ZREM', log, ARGV[index]) end
end
if command == 'leave' then
  for _, key in ipairs({ members, senders, turns }) do redis.call('ZREM', key, id) end
  return {}
end

local latest = tonumber(redis.call('ZRANGE', members, -1, -1, 'WITHSCORES')[2] or 0)
if latest > now + 100 then
  told = math.max(told, redis.call('ZCARD', members))
  redis.call('DEL', log, members, senders, turns, hold, notices)
end
redis.call('ZADD', members, text(now), id)
redis.call('ZADD', turns, 0, id)
-- 300 signs of life a second in all, and one each 300 ms at most.
local absence = math.max(1000, redis.call('ZCARD', members) * 100 / 9)
local gone = redis.call('ZRANGEBYSCORE', members, '-inf', text(now - 5 * absence), 'LIMIT', 0, 100)
if #gone > 0 then
  redis.call('ZREM', members, unpack(gone))
  redis.call('ZREM', turns, unpack(gone))
end
if sends then redis.call('ZADD', senders, text(now), id) end
redis.call('ZREMRANGEBYSCORE', senders, '-inf', text(now - absence))

local known = tonumber(redis.call('GET', expected) or 0)
if told > known then
  if known > 0 then redis.call('SET', expected, told, 'KEEPTTL') else redis.call('SET', expected, told, 'PX', string.format('%.0f', 5 * absence)) end
  known = told
end
local size = math.max(known, redis.call('ZCARD', members))

local held = tonumber(redis.call('GET', hold))
if not held then
  held = now + window
  redis.call('SET', hold, text(held))
end

local wait = 0
if command == 'reserve' then
  local share = limit * math.min(1, redis.call('ZCARD', senders) / size)
  local count = math.max(1, math.floor(share))
  local span = window * math.max(1, 1 / share)
  redis.call('ZREMRANGEBYSCORE', log, '-inf', text(now - span))
  local function nth(rank) return tonumber(redis.call('ZRANGE', log, -rank, -rank, 'WITHSCORES')[2] or 0) end
  local last = nth(1)
  local at = math.max(now, held, last, nth(count) + span, nth(math.ceil(count / 4)) + quarter)
  if at > now then at = math.max(at, last + span / count) end
  wait = at - now
  if wait <= tonumber(ARGV[OWN + 1]) then redis.call('ZADD', log, text(at), ARGV[OWN]) end
elseif command == 'move' then
  redis.call('ZADD', log, 'XX', text(now), ARGV[OWN])
elseif command == 'tell' then
  redis.call('HSET', notices, ARGV[OWN], table.concat({ text(now), text(now + ARGV[OWN + 1]), id }, ' '))
end

local answer = { text(wait), size, text(absence), redis.call('ZRANK', turns, id), text(now) }
local all = redis.call('HGETALL', notices)
for index = 1, #all, 2 do
  local told_at, over_at, author = string.match(all[index + 1], '^(%S+) (%S+) (%S+)$')
  if tonumber(over_at) <= now then
    redis.call('HDEL', notices, all[index])
  elseif author ~= id and tonumber(told_at) > seen then
    for _, part in ipairs({ all[index], told_at, text(over_at - now) }) do table.insert(answer, part) end
  end
end
return answer
`;

/** What a process tells with each command. */
export interface Sender {
  readonly id: string;
  /** Whether it sends by Redis, not by itself. */
  readonly sends: boolean;
  /** The size of the fleet that it knew when it lost Redis; 0 once Redis knows. */
  readonly told: number;
  /** When its newest notice was written, by Redis' clock. */
  readonly seen: number;
}

export type Command =
  /** A sign of life. */
  | readonly ['beat']
  /** Reserves the next slot, unless it is due in more than this number of ms. */
  | readonly ['reserve', name: string, maxWait: number]
  /** Gives slots back. */
  | readonly ['return', ...names: string[]]
  /** The request of a slot was sent late: it counts from now. */
  | readonly ['move', name: string]
  /** Tells all processes something that holds for this number of ms. */
  | readonly ['tell', notice: string, duration: number]
  /** Says goodbye, and gives slots back. */
  | readonly ['leave', ...names: string[]];

export interface Notice {
  readonly text: string;
  /** When it was written, by Redis' clock. */
  readonly at: number;
  /** For how many more ms it holds. */
  readonly duration: number;
}

export interface Answer {
  /** The ms until the slot that was asked for. */
  readonly wait: number;
  /** Number of processes. */
  readonly size: number;
  /** After this number of ms without a command a process no longer counts as one that sends by Redis. */
  readonly absence: number;
  /** The number of this process among all, from 0. */
  readonly turn: number;
  /** Redis' clock, in ms. */
  readonly now: number;
  readonly notices: readonly Notice[];
}

const KEYS = ['log', 'members', 'senders', 'turns', 'expected', 'hold', 'notices'];

type Run = (command: Command, sender: Sender) => Promise<Answer>;

/**
 * Prepares the script.
 * @param name Of the fleet: processes with the same one share a limit.
 * @param limit Maximum number of slots in a window.
 * @param lua The script; simulations have one whose time is virtual.
 */
export function prepareSlots(redis: Redis, name: string, limit: number, lua = SLOTS_SCRIPT): Run {
  redis.defineCommand('slots', { numberOfKeys: KEYS.length, lua });
  // ioredis types no commands of one's own.
  const { slots } = redis as unknown as { slots(...args: readonly (string | number)[]): Promise<readonly (string | number)[]> };
  const keys = KEYS.map((key) => `{${name}}:${key}`);
  return async ([command, ...own], { id, sends, told, seen }) => {
    const answer = await slots.call(redis, ...keys, command, id, sends ? 1 : 0, told, seen, limit, WINDOW, QUARTER_WINDOW, ...own);
    return readAnswer(answer);
  };
}

function readAnswer([wait, size, absence, turn, now, ...rest]: readonly (string | number)[]): Answer {
  const notices: Notice[] = [];
  for (let index = 0; index < rest.length; index += 3) {
    notices.push({ text: String(rest[index]), at: Number(rest[index + 1]), duration: Number(rest[index + 2]) });
  }
  return { wait: Number(wait), size: Number(size), absence: Number(absence), turn: Number(turn), now: Number(now), notices };
}
