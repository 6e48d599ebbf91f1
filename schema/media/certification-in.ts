import type { Locale } from '../../src/tmdb/locale.ts';
import { builder } from '../core/builder.ts';

// For which ages a movie or series is in one country: what both kinds say alike.

export interface CertificationArgs {
  region?: string | null | undefined;
}

export const CERTIFICATION =
  'Age certification in a country, in its own terms, such as `PG-13` or `16`. For a movie, that of the release in cinemas, else of any other release. Null when TMDB does not know it. Free beside details; costs one request for each row of a list.';

export const certificationArgs = builder.args((t) => ({
  region: t.field({ type: 'CountryCode', description: 'Country. Default: the operation’s region, else the United States.' }),
}));

export const regionOf = ({ region }: CertificationArgs, locale: Locale): string => region ?? locale.region ?? 'US';
