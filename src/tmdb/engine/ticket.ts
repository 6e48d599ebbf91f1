import { Passing } from '../../passing.ts';
import type { Charge, Fairness } from './fairness.ts';
import type { Place } from './limits/place-queue.ts';
import type { Pending } from './pending.ts';
import { createPlan, type Plan } from './plan.ts';
import { wishesShare, type Wish } from '../resource.ts';

/** A resource's place in the queue. What it will carry is decided when its slot comes. */
export interface Ticket {
  readonly key: string;
  readonly plan: Plan<Pending>;
  /** Callers with a wish in it, and how many of its wishes are theirs. */
  readonly callers: Map<string, number>;
  /** What callers paid to move it up. */
  readonly paid: Map<string, Charge>;
  /** The lowest tag of wishes that are sent again. */
  again: number;
  /** Takes it out of the queue, while it is there. */
  leave: AbortController | undefined;
  queued: boolean;
  /** Its place in the queue, from the turn of the event loop after it was queued on. */
  place: Place | undefined;
  /** The lowest is served first: {@link tagOf} when it last moved. */
  tag: number;
  /** How many retries of its resource it waits for, outside the queue. */
  held: number;
}

/** The tag of refreshes, which go when nothing else waits. */
export const LAST = Number.MAX_SAFE_INTEGER;

const newTicket = (key: string): Ticket => ({
  key,
  plan: createPlan(),
  callers: new Map(),
  paid: new Map(),
  again: LAST,
  leave: undefined,
  queued: false,
  place: undefined,
  tag: LAST,
  held: 0,
});

/** The place that a ticket is entitled to; {@link LAST} without a caller. */
export function tagOf({ again, paid }: Ticket): number {
  let tag = again;
  for (const charge of paid.values()) tag = Math.min(tag, charge.tag);
  return tag;
}

/** All tickets, each under what its wishes share, and the requests that they need. */
export interface TicketBook {
  readonly requests: number;
  get(wish: Wish): Ticket | undefined;
  /** The ticket of a wish, a new one if there is none. */
  ticketFor(wish: Wish): Ticket;
  /** Changes a plan, and counts its requests. */
  change<Out>(ticket: Ticket, apply: (plan: Plan<Pending>) => Out): Out;
  /** Removes a ticket without wishes, unless it waits for a retry. */
  drop(ticket: Ticket): void;
}

export function createTicketBook(): TicketBook {
  const tickets = new Passing<Ticket>();
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    get: (wish) => tickets.get(wishesShare(wish)),
    ticketFor(wish) {
      const key = wishesShare(wish);
      const ticket = tickets.get(key) ?? newTicket(key);
      tickets.set(key, ticket);
      return ticket;
    },
    change({ plan }, apply) {
      const before = plan.requests.size;
      const out = apply(plan);
      requests += plan.requests.size - before;
      return out;
    },
    drop(ticket) {
      if (ticket.held === 0 && tickets.get(ticket.key) === ticket) tickets.delete(ticket.key);
    },
  };
}

/** Which callers have wishes in which tickets, and what they paid for them. */
export interface TicketCallers {
  /** How many callers have a wish that waits. */
  readonly size: number;
  /** Requests of a caller, those that it shares included. */
  heldBy(caller: string): number;
  /** Counts a waiting wish for these callers, who pay for the ticket as for one of their own if that moves it up. */
  join(ticket: Ticket, pending: Pending, joining: Iterable<string>): void;
  /** Ends what a served wish counts for. */
  serve(ticket: Ticket, pending: Pending): void;
  /**
   * Ends what a withdrawn wish counts for, and gives back what a caller paid that has no other wish in the ticket.
   * @param leaving Only these callers leave it. Default: all.
   */
  withdraw(ticket: Ticket, pending: Pending, leaving?: readonly string[]): void;
  /** Charges the callers of what is left in a ticket that was served: it is one more request. */
  renew(ticket: Ticket): void;
}

/** @param onMoved Called with a ticket when a charge for it became lower. */
export function createTicketCallers(fairness: Fairness, onMoved: (ticket: Ticket) => void): TicketCallers {
  const ticketsOf = new Passing<Set<Ticket>>();

  function pay(ticket: Ticket, caller: string): void {
    if (ticket.paid.has(caller) || fairness.peek(caller) >= tagOf(ticket)) return;
    ticket.paid.set(
      caller,
      fairness.charge(caller, () => onMoved(ticket)),
    );
  }

  /** @returns The callers that have no other wish in the ticket. */
  function leave(ticket: Ticket, { callers }: Pending, leaving: readonly string[] = [...callers]): string[] {
    return leaving.filter((caller) => {
      if (!callers.delete(caller)) return false;
      const left = (ticket.callers.get(caller) ?? 0) - 1;
      ticket.callers.set(caller, left);
      if (left > 0) return false;
      ticket.callers.delete(caller);
      const others = ticketsOf.get(caller);
      others?.delete(ticket);
      if (others?.size === 0) ticketsOf.delete(caller);
      return true;
    });
  }

  return {
    get size() {
      return ticketsOf.size;
    },
    heldBy(caller) {
      let held = 0;
      for (const { plan, callers } of ticketsOf.get(caller) ?? []) held += Math.min(plan.requests.size, callers.get(caller) ?? 0);
      return held;
    },
    join(ticket, { callers }, joining) {
      for (const caller of joining) {
        if (callers.has(caller)) continue;
        callers.add(caller);
        ticket.callers.set(caller, (ticket.callers.get(caller) ?? 0) + 1);
        ticketsOf.set(caller, (ticketsOf.get(caller) ?? new Set()).add(ticket));
        pay(ticket, caller);
      }
    },
    serve: (ticket, pending) => void leave(ticket, pending),
    withdraw(ticket, pending, leaving) {
      let isCheaper = false;
      for (const caller of leave(ticket, pending, leaving)) {
        const charge = ticket.paid.get(caller);
        if (!charge) continue;
        fairness.refund(charge);
        ticket.paid.delete(caller);
        isCheaper = true;
      }
      if (!isCheaper) return;
      // The others pay for the place that it would lose.
      for (const caller of ticket.callers.keys()) {
        if (tagOf(ticket) <= fairness.lowest) return;
        pay(ticket, caller);
      }
    },
    renew(ticket) {
      for (const charge of ticket.paid.values()) fairness.end(charge);
      ticket.paid.clear();
      ticket.again = LAST;
      for (const caller of ticket.callers.keys()) pay(ticket, caller);
    },
  };
}
