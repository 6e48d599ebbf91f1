import { wishOfOne, type Need } from './need.ts';
import { wishKey, type Wish } from './resource.ts';

/** The requests that were sent for a field, such as `trendingMovies.nodes.runtime`. */
export interface Spent {
  readonly path: string;
  readonly requests: number;
}

/**
 * Says for which field each request was sent, the dearest first: for the first that needs what the request carried, or else a
 * document of its kind. Requests to which other documents led belong to a root field: the first that needs a document of their
 * resource, or else one whose documents lead to others, or else the first. Each root field of a mutation writes once.
 * @param sent One of the wishes that each request carried; writes carry none.
 * @param roots The names of the root fields, in their order.
 */
export function spentBy(sent: readonly Wish[], requests: number, needs: readonly Need[], roots: readonly string[]): Spent[] {
  const exact = new Map<string, string>();
  const ofKind = new Map<string, string>();
  const ofResource = new Map<string, string>();
  const refs = new Set(sent.map(({ ref }) => ref));
  for (const { path, wish, each } of needs) {
    const wishes = each ? each.refs.filter((ref) => refs.has(ref)).map((ref) => wishOfOne(wish, each, ref)) : [wish];
    for (const one of wishes) setFirst(exact, wishKey(one), path);
    setFirst(ofKind, kindOf(wish), path);
    setFirst(ofResource, wish.resource.name, rootOf(path));
  }
  const [first = ''] = roots;
  const leading = needs.find(({ more }) => more !== undefined) ?? needs[0];
  const other = leading ? rootOf(leading.path) : first;
  const counts = new Map<string, number>();
  const count = (path: string): void => void counts.set(path, (counts.get(path) ?? 0) + 1);
  for (const wish of sent) {
    count(exact.get(wishKey(wish)) ?? ofKind.get(kindOf(wish)) ?? ofResource.get(wish.resource.name) ?? other);
  }
  for (let write = 0; write < requests - sent.length; write += 1) count(roots[write] ?? first);
  return [...counts].map(([path, requests]) => ({ path, requests })).toSorted((a, b) => b.requests - a.requests);
}

function setFirst(paths: Map<string, string>, key: string, path: string): void {
  if (!paths.has(key)) paths.set(key, path);
}

const rootOf = (path: string): string => path.split('.', 1)[0] ?? path;

const kindOf = ({ resource, part }: Wish): string => `${resource.name} ${part}`;
