import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { same } from './rules.ts';

/** Which thing was changed, and what is said of it in the list alone. */
export const changedRow = {
  row: { id: same('tmdbId') },
  beside: { 'results[].adult': same('edges[].adult'), 'results[].softcore': same('edges[].softcore') },
};

const changed = (kind: string, root: string): Family =>
  listFamily({
    family: `/3/${kind}/changes`,
    root,
    ...changedRow,
    // Of more than 14 days.
    isRefused: ({ status }) => status === 422,
  });

/** Which films, series and people were changed. */
export const changeListFamilies: readonly Family[] = [
  changed('movie', 'movieChanges'),
  changed('tv', 'tvSeriesChanges'),
  changed('person', 'personChanges'),
];
