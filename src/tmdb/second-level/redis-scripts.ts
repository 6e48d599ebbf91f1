import type { Redis } from 'ioredis';
import { MAX_TTL } from './store.ts';

/*
 * Each entry is a string: Redis' time of the write in 13 digits, then the packed part. Its lock is a string too: the id of
 * the process that fetches the part, and of those that wait for it, separated by `|`. All times are Redis' own.
 */

const NOW = `local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)`;

/** Ends a lock if it is of the process `me`, and wakes the processes that wait for it. */
const RELEASE = `local function release(lock, part, me)
  local ids = redis.call('GET', lock)
  if not ids or ids:sub(1, #me) ~= me then return end
  redis.call('DEL', lock)
  for id in ids:sub(#me + 2):gmatch('[^|]+') do redis.call('PUBLISH', ARGV[2] .. id, part) end
end`;

/** How long a lock lasts that is not renewed, in ms: a process that dies holds no other one up for longer. */
const LOCK = 800;

/** A part that was fetched before a write may be stored up to this many ms after it. */
const GRACE = 1000;

/** Keys: for each part its entry, its lock, and the mark of its resource. Arguments: process, the least time to live of each. */
const GET = `#!lua flags=allow-oom
local me, found = ARGV[1], {}
for i = 2, #ARGV do
  local key, lock, mark = KEYS[3 * i - 5], KEYS[3 * i - 4], KEYS[3 * i - 3]
  local entry, ttl, fetched = redis.call('GET', key), 0, 0
  if entry then
    ttl = redis.call('PTTL', key)
    local changed = redis.call('GET', mark)
    if changed and tonumber(entry:sub(1, 13)) < tonumber(changed) then entry, ttl = false, 0 end
  end
  if ttl <= tonumber(ARGV[i]) then
    local ids = redis.call('GET', lock)
    if not ids then redis.call('SET', lock, me, 'PX', ${LOCK})
    elseif ids:sub(1, #me) ~= me then
      fetched = 1
      if not ids:find(me, 1, true) then redis.call('APPEND', lock, '|' .. me) end
    end
  end
  found[#found + 1] = entry and entry:sub(14) or ''
  found[#found + 1] = ttl
  found[#found + 1] = fetched
end
return found`;

/** Keys: for each part its entry and its lock. Arguments: process, channel, then key, bytes and time to live of each. */
const SET = `${NOW}
${RELEASE}
for i = 1, #KEYS / 2 do
  redis.call('SET', KEYS[2 * i - 1], string.format('%013.0f', now) .. ARGV[3 * i + 1], 'PX', ARGV[3 * i + 2])
  release(KEYS[2 * i], ARGV[3 * i], ARGV[1])
end`;

/** Keys: locks. Arguments: process. */
const RENEW = `for _, lock in ipairs(KEYS) do
  local ids = redis.call('GET', lock)
  if ids and ids:sub(1, #ARGV[1]) == ARGV[1] then redis.call('PEXPIRE', lock, ${LOCK}) end
end`;

/** Keys: locks. Arguments: process, channel, then the key of each. */
const END = `${RELEASE}
for i, lock in ipairs(KEYS) do release(lock, ARGV[i + 2], ARGV[1]) end`;

/** Keys: marks of resources. Arguments: channel, then a message for each. */
const INVALIDATE = `#!lua flags=allow-oom
${NOW}
for i, mark in ipairs(KEYS) do
  redis.call('SET', mark, string.format('%.0f', now + ${GRACE}), 'PX', ${MAX_TTL})
  redis.call('PUBLISH', ARGV[1], ARGV[i + 1])
end`;

type Argument = string | number | Buffer;

/** Runs the scripts; ioredis sends their digests, and their text when Redis does not know them. */
export interface Scripts {
  get(keys: readonly string[], args: readonly Argument[]): Promise<readonly (Buffer | number)[]>;
  set(keys: readonly string[], args: readonly Argument[]): Promise<unknown>;
  renew(keys: readonly string[], args: readonly Argument[]): Promise<unknown>;
  end(keys: readonly string[], args: readonly Argument[]): Promise<unknown>;
  invalidate(keys: readonly string[], args: readonly Argument[]): Promise<unknown>;
}

export function defineScripts(redis: Redis): Scripts {
  const run = (name: string, lua: string, isBinary = false) => {
    redis.defineCommand(name, { lua });
    // ioredis adds a method for each, of which its types know nothing.
    const methods = redis as unknown as Record<string, (...args: readonly unknown[]) => Promise<never>>;
    const method = isBinary ? `${name}Buffer` : name;
    return async (keys: readonly string[], args: readonly Argument[]): Promise<never> => {
      const call = methods[method];
      if (!call) throw new TypeError(`ioredis defines ${method}`);
      return call.call(redis, keys.length, ...keys, ...args);
    };
  };
  return {
    get: run('getParts', GET, true),
    set: run('setParts', SET),
    renew: run('renewLocks', RENEW),
    end: run('endLocks', END),
    invalidate: run('invalidateParts', INVALIDATE),
  };
}
