import { GUEST, SIGNED_IN, USER } from '../../credentials.ts';
import type { ListSummary } from './list.ts';
import type { Page } from '../page.ts';
import { part, type Resource } from '../../resource.ts';
import type { CredentialKind } from '../../session.ts';
import type { TvEpisodeSummary } from '../titles/tv.ts';
import type { MovieSummary, TvSeriesSummary } from '../summary.ts';

/** @see https://developer.themoviedb.org/reference/account-details */
export interface AccountDetails {
  id: number;
  name?: string;
  username?: string;
  iso_639_1?: string;
  iso_3166_1?: string;
  include_adult?: boolean;
  avatar?: { gravatar?: { hash?: string }; tmdb?: { avatar_path?: string | null } };
}

/** A number in version 3; in version 4 an object with the date. */
export interface Rating {
  rating?: number;
  account_rating?: { value?: number; created_at?: string };
}

const paged = <Row>(personal: readonly CredentialKind[]) => part<Page<Row>>({ personal, varies: ['language', 'page', 'sort_by'] });

/** The ref `me` is the session's own account. Favorites, watchlists and ratings need the number of the account. */
export const account = {
  name: 'account',
  path: (ref) => (ref === 'me' ? '/account' : `/account/${ref}`),
  parts: {
    details: part<AccountDetails>({ personal: SIGNED_IN, knownBy: ['username', 'name'] }),
    'favorite/movies': paged<MovieSummary>(SIGNED_IN),
    'favorite/tv': paged<TvSeriesSummary>(SIGNED_IN),
    'watchlist/movies': paged<MovieSummary>(SIGNED_IN),
    'watchlist/tv': paged<TvSeriesSummary>(SIGNED_IN),
    'rated/movies': paged<MovieSummary & Rating>(SIGNED_IN),
    'rated/tv': paged<TvSeriesSummary & Rating>(SIGNED_IN),
    'rated/tv/episodes': paged<TvEpisodeSummary & Rating>(SIGNED_IN),
    lists: part<Page<ListSummary>>({ personal: SIGNED_IN, varies: ['page'] }),
  },
} as const satisfies Resource;

/** The same in version 4, whose account ids are 24 hex digits. @see https://developer.themoviedb.org/v4/reference/account-lists */
export const accountV4 = {
  name: 'account v4',
  path: (ref) => `/4/account/${ref}`,
  parts: {
    'movie/favorites': paged<MovieSummary>(USER),
    'tv/favorites': paged<TvSeriesSummary>(USER),
    'movie/watchlist': paged<MovieSummary>(USER),
    'tv/watchlist': paged<TvSeriesSummary>(USER),
    'movie/rated': paged<MovieSummary & Rating>(USER),
    'tv/rated': paged<TvSeriesSummary & Rating>(USER),
    'movie/recommendations': part<Page<MovieSummary>>({ personal: USER, varies: ['language', 'page'] }),
    'tv/recommendations': part<Page<TvSeriesSummary>>({ personal: USER, varies: ['language', 'page'] }),
    lists: part<Page<ListSummary>>({ personal: USER, varies: ['page'] }),
  },
} as const satisfies Resource;

/** A guest's ratings. The ref is the guest session id itself. */
export const guestSession = {
  name: 'guest session',
  path: (ref) => `/guest_session/${ref}`,
  parts: {
    'rated/movies': paged<MovieSummary & Rating>(GUEST),
    'rated/tv': paged<TvSeriesSummary & Rating>(GUEST),
    'rated/tv/episodes': paged<TvEpisodeSummary & Rating>(GUEST),
  },
} as const satisfies Resource;
