import type { Family } from './prove.ts';
import { movie, keyword } from './rows.ts';
import { page, same, under } from './rules.ts';
import { resourceFamilies } from './resource.ts';

/** The documents about a keyword. */
export const keywordFamilies: readonly Family[] = resourceFamilies({
  kind: 'keyword',
  parts: {
    details: keyword,
    movies: { ...under('results[].', 'movies.nodes[].', movie), ...page('movies'), id: same('tmdbId') },
  },
  paged: ['movies'],
});
