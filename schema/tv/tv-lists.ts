import { latestTvSeries, tvLists, tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import { rootList } from '../core/connection.ts';
import { fromLatest } from '../core/latest.ts';
import { TvSeries, TvSeriesConnection } from './tv-series.ts';

const timezone = builder.args((t) => ({
  timezone: t.string({
    description: 'IANA time zone that decides the current day: `Europe/Berlin`. Default: TMDB’s, America/New_York.',
  }),
}));

/** One field for each of TMDB's lists: TMDB's name of the list, its description, and its own arguments. */
const FIELDS = {
  popularTvSeries: ['popular', 'Series by popularity.', {}],
  topRatedTvSeries: ['top_rated', 'Series by the votes of TMDB’s users.', {}],
  onTheAirTvSeries: ['on_the_air', 'Series with an episode in the next seven days.', timezone],
  airingTodayTvSeries: ['airing_today', 'Series with an episode today.', timezone],
} as const;

/** Those that no day leaves empty. */
const LONG: ReadonlySet<string> = new Set(['popular', 'top_rated']);

for (const [name, [ref, description, args]] of Object.entries(FIELDS)) {
  rootList(name, { description, type: TvSeriesConnection, resource: tvLists, ref, args, isLong: LONG.has(ref) });
}

builder.queryField('latestTvSeries', (t) =>
  t.field({
    type: TvSeries,
    description: 'The series that was added to TMDB last. Most of its fields are still unknown.',
    ...fromLatest(latestTvSeries, tvSeries),
  }),
);
