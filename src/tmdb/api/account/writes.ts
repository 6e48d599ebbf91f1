import type { AccountStates } from './account-states.ts';
import { list, listV4, type ListDetails, type ListDetailsV4 } from './list.ts';
import { RATER, SIGNED_IN, USER } from '../../credentials.ts';
import type { Query, Resource, Wish } from '../../resource.ts';
import { movie } from '../titles/movie.ts';
import { tvSeries } from '../titles/tv.ts';
import type { Confirmation, Write } from '../../write.ts';

/*
 * Every write that TMDB offers, a function each. Each ref and id has passed its parser, so it is safe in a path.
 * @see https://developer.themoviedb.org/reference/movie-add-rating and its neighbours
 *
 * Most have a confirmation: the one read that proves them when TMDB fails with status 11, which it also sends for writes that
 * it did. These have none:
 * - What creates something: the id of a list, a token or a session is in the lost response alone.
 * - Approving a request token: no read shows whether it is approved.
 * - Ending a session or a user token: TMDB may refuse a credential for other reasons, and ending it again does no harm.
 * - Adding or removing several items of a list at once: one read shows a single item.
 */

/** Response of a successful write. */
export interface Done {
  status_code?: number;
}

/** Confirms a write whose response says nothing more. */
const confirmedBy = <Doc>(wish: Wish<Doc>, proves: (doc: Doc | undefined) => boolean): Confirmation<Done> => ({ wish, proves, answer: {} });

/** A movie, series or episode. */
interface Rateable {
  readonly resource: Resource;
  readonly ref: string;
}

const statesOf = ({ resource, ref }: Rateable): Wish<AccountStates> => ({ resource, ref, part: 'account_states', query: {} });

export const rate = (rated: Rateable, value: number): Write<Done> => ({
  method: 'POST',
  path: `${rated.resource.path(rated.ref)}/rating`,
  body: { value },
  personal: RATER,
  confirmation: confirmedBy(statesOf(rated), (states) => typeof states?.rated === 'object' && states.rated.value === value),
});

export const unrate = (rated: Rateable): Write<Done> => ({
  method: 'DELETE',
  path: `${rated.resource.path(rated.ref)}/rating`,
  personal: RATER,
  confirmation: confirmedBy(statesOf(rated), (states) => states?.rated === false),
});

/** TMDB's names for the media types that favorites, watchlists and lists hold. */
export type MediaType = 'movie' | 'tv';

const MEDIA = { movie, tv: tvSeries } as const satisfies Record<MediaType, Resource>;

const statesOfMedia = (media_type: MediaType, media_id: number): Wish<AccountStates> =>
  statesOf({ resource: MEDIA[media_type], ref: String(media_id) });

export const setFavorite = (account: string, media_type: MediaType, media_id: number, favorite: boolean): Write<Done> => ({
  method: 'POST',
  path: `/account/${account}/favorite`,
  body: { media_type, media_id, favorite },
  personal: SIGNED_IN,
  confirmation: confirmedBy(statesOfMedia(media_type, media_id), (states) => states?.favorite === favorite),
});

export const setWatchlist = (account: string, media_type: MediaType, media_id: number, watchlist: boolean): Write<Done> => ({
  method: 'POST',
  path: `/account/${account}/watchlist`,
  body: { media_type, media_id, watchlist },
  personal: SIGNED_IN,
  confirmation: confirmedBy(statesOfMedia(media_type, media_id), (states) => states?.watchlist === watchlist),
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

const detailsOf = (ref: string): Wish<ListDetails> => ({ resource: list, ref, part: 'details', query: {} });
const detailsOfV4 = (ref: string): Wish<ListDetailsV4> => ({ resource: listV4, ref, part: 'details', query: {} });

/** Confirms that version 3 added or removed a movie. */
const itemConfirmed = (ref: string, media_id: number, isPresent: boolean): Confirmation<Done> =>
  confirmedBy<{ item_present?: boolean }>(
    { resource: list, ref, part: 'item_status', query: { movie_id: String(media_id) } },
    (status) => status?.item_present === isPresent,
  );

/** Confirms that version 4 added or removed an item, if it is the only one: TMDB answers with "not found" for one that is not in the list. */
function itemConfirmedV4(ref: string, items: readonly ListItemBody[], isPresent: boolean): Confirmation<ItemResults> | undefined {
  const [item, ...others] = items;
  if (!item || others.length > 0) return undefined;
  const query: Query = { media_id: String(item.media_id), media_type: item.media_type };
  return {
    wish: { resource: listV4, ref, part: 'item_status', query },
    proves: (status: object | undefined) => (status !== undefined) === isPresent,
    answer: { results: allDone(items) },
  };
}

/** The results when each item succeeded. */
export const allDone = (items: readonly ListItemBody[]): NonNullable<ItemResults['results']> =>
  items.map(({ media_type, media_id }) => ({ media_type, media_id, success: true }));

/** Confirms that the first page of a list shows these comments. */
const commentsConfirmed = (ref: string, items: readonly ListItemBody[]): Confirmation<ItemResults> => ({
  wish: detailsOfV4(ref),
  proves: (details: ListDetailsV4 | undefined) =>
    items.every(({ media_type, media_id, comment = null }) => details?.comments?.[`${media_type}:${media_id}`] === comment),
  answer: { results: allDone(items) },
});

/** Confirms that a list has these properties. */
const propertiesConfirmed = (ref: string, properties: ListProperties): Confirmation<Done> =>
  confirmedBy(detailsOfV4(ref), (details) =>
    // Object.keys() is typed string[].
    (Object.keys(properties) as (keyof ListProperties)[]).every((key) => details?.[key] === properties[key]),
  );

export const listWrites = {
  v3: {
    create: (name: string, description: string | undefined, language: string): Write<{ list_id: number }> => ({
      method: 'POST',
      path: '/list',
      body: { name, description: description ?? '', language },
      personal: SIGNED_IN,
    }),
    remove: (id: string): Write<Done> => ({
      method: 'DELETE',
      path: `/list/${id}`,
      personal: SIGNED_IN,
      confirmation: confirmedBy(detailsOf(id), (details) => details === undefined),
    }),
    clear: (id: string): Write<Done> => ({
      method: 'POST',
      path: `/list/${id}/clear`,
      query: { confirm: 'true' },
      personal: SIGNED_IN,
      confirmation: confirmedBy(detailsOf(id), (details) => details?.item_count === 0),
    }),
    addItem: (id: string, media_id: number): Write<Done> => ({
      method: 'POST',
      path: `/list/${id}/add_item`,
      body: { media_id },
      personal: SIGNED_IN,
      confirmation: itemConfirmed(id, media_id, true),
    }),
    removeItem: (id: string, media_id: number): Write<Done> => ({
      method: 'POST',
      path: `/list/${id}/remove_item`,
      body: { media_id },
      personal: SIGNED_IN,
      confirmation: itemConfirmed(id, media_id, false),
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
      confirmation: propertiesConfirmed(id, properties),
    }),
    remove: (id: string): Write<Done> => ({
      method: 'DELETE',
      path: `/4/list/${id}`,
      personal: USER,
      confirmation: confirmedBy(detailsOfV4(id), (details) => details === undefined),
    }),
    /** A GET that empties the list. */
    clear: (id: string): Write<Done> => ({
      method: 'GET',
      path: `/4/list/${id}/clear`,
      personal: USER,
      confirmation: confirmedBy(detailsOfV4(id), (details) => details?.total_results === 0),
    }),
    addItems: (id: string, items: readonly ListItemBody[]): Write<ItemResults> => ({
      method: 'POST',
      path: `/4/list/${id}/items`,
      body: { items },
      personal: USER,
      confirmation: itemConfirmedV4(id, items, true),
    }),
    updateItems: (id: string, items: readonly ListItemBody[]): Write<ItemResults> => ({
      method: 'PUT',
      path: `/4/list/${id}/items`,
      body: { items },
      personal: USER,
      confirmation: commentsConfirmed(id, items),
    }),
    removeItems: (id: string, items: readonly ListItemBody[]): Write<ItemResults> => ({
      method: 'DELETE',
      path: `/4/list/${id}/items`,
      body: { items },
      personal: USER,
      confirmation: itemConfirmedV4(id, items, false),
    }),
  },
} as const;
