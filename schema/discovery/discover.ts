import type { GraphQLResolveInfo } from 'graphql';
import { company } from '../../src/tmdb/api/reference/company.ts';
import { discoverMovies, discoverTvSeries } from '../../src/tmdb/api/discovery/discover.ts';
import { MOVIE_FILTERS, TV_FILTERS } from '../../src/tmdb/discover-filters.ts';
import { writeFilters, type FilterInput } from '../../src/tmdb/filter.ts';
import { NUMBER } from '../../src/tmdb/id.ts';
import { keyword } from '../../src/tmdb/api/reference/keyword.ts';
import { adultArg } from './adult.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { freshAs } from '../core/cache-control.ts';
import { Company } from '../reference/company.ts';
import { fromPages, loadPages, pageArgs } from '../core/connection.ts';
import { MovieFilter, TvSeriesFilter } from './discover-filter.ts';
import { MovieSort, TvSeriesSort } from './discover-sort.ts';
import { Genre, isGenreOf } from '../reference/genre.ts';
import { Keyword } from '../reference/keyword.ts';
import { operationLocale } from '../core/locale.ts';
import { MovieConnection } from '../movies/movie.ts';
import { Network } from '../reference/network.ts';
import type { PageArgs } from '../core/pages.ts';
import type { PartArgs } from '../core/parameters.ts';
import { Person } from '../people/person.ts';
import { TvSeriesConnection } from '../tv/tv-series.ts';
import { WatchProvider } from '../media/watch-provider.ts';

const SORT = 'In which order. When not given: the most popular first.';

const MOVIES = {
  resource: discoverMovies,
  filters: MOVIE_FILTERS,
  type: MovieConnection,
  args: builder.args((t) => ({
    filter: t.field({ type: MovieFilter, description: 'Only films that pass it.' }),
    sort: t.field({ type: MovieSort, description: SORT }),
    ...adultArg,
    includeVideo: t.boolean({ description: 'Find what TMDB holds for videos rather than films, too: concerts, recorded plays.' }),
    ...pageArgs,
  })),
};

const TV_SERIES = {
  resource: discoverTvSeries,
  filters: TV_FILTERS,
  type: TvSeriesConnection,
  args: builder.args((t) => ({
    filter: t.field({ type: TvSeriesFilter, description: 'Only series that pass it.' }),
    sort: t.field({ type: TvSeriesSort, description: SORT }),
    ...adultArg,
    includeNullFirstAirDates: t.boolean({ description: 'Find series whose first day is not known, too, where days are filtered.' }),
    ...pageArgs,
  })),
};

type Kind = typeof MOVIES | typeof TV_SERIES;

/**
 * The films or series that pass the filter of the arguments. Fields use it `as never`: Pothos knows only that they are of
 * films or of series, while their type and their resource come from one row.
 * @param preset What all of them have, by the name of a filter: the person whose films they are.
 * @param watchRegion Where a preset service is meant.
 */
function discover(
  { resource, filters }: Kind,
  args: PageArgs & { readonly filter?: FilterInput | null | undefined },
  preset: Readonly<Record<string, string>>,
  context: Context,
  info: GraphQLResolveInfo,
  watchRegion?: string,
) {
  const locale = operationLocale(context, info);
  const written = writeFilters(filters, args.filter ?? {}, { ...locale, ...(watchRegion && { watchRegion }) }, preset);
  // A watch region filters by itself, so that of the locale is only sent when a filter needs it.
  const query = { watch_region: null, ...written };
  return loadPages(resource, 'details', { ref: 'discover' }, args, context, info, { query });
}

for (const [name, kind, what] of [
  ['discoverMovies', MOVIES, 'Films'],
  ['discoverTvSeries', TV_SERIES, 'Series'],
] as const) {
  builder.queryField(name, (t) =>
    t.field({
      type: kind.type,
      description: `${what} that pass a filter, in an order.`,
      args: kind.args,
      ...freshAs(kind.resource),
      resolve: (_root, args, context, info) => discover(kind, args, {}, context, info) as never,
    }),
  );
}

/** Things that lead to all films or series that have them. */
const EDGES = [
  [Person, 'movies', MOVIES, 'people', 'Films in whose cast or crew the person is'],
  [Company, 'tvSeries', TV_SERIES, 'companies', 'Series that it produced'],
  [Network, 'tvSeries', TV_SERIES, 'networks', 'Series that it shows'],
  [Keyword, 'tvSeries', TV_SERIES, 'keywords', 'Series with this keyword'],
] as const;

for (const [type, name, kind, filter, what] of EDGES) {
  builder.objectField(type, name, (t) =>
    t.field({
      type: kind.type,
      description: `${what} and that pass the filter. One request more for each page of them.`,
      args: kind.args,
      resolve: ({ id }, args, context, info) => discover(kind, args, { [filter]: id }, context, info) as never,
    }),
  );
}

/**
 * Things of which TMDB has the films as a list of their own, too. It takes few arguments but answers without the others: that of a
 * company rides in the request for the company.
 */
const LISTED = [
  [
    Company,
    fromPages(company, 'movies'),
    [],
    'companies',
    'Films it produced',
    'Without a filter or an order the first of them ride in the request for the company; with one it is one request more for each page of them.',
  ],
  [
    Keyword,
    fromPages(keyword, 'movies'),
    ['includeAdult'],
    'keywords',
    'Films with this keyword',
    'One request more for each page of them.',
  ],
] as const;

const sortListed = builder.args((t) => ({
  sort: t.field({
    type: MovieSort,
    description: 'In which order. When not given: TMDB’s own where nothing is filtered, else the most popular first.',
  }),
}));

for (const [type, list, taken, filter, what, cost] of LISTED) {
  const known: readonly string[] = [...Object.keys(pageArgs), ...taken];
  /** Whether an argument is given that the list does not take. */
  const isFiltered = (args: object): boolean =>
    Object.entries(args).some(([name, value]) => value !== null && value !== undefined && !known.includes(name));
  builder.objectField(type, 'movies', (t) =>
    t.field({
      type: MovieConnection,
      description: `${what} and that pass the filter. ${cost}`,
      args: { ...MOVIES.args, ...sortListed },
      extensions: { tmdb: (args: PartArgs) => (isFiltered(args) ? undefined : list.extensions.tmdb) },
      resolve: (node, args, context, info) =>
        isFiltered(args)
          ? (discover(MOVIES, args, { [filter]: node.id }, context, info) as never)
          : list.resolve(node, args, context, info),
    }),
  );
}

for (const [name, kind, mediaType, what] of [
  ['movies', MOVIES, 'movie', 'Films'],
  ['tvSeries', TV_SERIES, 'tv', 'Series'],
] as const) {
  builder.objectField(Genre, name, (t) =>
    t.field({
      type: kind.type,
      description: `${what} of this genre that pass the filter. Null when it is no genre of ${what.toLowerCase()}. One request more for each page of them.`,
      args: kind.args,
      resolve: async (genre, args, context, info) =>
        (await isGenreOf(mediaType, genre, context, info)) ? (discover(kind, args, { genres: genre.id }, context, info) as never) : null,
    }),
  );
  builder.objectField(WatchProvider, name, (t) =>
    t.field({
      type: kind.type,
      description: `${what} that can be watched there and that pass the filter: in its \`watchRegion\`, else in the country that this stands below, else in the watch region of the operation. One request more for each page of them. Data from JustWatch.`,
      args: kind.args,
      resolve({ provider_id: id, region }, args, context, info) {
        if (!NUMBER.test(String(id))) return null;
        return discover(kind, args, { watchProviders: String(id) }, context, info, region) as never;
      },
    }),
  );
}
