import { GatewayError } from '../error.ts';
import { MAX_APPENDED } from './plan.ts';
import { partOf, wishesShare, type Parameter, type Wish } from '../resource.ts';

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
  /** The wishes charged so far, those together that may share a request. */
  const charged = new Map<string, Wish[]>();
  let requests = 0;

  function chargeRequests(more: number): void {
    if (requests + more > maxRequests) throw tooExpensive(maxRequests);
    requests += more;
  }

  return {
    assertAffordable(wishes, unanswered) {
      // No wish needs more than one request. An operation that has begun goes as far as the cap.
      if (wishes.length <= maxRequests || requests > 0) return;
      const sharing = Map.groupBy(wishes.filter(unanswered), wishesShare);
      const certain = [...sharing.values()].map(requestsFor);
      if (certain.reduce((sum, count) => sum + count, 0) > maxRequests) throw tooExpensive(maxRequests);
    },
    charge(wish) {
      const key = wishesShare(wish);
      const before = charged.get(key) ?? [];
      const after = [...before, wish];
      chargeRequests(requestsFor(after) - requestsFor(before));
      charged.set(key, after);
    },
    chargeWrite: () => chargeRequests(1),
  };
}

const tooExpensive = (maxRequests: number): GatewayError =>
  new GatewayError(
    'QUERY_TOO_EXPENSIVE',
    `One operation may need ${maxRequests} TMDB requests; this one needs more. Request less in one operation.`,
  );

/**
 * The least number of requests that bring these wishes of one resource: a request carries each part once, one value of
 * each parameter, and at most 21 parts.
 */
function requestsFor(wishes: readonly Wish[]): number {
  const byPart = Map.groupBy(wishes, ({ part }) => part);
  const values = new Map<Parameter, Set<string | null>>();
  for (const wish of wishes) {
    for (const parameter of partOf(wish).varies) {
      values.set(parameter, (values.get(parameter) ?? new Set()).add(wish.query[parameter] ?? null));
    }
  }
  const conflicts = [...[...byPart.values()].map(({ length }) => length), ...[...values.values()].map(({ size }) => size)];
  return Math.max(Math.ceil(byPart.size / (MAX_APPENDED + 1)), ...conflicts);
}
