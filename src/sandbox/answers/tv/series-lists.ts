import { languageOf, paged, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { FIRST_GENERATED } from '../../catalogue/first-ids.ts';
import { generatedSeriesSummary } from '../../generated/generated-series.ts';
import { seriesRow } from './series.ts';

/** The total of TMDB's own list. */
const POPULAR = 228_499;

/** Series known in full come first, as the first pages of lists are what users look at first. */
const knownFirst = (a: Series, b: Series) => Number(!a.seasons) - Number(!b.seasons);
const popular = SERIES.toSorted((a, b) => knownFirst(a, b) || b.popularity - a.popularity);
const topRated = SERIES.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);
/** The catalogue has no episodes after the day it was recorded: continuing series stand for those on the air this week. */
const onTheAir = popular.filter(({ status }) => status !== 'Ended' && status !== 'Canceled').slice(0, 45);

const zones = new Set(Intl.supportedValuesOf('timeZone'));
/** Whether the tz database has this name, aliases included. */
function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    // Offsets such as +01:00 are not names.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const whole =
  (rows: readonly Series[]): Handler =>
  (call) =>
    pagedList(call, rows, (series) => seriesRow(series, languageOf(call)));

/** @throws status 28 for an unknown time zone. */
export const inZone =
  (rowsAt: (call: Call) => readonly Series[]): Handler =>
  (call) => {
    const zone = call.query.get('timezone');
    if (zone && !isZone(zone)) throw failure(28);
    return whole(rowsAt(call))(call);
  };

/** The day of the week in a time zone, by default that of New York. */
const dayIn = (zone: string | null) => new Intl.DateTimeFormat('en', { timeZone: zone || 'America/New_York', weekday: 'short' }).format();
const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Series that air today: each airs on two days of the week. */
function airingToday({ query }: Call): readonly Series[] {
  const today = WEEK.indexOf(dayIn(query.get('timezone')));
  return onTheAir.filter(({ id }) => id % WEEK.length === today || (id + 3) % WEEK.length === today);
}

export const SERIES_LISTS: Readonly<Record<string, Handler>> = {
  '/3/tv/popular': (call) =>
    paged(call, call.generated ? POPULAR : popular.length, (index) =>
      seriesRow(popular[index] ?? generatedSeriesSummary(FIRST_GENERATED + index), languageOf(call)),
    ),
  '/3/tv/top_rated': whole(topRated),
  '/3/tv/on_the_air': inZone(() => onTheAir),
  '/3/tv/airing_today': inZone(airingToday),
};
