import type { ListItem } from './user-list.ts';

type Compare = (a: ListItem, b: ListItem) => number;

const byDate: Compare = (a, b) => a.media.date.localeCompare(b.media.date);
const ASCENDING: Readonly<Record<string, Compare | undefined>> = {
  original_order: undefined,
  vote_average: (a, b) => a.media.average - b.media.average,
  primary_release_date: byDate,
  release_date: byDate,
  title: (a, b) => a.media.title.localeCompare(b.media.title),
};

/** The orders of v4 lists. A list's summary tells the position of its order in this table, from 1. */
const ORDERS = Object.keys(ASCENDING).flatMap((key) => [`${key}.asc`, `${key}.desc`]);
export const isOrder = (text: unknown): text is string => typeof text === 'string' && ORDERS.includes(text);
export const numberOfOrder = (order: string): number => ORDERS.indexOf(order) + 1;

/** Sorts items; equal ones stay in the order in which they were added. */
export function inOrder(items: readonly ListItem[], order: string): ListItem[] {
  const [key = '', direction] = order.split('.');
  const compare = ASCENDING[key];
  const sorted = compare ? items.toSorted(compare) : [...items];
  return direction === 'desc' ? sorted.toReversed() : sorted;
}
