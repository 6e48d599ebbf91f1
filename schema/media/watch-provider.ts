import { knownId, knownText, rowsOf } from '../../src/tmdb/known.ts';
import { watchProviderRegions, watchProviders, type ProviderOffers, type ProviderRow } from '../../src/tmdb/api/titles/watch-provider.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { fromDocument } from '../core/fields.ts';
import { Country } from '../reference/country.ts';
import { imageAt, Logo } from './image.ts';
import type { PartArgs } from '../core/parameters.ts';

/** The credit that JustWatch requires wherever its data is shown. */
export const JUSTWATCH = 'The data is from JustWatch, which must be credited where it is shown.';

const DisplayPriority = builder.objectRef<[country: string, priority: number]>('DisplayPriority');

DisplayPriority.implement({
  description: 'The display priority of a service in one country.',
  fields: (t) => ({
    country: t.string({ description: 'ISO 3166-1 code of the country.', resolve: ([country]) => country }),
    priority: t.int({ description: 'Order for showing services, the lowest first.', resolve: ([, priority]) => priority }),
  }),
});

/** A service and, when it comes from the list of one country, that country. */
export const WatchProvider = builder.objectRef<ProviderRow & { readonly region?: string }>('WatchProvider');

WatchProvider.implement({
  description: `A streaming service, shop or other watch provider. ${JUSTWATCH}`,
  fields: (t) => ({
    tmdbId: t.exposeInt('provider_id', { description: 'TMDB’s id of the service.' }),
    name: t.string({ description: 'Name of the service.', resolve: ({ provider_name }) => knownId(provider_name) }),
    logo: t.field({
      type: Logo,
      description: 'Logo of the service. Null when there is none.',
      resolve: ({ logo_path }) => imageAt(logo_path),
    }),
    displayPriority: t.exposeInt('display_priority', {
      description: 'Order for showing services, the lowest first: that of the country in a list of one country, otherwise a global order.',
    }),
    displayPriorities: t.field({
      type: [DisplayPriority],
      nullable: nullableItems,
      description: 'Countries of the service, with its display priority in each. Null outside the lists of all services.',
      resolve: ({ display_priorities: priorities }) => (priorities ? Object.entries(priorities) : null),
    }),
  }),
});

/** TMDB's keys of the ways to watch, with their meaning. */
const OFFERS = {
  flatrate: 'Services with a subscription.',
  rent: 'Services that rent it out.',
  buy: 'Services that sell it.',
  free: 'Services that are free of charge.',
  ads: 'Services that are free, with advertisements.',
} as const;

export const MonetizationType = builder.enumType('MonetizationType', {
  description: 'How a service offers a movie or series.',
  values: Object.fromEntries(Object.entries(OFFERS).map(([value, description]) => [value.toUpperCase(), { value, description }])),
});

/** The offers for a title in one country. */
export interface Availability {
  readonly region: string;
  readonly offers: ProviderOffers;
}

export const WatchProviders = builder.objectRef<Availability>('WatchProviders');

WatchProviders.implement({
  description: `Watch providers of a title in one country. ${JUSTWATCH}`,
  fields: (t) => {
    const offers = (kind: keyof typeof OFFERS) =>
      t.field({
        type: [WatchProvider],
        nullable: nullableItems,
        description: `${OFFERS[kind]} Null when there are none.`,
        resolve({ offers, region }) {
          const rows = rowsOf(offers[kind]).map((row) => ({ ...row, region }));
          return rows.length > 0 ? rows : null;
        },
      });
    return {
      country: t.exposeString('region', { nullable: false, description: 'ISO 3166-1 code of the country.' }),
      link: t.string({
        description: 'URL of TMDB’s page with the ways to watch, which links to the services.',
        resolve: ({ offers }) => knownText(offers.link),
      }),
      flatrate: offers('flatrate'),
      rent: offers('rent'),
      buy: offers('buy'),
      free: offers('free'),
      ads: offers('ads'),
    };
  },
});

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/**
 * Lists the offers by country.
 * @param regions Only these countries; undefined for all.
 */
export function availability(results: Record<string, ProviderOffers> | undefined, regions: readonly string[] | undefined): Availability[] {
  return Object.entries(results ?? {})
    .filter(([region, offers]) => isObject(offers) && (regions === undefined || regions.includes(region)))
    .map(([region, offers]) => ({ region, offers }));
}

for (const [name, kind, what] of [
  ['movieWatchProviders', 'movie', 'movies'],
  ['tvWatchProviders', 'tv', 'series'],
] as const) {
  builder.queryField(name, (t) =>
    t.field({
      type: [WatchProvider],
      nullable: nullableItems,
      description: `All services that offer ${what}, in one TMDB request. ${JUSTWATCH}`,
      args: {
        watchRegion: t.arg({
          type: 'CountryCode',
          description: 'Only services of this country. Default: the operation’s watch region, or all countries when it has none.',
        }),
      },
      ...fromDocument(watchProviders, kind, (json, { watchRegion }: PartArgs) =>
        rowsOf(json.results).map((row) => ({ ...row, ...(watchRegion && { region: watchRegion }) })),
      ),
    }),
  );
}

builder.queryField('watchProviderRegions', (t) =>
  t.field({
    type: [Country],
    nullable: nullableItems,
    description: `Countries with data about watch providers, in one TMDB request. ${JUSTWATCH}`,
    ...fromDocument(watchProviderRegions, 'all', (json) => rowsOf(json.results)),
  }),
);
