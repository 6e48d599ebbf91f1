import type { Table } from '../support/compare.ts';
import type { Family } from './prove.ts';
import { country } from './configuration.ts';
import { image, same, trimmed, under } from './rules.ts';

/** The table of a list of providers. */
export const servicesOf = (root: string): Table =>
  under('results[].', `${root}[].`, {
    provider_id: same('tmdbId'),
    provider_name: trimmed('name'),
    logo_path: image('logo', 'logo'),
    display_priority: same('displayPriority'),
    'display_priorities{}': same('displayPriorities[country={}].priority'),
  });

const services = (kind: string, root: string): Family => ({
  family: `/3/watch/providers/${kind}`,
  question: ({ body }) => ({
    documents: [
      {
        name: root,
        body,
        table: servicesOf(root),
      },
    ],
    arguments: {},
  }),
});

/** All watch providers of movies and series, and their countries. */
export const watchProviderFamilies: readonly Family[] = [
  services('movie', 'movieWatchProviders'),
  services('tv', 'tvWatchProviders'),
  {
    family: '/3/watch/providers/regions',
    question: ({ body }) => ({
      documents: [{ name: 'watchProviderRegions', body, table: under('results[].', 'watchProviderRegions[].', country) }],
      arguments: {},
    }),
  },
];
