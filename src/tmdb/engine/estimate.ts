import type { Estimate, Need, Times } from '../need.ts';
import { listWith, resourceKey, wishKey, type Wish } from '../resource.ts';
import { templateOf } from './observer.ts';
import { plan, type PlannedRequest } from './plan.ts';
import { tooExpensive } from './request-cap.ts';

export interface Estimation {
  /**
   * Requests that are certain on an empty cache, likely now, and at most needed; by field, and by what they ask for.
   * @param maxRequests Those that the operation may send.
   */
  estimate(needs: readonly Need[], maxRequests: number): Estimate;
  /** @throws GatewayError QUERY_TOO_EXPENSIVE when the needs are certain to exceed the cap, whatever is known. */
  assertPrice(needs: readonly Need[], maxRequests: number): void;
}

interface EstimationOptions {
  /** Whether an answer to the wish is known. */
  readonly isKnown: (wish: Wish) => boolean;
  /** Number of resources of this name of which something is known. */
  readonly knownOf: (resource: string) => number;
}

/** A need with the keys of its wish. */
interface Keyed {
  readonly need: Need;
  readonly key: string;
  /** The key that it shares with the wishes which may travel with it. */
  readonly group: string;
}

/** Wishes that may travel together, as often as they are needed. */
interface Group {
  readonly first: Need;
  readonly requests: readonly { readonly path: string; readonly template: string; readonly appended: number }[];
  readonly times: number;
}

function keyed(need: Need): Keyed {
  const key = wishKey(need.wish);
  return { need, key, group: need.wish.resource.appends ? resourceKey(need.wish) : key };
}

/** The details of an episode may come with its season, unless the episode has a request of its own. */
function inLists(needs: readonly Keyed[]): Keyed[] {
  const alone = new Set(needs.filter(({ need }) => need.wish.part !== 'details').map(({ need }) => resourceKey(need.wish)));
  return needs.map((one) => {
    const list = alone.has(resourceKey(one.need.wish)) ? undefined : listWith(one.need.wish);
    return list ? keyed({ ...one.need, wish: list.wish }) : one;
  });
}

interface Indexed {
  readonly wish: Wish;
  readonly index: number;
}

/** Plans groups of needs, those of one shape once: the same parts of a hundred movies travel alike. */
function createPlanner(): (group: readonly Keyed[]) => Group['requests'] {
  const byShape = new Map<string, PlannedRequest<Indexed>[]>();
  return (group) => {
    const distinct = [...Map.groupBy(group, ({ key }) => key).values()].flatMap(([first]) => first ?? []);
    const shape = distinct
      .map(({ need: { wish }, key, group: shared }) => `${wish.resource.name} ${wish.part} ${key.slice(shared.length)}`)
      .join('\n');
    const requests = byShape.get(shape) ?? plan(distinct.map(({ need: { wish } }, index) => ({ wish, index })));
    byShape.set(shape, requests);
    return requests.map((request) => ({
      // The first field that needs what the request carries.
      path: distinct[Math.min(...request.brings.map(({ index }) => index))]?.need.path ?? '',
      template: templateOf(request),
      appended: request.append.length,
    }));
  };
}

const requestsOf = (groups: readonly Group[]): number => groups.reduce((sum, { requests, times }) => sum + requests.length * times, 0);

/** Plans the needs of an operation without running it. */
export function createEstimation({ isKnown, knownOf }: EstimationOptions): Estimation {
  function groupsOf(needs: readonly Keyed[], level: keyof Times, planned = createPlanner()): Group[] {
    const needed = needs.filter(({ need: { wish, times, isRow } }) => times[level] > 0 && (level !== 'likely' || isRow || !isKnown(wish)));
    return [...Map.groupBy(needed, ({ group }) => group).values()].map((group) => ({
      first: (group[0] as Keyed).need, // No group is empty.
      requests: planned(group),
      times: Math.max(...group.map(({ need: { times } }) => times[level])),
    }));
  }

  /** Rows of several lists may be the same, and one of the objects that are named; then they share their requests. */
  function certainOf(needs: readonly Keyed[], known: (name: string) => number, planned?: ReturnType<typeof createPlanner>): number {
    const groups = groupsOf(needs, 'certain', planned);
    const named = Map.groupBy(
      groups.filter(({ first }) => !first.isRow),
      ({ first }) => first.wish.resource.name,
    );
    const rows = Map.groupBy(
      groups.filter(({ first }) => first.isRow),
      ({ first }) => first.wish.resource.name,
    );
    let sum = 0;
    for (const ofKind of named.values()) sum += ofKind.reduce((total, { requests }) => total + requests.length, 0);
    for (const [name, ofKind] of rows) {
      const others = (named.get(name)?.length ?? 0) + known(name);
      sum += Math.max(...ofKind.map(({ requests, times }) => requests.length * Math.max(0, times - others)));
    }
    return sum;
  }

  /** Requests that are certain now, whichever documents of the rows are known. */
  function certainNow(needs: readonly Need[]): number {
    const unknown = needs.filter(({ wish, isRow }) => isRow || !isKnown(wish));
    return certainOf(inLists(unknown.map(keyed)), knownOf);
  }

  return {
    assertPrice(needs, maxRequests) {
      const certain = certainOf(inLists(needs.map(keyed)), () => 0);
      if (certain <= maxRequests || certainNow(needs) <= maxRequests) return;
      throw tooExpensive(maxRequests, certain, this.estimate(needs, maxRequests).dearest?.path);
    },
    estimate(needs, maxRequests) {
      const planned = createPlanner();
      const all = needs.map(keyed);
      const listed = inLists(all);
      const certain = certainOf(listed, () => 0, planned);
      // When all lists are known, so may be their rows: the operation was asked before, or one much like it.
      const areListsKnown = needs.every(({ wish, isRow }) => isRow || isKnown(wish));
      const knownRows = new Map<string, number>();
      const likely = groupsOf(listed, 'likely', planned).map(({ times, ...group }) => {
        const { wish, isRow } = group.first;
        if (!isRow || !areListsKnown) return { ...group, times };
        const { name } = wish.resource;
        const known = knownRows.get(name) ?? knownOf(name);
        knownRows.set(name, known);
        return { ...group, times: Math.max(0, times - known) };
      });
      const byPath = new Map<string, number>();
      const templates = new Map<string, { path: string; appended: number; count: number }>();
      for (const { requests, times } of likely) {
        for (const { path, template, appended } of requests) {
          byPath.set(path, (byPath.get(path) ?? 0) + times);
          const key = `${template} ${appended}`;
          templates.set(key, { path: template, appended, count: (templates.get(key)?.count ?? 0) + times });
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
            needs.some(({ more, times }) => more !== undefined && times.atMost > 0)
              ? Infinity
              : requestsOf(groupsOf(all, 'atMost', planned)),
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
