import { USER } from '../../credentials.ts';
import { FRESH } from '../freshness.ts';
import { LIST_ID } from '../../id.ts';
import type { Page } from '../page.ts';
import { byId, part, type Resource } from '../../resource.ts';
import type { MediaRow } from '../summary.ts';

/** A user's list, as movies and series refer to it. */
export interface ListSummary {
  id: number | string;
  name?: string;
  description?: string;
  favorite_count?: number;
  item_count?: number;
  iso_639_1?: string;
  iso_3166_1?: string;
  /** Only in the `lists` of a movie. */
  list_type?: string;
  poster_path?: string | null;
  // Only in a user's own lists in version 4, where some numbers are strings and some flags are numbers.
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

/**
 * A list, with one page of its items. Old responses held all items at once and no page numbers.
 * @see https://developer.themoviedb.org/reference/list-details
 */
export interface ListDetails extends Omit<ListSummary, 'iso_3166_1' | 'list_type'>, Page<MediaRow> {
  /** The user's name. */
  created_by?: string;
  items?: MediaRow[];
}

export const list = {
  name: 'List',
  pattern: LIST_ID,
  path: (ref) => `/list/${ref}`,
  identity: byId,
  parts: {
    details: part<ListDetails>({ fresh: FRESH.edited, varies: ['language', 'page'], knownBy: ['name'] }),
    item_status: part<{ item_present?: boolean }>({ fresh: FRESH.edited, varies: ['movie_id'] }),
  },
} as const satisfies Resource;

/** Sort orders of version 4, each with `.asc` and `.desc`. */
export const LIST_ORDERS = ['original_order', 'primary_release_date', 'release_date', 'title', 'vote_average'] as const;

/** @see https://developer.themoviedb.org/v4/reference/list-details */
export interface ListDetailsV4 extends Page<MediaRow> {
  name?: string;
  description?: string;
  iso_639_1?: string;
  poster_path?: string | null;
  average_rating?: number;
  backdrop_path?: string | null;
  /** Comments on the items of this page, by `movie:550` or `tv:1399`. */
  comments?: Record<string, string | null>;
  created_by?: { id?: string; name?: string; username?: string; gravatar_hash?: string; avatar_path?: string | null };
  iso_3166_1?: string;
  public?: boolean;
  /** US dollars, the total of all its movies. */
  revenue?: number;
  /** Minutes, the total of all its movies. */
  runtime?: number;
  sort_by?: string;
}

/**
 * The same list in version 4. It is requested with the gateway's own credential, so TMDB refuses private lists (status 39),
 * except to their owner under `viewer`. TMDB tells only users whether a list holds an item, by a status: 34 means no. Its
 * caches may keep even these responses for minutes, so the gateway keeps them no longer than other data that users edit.
 */
export const listV4 = {
  name: 'list v4',
  path: (ref) => `/4/list/${ref}`,
  identity: byId,
  parts: {
    details: part<ListDetailsV4>({ fresh: FRESH.edited, varies: ['language', 'page', 'sort_by'], knownBy: ['name'] }),
    item_status: part<object>({ personal: USER, varies: ['media_id', 'media_type'], hasStatus: true }),
  },
} as const satisfies Resource;
