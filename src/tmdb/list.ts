import { FRESH } from './freshness.ts';
import { LIST_ID } from './id.ts';
import type { MediaRow } from './media.ts';
import type { Page } from './page.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

/** A user's list, as films and series name it. */
export interface ListSummary {
  id: number | string;
  name?: string;
  description?: string;
  favorite_count?: number;
  item_count?: number;
  iso_639_1?: string;
  iso_3166_1?: string;
  /** Only where films name it. */
  list_type?: string;
  poster_path?: string | null;
}

/** What a list is, and a page of what it holds. Old answers held all at once, and said nothing of pages. @see https://developer.themoviedb.org/reference/list-details */
export interface ListDetails extends Omit<ListSummary, 'iso_3166_1' | 'list_type'>, Page<MediaRow> {
  /** The user's name. */
  created_by?: string;
  items?: MediaRow[];
}

export const list = {
  name: 'List',
  pattern: LIST_ID,
  path: (ref) => `/list/${ref}`,
  parts: {
    details: part<ListDetails>({ fresh: FRESH.edited, varies: ['language', 'page'] }),
    item_status: part<{ item_present?: boolean }>({ fresh: FRESH.edited, varies: ['movie_id'] }),
  },
} as const satisfies Resource;

/** Orders that version 4 knows, each with `.asc` and `.desc`. */
export const LIST_ORDERS = ['original_order', 'primary_release_date', 'release_date', 'title', 'vote_average'] as const;

/** @see https://developer.themoviedb.org/v4/reference/list-details */
export interface ListDetailsV4 extends Page<MediaRow> {
  average_rating?: number;
  backdrop_path?: string | null;
  /** By `movie:550` or `tv:1399`, of the items of the page. */
  comments?: Record<string, string | null>;
  created_by?: { id?: string; name?: string; username?: string; gravatar_hash?: string; avatar_path?: string | null };
  iso_3166_1?: string;
  public?: boolean;
  /** US dollars, of all its films. */
  revenue?: number;
  /** Minutes, of all its films. */
  runtime?: number;
  sort_by?: string;
}

/**
 * The same list by version 4 of the API. It is asked for with the gateway's own credential, so private lists are refused
 * (status 39), whoever asks. TMDB lets caches keep even these for minutes: no answer is kept longer than what users edit.
 */
export const listV4 = {
  name: 'list v4',
  path: (ref) => `/4/list/${ref}`,
  parts: { details: part<ListDetailsV4>({ fresh: FRESH.edited, varies: ['language', 'page', 'sort_by'] }) },
} as const satisfies Resource;
