import type { AlternativeNameRow } from './company.ts';
import { FRESH } from '../freshness.ts';
import type { ImageRow } from '../titles/image.ts';
import { byId, part, type Resource } from '../../resource.ts';

/** A network, as series and seasons refer to it. */
export interface NetworkSummary {
  id: number;
  name?: string;
  logo_path?: string | null;
  /** `""` when unknown. */
  origin_country?: string | null;
}

/** @see https://developer.themoviedb.org/reference/network-details */
export interface NetworkDetails extends NetworkSummary {
  headquarters?: string;
  homepage?: string;
}

export const network = {
  name: 'Network',
  path: (ref) => `/network/${ref}`,
  // Not in TMDB's reference, but recorded.
  appends: true,
  identity: byId,
  parts: {
    details: part<NetworkDetails>({ fresh: FRESH.details, knownBy: ['name'] }),
    alternative_names: part<{ results?: AlternativeNameRow[] }>({ fresh: FRESH.details }),
    images: part<{ logos?: ImageRow[] }>({ fresh: FRESH.details }),
  },
} as const satisfies Resource;
