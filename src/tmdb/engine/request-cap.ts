import { GatewayError } from '../error.ts';
import { createLeastRequests, type LeastRequests } from './bins.ts';
import { wishesShare, type Wish } from '../resource.ts';

/**
 * How many TMDB requests an operation may need. Wishes are charged as if the operation were alone: the fewest requests
 * that could bring them, so never more than are sent for it.
 */
export interface RequestCap {
  /**
   * Refuses wishes that are about to be made at once, before the first of them is.
   * @param unanswered Selects the wishes that are certain to need a request of this operation.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when they exceed the cap and the operation has been charged for nothing yet.
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

export function createRequestCap(maxRequests: number): RequestCap {
  /** The requests charged so far, by what wishes must share to travel together. */
  const charged = new Map<string, LeastRequests>();
  let requests = 0;

  function chargeRequests(more: number): void {
    if (requests + more > maxRequests) throw tooExpensive(maxRequests);
    requests += more;
  }

  return {
    assertAffordable(wishes, unanswered) {
      // No wish needs more than one request. An operation that has begun goes as far as the cap.
      if (wishes.length <= maxRequests || requests > 0) return;
      const certain = new Map<string, LeastRequests>();
      for (const wish of wishes) if (unanswered(wish)) leastOf(certain, wish).add({ wish });
      if (certain.values().reduce((sum, { count }) => sum + count, 0) > maxRequests) throw tooExpensive(maxRequests);
    },
    charge(wish) {
      const least = leastOf(charged, wish);
      chargeRequests(least.countWith({ wish }) - least.count);
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

const tooExpensive = (maxRequests: number): GatewayError =>
  new GatewayError(
    'QUERY_TOO_EXPENSIVE',
    `One operation may need ${maxRequests} TMDB requests; this one needs more. Request less in one operation.`,
  );
