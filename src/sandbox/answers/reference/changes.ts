import { numberOf, paged, type Handler, type Call } from '../../http/call.ts';
import { MOVIES, PEOPLE, SERIES } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { FIRST_GENERATED } from '../../catalogue/first-ids.ts';
import { day } from '../../../tmdb/duration.ts';
import { hex } from '../../generated/random.ts';

const MAX_DAYS = 14;

/** @throws status 23 for a text that is not a date. */
function dateOf(text: string): number {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(date)) throw failure(23);
  return date;
}

/** The days that the query names, by default the last one. @throws status 20 for more than 14 days. */
function windowOf({ query, today: todayIn }: Call): number[] {
  const today = dateOf(todayIn());
  const start = query.get('start_date');
  const end = query.get('end_date');
  const last = end ? dateOf(end) : start ? Math.min(today, dateOf(start) + MAX_DAYS * day) : today;
  const first = start ? dateOf(start) : last - day;
  if (last - first > MAX_DAYS * day || last < first) throw failure(20);
  return Array.from({ length: (last - first) / day + 1 }, (_, index) => first + index * day);
}

/** Every id has changes on every third day. */
const isChanged = (id: number, date: number) => (date / day + id) % 3 === 0;

/** The changes of one movie, series, season, episode or person. */
export function changesOf(call: Call, id: number) {
  const items = windowOf(call)
    .filter((day) => isChanged(id, day))
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

/** The changes of a season or an episode by its id alone. @throws status 34. */
export const changesById =
  (isKnown: (id: number, generated: boolean) => boolean): Handler =>
  (call) => {
    const id = numberOf(call.params[0]);
    if (!isKnown(id, call.generated)) throw failure(34);
    return changesOf(call, id);
  };

const PAGE_SIZE = 100;
/** How many ids change on a typical day at TMDB: the total when entries are generated. */
const A_DAY = 7199;

/** Lists the ids that have changes in the window of the call. */
const changed =
  (rows: readonly { id: number }[]): Handler =>
  (call) => {
    const days = windowOf(call);
    const known = rows.filter(({ id }) => days.some((day) => isChanged(id, day)));
    const rowAt = (index: number) => ({ id: known[index]?.id ?? FIRST_GENERATED + index, adult: false, softcore: false });
    return paged(call, call.generated ? A_DAY : known.length, rowAt, 0, PAGE_SIZE);
  };

export const CHANGE_LISTS: Readonly<Record<string, Handler>> = {
  '/3/movie/changes': changed(MOVIES),
  '/3/tv/changes': changed(SERIES),
  '/3/person/changes': changed(PEOPLE),
};
