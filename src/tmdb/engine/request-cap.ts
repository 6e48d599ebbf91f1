import { GatewayError } from '../error.ts';
import { createLeastRequests, type LeastRequests } from './bins.ts';
import { wishesShare, type Wish } from '../resource.ts';

/**
 * How many TMDB requests an operation may need. Wishes are charged as if the operation were alone: the fewest requests
 * that could bring them, so never more than are sent for it.
 */
export interface RequestCap {
  readonly maxRequests: number;
  /**
   * Refuses wishes that are about to be made at once, before the first of them is.
   * @param unanswered Selects the wishes that are certain to need a request of this operation.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when they, and what was charged before, exceed the cap.
   */
  assertAffordable(wishes: readonly Wish[], unanswered: (wish: Wish) => boolean): void;
  /**
   * Charges a wish that the cache could not answer.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when it needs one request more than the cap.
   */
  charge(wish: Wish): void;
  /** Charges a write. @throws GatewayError QUERY_TOO_EXPENSIVE */
  chargeWrite(): void;
}

/** @param dearest Finds the field for which most of the requests are. */
export function createRequestCap(maxRequests: number, dearest: () => string | undefined): RequestCap {
  /** The requests charged so far, by what wishes must share to travel together. */
  const charged = new Map<string, LeastRequests>();
  let requests = 0;

  function chargeRequests(more: number): void {
    if (requests + more > maxRequests) throw tooExpensive(maxRequests, requests + more, dearest());
    requests += more;
  }

  return {
    maxRequests,
    assertAffordable(wishes, unanswered) {
      // No wish needs more than one request.
      if (requests + wishes.length <= maxRequests) return;
      const certain = new Map<string, LeastRequests>();
      for (const wish of wishes) {
        // What shares a request that was charged may travel with it.
        if (!charged.has(wishesShare(wish)) && unanswered(wish)) leastOf(certain, wish).add({ wish });
      }
      const needed = certain.values().reduce((sum, least) => sum + least.count(), requests);
      if (needed > maxRequests) throw tooExpensive(maxRequests, needed, dearest());
    },
    charge(wish) {
      const least = leastOf(charged, wish);
      chargeRequests(least.countWith({ wish }) - least.count());
      least.add({ wish });
    },
    chargeWrite: () => chargeRequests(1),
  };
}

/** The entry of the wishes that may travel with this one. */
function leastOf(byShare: Map<string, LeastRequests>, wish: Wish): LeastRequests {
  const key = wishesShare(wish);
  const least = byShare.get(key) ?? createLeastRequests();
  byShare.set(key, least);
  return least;
}

/** @param dearest The field for which most of the requests are, where it is known. */
export function tooExpensive(maxRequests: number, needed: number, dearest?: string): GatewayError {
  const most = dearest === undefined ? '' : `, most of them for ${dearest}`;
  const message = `One operation may need ${maxRequests} TMDB requests; this one needs ${needed}${most}. Request less in one operation.`;
  return new GatewayError('QUERY_TOO_EXPENSIVE', message);
}

/** Maximum number of fields in an answer: each costs time, even when none costs a TMDB request. */
const MAX_ANSWER_FIELDS = 50_000;

/** Counts the fields of one operation's answer. The returned function throws GatewayError QUERY_TOO_EXPENSIVE beyond the maximum. */
export function createAnswerSize(): (fields: number) => void {
  let total = 0;
  return (fields) => {
    total += fields;
    if (total <= MAX_ANSWER_FIELDS) return;
    throw new GatewayError(
      'QUERY_TOO_EXPENSIVE',
      `One answer may have ${MAX_ANSWER_FIELDS} fields; this one would have more. Request less in one operation.`,
    );
  };
}
