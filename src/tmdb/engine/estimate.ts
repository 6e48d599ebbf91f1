import type { Estimate, Need, Times } from '../need.ts';
import { listWith, resourceKey, wishesShare, wishKey, type Wish } from '../resource.ts';
import { templateOf } from './observer.ts';
import { plan, type PlannedRequest } from './plan.ts';

export interface Estimation {
  /**
   * Requests that are certain on an empty cache, likely now, and at most needed; by field, and by what they ask for.
   * @param maxRequests Those that the operation may send.
   */
  estimate(needs: readonly Need[], maxRequests: number): Estimate;
  /** Requests that are certain on an empty cache. */
  certain(needs: readonly Need[]): number;
  /** Requests that are certain now, whichever documents of the rows are known. */
  certainNow(needs: readonly Need[]): number;
}

interface EstimationOptions {
  /** Whether an answer to the wish is known. */
  readonly isKnown: (wish: Wish) => boolean;
  /** Number of resources of this name of which something is known. */
  readonly knownOf: (resource: string) => number;
}

/** Wishes that may travel together, as often as they are needed. */
interface Group {
  readonly needs: readonly Need[];
  readonly requests: readonly PlannedRequest[];
  readonly times: number;
}

/** Plans the needs of an operation without running it. */
export function createEstimation({ isKnown, knownOf }: EstimationOptions): Estimation {
  function groupsOf(needs: readonly Need[], level: keyof Times): Group[] {
    const needed = needs.filter(({ wish, times, isRow }) => times[level] > 0 && (level !== 'likely' || isRow || !isKnown(wish)));
    return [...Map.groupBy(needed, ({ wish }) => wishesShare(wish)).values()].map((group) => {
      const wishes = new Map(group.map(({ wish }) => [wishKey(wish), { wish }]));
      return { needs: group, requests: plan(wishes.values()), times: Math.max(...group.map(({ times }) => times[level])) };
    });
  }

  /** Rows of several lists may be the same, and one of the objects that are named; then they share their requests. */
  function certainOf(needs: readonly Need[], known: (name: string) => number): number {
    const byResource = Map.groupBy(needs, ({ wish }) => resourceKey(wish));
    // The details of an episode may come with its season, unless the episode has a request of its own.
    const perhapsListed = needs.map((need) => {
      const isAlone = byResource.get(resourceKey(need.wish))?.every(({ wish }) => wish.part === 'details');
      return { ...need, wish: (isAlone && listWith(need.wish)?.wish) || need.wish };
    });
    const groups = groupsOf(perhapsListed, 'certain');
    const named = groups.filter(({ needs: [first] }) => first && !first.isRow);
    const rows = Map.groupBy(
      groups.filter(({ needs: [first] }) => first?.isRow),
      ({ needs: [first] }) => first?.wish.resource.name ?? '',
    );
    let sum = named.reduce((total, { requests }) => total + requests.length, 0);
    for (const [name, ofKind] of rows) {
      const others = named.filter(({ needs: [first] }) => first?.wish.resource.name === name).length + known(name);
      sum += Math.max(...ofKind.map(({ requests, times }) => requests.length * Math.max(0, times - others)));
    }
    return sum;
  }

  return {
    certain: (needs) => certainOf(needs, () => 0),
    certainNow: (needs) => {
      const unknown = needs.filter(({ wish, isRow }) => isRow || !isKnown(wish));
      return certainOf(unknown, knownOf);
    },
    estimate(needs, maxRequests) {
      const certain = certainOf(needs, () => 0);
      const likely = groupsOf(needs, 'likely');
      const byPath = new Map<string, number>();
      const templates = new Map<string, { path: string; appended: number; count: number }>();
      for (const { needs: ofGroup, requests, times } of likely) {
        for (const request of requests) {
          const carried = new Set(request.brings.map(({ wish }) => wishKey(wish)));
          const { path = '' } = ofGroup.find(({ wish }) => carried.has(wishKey(wish))) ?? {};
          byPath.set(path, (byPath.get(path) ?? 0) + times);
          const template = { path: templateOf(request), appended: request.append.length };
          const key = `${template.path} ${template.appended}`;
          templates.set(key, { ...template, count: (templates.get(key)?.count ?? 0) + times });
        }
      }
      const paths = [...byPath]
        .map(([path, requests]) => ({ path, requests: Math.round(requests) }))
        .filter(({ requests }) => requests > 0)
        .toSorted((a, b) => b.requests - a.requests);
      const sum = (level: keyof Times): number =>
        groupsOf(needs, level).reduce((total, { requests, times }) => total + requests.length * times, 0);
      return {
        certain,
        likely: Math.round(sum('likely')),
        atMost: Math.max(
          certain,
          Math.min(maxRequests, needs.some(({ more, times }) => more && times.atMost > 0) ? Infinity : sum('atMost')),
        ),
        byPath: paths,
        dearest: paths[0] ?? null,
        templates: [...templates.values()]
          .map((template) => ({ ...template, count: Math.round(template.count) }))
          .filter(({ count }) => count > 0),
      };
    },
  };
}
