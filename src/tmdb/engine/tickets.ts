import type { Admission } from './admission.ts';
import type { Fairness } from './fairness.ts';
import type { Limiter } from './limiter.ts';
import type { Slot } from './monotonic-window.ts';
import { takeFromQueue, type Pending } from './pending.ts';
import { plan, type PlannedRequest } from './plan.ts';
import { wishesShare } from '../resource.ts';

/** A resource's place in the queue. The request that it sends is planned when its slot comes. */
interface Ticket {
  readonly key: string;
  readonly waiting: Map<string, Pending>;
  /** Callers with a wish in it. */
  readonly callers: Set<string>;
  leave: AbortController;
  /** Its place: the best of its callers' tags; {@link LAST} without a caller. */
  tag: number;
  queued: boolean;
}

/** The tag of refreshes, which go when nothing else waits. */
const LAST = Number.MAX_SAFE_INTEGER;

/** The queue: one ticket for each resource with waiting wishes, shared by all callers. */
export interface Tickets {
  /** How many wait. */
  readonly size: number;
  /** Adds a wish to the ticket of its resource, which gets a place in the queue if it has none. */
  add(pending: Pending): void;
  /** Removes a withdrawn wish: a ticket without wishes leaves the queue without using a slot. */
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
    const ticket = tickets.get(key) ?? newTicket(key);
    tickets.set(key, ticket);
    ticket.waiting.set(pending.key, pending);
    // A wish that is sent again goes before later ones.
    if (pending.lastTag !== undefined) moveUp(ticket, pending.lastTag);
    for (const { operation } of pending.waiters) join(ticket, operation.caller);
    enqueue(ticket);
  }

  function drop(ticket: Ticket): void {
    tickets.delete(ticket.key);
    for (const caller of ticket.callers) admission.release(caller);
    ticket.callers.clear();
  }

  /** Charges a caller that joins a ticket as for a ticket of its own, but only when that moves the ticket up. */
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
    if (!wasLast) {
      limiter.prioritise(ticket.key, -tag);
      return;
    }
    // An operation now waits for this refresh: it moves from the lane of refreshes to that of its resource.
    ticket.leave.abort();
    ticket.leave = new AbortController();
    ticket.queued = false;
    enqueue(ticket);
  }

  function enqueue(ticket: Ticket): void {
    if (ticket.queued) return;
    ticket.queued = true;
    const { signal } = ticket.leave;
    // A free slot comes at once, and by then the ticket must hold every wish that this turn of the event loop still makes.
    setImmediate(() => {
      const [first] = ticket.waiting.values();
      if (signal.aborted || !first) return;
      // Refreshes have a lane of their own: in that of their resource they would be ahead of wishes with a waiter.
      const lane = ticket.tag === LAST ? 'refresh' : first.wish.resource.name;
      limiter
        .slot((slot) => serve(ticket, slot), { priority: -ticket.tag, id: ticket.key, lane, signal })
        .catch(() => {
          // The ticket left the queue; `serve` itself never rejects.
        });
    });
  }

  /** Sends the request that brings most in the slot that was granted; the other wishes get a new ticket. */
  async function serve(ticket: Ticket, slot: Slot): Promise<void> {
    ticket.queued = false;
    if (ticket.tag !== LAST) fairness.served(ticket.tag);
    const [request] = plan([...ticket.waiting.values()]);
    if (!request) return;
    for (const pending of request.brings) {
      ticket.waiting.delete(pending.key);
      takeFromQueue(pending, ticket.tag);
    }
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

const newTicket = (key: string): Ticket => ({
  key,
  waiting: new Map(),
  callers: new Set(),
  leave: new AbortController(),
  tag: LAST,
  queued: false,
});
