import { company } from '../../src/tmdb/api/reference/company.ts';
import { discoverMovies, discoverTvSeries } from '../../src/tmdb/api/discovery/discover.ts';
import { MOVIE_FILTERS, TV_FILTERS } from '../../src/tmdb/discover-filters.ts';
import { writeFilters, type FilterInput } from '../../src/tmdb/filter.ts';
import { NUMBER } from '../../src/tmdb/id.ts';
import { keyword } from '../../src/tmdb/api/reference/keyword.ts';
import { adultArg } from './adult.ts';
import { builder } from '../core/builder.ts';
import type { Declaration } from '../core/declaration.ts';
import { fromEither, inRounds, untyped, type DeclaredField } from '../core/fields.ts';
import { Company } from '../reference/company.ts';
import { fromPages, pageArgs } from '../core/connection.ts';
import { MovieFilter, TvSeriesFilter } from './discover-filter.ts';
import { MovieSort, TvSeriesSort } from './discover-sort.ts';
import { Genre, isGenreOf, type GenreNode } from '../reference/genre.ts';
import { Keyword } from '../reference/keyword.ts';
import { datedByRegion, MovieConnection } from '../movies/movie.ts';
import { Network } from '../reference/network.ts';
import type { Connection, PageArgs } from '../core/pages.ts';
import type { MovieSummary } from '../../src/tmdb/api/summary.ts';
import { Person } from '../people/person.ts';
import { TvSeriesConnection } from '../tv/tv-series.ts';
import { WatchProvider } from '../media/watch-provider.ts';

const SORT = 'Order of the rows. Default: the most popular first.';

const MOVIES = {
  resource: discoverMovies,
  filters: MOVIE_FILTERS,
  toRow: datedByRegion,
  type: MovieConnection,
  args: builder.args((t) => ({
    filter: t.field({ type: MovieFilter, description: 'Only movies that pass this filter.' }),
    sort: t.field({ type: MovieSort, description: SORT }),
    ...adultArg,
    includeVideo: t.boolean({
      description: 'Whether to include titles that TMDB considers videos rather than movies, such as concerts and recorded plays.',
    }),
    ...pageArgs,
  })),
};

const TV_SERIES = {
  resource: discoverTvSeries,
  filters: TV_FILTERS,
  toRow: undefined,
  type: TvSeriesConnection,
  args: builder.args((t) => ({
    filter: t.field({ type: TvSeriesFilter, description: 'Only series that pass this filter.' }),
    sort: t.field({ type: TvSeriesSort, description: SORT }),
    ...adultArg,
    includeNullFirstAirDates: t.boolean({ description: 'Whether a filter by date includes series whose first air date is unknown.' }),
    ...pageArgs,
  })),
};

type Kind = typeof MOVIES | typeof TV_SERIES;

interface DiscoverArgs extends PageArgs {
  readonly filter?: FilterInput | null | undefined;
}

/**
 * Makes the field of the movies or series that pass the filter of the arguments.
 * @param preset The filter that the ref of the object sets: that by people, on a person.
 * @param watchRegion The country to which a preset service refers.
 */
const fromDiscover = ({ resource, filters, toRow }: Kind, preset?: string, watchRegion?: string) =>
  fromPages(resource as typeof discoverMovies, 'details', {
    list: 'discover',
    toRow,
    query: ({ filter }: DiscoverArgs, locale, { ref }) => ({
      // A watch region filters by itself, so the locale's is sent only when a filter needs it.
      watch_region: null,
      ...writeFilters(
        filters,
        filter ?? {},
        { ...locale, ...(watchRegion && { watchRegion }) },
        preset === undefined ? {} : { [preset]: ref },
      ),
    }),
  });

/** Leaves the freshness of an edge to the object that it is on. */
const inheritingFreshness = <Source, Args, Out>({
  extensions: { tmdb },
  resolve,
}: DeclaredField<Source, Args, Out, Declaration<Args>>): DeclaredField<Source, Args, Out, Declaration<Args>> => {
  const { part: _part, ...rest } = tmdb;
  return { extensions: { tmdb: rest }, resolve };
};

for (const [name, kind, nouns] of [
  ['discoverMovies', MOVIES, 'Movies'],
  ['discoverTvSeries', TV_SERIES, 'Series'],
] as const) {
  builder.queryField(name, (t) =>
    t.field({
      type: kind.type,
      description: `${nouns} that pass a filter, in the given order.`,
      args: kind.args,
      ...untyped(fromDiscover(kind)),
    }),
  );
}

/** Fields that lead from a resource to all movies or series that have it. */
const EDGES = [
  [Person, 'movies', MOVIES, 'people', 'Movies with the person in their cast or crew'],
  [Company, 'tvSeries', TV_SERIES, 'companies', 'Series that the company produced'],
  [Network, 'tvSeries', TV_SERIES, 'networks', 'Series that the network broadcasts'],
  [Keyword, 'tvSeries', TV_SERIES, 'keywords', 'Series with this keyword'],
] as const;

for (const [type, name, kind, filter, what] of EDGES) {
  builder.objectField(type, name, (t) =>
    t.field({
      type: kind.type,
      description: `${what}, narrowed by \`filter\`. Costs one more request for each page.`,
      args: kind.args,
      ...untyped(inheritingFreshness(fromDiscover(kind, filter))),
    }),
  );
}

/**
 * Resources whose movies TMDB also serves as a list of their own. The list takes few arguments, but without the others it
 * is cheaper: that of a company rides in the request for the company.
 */
const LISTED = [
  [
    Company,
    fromPages(company, 'movies'),
    [],
    'companies',
    'Movies that the company produced',
    'Without a filter or an order, the first rows come with the request for the company. With one, each page costs one more request.',
  ],
  [
    Keyword,
    fromPages(keyword, 'movies'),
    ['includeAdult'],
    'keywords',
    'Movies with this keyword',
    'Costs one more request for each page.',
  ],
] as const;

const sortListed = builder.args((t) => ({
  sort: t.field({
    type: MovieSort,
    description: 'Order of the rows. Default: TMDB’s own without a filter, else the most popular first.',
  }),
}));

for (const [type, list, taken, filter, what, cost] of LISTED) {
  const known: readonly string[] = [...Object.keys(pageArgs), ...taken];
  const filtered = fromDiscover(MOVIES, filter);
  /** Whether the arguments include one that the list does not take. */
  const isFiltered = (args: object): boolean =>
    Object.entries(args).some(([name, value]) => value !== null && value !== undefined && !known.includes(name));
  builder.objectField(type, 'movies', (t) =>
    t.field({
      type: MovieConnection,
      description: `${what}, narrowed by \`filter\`. ${cost}`,
      args: { ...MOVIES.args, ...sortListed },
      ...fromEither<object, PageArgs, Connection<MovieSummary>>((args) => (isFiltered(args) ? filtered : list)),
    }),
  );
}

/** Stands for the country for which a service is listed, before the list has come. */
const SOME_REGION = 'US';

for (const [name, kind, mediaType, nouns] of [
  ['movies', MOVIES, 'movie', 'Movies'],
  ['tvSeries', TV_SERIES, 'tv', 'Series'],
] as const) {
  const ofGenre = inheritingFreshness(fromDiscover(kind, 'genres'));
  const ofProvider = (region?: string) => inheritingFreshness(fromDiscover(kind, 'watchProviders', region));
  builder.objectField(Genre, name, (t) =>
    t.field({
      type: kind.type,
      description: `${nouns} of this genre, narrowed by \`filter\`. Null when ${nouns.toLowerCase()} do not have the genre. Costs one more request for each page.`,
      args: kind.args,
      ...untyped(
        inRounds<GenreNode, PageArgs, unknown>(ofGenre.extensions.tmdb, async (genre, args, context, info) =>
          (await isGenreOf(mediaType, genre, context, info)) ? ofGenre.resolve({ ref: genre.id }, args, context, info) : null,
        ),
      ),
    }),
  );
  builder.objectField(WatchProvider, name, (t) =>
    t.field({
      type: kind.type,
      description: `${nouns} that the service offers, narrowed by \`filter\`: in the \`watchRegion\` of the filter, else in the country for which the service is listed, else in the watch region of the operation. Costs one more request for each page. Data from JustWatch.`,
      args: kind.args,
      ...untyped(
        inRounds<{ provider_id: number; region?: string }, PageArgs, unknown>(
          ofProvider(SOME_REGION).extensions.tmdb,
          async ({ provider_id: id, region }, args, context, info) =>
            NUMBER.test(String(id)) ? ofProvider(region).resolve({ ref: String(id) }, args, context, info) : null,
        ),
      ),
    }),
  );
}
