import type { Call } from './call.ts';
import { failure } from './failure.ts';
import { hex } from './random.ts';

const DAY = 86_400_000;
const MOST_DAYS = 14;

/** @throws status 23 for what is not a date. */
function dateOf(text: string): number {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(date)) throw failure(23);
  return date;
}

/** The days asked for, the last one by default. @throws status 20 when there are more than 14. */
function windowOf({ query }: Call): number[] {
  const today = dateOf(new Date().toISOString().slice(0, 10));
  const start = query.get('start_date');
  const end = query.get('end_date');
  const last = end ? dateOf(end) : start ? Math.min(today, dateOf(start) + MOST_DAYS * DAY) : today;
  const first = start ? dateOf(start) : last - DAY;
  if (last - first > MOST_DAYS * DAY || last < first) throw failure(20);
  return Array.from({ length: (last - first) / DAY + 1 }, (_, index) => first + index * DAY);
}

/** What was changed about a thing: something on every third day. */
export function changesOf(call: Call, id: number) {
  const items = windowOf(call)
    .filter((day) => (day / DAY + id) % 3 === 0)
    .map((day) => {
      const time = `${new Date(day).toISOString().slice(0, 10)} 10:20:30 UTC`;
      return {
        id: hex(24, 'change', id, day),
        action: 'added',
        time,
        iso_639_1: 'en',
        iso_3166_1: 'US',
        value: { poster: { file_path: `/${hex(12, id, day)}.jpg`, iso_639_1: 'en' } },
      };
    });
  return { changes: items.length > 0 ? [{ key: 'images', items }] : [] };
}
