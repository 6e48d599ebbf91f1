import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { series } from './rows.ts';

const tvList = (name: string, root: string): Family => listFamily({ family: `/3/tv/${name}`, root, row: series });

/** TMDB's own lists of series. */
export const tvListFamilies: readonly Family[] = [
  tvList('popular', 'popularTvSeries'),
  tvList('top_rated', 'topRatedTvSeries'),
  tvList('on_the_air', 'onTheAirTvSeries'),
  tvList('airing_today', 'airingTodayTvSeries'),
];
