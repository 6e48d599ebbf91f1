import { USER } from '../../credentials.ts';
import { FRESH } from '../freshness.ts';
import { LIST_ID } from '../../id.ts';
import type { Page } from '../page.ts';
import { part, type Resource } from '../../resource.ts';
import type { MediaRow } from '../summary.ts';

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
  // Of a user's own lists by version 4, where some numbers are texts and some flags numbers.
  number_of_items?: number;
  public?: boolean | number;
  featured?: number;
  adult?: number;
  average_rating?: number;
  backdrop_path?: string | null;
  revenue?: number;
  runtime?: number | string;
  created_at?: string;
  updated_at?: string;
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
  name?: string;
  description?: string;
  iso_639_1?: string;
  poster_path?: string | null;
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
 * (status 39), but to their maker under `viewer`. Whether it holds something TMDB tells users alone, by its status: 34 is no. TMDB lets caches keep even these for minutes: no answer is kept longer than what users edit.
 */
export const listV4 = {
  name: 'list v4',
  path: (ref) => `/4/list/${ref}`,
  parts: {
    details: part<ListDetailsV4>({ fresh: FRESH.edited, varies: ['language', 'page', 'sort_by'] }),
    item_status: part<object>({ personal: USER, varies: ['media_id', 'media_type'], hasStatus: true }),
  },
} as const satisfies Resource;
