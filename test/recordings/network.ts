import type { Family } from './prove.ts';
import { company, picture } from './rows.ts';
import { same, text, under } from './rules.ts';
import { resourceFamilies } from './resource.ts';

/** The documents about a network. */
export const networkFamilies: readonly Family[] = resourceFamilies({
  kind: 'network',
  parts: {
    details: { ...company, headquarters: text('headquarters'), homepage: text('homepage') },
    alternative_names: {
      'results[].name': same('alternativeNames[].name'),
      'results[].type': text('alternativeNames[].type'),
      id: same('tmdbId'),
    },
    images: {
      ...under('logos[].', 'logos[].', { ...picture('logo'), id: same('tmdbId'), file_type: same('fileType') }),
      id: same('tmdbId'),
    },
  },
});
