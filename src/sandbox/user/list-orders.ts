import type { ListItem } from './user-list.ts';

type Compare = (a: ListItem, b: ListItem) => number;

const byDate: Compare = (a, b) => a.media.date.localeCompare(b.media.date);
const UPWARDS: Readonly<Record<string, Compare | undefined>> = {
  original_order: undefined,
  vote_average: (a, b) => a.media.average - b.media.average,
  primary_release_date: byDate,
  release_date: byDate,
  title: (a, b) => a.media.title.localeCompare(b.media.title),
};

/** What a v4 list can be sorted by; a list among others tells the place of its order in this table, from 1. */
const ORDERS = Object.keys(UPWARDS).flatMap((key) => [`${key}.asc`, `${key}.desc`]);
export const isOrder = (text: unknown): text is string => typeof text === 'string' && ORDERS.includes(text);
export const numberOfOrder = (order: string): number => ORDERS.indexOf(order) + 1;

/** Items in an order; equal ones as they were added. */
export function inOrder(items: readonly ListItem[], order: string): ListItem[] {
  const [key = '', direction] = order.split('.');
  const compare = UPWARDS[key];
  const sorted = compare ? items.toSorted(compare) : [...items];
  return direction === 'desc' ? sorted.toReversed() : sorted;
}
