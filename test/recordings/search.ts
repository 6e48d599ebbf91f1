import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { collection, company, film, keyword, person, series } from './rows.ts';
import { union } from './rules.ts';

/** Searches of all kinds at once, and of each. */
export const searchFamilies: readonly Family[] = [
  listFamily({
    family: '/3/search/multi',
    root: 'search',
    row: union({ Movie: film, TvSeries: series, Person: person, Collection: collection }),
  }),
  listFamily({
    family: '/3/search/movie',
    root: 'searchMovies',
    row: film,
    // Without words to search for, 422 is all that TMDB answers.
    more: ({ query }) => ('query' in query ? [] : ['query: ""']),
    isRefused: ({ query }) => !('query' in query),
  }),
  listFamily({ family: '/3/search/tv', root: 'searchTvSeries', row: series, ignored: ['region'] }),
  listFamily({ family: '/3/search/person', root: 'searchPeople', row: person }),
  listFamily({ family: '/3/search/collection', root: 'searchCollections', row: collection }),
  listFamily({ family: '/3/search/company', root: 'searchCompanies', row: company }),
  listFamily({ family: '/3/search/keyword', root: 'searchKeywords', row: keyword }),
];
