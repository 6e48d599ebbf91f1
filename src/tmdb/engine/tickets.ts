import type { Admission } from './admission.ts';
import type { Fairness } from './fairness.ts';
import type { Limiter, Slot } from './limiter.ts';
import type { Pending } from './pending.ts';
import { plan, type PlannedRequest } from './plan.ts';
import { wishesShare } from '../resource.ts';

/** A resource's place in the queue. What it will carry is decided when its slot comes. */
interface Ticket {
  readonly key: string;
  readonly waiting: Map<string, Pending>;
  /** Callers who have a wish in it. */
  readonly callers: Set<string>;
  leave: AbortController;
  /** Its place: the best of its callers' tags; infinite for what nobody waits for. */
  tag: number;
  queued: boolean;
}

/** Refreshes go when nothing else waits. */
const LAST = Number.MAX_SAFE_INTEGER;

/** The queue: one ticket for each resource that is wished for, whoever wishes. */
export interface Tickets {
  /** How many wait. */
  readonly size: number;
  /** Takes up a wish into the ticket of its resource, which gets a place in the queue when it has none. */
  add(pending: Pending): void;
  /** Nobody wishes it any more: a ticket without wishes leaves the queue without using a slot. */
  remove(pending: Pending): void;
}

export interface TicketsOptions {
  readonly limiter: Limiter;
  readonly fairness: Fairness;
  readonly admission: Admission;
  /** Sends a request in its slot; never rejects. */
  readonly send: (request: PlannedRequest<Pending>, slot: Slot) => Promise<void>;
}

export function createTickets({ limiter, fairness, admission, send }: TicketsOptions): Tickets {
  const tickets = new Map<string, Ticket>();

  function add(pending: Pending): void {
    const key = wishesShare(pending.wish);
    const ticket = tickets.get(key) ?? {
      key,
      waiting: new Map(),
      callers: new Set(),
      leave: new AbortController(),
      tag: LAST,
      queued: false,
    };
    tickets.set(key, ticket);
    ticket.waiting.set(pending.key, pending);
    // What is sent again goes before what came later.
    if (pending.tag !== undefined) moveUp(ticket, pending.tag);
    for (const { operation } of pending.waiters) join(ticket, operation.caller);
    queue(ticket);
  }

  function drop(ticket: Ticket): void {
    tickets.delete(ticket.key);
    for (const caller of ticket.callers) admission.release(caller);
    ticket.callers.clear();
  }

  /** A caller who joins a ticket pays for it like for one of their own, but only when that brings it forward. */
  function join(ticket: Ticket, caller: string): void {
    if (ticket.callers.has(caller)) return;
    ticket.callers.add(caller);
    admission.hold(caller);
    if (fairness.peek(caller) < ticket.tag) moveUp(ticket, fairness.tag(caller));
  }

  function moveUp(ticket: Ticket, tag: number): void {
    if (tag >= ticket.tag) return;
    const wasLast = ticket.tag === LAST;
    ticket.tag = tag;
    if (!ticket.queued) return;
    if (!wasLast) limiter.prioritise(ticket.key, -tag);
    else {
      // A refresh that somebody waits for now: out of the lane of refreshes, into its own.
      ticket.leave.abort();
      ticket.leave = new AbortController();
      ticket.queued = false;
      queue(ticket);
    }
  }

  function queue(ticket: Ticket): void {
    if (ticket.queued) return;
    ticket.queued = true;
    const { signal } = ticket.leave;
    // A free slot comes at once; all that this turn of the event loop still wishes for has to be in the ticket by then.
    setImmediate(() => {
      const [first] = ticket.waiting.values();
      if (signal.aborted || !first) return;
      // Refreshes have a lane of their own: in that of their kind they would stand before what somebody waits for.
      const lane = ticket.tag === LAST ? 'refresh' : first.wish.resource.name;
      limiter
        .slot((slot) => serve(ticket, slot), { priority: -ticket.tag, id: ticket.key, lane, signal })
        .catch(() => {
          // Left the queue; serve itself never rejects.
        });
    });
  }

  /** A slot came: sends the request that carries most; the rest keeps the ticket. */
  async function serve(ticket: Ticket, slot: Slot): Promise<void> {
    ticket.queued = false;
    if (ticket.tag !== LAST) fairness.served(ticket.tag);
    const [request] = plan([...ticket.waiting.values()]);
    if (!request) return;
    for (const pending of request.brings) {
      ticket.waiting.delete(pending.key);
      pending.tag = ticket.tag - 0.5; // Before others with the same tag, should it be sent again.
    }
    // The rest is one more request, with a place of its own.
    drop(ticket);
    for (const pending of ticket.waiting.values()) add(pending);
    await send(request, slot);
  }

  return {
    get size() {
      return tickets.size;
    },
    add,
    remove(pending) {
      const ticket = tickets.get(wishesShare(pending.wish));
      ticket?.waiting.delete(pending.key);
      if (ticket?.waiting.size !== 0) return;
      drop(ticket);
      ticket.leave.abort();
    },
  };
}
