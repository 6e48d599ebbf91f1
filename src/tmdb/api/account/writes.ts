import { RATER, SIGNED_IN, USER } from '../../credentials.ts';
import type { Resource } from '../../resource.ts';
import type { Write } from '../../write.ts';

/*
 * Every write that TMDB offers, a function each. Each ref and id has passed its parser, so it is safe in a path.
 * @see https://developer.themoviedb.org/reference/movie-add-rating and its neighbours
 */

/** Response of a successful write. */
export interface Done {
  status_code?: number;
}

/** A movie, series or episode. */
interface Rateable {
  readonly resource: Resource;
  readonly ref: string;
}

export const rate = ({ resource, ref }: Rateable, value: number): Write<Done> => ({
  method: 'POST',
  path: `${resource.path(ref)}/rating`,
  body: { value },
  personal: RATER,
});

export const unrate = ({ resource, ref }: Rateable): Write<Done> => ({
  method: 'DELETE',
  path: `${resource.path(ref)}/rating`,
  personal: RATER,
});

/** TMDB's names for the media types that favorites, watchlists and lists hold. */
export type MediaType = 'movie' | 'tv';

export const setFavorite = (account: string, media_type: MediaType, media_id: number, favorite: boolean): Write<Done> => ({
  method: 'POST',
  path: `/account/${account}/favorite`,
  body: { media_type, media_id, favorite },
  personal: SIGNED_IN,
});

export const setWatchlist = (account: string, media_type: MediaType, media_id: number, watchlist: boolean): Write<Done> => ({
  method: 'POST',
  path: `/account/${account}/watchlist`,
  body: { media_type, media_id, watchlist },
  personal: SIGNED_IN,
});

// Signing in. The body holds the caller's password or token, so these requests carry the gateway's credential alone.

export interface RequestToken {
  request_token: string;
  expires_at?: string;
}

export const newRequestToken: Write<RequestToken> = { method: 'GET', path: '/authentication/token/new' };
export const newGuestSession: Write<{ guest_session_id: string; expires_at?: string }> = {
  method: 'GET',
  path: '/authentication/guest_session/new',
};

export const logIn = (username: string, password: string, request_token: string): Write<RequestToken> => ({
  method: 'POST',
  path: '/authentication/token/validate_with_login',
  body: { username, password, request_token },
});

export const newSession = (request_token: string): Write<{ session_id: string }> => ({
  method: 'POST',
  path: '/authentication/session/new',
  body: { request_token },
});

export const convertToken = (access_token: string): Write<{ session_id: string }> => ({
  method: 'POST',
  path: '/authentication/session/convert/4',
  body: { access_token },
});

export const endSession = (session_id: string): Write<Done> => ({
  method: 'DELETE',
  path: '/authentication/session',
  body: { session_id },
});

export const newUserRequestToken = (redirect_to: string | undefined): Write<RequestToken> => ({
  method: 'POST',
  path: '/4/auth/request_token',
  body: redirect_to === undefined ? {} : { redirect_to },
});

export const newUserToken = (request_token: string): Write<{ access_token: string; account_id: string }> => ({
  method: 'POST',
  path: '/4/auth/access_token',
  body: { request_token },
});

export const endUserToken = (access_token: string): Write<Done> => ({
  method: 'DELETE',
  path: '/4/auth/access_token',
  body: { access_token },
});

// Lists, by version 3 (movies only, one at a time) and by version 4.

export interface ListProperties {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly public?: boolean | undefined;
  readonly sort_by?: string | undefined;
}

export interface ListItemBody {
  readonly media_type: MediaType;
  readonly media_id: number;
  readonly comment?: string | undefined;
}

/** The outcome of each item. */
export interface ItemResults extends Done {
  results?: { media_type?: string; media_id?: number; success?: boolean; error?: unknown }[];
}

export const listWrites = {
  v3: {
    create: (name: string, description: string | undefined, language: string): Write<{ list_id: number }> => ({
      method: 'POST',
      path: '/list',
      body: { name, description: description ?? '', language },
      personal: SIGNED_IN,
    }),
    remove: (id: string): Write<Done> => ({ method: 'DELETE', path: `/list/${id}`, personal: SIGNED_IN }),
    clear: (id: string): Write<Done> => ({ method: 'POST', path: `/list/${id}/clear`, query: { confirm: 'true' }, personal: SIGNED_IN }),
    addItem: (id: string, media_id: number): Write<Done> => ({
      method: 'POST',
      path: `/list/${id}/add_item`,
      body: { media_id },
      personal: SIGNED_IN,
    }),
    removeItem: (id: string, media_id: number): Write<Done> => ({
      method: 'POST',
      path: `/list/${id}/remove_item`,
      body: { media_id },
      personal: SIGNED_IN,
    }),
  },
  v4: {
    create: (name: string, iso_639_1: string, iso_3166_1: string | undefined, rest: ListProperties): Write<{ id: number }> => ({
      method: 'POST',
      path: '/4/list',
      // TMDB ignores a boolean here.
      body: { ...rest, name, iso_639_1, iso_3166_1, ...(rest.public !== undefined && { public: Number(rest.public) }) },
      personal: USER,
    }),
    update: (id: string, properties: ListProperties): Write<Done> => ({
      method: 'PUT',
      path: `/4/list/${id}`,
      body: properties,
      personal: USER,
    }),
    remove: (id: string): Write<Done> => ({ method: 'DELETE', path: `/4/list/${id}`, personal: USER }),
    /** A GET that empties the list. */
    clear: (id: string): Write<Done> => ({ method: 'GET', path: `/4/list/${id}/clear`, personal: USER }),
    addItems: (id: string, items: readonly ListItemBody[]): Write<ItemResults> => ({
      method: 'POST',
      path: `/4/list/${id}/items`,
      body: { items },
      personal: USER,
    }),
    updateItems: (id: string, items: readonly ListItemBody[]): Write<ItemResults> => ({
      method: 'PUT',
      path: `/4/list/${id}/items`,
      body: { items },
      personal: USER,
    }),
    removeItems: (id: string, items: readonly ListItemBody[]): Write<ItemResults> => ({
      method: 'DELETE',
      path: `/4/list/${id}/items`,
      body: { items },
      personal: USER,
    }),
  },
} as const;
