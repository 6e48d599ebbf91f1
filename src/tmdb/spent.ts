import type { Need } from './need.ts';
import { wishKey, type Wish } from './resource.ts';

/** The requests that were sent for a field, such as `trendingMovies.nodes.runtime`; null when several root fields may have needed them. */
export interface Spent {
  readonly path: string | null;
  readonly requests: number;
}

/**
 * Says for which field each request was sent, the dearest first: for the first that needs what the request carried, or else a
 * document of its kind. Requests to which other documents led, and writes, belong to the only root field.
 * @param sent One of the wishes that each request carried; writes carry none.
 * @param root The only root field; null when there are several.
 */
export function spentBy(sent: readonly Wish[], requests: number, needs: readonly Need[], root: string | null): Spent[] {
  const exact = new Map<string, string>();
  const ofKind = new Map<string, string>();
  for (const { path, wish } of needs) {
    if (!exact.has(wishKey(wish))) exact.set(wishKey(wish), path);
    if (!ofKind.has(kindOf(wish))) ofKind.set(kindOf(wish), path);
  }
  const counts = new Map<string | null, number>();
  const count = (path: string | null, more: number): void => void (more > 0 && counts.set(path, (counts.get(path) ?? 0) + more));
  for (const wish of sent) count(exact.get(wishKey(wish)) ?? ofKind.get(kindOf(wish)) ?? root, 1);
  count(root, requests - sent.length);
  return [...counts].map(([path, requests]) => ({ path, requests })).toSorted((a, b) => b.requests - a.requests);
}

const kindOf = ({ resource, part }: Wish): string => `${resource.name} ${part}`;
