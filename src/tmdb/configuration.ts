import { FRESH } from './freshness.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

/** @see https://developer.themoviedb.org/reference/configuration-details */
export interface Configuration {
  images: {
    base_url: string;
    secure_base_url: string;
    poster_sizes: string[];
    backdrop_sizes: string[];
    logo_sizes: string[];
    profile_sizes: string[];
    still_sizes: string[];
  };
  change_keys: string[];
}

export const configuration = {
  name: 'configuration',
  path: () => '/configuration',
  parts: { details: part<Configuration>({ fresh: FRESH.configuration }) },
} as const satisfies Resource;
