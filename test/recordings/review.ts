import type { Family } from './prove.ts';
import { review } from './rows.ts';
import { oneOf, same, text, under, union } from './rules.ts';
import { resourceFamilies } from './resource.ts';

const media = { media_id: same('tmdbId'), media_type: oneOf('__typename', { movie: 'Movie', tv: 'TvSeries' }) };

/** The details of a review, which name the reviewed title. */
export const reviewFamilies: readonly Family[] = resourceFamilies({
  kind: 'review',
  parts: {
    details: {
      ...review,
      iso_639_1: text('language'),
      media_title: text('mediaTitle'),
      ...under('', 'media.', union({ Movie: media, TvSeries: media })),
    },
  },
});
