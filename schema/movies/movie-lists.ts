import { knownDate } from '../../src/tmdb/known.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import { latestMovie, movie, movieLists } from '../../src/tmdb/api/titles/movie.ts';
import type { DatedPage } from '../../src/tmdb/api/page.ts';
import { builder } from '../core/builder.ts';
import { connectionType, rootList } from '../core/connection.ts';
import { fromLatest } from '../core/latest.ts';
import { datedByRegion, Movie, MovieConnection, regionalReleaseDate, type MovieRow } from './movie.ts';
import { nodeOf } from '../core/node.ts';
import type { MovieSummary } from '../../src/tmdb/api/summary.ts';

const MovieListDates = builder.objectRef<NonNullable<DatedPage<MovieSummary>['dates']>>('MovieListDates');

MovieListDates.implement({
  description: 'The span of days in which the movies of a list are released.',
  fields: (t) => ({
    minimum: t.field({ type: 'Date', description: 'First day.', resolve: ({ minimum }) => knownDate(minimum) }),
    maximum: t.field({ type: 'Date', description: 'Last day.', resolve: ({ maximum }) => knownDate(maximum) }),
  }),
});

const DatedMovieConnection = connectionType('DatedMovie', {
  of: 'movies that are released in a span of days',
  node: () => Movie,
  toNode: (row: MovieRow) => nodeOf(row),
  edgeFields: regionalReleaseDate,
  fields: (t) => ({
    dates: t.field({
      type: MovieListDates,
      description: 'Span of days of the releases.',
      resolve: ({ firstPage }) => (firstPage && 'dates' in firstPage ? ((firstPage as DatedPage<MovieSummary>).dates ?? null) : null),
    }),
  }),
});

/** One field for each of TMDB's lists: its connection, TMDB's name of the list, and its description. */
const FIELDS = {
  popularMovies: [MovieConnection, 'popular', 'Movies by popularity.'],
  topRatedMovies: [MovieConnection, 'top_rated', 'Movies by the votes of TMDB’s users.'],
  nowPlayingMovies: [DatedMovieConnection, 'now_playing', 'Movies now in cinemas.'],
  upcomingMovies: [DatedMovieConnection, 'upcoming', 'Movies soon in cinemas.'],
} as const;

/** Those of cinemas, which are in some country: by default in that of the operation. */
const REGIONAL: ReadonlySet<string> = new Set(['now_playing', 'upcoming']);

/** Those that no region and no day leaves empty. */
const LONG: ReadonlySet<string> = new Set(['popular', 'top_rated']);

for (const [name, [type, ref, description]] of Object.entries(FIELDS)) {
  rootList(name, {
    description,
    type,
    resource: movieLists,
    ref,
    isLong: LONG.has(ref),
    toRow: datedByRegion,
    ...(REGIONAL.has(ref) && {
      query: ({ region }: { region?: string | null }, locale: Locale) => ({ region: region ?? locale.region ?? null }),
    }),
    args: builder.args((t) => ({
      region: t.field({
        type: 'CountryCode',
        description: `Country whose release dates count. Default: ${REGIONAL.has(ref) ? 'the operation’s region' : 'none'}.`,
      }),
    })),
  });
}

builder.queryField('latestMovie', (t) =>
  t.field({
    type: Movie,
    description: 'The movie that was added to TMDB last. Most of its fields are still unknown.',
    ...fromLatest(latestMovie, movie),
  }),
);
