import type { CompanySummary } from '../reference/company.ts';
import { FRESH } from '../freshness.ts';
import type { KeywordRow } from '../reference/keyword.ts';
import type { Page } from '../page.ts';
import { part, type Parameter, type Part, type Resource } from '../../resource.ts';
import type { CollectionSummary, MediaRow, MovieSummary, PersonSummary, TvSeriesSummary } from '../summary.ts';

const search = <Row>(kind: string, varies: readonly Parameter[]): Resource<{ details: Part<Page<Row>> }> => ({
  name: `search/${kind}`,
  path: () => `/search/${kind}`,
  parts: { details: part<Page<Row>>({ fresh: FRESH.trending, varies: ['query', 'page', ...varies] }) },
});

/** @see https://developer.themoviedb.org/reference/search-multi */
export const searchAll = search<MediaRow>('multi', ['language', 'include_adult']);
/** @see https://developer.themoviedb.org/reference/search-movie */
export const searchMovies = search<MovieSummary>('movie', ['language', 'include_adult', 'region', 'year', 'primary_release_year']);
/** @see https://developer.themoviedb.org/reference/search-tv */
export const searchTvSeries = search<TvSeriesSummary>('tv', ['language', 'include_adult', 'year', 'first_air_date_year']);
/** @see https://developer.themoviedb.org/reference/search-person */
export const searchPeople = search<PersonSummary>('person', ['language', 'include_adult']);
/** @see https://developer.themoviedb.org/reference/search-collection */
export const searchCollections = search<CollectionSummary>('collection', ['language', 'include_adult', 'region']);
/** @see https://developer.themoviedb.org/reference/search-company */
export const searchCompanies = search<CompanySummary>('company', []);
/** @see https://developer.themoviedb.org/reference/search-keyword */
export const searchKeywords = search<KeywordRow>('keyword', []);
