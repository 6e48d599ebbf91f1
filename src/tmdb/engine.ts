import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Answer, PartCache } from './cache.ts';
import { minute } from './duration.ts';
import { GatewayError, TmdbError } from './error.ts';
import type { Limiter } from './limiter.ts';
import { plan } from './plan.ts';
import type { PlannedRequest } from './plan.ts';
import { partOf, resourceKey, wishKey } from './resource.ts';
import type { Wish } from './resource.ts';
import { pauseBeforeRetry } from './retry.ts';
import type { Transport } from './transport.ts';

/** The one door to TMDB. Everything that decides about requests is behind it. */
export interface Engine {
  /**
   * The document of a part: from the cache, joined to a request that is under way, or with the next request for its
   * resource. Documents are shared between operations and must not be changed.
   * @param signal Ends with the operation: the wish is then withdrawn, and the promise rejects with its reason.
   * @throws TmdbError
   */
  want<Doc>(wish: Wish<Doc>, signal: AbortSignal): Promise<Doc>;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly cache: PartCache;
  /** Longest that one operation waits (ms), so the longest that a `Retry-After` is waited for. */
  readonly patience: number;
}

/** How long "TMDB has no such thing" is remembered. No other failure is. */
const NOT_FOUND_LIFETIME = minute;

/** Most other names (IMDb ids) that are remembered. */
const MAX_REFS = 20_000;

/** A wish that is not answered yet, and all who wait for it. */
interface Pending {
  readonly wish: Wish;
  readonly key: string;
  readonly waiters: Set<Waiter>;
  attempts: number;
  /** Its key was missing when it was appended: asked once more, at its own path. */
  alone: boolean;
  /** Why the last attempt failed, while another one is still to come. */
  failure?: TmdbError;
  /** Set while a request carries it. */
  flight?: Flight;
}

interface Waiter {
  settle(answer: Answer): void;
}

interface Flight {
  readonly carries: readonly Pending[];
  readonly controller: AbortController;
}

/** A resource's place in the queue. What it will carry is decided when its slot comes. */
interface Ticket {
  readonly key: string;
  readonly waiting: Map<string, Pending>;
  readonly leave: AbortController;
  queued: boolean;
}

/** Where nothing can be appended, nothing can be shared: each wish has a ticket of its own. */
const ticketKey = ({ wish, key }: Pending): string => (wish.resource.appends ? resourceKey(wish) : key);

const stopping = (): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_UNAVAILABLE', message: 'The gateway is stopping.', fault: 'gateway', retry: 'no' });

const newPending = (wish: Wish): Pending => ({ wish, key: wishKey(wish), waiters: new Set(), attempts: 0, alone: false });

export function createEngine({ transport, limiter, cache, patience }: EngineOptions): Engine {
  const pendings = new Map<string, Pending>();
  const tickets = new Map<string, Ticket>();
  /** `movie/tt0133093` → `603` */
  const canonicalRefs = new LRUCache<string, string>({ max: MAX_REFS });
  const closing = new AbortController();

  const canonical = (wish: Wish): Wish => {
    const ref = canonicalRefs.get(resourceKey(wish));
    return ref === undefined ? wish : { ...wish, ref };
  };

  function waitFor(pending: Pending, signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        settle(answer) {
          signal.removeEventListener('abort', leave);
          if ('doc' in answer) resolve(answer.doc);
          else reject(answer.error);
        },
      };
      const leave = (): void => {
        pending.waiters.delete(waiter);
        // Whoever runs out of time while TMDB refuses is told of the refusal.
        reject(signal.reason instanceof GatewayError ? (pending.failure ?? signal.reason) : signal.reason);
        if (pending.waiters.size === 0) withdraw(pending);
      };
      pending.waiters.add(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Nobody waits any more: leave the queue without a slot, or break off the request when it carries nothing else. */
  function withdraw(pending: Pending): void {
    const { flight } = pending;
    if (flight) {
      if (flight.carries.some(({ waiters }) => waiters.size > 0)) return;
      for (const { key } of flight.carries) pendings.delete(key);
      flight.controller.abort();
      return;
    }
    pendings.delete(pending.key);
    const ticket = tickets.get(ticketKey(pending));
    ticket?.waiting.delete(pending.key);
    if (ticket?.waiting.size === 0) {
      tickets.delete(ticket.key);
      ticket.leave.abort();
    }
  }

  /** Takes up a wish into the ticket of its resource, which gets a place in the queue when it has none. */
  function enqueue(pending: Pending): void {
    const key = ticketKey(pending);
    const ticket = tickets.get(key) ?? { key, waiting: new Map<string, Pending>(), leave: new AbortController(), queued: false };
    tickets.set(key, ticket);
    ticket.waiting.set(pending.key, pending);
    queue(ticket, pending.attempts > 0 ? 1 : 0);
  }

  function queue(ticket: Ticket, priority: number): void {
    if (ticket.queued) return;
    ticket.queued = true;
    // A free slot comes at once; all that this turn of the event loop still wishes for has to be in the ticket by then.
    setImmediate(() => {
      const { signal } = ticket.leave;
      if (signal.aborted) return;
      limiter
        .slot(() => serve(ticket), { priority, signal })
        .catch(() => {
          // Left the queue; serve itself never rejects.
        });
    });
  }

  /** A slot came: sends the request that carries most; the rest keeps the ticket. */
  async function serve(ticket: Ticket): Promise<void> {
    ticket.queued = false;
    const [request] = plan([...ticket.waiting.values()]);
    if (!request) return;
    for (const { key } of request.brings) ticket.waiting.delete(key);
    if (ticket.waiting.size > 0) queue(ticket, 0);
    else tickets.delete(ticket.key);
    await fly(request, [...request.brings, ...unasked(request)]);
  }

  /** Details come with every appended part: whoever wishes for them meanwhile joins. */
  function unasked({ append, brings, query }: PlannedRequest<Pending>): Pending[] {
    const [first] = brings;
    if (!first || append.length === 0) return [];
    const details = newPending({ ...first.wish, part: 'details', query });
    if (pendings.has(details.key)) return [];
    pendings.set(details.key, details);
    return [details];
  }

  async function fly(request: PlannedRequest<Pending>, carries: readonly Pending[]): Promise<void> {
    const flight: Flight = { carries, controller: new AbortController() };
    for (const pending of carries) {
      pending.flight = flight;
      pending.attempts += 1;
    }
    try {
      const { json, maxAge } = await transport.send(request, flight.controller.signal);
      land(request, carries, json, maxAge);
    } catch (error) {
      if (flight.controller.signal.aborted) return;
      crash(flight, error as TmdbError);
    }
  }

  /** Cuts an answer into its parts. */
  function land({ append }: PlannedRequest, carries: readonly Pending[], json: Record<string, unknown>, maxAge: number): void {
    const details: Record<string, unknown> = { ...json };
    for (const part of append) delete details[part];
    if (carries.some(({ wish }) => wish.part === 'details')) learnRefs(carries, details);

    for (const pending of carries) {
      const { part } = pending.wish;
      const doc = part === 'details' ? details : append.length > 0 ? json[part] : json;
      if (doc === undefined) {
        missing(pending);
        continue;
      }
      keep(pending.wish, doc, maxAge);
      settle(pending, { doc });
    }
  }

  /** A film asked for by its IMDb id is kept under TMDB's, and found by either from now on. */
  function learnRefs([first]: readonly Pending[], details: Record<string, unknown>): void {
    if (!first) return;
    const [canonicalRef, ...others] = first.wish.resource.refs?.(details as never) ?? [];
    if (canonicalRef === undefined) return;
    for (const ref of others) canonicalRefs.set(resourceKey({ ...first.wish, ref }), canonicalRef);
  }

  function keep(wish: Wish, doc: unknown, maxAge: number): void {
    if (wish.scope !== undefined) return;
    const { floor, ceiling } = partOf(wish).fresh;
    cache.set(wishKey(canonical(wish)), { doc }, Math.min(Math.max(maxAge, floor), ceiling));
  }

  /** TMDB leaves out a part that failed inside it: asked again at its own path, once. */
  function missing(pending: Pending): void {
    delete pending.flight;
    pending.alone = true;
    if (pending.waiters.size === 0) pendings.delete(pending.key);
    else enqueue(pending);
  }

  function crash({ carries }: Flight, error: TmdbError): void {
    const attempts = Math.max(...carries.map((pending) => pending.attempts));
    const pause = pauseBeforeRetry(error, attempts);
    if (error.code === 'RATE_LIMITED' && pause !== undefined) limiter.pause(Math.min(pause, patience));
    if (pause === undefined || pause > patience) {
      for (const pending of carries) {
        if (error.code === 'NOT_FOUND' && pending.wish.scope === undefined) cache.set(pending.key, { error }, NOT_FOUND_LIFETIME);
        settle(pending, { error });
      }
      return;
    }
    for (const pending of carries) {
      delete pending.flight;
      pending.failure = error;
      if (pending.waiters.size === 0) pendings.delete(pending.key);
    }
    const again = (): void => {
      for (const pending of carries) if (pendings.get(pending.key) === pending) enqueue(pending);
    };
    // After a 429 the whole queue pauses; the wishes wait in it, in front.
    if (error.code === 'RATE_LIMITED') again();
    else sleep(pause, undefined, { signal: closing.signal }).then(again, () => {});
  }

  function settle(pending: Pending, answer: Answer): void {
    if (pendings.get(pending.key) === pending) pendings.delete(pending.key);
    for (const waiter of pending.waiters) waiter.settle(answer);
    pending.waiters.clear();
  }

  return {
    // A Doc is what the wish's part says TMDB sends; nothing below can check it.
    want: async <Doc>(asked: Wish<Doc>, signal: AbortSignal): Promise<Doc> => {
      signal.throwIfAborted();
      if (closing.signal.aborted) throw stopping();
      const wish = canonical(asked);
      const key = wishKey(wish);
      const cached = cache.get(key);
      if (cached && 'doc' in cached) return cached.doc as Doc;
      if (cached) throw cached.error;
      let pending = pendings.get(key);
      if (!pending) {
        pending = newPending(wish);
        pendings.set(key, pending);
        enqueue(pending);
      }
      return (await waitFor(pending, signal)) as Doc;
    },

    async close() {
      closing.abort();
      limiter.close();
      for (const pending of pendings.values()) {
        settle(pending, { error: stopping() });
      }
      await transport.close();
    },
  };
}
