import type { Family } from './prove.ts';
import { film, keyword } from './rows.ts';
import { page, same, under } from './rules.ts';
import { thingFamilies } from './thing.ts';

/** The documents about a keyword. */
export const keywordFamilies: readonly Family[] = thingFamilies({
  kind: 'keyword',
  parts: {
    details: keyword,
    movies: { ...under('results[].', 'movies.nodes[].', film), ...page('movies'), id: same('tmdbId') },
  },
  paged: ['movies'],
});
