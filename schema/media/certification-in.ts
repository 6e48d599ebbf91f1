import type { Locale } from '../../src/tmdb/locale.ts';
import { builder } from '../core/builder.ts';

// For which ages a film or series is in one country: what both kinds say alike.

export interface CertificationArgs {
  region?: string | null | undefined;
}

export const CERTIFICATION =
  'For which ages it is in a country, in the country’s own terms: `PG-13`, `16`. Of a film what cinemas say, or else any other release. Null when TMDB does not know. Rides in the request for the thing itself; in a list it costs one request for each thing.';

export const certificationArgs = builder.args((t) => ({
  region: t.field({ type: 'CountryCode', description: 'In which country. When not given: the operation’s region, or the United States.' }),
}));

export const regionOf = ({ region }: CertificationArgs, locale: Locale): string => region ?? locale.region ?? 'US';
