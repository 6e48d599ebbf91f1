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

/** The details of an episode may come with its season, unless the episode has a request of its own. */
function inLists(needs: readonly Need[]): Need[] {
  const byResource = Map.groupBy(needs, ({ wish }) => resourceKey(wish));
  return needs.map((need) => {
    const isAlone = byResource.get(resourceKey(need.wish))?.every(({ wish }) => wish.part === 'details');
    return { ...need, wish: (isAlone && listWith(need.wish)?.wish) || need.wish };
  });
}

const requestsOf = (groups: readonly Group[]): number => groups.reduce((sum, { requests, times }) => sum + requests.length * times, 0);

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
    const groups = groupsOf(inLists(needs), 'certain');
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
      // When all lists are known, so may be their rows: the operation was asked before, or one much like it.
      const areListsKnown = needs.every(({ wish, isRow }) => isRow || isKnown(wish));
      const likely = groupsOf(inLists(needs), 'likely').map(({ times, ...group }) => {
        const { wish, isRow } = group.needs[0] as Need; // No group is empty.
        return { ...group, times: isRow && areListsKnown ? Math.max(0, times - knownOf(wish.resource.name)) : times };
      });
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
      const following = new Map<string, { path: string; requests: number }>();
      for (const { path, wish, times, more = 0 } of needs) {
        if (more > 0 && !isKnown(wish)) following.set(`${path} ${wishKey(wish)}`, { path, requests: more * times.likely });
      }
      for (const { path, requests } of following.values()) byPath.set(path, (byPath.get(path) ?? 0) + requests);
      const paths = [...byPath]
        .map(([path, requests]) => ({ path, requests: Math.round(requests) }))
        .filter(({ requests }) => requests > 0)
        .toSorted((a, b) => b.requests - a.requests);
      return {
        certain,
        likely: Math.round(requestsOf(likely) + [...following.values()].reduce((total, { requests }) => total + requests, 0)),
        atMost: Math.max(
          certain,
          Math.min(
            maxRequests,
            needs.some(({ more, times }) => more !== undefined && times.atMost > 0) ? Infinity : requestsOf(groupsOf(needs, 'atMost')),
          ),
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
