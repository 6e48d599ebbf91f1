import type { Locale } from '../../src/tmdb/locale.ts';
import { builder } from '../core/builder.ts';

// The age rating of a movie or series in one country: its description and arguments are the same for both.

export interface CertificationArgs {
  region?: string | null | undefined;
}

export const CERTIFICATION =
  'Age rating in a country, in the country’s own terms: `PG-13`, `16`. For a movie that of the cinema release, or else of any other release. Null when TMDB does not know it. Shares the request for the title itself.';

export const certificationArgs = builder.args((t) => ({
  region: t.field({ type: 'CountryCode', description: 'Country of the rating. Default: the operation’s region, or the United States.' }),
}));

export const regionOf = ({ region }: CertificationArgs, locale: Locale): string => region ?? locale.region ?? 'US';
