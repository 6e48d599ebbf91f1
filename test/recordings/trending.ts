import type { Table } from '../support/compare.ts';
import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { movie, person, series } from './rows.ts';
import { union } from './rules.ts';

const trending = (kind: string, root: string, row: Table): Family =>
  listFamily({
    family: `/3/trending/${kind}/{time_window}`,
    root,
    row,
    more: ({ path }) => [`window: ${path.endsWith('week') ? 'WEEK' : 'DAY'}`],
  });

/** Trending lists, over all kinds and for each. */
export const trendingFamilies: readonly Family[] = [
  trending('all', 'trending', union({ Movie: movie, TvSeries: series, Person: person })),
  trending('movie', 'trendingMovies', movie),
  trending('tv', 'trendingTvSeries', series),
  trending('person', 'trendingPeople', person),
];
