import type { Family } from './prove.ts';
import { company, movie, picture } from './rows.ts';
import { number, page, same, text, under } from './rules.ts';
import { resourceFamilies } from './resource.ts';

/** The documents about a company. */
export const companyFamilies: readonly Family[] = resourceFamilies({
  kind: 'company',
  parts: {
    details: {
      ...company,
      description: text('description'),
      headquarters: text('headquarters'),
      homepage: text('homepage'),
      ...under('parent_company.', 'parentCompany.', company),
    },
    alternative_names: {
      'results[].name': same('alternativeNames[].name'),
      'results[].type': text('alternativeNames[].type'),
      id: same('tmdbId'),
    },
    images: {
      ...under('logos[].', 'logos[].', { ...picture('logo'), id: same('tmdbId'), file_type: same('fileType') }),
      id: same('tmdbId'),
    },
    movies: {
      ...under('results[].', 'movies.nodes[].', movie),
      ...page('movies'),
      id: number('tmdbId'), // A string here.
    },
  },
  paged: ['movies'],
});
