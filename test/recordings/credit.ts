import type { Family } from './prove.ts';
import { episode, knownFor, person, season } from './rows.ts';
import { oneOf, same, text, under } from './rules.ts';
import { resourceFamilies } from './resource.ts';

/** A credit: the person, the title, and the role or job. */
export const creditFamilies: readonly Family[] = resourceFamilies({
  kind: 'credit',
  parts: {
    details: {
      credit_type: same('creditType'),
      department: text('department'),
      job: text('job'),
      media_type: oneOf('media.__typename', { movie: 'Movie', tv: 'TvSeries' }),
      'media.character': text('character'),
      ...under('media.episodes[].', 'episodes[].', episode),
      ...under('media.seasons[].', 'seasons[].', season),
      ...under('media.', 'media.', knownFor),
      ...under('person.', 'person.', person),
      id: same('tmdbId'),
    },
  },
  // TMDB answers 404 to a malformed credit id.
  isRefused: (id) => !/^[0-9a-f]{24}$/.test(id),
});
