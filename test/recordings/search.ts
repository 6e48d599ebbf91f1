import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { collection, company, movie, keyword, person, series } from './rows.ts';
import { union } from './rules.ts';

/** Searches over all kinds, and over each. */
export const searchFamilies: readonly Family[] = [
  listFamily({
    family: '/3/search/multi',
    root: 'search',
    row: union({ Movie: movie, TvSeries: series, Person: person, Collection: collection }),
  }),
  listFamily({
    family: '/3/search/movie',
    root: 'searchMovies',
    row: movie,
    // TMDB answers 422 to a search without a query.
    more: ({ query }) => ('query' in query ? [] : ['query: ""']),
    isRefused: ({ query }) => !('query' in query),
  }),
  listFamily({ family: '/3/search/tv', root: 'searchTvSeries', row: series, ignored: ['region'] }),
  listFamily({ family: '/3/search/person', root: 'searchPeople', row: person }),
  listFamily({ family: '/3/search/collection', root: 'searchCollections', row: collection }),
  listFamily({ family: '/3/search/company', root: 'searchCompanies', row: company }),
  listFamily({ family: '/3/search/keyword', root: 'searchKeywords', row: keyword }),
];
