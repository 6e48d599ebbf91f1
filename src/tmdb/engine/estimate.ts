import { wishOfOne, type Estimate, type Need, type Needs, type Times } from '../need.ts';
import { listWith, partOf, resourceKey, wishKey, type Wish } from '../resource.ts';
import { templateOf } from './observer.ts';
import { plan, type PlannedRequest } from './plan.ts';
import { tooExpensive } from './request-cap.ts';

export interface Estimation {
  /**
   * Requests that are certain on an empty cache, likely now, and at most needed; by field, and by what they ask for.
   * @param maxRequests Those that the operation may send.
   */
  estimate(needs: Needs, maxRequests: number): Estimate;
  /** @throws GatewayError QUERY_TOO_EXPENSIVE when the needs are certain to exceed the cap, whatever is known. */
  assertPrice(needs: Needs, maxRequests: number): void;
}

interface EstimationOptions {
  /** Whether an answer to the wish is known. */
  readonly isKnown: (wish: Wish) => boolean;
  /** Whether anything is known of a resource. */
  readonly isAnyKnown: (resource: Pick<Wish, 'resource' | 'ref'>) => boolean;
  /** Number of resources of this name of which something is known. */
  readonly knownOf: (resource: string) => number;
}

/** A need with the keys of its wish. */
interface Keyed {
  readonly need: Need;
  readonly key: string;
  /** The key that it shares with the wishes which may travel with it. */
  readonly group: string;
  /** The number of objects for each of which it is needed. */
  readonly count: number;
  /** Tells apart the objects of which something else is known. */
  readonly apart?: string;
}

/** A need with what is known of it now. */
interface Now extends Keyed {
  readonly isKnown: boolean;
}

/** Wishes that may travel together, as often as they are needed. */
interface Group {
  readonly first: Need;
  readonly requests: readonly { readonly path: string; readonly template: string; readonly appended: number }[];
  /** How often they are needed for each object. */
  readonly times: number;
  readonly count: number;
}

/** A personal part travels with no public one. Its wish has no scope yet. */
const isPersonal = (wish: Wish): boolean => partOf(wish).personal !== undefined;

function keysOf(wish: Wish): Pick<Keyed, 'key' | 'group'> {
  const key = wishKey(wish);
  const shared = isPersonal(wish) ? `${resourceKey(wish)}@` : resourceKey(wish);
  return { key, group: wish.resource.appends ? shared : key };
}

const keyed = (need: Need): Keyed => ({ need, ...keysOf(need.wish), count: need.each?.refs.length ?? 1 });

/** The details of an episode may come with its season, unless the episode has a request of its own. */
function inLists<One extends Keyed>(needs: readonly One[]): One[] {
  const alone = new Set(
    needs.filter(({ need: { wish } }) => wish.part !== 'details' && !isPersonal(wish)).map(({ need }) => resourceKey(need.wish)),
  );
  return needs.map((one) => {
    const list = alone.has(resourceKey(one.need.wish)) ? undefined : listWith(one.need.wish);
    return list ? { ...one, ...keysOf(list.wish), need: { ...one.need, wish: list.wish } } : one;
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
    const distinct = group.length === 1 ? group : [...Map.groupBy(group, ({ key }) => key).values()].flatMap(([first]) => first ?? []);
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

const requestsOf = (groups: readonly Group[]): number =>
  groups.reduce((sum, { requests, times, count }) => sum + requests.length * times * count, 0);

function groupsOf(needs: readonly Keyed[], level: keyof Times, planned = createPlanner()): Group[] {
  const needed = needs.filter(({ need: { times } }) => times[level] > 0);
  return [...Map.groupBy(needed, ({ group, apart }) => (apart ? `${group} ${apart}` : group)).values()].map((group) => {
    const { need: first, count } = group[0] as Keyed; // No group is empty.
    return { first, requests: planned(group), times: Math.max(...group.map(({ need: { times } }) => times[level])), count };
  });
}

/** Rows of several lists may be the same, and one of the objects that are named; then they share their requests. */
function certainOf(needs: readonly Keyed[], known: (name: string) => number, planned?: ReturnType<typeof createPlanner>): number {
  const named = new Map<string, number>();
  const rows: Group[] = [];
  let sum = 0;
  for (const group of groupsOf(needs, 'certain', planned)) {
    const { first, requests, count } = group;
    if (first.isRow) {
      rows.push(group);
      continue;
    }
    const { name } = first.wish.resource;
    named.set(name, (named.get(name) ?? 0) + count);
    sum += requests.length * count;
  }
  for (const [name, ofKind] of Map.groupBy(rows, ({ first }) => first.wish.resource.name)) {
    const others = (named.get(name) ?? 0) + known(name);
    sum += Math.max(...ofKind.map(({ requests, times }) => requests.length * Math.max(0, times - others)));
  }
  return sum;
}

/** Plans the needs of an operation without running it. */
export function createEstimation({ isKnown: hasAnswer, isAnyKnown, knownOf }: EstimationOptions): Estimation {
  function isKnown(wish: Wish): boolean {
    const list = listWith(wish);
    return hasAnswer(wish) || (list !== undefined && hasAnswer(list.wish));
  }

  /** Says of each need whether it is known now. What several objects need is taken apart by what is known of each of them. */
  function now(needs: readonly Keyed[]): Now[] {
    return [...Map.groupBy(needs, ({ need }) => need.each)].flatMap(([each, ofEach]) => {
      if (!each) return ofEach.map((one) => ({ ...one, isKnown: !one.need.isRow && isKnown(one.need.wish) }));
      const groups = [
        ...Map.groupBy(
          ofEach.filter(({ need }) => !need.isRow),
          ({ group }) => group,
        ).values(),
      ];
      const knownOfOne = (ref: string): string[] =>
        groups.flatMap((group) => {
          const { resource, ref: template } = (group[0] as Keyed).need.wish; // No group is empty.
          if (!isAnyKnown({ resource, ref: template.replace(each.standIn, ref) })) return [];
          return group.filter(({ need: { wish } }) => isKnown(wishOfOne(wish, each, ref))).map(({ key }) => key);
        });
      return [...Map.groupBy(each.refs, (ref) => knownOfOne(ref).join(' '))].flatMap(([known, { length }]) => {
        const keys = new Set(known.split(' '));
        return ofEach.map((one) => ({ ...one, apart: known, count: length, isKnown: keys.has(one.key) }));
      });
    });
  }

  return {
    assertPrice(needs, maxRequests) {
      const all = needs.list.map(keyed);
      const certain = certainOf(inLists(all), () => 0);
      if (certain <= maxRequests) return;
      const unknown = now(all).filter((one) => !one.isKnown);
      if (certainOf(inLists(unknown), knownOf) <= maxRequests) return;
      throw tooExpensive(maxRequests, certain, this.estimate(needs, maxRequests).dearest?.path);
    },
    estimate({ list, isCut }, maxRequests) {
      const planned = createPlanner();
      const all = list.map(keyed);
      const listed = inLists(all);
      const certain = certainOf(listed, () => 0, planned);
      const atPresent = now(all);
      // When all lists are known, so may be their rows: the operation was asked before, or one much like it.
      const areListsKnown = atPresent.every((one) => one.need.isRow || one.isKnown);
      const knownRows = new Map<string, number>();
      const unknown = inLists(atPresent).filter((one) => !one.isKnown);
      const likely = groupsOf(unknown, 'likely', planned).map((group) => {
        const { wish, isRow } = group.first;
        if (!isRow || !areListsKnown) return group;
        const { name } = wish.resource;
        const known = knownRows.get(name) ?? knownOf(name);
        knownRows.set(name, known);
        return { ...group, times: Math.max(0, group.times - known) };
      });
      const byPath = new Map<string, number>();
      const templates = new Map<string, { path: string; appended: number; count: number }>();
      for (const { requests, times, count } of likely) {
        for (const { path, template, appended } of requests) {
          byPath.set(path, (byPath.get(path) ?? 0) + times * count);
          const key = `${template} ${appended}`;
          templates.set(key, { path: template, appended, count: (templates.get(key)?.count ?? 0) + times * count });
        }
      }
      let following = 0;
      for (const {
        need: { path, times, more = 0 },
        count,
      } of unknown) {
        const requests = more * times.likely * count;
        following += requests;
        byPath.set(path, (byPath.get(path) ?? 0) + requests);
      }
      const paths = [...byPath]
        .map(([path, requests]) => ({ path, requests: Math.round(requests) }))
        .filter(({ requests }) => requests > 0)
        .toSorted((a, b) => b.requests - a.requests);
      // What was not priced may need anything, as do documents that lead to further wishes.
      const isOpen = isCut || list.some(({ more, times }) => more !== undefined && times.atMost > 0);
      return {
        certain,
        likely: Math.round(requestsOf(likely) + following),
        atMost: Math.max(certain, Math.min(maxRequests, isOpen ? Infinity : requestsOf(groupsOf(all, 'atMost', planned)))),
        ...(isCut && { isCut }),
        byPath: paths,
        dearest: paths[0] ?? null,
        templates: [...templates.values()]
          .map((template) => ({ ...template, count: Math.round(template.count) }))
          .filter(({ count }) => count > 0),
      };
    },
  };
}
