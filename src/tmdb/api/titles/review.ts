import { FRESH } from '../freshness.ts';
import { HEX_ID } from '../../id.ts';
import { byId, part, type Resource } from '../../resource.ts';

export interface ReviewRow {
  id: string;
  author?: string;
  author_details?: { name?: string; username?: string; avatar_path?: string | null; rating?: number | null };
  content?: string;
  created_at?: string;
  updated_at?: string;
  url?: string;
}

/** @see https://developer.themoviedb.org/reference/review-details */
export interface ReviewDetails extends ReviewRow {
  iso_639_1?: string | null;
  media_id?: number;
  media_title?: string;
  media_type?: string;
}

export const review = {
  name: 'Review',
  pattern: HEX_ID,
  path: (ref) => `/review/${ref}`,
  identity: byId,
  parts: { details: part<ReviewDetails>({ fresh: FRESH.details, knownBy: ['author', 'content'] }) },
} as const satisfies Resource;
