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
import { Movie, MovieConnection } from '../movies/movie.ts';
import { Person, PersonConnection } from '../people/person.ts';
import { TvSeries, TvSeriesConnection } from '../tv/tv-series.ts';

const SearchResult = builder.unionType('SearchResult', {
  description: 'What a search over all kinds can find.',
  types: [Movie, TvSeries, Person, Collection],
  resolveType: ({ typename }) => typename,
});

const SearchConnection = connectionType('Search', {
  of: 'films, series, people and collections that were found',
  node: () => SearchResult,
  toNode: mediaNode(['Movie', 'TvSeries', 'Person', 'Collection']),
});

/** Every argument that a search can take; each field takes those that its TMDB path takes. */
const ARGS = builder.args((t) => ({
  query: t.string({ required: true, description: 'What to look for: words of a title or name, original, translated or alternative.' }),
  year: t.int({ description: 'Only with this year: for films of any release, for series of any episode.' }),
  primaryReleaseYear: t.int({ description: 'Only films whose first release was in this year.' }),
  firstAirYear: t.int({ description: 'Only series whose first episode aired in this year.' }),
  region: t.field({ type: 'CountryCode', description: 'Whose release dates count. When not given: the region of the operation.' }),
  ...adultArg,
}));

const PARAMETER_ARGS = {
  query: 'query',
  year: 'year',
  primary_release_year: 'primaryReleaseYear',
  first_air_date_year: 'firstAirYear',
  region: 'region',
  include_adult: 'includeAdult',
} as const;

/** The arguments of a search are the parameters that its path varies by. */
const argsOf = ({ parts: { details } }: Resource): InputFieldMap =>
  Object.fromEntries(
    Object.entries(PARAMETER_ARGS).flatMap(([parameter, arg]) =>
      details?.varies.some((one) => one === parameter) ? [[arg, ARGS[arg]]] : [],
    ),
  );

const FIELDS = {
  search: [SearchConnection, searchAll, 'Films, series, people and collections'],
  searchMovies: [MovieConnection, searchMovies, 'Films'],
  searchTvSeries: [TvSeriesConnection, searchTvSeries, 'Series'],
  searchPeople: [PersonConnection, searchPeople, 'People'],
  searchCollections: [CollectionConnection, searchCollections, 'Collections'],
  searchCompanies: [CompanyConnection, searchCompanies, 'Companies'],
  searchKeywords: [KeywordConnection, searchKeywords, 'Keywords'],
} as const;

for (const [name, [type, resource, what]] of Object.entries(FIELDS)) {
  rootList(name, {
    description: `${what} by words, the best match first.`,
    type,
    resource,
    ref: 'search',
    args: argsOf(resource),
  });
}
