import type { CountryRow } from '../reference/configuration.ts';
import { FRESH } from '../freshness.ts';
import { part, type Resource } from '../../resource.ts';

export interface ProviderRow {
  provider_id: number;
  provider_name?: string;
  logo_path?: string | null;
  display_priority?: number;
  /** Only in the lists of all providers: by country. */
  display_priorities?: Record<string, number>;
}

/** Offers in one country. A kind without offers is absent, not empty. */
export interface ProviderOffers {
  link?: string;
  flatrate?: ProviderRow[];
  rent?: ProviderRow[];
  buy?: ProviderRow[];
  free?: ProviderRow[];
  ads?: ProviderRow[];
}

/** All providers; `ref` is the kind, `movie` or `tv`. @see https://developer.themoviedb.org/reference/watch-providers-movie-list */
export const watchProviders = {
  name: 'watch providers',
  path: (ref) => `/watch/providers/${ref}`,
  parts: { details: part<{ results?: ProviderRow[] }>({ fresh: FRESH.configuration, varies: ['language', 'watch_region'] }) },
} as const satisfies Resource;

/** @see https://developer.themoviedb.org/reference/watch-providers-available-regions */
export const watchProviderRegions = {
  name: 'watch provider regions',
  path: () => '/watch/providers/regions',
  parts: { details: part<{ results?: CountryRow[] }>({ fresh: FRESH.configuration, varies: ['language'] }) },
} as const satisfies Resource;
