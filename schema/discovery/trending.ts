import { trendingAll, trendingMovies, trendingPeople, trendingTvSeries } from '../../src/tmdb/api/discovery/trending.ts';
import { builder } from '../core/builder.ts';
import { connectionType, rootList } from '../core/connection.ts';
import { mediaNode } from '../media/media-node.ts';
import { Movie, MovieConnection } from '../movies/movie.ts';
import { Person, PersonConnection } from '../people/person.ts';
import { TvSeries, TvSeriesConnection } from '../tv/tv-series.ts';

const TrendingWindow = builder.enumType('TrendingWindow', {
  description: 'Time over which attention is counted.',
  values: { DAY: { value: 'day', description: 'The last day.' }, WEEK: { value: 'week', description: 'The last seven days.' } } as const,
});

const TrendingItem = builder.unionType('TrendingItem', {
  description: 'A movie, series or person that is trending.',
  types: [Movie, TvSeries, Person],
  resolveType: ({ typename }) => typename,
});

const TrendingConnection = connectionType('Trending', {
  of: 'trending movies, series and people',
  node: () => TrendingItem,
  toNode: mediaNode(['Movie', 'TvSeries', 'Person']),
});

/** One field for each kind: its connection, the list it reads, and what it holds. */
const FIELDS = {
  trending: [TrendingConnection, trendingAll, 'Movies, series and people'],
  trendingMovies: [MovieConnection, trendingMovies, 'Movies'],
  trendingTvSeries: [TvSeriesConnection, trendingTvSeries, 'Series'],
  trendingPeople: [PersonConnection, trendingPeople, 'People'],
} as const;

for (const [name, [type, resource, what]] of Object.entries(FIELDS)) {
  rootList(name, {
    description: `${what} that currently get the most attention.`,
    type,
    resource,
    isLong: true,
    ref: ({ window }) => String(window ?? 'day'),
    args: builder.args((t) => ({
      window: t.field({ type: TrendingWindow, defaultValue: 'day', description: 'Time over which attention is counted.' }),
    })),
  });
}
