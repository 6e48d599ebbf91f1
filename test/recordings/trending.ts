import type { Table } from '../support/compare.ts';
import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { film, person, series } from './rows.ts';
import { union } from './rules.ts';

const trending = (kind: string, root: string, row: Table): Family =>
  listFamily({
    family: `/3/trending/${kind}/{time_window}`,
    root,
    row,
    more: ({ path }) => [`window: ${path.endsWith('week') ? 'WEEK' : 'DAY'}`],
  });

/** What gets most attention, all together and by kind. */
export const trendingFamilies: readonly Family[] = [
  trending('all', 'trending', union({ Movie: film, TvSeries: series, Person: person })),
  trending('movie', 'trendingMovies', film),
  trending('tv', 'trendingTvSeries', series),
  trending('person', 'trendingPeople', person),
];
