import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { same } from './rules.ts';

/** A changed resource, with the fields that only the list has. */
export const changedRow = {
  row: { id: same('tmdbId') },
  beside: { 'results[].adult': same('edges[].adult'), 'results[].softcore': same('edges[].softcore') },
};

const changed = (kind: string, root: string): Family =>
  listFamily({
    family: `/3/${kind}/changes`,
    root,
    ...changedRow,
    // A window of more than 14 days.
    isRefused: ({ status }) => status === 422,
  });

/** The lists of changed movies, series and people. */
export const changeListFamilies: readonly Family[] = [
  changed('movie', 'movieChanges'),
  changed('tv', 'tvSeriesChanges'),
  changed('person', 'personChanges'),
];
