import { languageOf, paged, pagedList, type Handler, type Call } from '../../http/call.ts';
import type { Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { FIRST_GENERATED } from '../../catalogue/first-ids.ts';
import { generatedSeriesSummary } from '../../generated/generated-series.ts';
import { seriesRow } from './series.ts';

/** As many as TMDB's own list has. */
const POPULAR = 228_499;

/** Things told in full come first: lists are what people try first. */
const toldFirst = (a: Series, b: Series) => Number(!a.seasons) - Number(!b.seasons);
const popular = SERIES.toSorted((a, b) => toldFirst(a, b) || b.popularity - a.popularity);
const topRated = SERIES.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);
/** The catalogue is of one day: whatever goes on stands for what is shown in the week. */
const onTheAir = popular.filter(({ status }) => status !== 'Ended' && status !== 'Canceled').slice(0, 45);

const zones = new Set(Intl.supportedValuesOf('timeZone'));
/** Names of the tz database, old ones and links included. */
function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  try {
    // Offsets such as +01:00 are none.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const whole =
  (rows: readonly Series[]): Handler =>
  (call) =>
    pagedList(call, rows, (series) => seriesRow(series, languageOf(call)));

/** @throws status 28 for a zone that is not known. */
export const inZone =
  (rowsAt: (call: Call) => readonly Series[]): Handler =>
  (call) => {
    const zone = call.query.get('timezone');
    if (zone && !isZone(zone)) throw failure(28);
    return whole(rowsAt(call))(call);
  };

/** Day of the week where the call says, New York when it does not. */
const dayIn = (zone: string | null) => new Intl.DateTimeFormat('en', { timeZone: zone || 'America/New_York', weekday: 'short' }).format();
const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What is shown today: each series has two days in the week. */
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
