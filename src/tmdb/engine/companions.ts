import type { PartCache } from './cache.ts';
import type { Failures } from './failures/failures.ts';
import { targetOf } from './failures/target.ts';
import type { Limiter } from './limiter.ts';
import type { PendingWishes } from './pending-wishes.ts';
import { newPending, type Pending } from './pending.ts';
import type { PlannedRequest } from './plan.ts';
import type { PartUsage } from './prefetch.ts';
import type { Traffic } from './traffic.ts';

interface CompanionsOptions {
  readonly pendings: PendingWishes;
  readonly cache: PartCache;
  readonly partUsage: PartUsage;
  readonly limiter: Limiter;
  readonly traffic: Traffic;
  readonly failures: Failures;
}

/** Adds to a planned request what travels with it although no operation waits for it yet. */
export function createCompanions({ pendings, cache, partUsage, limiter, traffic, failures }: CompanionsOptions) {
  function add(pending: Pending): Pending[] {
    pendings.add(pending);
    return [pending];
  }

  /** While requests are scarce, or may soon be: the parts of the resource that operations will probably want, and that are not known yet. */
  function predictedFor(request: PlannedRequest<Pending>): Pending[] {
    const [first] = request.brings;
    if (!first || first.wish.scope || !first.wish.resource.appends || first.alone) return [];
    const isOfDetails = request.append.length > 0 || first.wish.part === 'details';
    if (!isOfDetails || !(limiter.scarce || traffic.isBusy)) return [];
    return partUsage.predict(request).flatMap((wish) => {
      const pending = newPending(wish, { prefetched: true });
      return pendings.has(pending.key) || cache.has(pending.key) || failures.isFailing(targetOf(wish)) ? [] : add(pending);
    });
  }

  /** Details come with every appended part: a wish for them joins meanwhile. */
  function detailsOf({ append, brings: [first], query }: PlannedRequest<Pending>): Pending[] {
    if (!first || append.length === 0) return [];
    const details = newPending({ ...first.wish, part: 'details', query });
    return pendings.has(details.key) ? [] : add(details);
  }

  return function withCompanions(planned: PlannedRequest<Pending>): PlannedRequest<Pending> {
    const predicted = predictedFor(planned);
    const request = { ...planned, append: [...planned.append, ...predicted.map(({ wish }) => wish.part)] };
    return { ...request, brings: [...planned.brings, ...detailsOf(request), ...predicted] };
  };
}
