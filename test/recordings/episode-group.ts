import type { Table } from '../support/compare.ts';
import type { Family } from './prove.ts';
import { company, episode } from './rows.ts';
import { inOrder, oneOf, same, text, under } from './rules.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';

const TYPES = { 1: 'ORIGINAL_AIR_DATE', 2: 'ABSOLUTE', 3: 'DVD', 4: 'DIGITAL', 5: 'STORY_ARC', 6: 'PRODUCTION', 7: 'TV' };

/** An episode group in its series. */
export const groupSummary: Table = {
  name: same('name'),
  description: text('description'),
  episode_count: same('episodeCount'),
  group_count: same('groupCount'),
  type: oneOf('type', TYPES),
  ...under('network.', 'network.', company),
  id: same('tmdbId'),
};

/** An episode group with its parts and their episodes. */
export const episodeGroupResource: RecordedResource = {
  kind: 'episode_group',
  root: 'episodeGroup',
  family: '/3/tv/episode_group/{id}',
  parts: {
    details: {
      ...groupSummary,
      groups: inOrder,
      'groups[].episodes': inOrder,
      ...under('groups[].', 'groups[].', {
        name: text('name'),
        order: same('order'),
        locked: same('locked'),
        id: same('tmdbId'),
        'episodes[].order': same('episodes[].order'),
        ...under('episodes[].', 'episodes[].episode.', episode),
      }),
    },
  },
};

/** The documents about episode groups. */
export const episodeGroupFamilies: readonly Family[] = resourceFamilies(episodeGroupResource);
