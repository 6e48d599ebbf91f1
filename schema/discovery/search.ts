import type { InputFieldMap } from '@pothos/core';
import type { Resource } from '../../src/tmdb/resource.ts';
import {
  searchAll,
  searchCollections,
  searchCompanies,
  searchKeywords,
  searchMovies,
  searchPeople,
  searchTvSeries,
} from '../../src/tmdb/api/discovery/search.ts';
import { adultArg } from './adult.ts';
import { builder } from '../core/builder.ts';
import { Collection, CollectionConnection } from '../movies/collection.ts';
import { CompanyConnection } from '../reference/company.ts';
import { connectionType, rootList } from '../core/connection.ts';
import { KeywordConnection } from '../reference/keyword.ts';
import { mediaNode } from '../media/media-node.ts';
import { datedByRegion, Movie, MovieConnection } from '../movies/movie.ts';
import { Person, PersonConnection } from '../people/person.ts';
import { TvSeries, TvSeriesConnection } from '../tv/tv-series.ts';

const SearchResult = builder.unionType('SearchResult', {
  description: 'A result of `search`, which covers several kinds.',
  types: [Movie, TvSeries, Person, Collection],
  resolveType: ({ typename }) => typename,
});

const SearchConnection = connectionType('Search', {
  of: 'search results',
  node: () => SearchResult,
  toNode: mediaNode(['Movie', 'TvSeries', 'Person', 'Collection']),
});

/** Every argument of a search. Each field has those that its TMDB path takes. */
const ARGS = builder.args((t) => ({
  query: t.string({
    required: true,
    description: 'Words of a title or a name: original, translated or alternative. Blanks around them do not matter.',
  }),
  year: t.int({ description: 'Only this year: of any release of a movie, of any episode of a series.' }),
  primaryReleaseYear: t.int({ description: 'Only movies first released in this year.' }),
  firstAirYear: t.int({ description: 'Only series whose first episode aired in this year.' }),
  region: t.field({ type: 'CountryCode', description: 'Country whose release dates count. Default: none.' }),
  ...adultArg,
}));

/** The argument that sets each of TMDB's parameters. */
const PARAMETER_ARGS = {
  query: 'query',
  year: 'year',
  primary_release_year: 'primaryReleaseYear',
  first_air_date_year: 'firstAirYear',
  region: 'region',
  include_adult: 'includeAdult',
} as const;

/** The arguments of a search: one for each parameter that its path varies by. */
const argsOf = ({ parts: { details } }: Resource): InputFieldMap =>
  Object.fromEntries(
    Object.entries(PARAMETER_ARGS).flatMap(([parameter, arg]) =>
      details?.varies.some((one) => one === parameter) ? [[arg, ARGS[arg]]] : [],
    ),
  );

const FIELDS = {
  search: [SearchConnection, searchAll, 'Movies, series, people and collections'],
  searchMovies: [MovieConnection, searchMovies, 'Movies'],
  searchTvSeries: [TvSeriesConnection, searchTvSeries, 'Series'],
  searchPeople: [PersonConnection, searchPeople, 'People'],
  searchCollections: [CollectionConnection, searchCollections, 'Collections'],
  searchCompanies: [CompanyConnection, searchCompanies, 'Companies'],
  searchKeywords: [KeywordConnection, searchKeywords, 'Keywords'],
} as const;

for (const [name, [type, resource, what]] of Object.entries(FIELDS)) {
  rootList(name, {
    description: `${what} that match words of a title or a name, the best match first.`,
    type,
    resource,
    ref: 'search',
    toRow: resource === searchMovies ? datedByRegion : undefined,
    args: argsOf(resource),
  });
}
