import type { Table } from '../support/compare.ts';
import type { Family } from './prove.ts';
import { country } from './configuration.ts';
import { image, same, under } from './rules.ts';

/** A list of services. */
export const servicesOf = (root: string): Table =>
  under('results[].', `${root}[].`, {
    provider_id: same('tmdbId'),
    provider_name: same('name'),
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

/** All services that films and series can be watched at, and the countries of them. */
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
