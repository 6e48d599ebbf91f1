import type { QueueLoad } from './admission.ts';
import type { Fairness } from './fairness.ts';
import type { Limiter } from './limiter.ts';
import type { Slot } from './limits/monotonic-window.ts';
import { takeFromQueue, type Pending } from './pending.ts';
import type { PlannedRequest } from './plan.ts';
import { createTicketBook, createTicketCallers, LAST, tagOf, type Ticket } from './ticket.ts';
import { pathClass, type Wish } from '../resource.ts';

/** The queue: one ticket for each resource with waiting wishes, shared by all callers. */
export interface Tickets extends QueueLoad {
  /**
   * Adds a wish to the ticket of its resource, which gets a place in the queue if it has none; or a caller to a wish that waits there.
   * @param joining The callers that it does not count for yet. Default: all that wait for it.
   */
  add(pending: Pending, joining?: Iterable<string>): void;
  /** Removes a withdrawn wish: a ticket without wishes leaves the queue without using a slot, and what was paid for it is given back. */
  remove(pending: Pending): void;
  /** Ends what a wish that waits here counts for with a caller that waits for it no more, though others do. */
  leave(pending: Pending, caller: string): void;
  /**
   * Keeps the ticket of this wish's resource out of the queue, since a request for it failed and will be sent again: other
   * wishes travel with that. @returns Ends it.
   */
  hold(wish: Wish): () => void;
  /** Whether a wish waits for a request for the resource of this one. */
  isWaitedFor(wish: Wish): boolean;
  /** The wishes that wait for a request for the resource of this one. */
  waitingWith(wish: Wish): readonly Pending[];
}

export interface TicketsOptions {
  readonly limiter: Limiter;
  readonly fairness: Fairness;
  /** Sends a request in its slot; never rejects. */
  readonly send: (request: PlannedRequest<Pending>, slot: Slot) => Promise<void>;
  /** Called with the wishes of a ticket that could not be served, because of a fault of our own. */
  readonly onFault: (pendings: readonly Pending[], error: unknown) => void;
}

export function createTickets({ limiter, fairness, send, onFault }: TicketsOptions): Tickets {
  const book = createTicketBook();
  const callers = createTicketCallers(fairness, move);

  function add(pending: Pending, joining: Iterable<string> = pending.waitersOf.keys()): void {
    const ticket = book.ticketFor(pending.wish);
    book.change(ticket, (plan) => plan.add(pending));
    // A wish that is sent again goes before later ones.
    ticket.again = Math.min(ticket.again, pending.lastTag ?? LAST);
    callers.join(ticket, pending, joining);
    move(ticket);
    enqueue(ticket);
  }

  function enqueue(ticket: Ticket): void {
    if (ticket.queued || ticket.held > 0) return;
    ticket.queued = true;
    // A signal for each place: that of a slot in use would free the slot before its request has ended.
    const { signal } = (ticket.leave = new AbortController());
    // A free slot comes at once, and by then the ticket must hold every wish that this turn of the event loop still makes.
    setImmediate(() => {
      if (signal.aborted || ticket.plan.wanted.size === 0) return;
      try {
        ticket.place = { priority: -ticket.tag, lane: pathsOf(ticket), signal };
        limiter
          .slot((slot) => serve(ticket, slot), ticket.place)
          .catch(() => {
            // The ticket left the queue; `serve` itself never rejects.
          });
      } catch (error) {
        fail(ticket, [], error);
      }
    });
  }

  /** Sends the next request in the slot that was granted; the other wishes wait for a new place. */
  async function serve(ticket: Ticket, slot: Slot): Promise<void> {
    ticket.queued = false;
    ticket.place = undefined;
    if (ticket.tag !== LAST) fairness.served(ticket.tag);
    let request: PlannedRequest<Pending> | undefined;
    try {
      request = book.change(ticket, (plan) => plan.next());
      for (const pending of request?.brings ?? []) {
        callers.serve(ticket, pending);
        takeFromQueue(pending, ticket.tag);
      }
      callers.renew(ticket);
      ticket.tag = tagOf(ticket);
      if (ticket.plan.wanted.size === 0) book.drop(ticket);
      else enqueue(ticket);
      if (request) await send(request, slot);
    } catch (error) {
      fail(ticket, request?.brings ?? [], error);
    }
  }

  function fail(ticket: Ticket, taken: readonly Pending[], error: unknown): void {
    const left = [...ticket.plan.wanted.keys()];
    for (const pending of left) callers.withdraw(ticket, pending);
    book.change(ticket, (plan) => left.forEach((pending) => plan.remove(pending)));
    book.drop(ticket);
    ticket.leave?.abort();
    onFault([...taken, ...left], error);
  }

  return {
    get requests() {
      return book.requests;
    },
    get callers() {
      return callers.size;
    },
    heldBy: (caller) => callers.heldBy(caller),
    hold(wish) {
      const ticket = book.ticketFor(wish);
      ticket.held += 1;
      ticket.leave?.abort();
      ticket.queued = false;
      ticket.place = undefined;
      return () => {
        ticket.held -= 1;
        if (ticket.plan.wanted.size > 0) enqueue(ticket);
        else book.drop(ticket);
      };
    },
    isWaitedFor: (wish) => (book.get(wish)?.plan.wanted.size ?? 0) > 0,
    waitingWith: (wish) => [...(book.get(wish)?.plan.wanted.keys() ?? [])],
    add,
    leave(pending, caller) {
      const ticket = book.get(pending.wish);
      if (!ticket?.plan.wanted.has(pending)) return;
      callers.withdraw(ticket, pending, [caller]);
      move(ticket);
    },
    remove(pending) {
      const ticket = book.get(pending.wish);
      if (!ticket?.plan.wanted.has(pending)) return;
      book.change(ticket, (plan) => plan.remove(pending));
      callers.withdraw(ticket, pending);
      if (ticket.plan.wanted.size > 0) {
        move(ticket);
        return;
      }
      book.drop(ticket);
      ticket.leave?.abort();
    },
  };
}

/** Moves a ticket to the place that it is entitled to. */
function move(ticket: Ticket): void {
  ticket.tag = tagOf(ticket);
  if (ticket.place) ticket.place.priority = -ticket.tag;
}

function pathsOf({ plan }: Ticket): string {
  const [first] = plan.wanted.keys();
  return first ? pathClass(first.wish.resource.path(first.wish.ref)) : '';
}
