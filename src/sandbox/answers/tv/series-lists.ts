import { languageOf, pagedList, type Handler, type Call, type Scope } from '../../http/call.ts';
import type { Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { endless } from '../discovery/lists.ts';
import { later } from '../../generated/dates.ts';
import { runningSeries } from '../../generated/generated-series.ts';
import { episodeAt } from './seasons.ts';
import { seriesSummary } from './series-by-id.ts';
import { seriesRow } from './series.ts';

/** The total of TMDB's own list. */
const POPULAR = 228_499;

/** Series known in full come first, as the first pages of lists are what users look at first. */
const knownFirst = (a: Series, b: Series) => Number(!a.seasons) - Number(!b.seasons);
const popular = SERIES.toSorted((a, b) => knownFirst(a, b) || b.popularity - a.popularity);
const topRated = SERIES.filter(({ votes }) => votes >= 300).toSorted((a, b) => b.average - a.average);

/** Every series that lists by date choose from: those of the catalogue, and generated ones whose dates move with the clock. */
export const datedSeries = ({ generated, today }: Scope): readonly Series[] =>
  generated ? [...popular, ...runningSeries(today())] : popular;

/** Series of which the last or the next episode airs within a number of days, the first of them included. */
const airing = (call: Call, first: string, days: number) => {
  const end = later(first, days);
  return datedSeries(call).filter((series) =>
    [series.lastEpisode, series.nextEpisode].some((place) => {
      const date = place && episodeAt(series, place)?.date;
      return date && date >= first && date < end;
    }),
  );
};

/** Whether the tz database has this name, aliases included. */
function isZone(name: string): boolean {
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

/** Today in the time zone of the call, by default that of New York. */
const dayOf = ({ query, today }: Call) => today(query.get('timezone') || 'America/New_York');

export const SERIES_LISTS: Readonly<Record<string, Handler>> = {
  '/3/tv/popular': endless(popular, POPULAR, seriesSummary, (series, call) => seriesRow(series, languageOf(call))),
  '/3/tv/top_rated': whole(topRated),
  '/3/tv/on_the_air': inZone((call) => airing(call, dayOf(call), 7)),
  '/3/tv/airing_today': inZone((call) => airing(call, dayOf(call), 1)),
};
