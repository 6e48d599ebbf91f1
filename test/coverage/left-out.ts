/** What TMDB offers and the graph does not, with the reason. Whoever offers it removes it here: the test fails until then. */

const NEEDS_SESSION = [
  'GET /3/account/{account_id}',
  'GET /3/account/{account_id}/favorite/movies',
  'GET /3/account/{account_id}/favorite/tv',
  'GET /3/account/{account_id}/lists',
  'GET /3/account/{account_id}/rated/movies',
  'GET /3/account/{account_id}/rated/tv',
  'GET /3/account/{account_id}/rated/tv/episodes',
  'GET /3/account/{account_id}/watchlist/movies',
  'GET /3/account/{account_id}/watchlist/tv',
  'POST /3/account/{account_id}/favorite',
  'POST /3/account/{account_id}/watchlist',
  'GET /3/authentication/guest_session/new',
  'GET /3/authentication/token/new',
  'POST /3/authentication/session/convert/4',
  'POST /3/authentication/session/new',
  'POST /3/authentication/token/validate_with_login',
  'DELETE /3/authentication/session',
  'GET /3/guest_session/{guest_session_id}/rated/movies',
  'GET /3/guest_session/{guest_session_id}/rated/tv',
  'GET /3/guest_session/{guest_session_id}/rated/tv/episodes',
  'POST /3/list',
  'DELETE /3/list/{list_id}',
  'POST /3/list/{list_id}/add_item',
  'POST /3/list/{list_id}/clear',
  'POST /3/list/{list_id}/remove_item',
  'GET /3/movie/{movie_id}/account_states',
  'POST /3/movie/{movie_id}/rating',
  'DELETE /3/movie/{movie_id}/rating',
  'GET /3/tv/{series_id}/account_states',
  'POST /3/tv/{series_id}/rating',
  'DELETE /3/tv/{series_id}/rating',
  'GET /3/tv/{series_id}/season/{season_number}/account_states',
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/account_states',
  'POST /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/rating',
  'DELETE /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/rating',
  'GET /4/account/{account_object_id}/lists',
  'GET /4/account/{account_object_id}/movie/favorites',
  'GET /4/account/{account_object_id}/movie/rated',
  'GET /4/account/{account_object_id}/movie/recommendations',
  'GET /4/account/{account_object_id}/movie/watchlist',
  'GET /4/account/{account_object_id}/tv/favorites',
  'GET /4/account/{account_object_id}/tv/rated',
  'GET /4/account/{account_object_id}/tv/recommendations',
  'GET /4/account/{account_object_id}/tv/watchlist',
  'POST /4/auth/access_token',
  'DELETE /4/auth/access_token',
  'POST /4/auth/request_token',
  'POST /4/list',
  'PUT /4/list/{list_id}',
  'DELETE /4/list/{list_id}',
  'GET /4/list/{list_id}/clear',
  'GET /4/list/{list_id}/item_status',
  'POST /4/list/{list_id}/items',
  'PUT /4/list/{list_id}/items',
  'DELETE /4/list/{list_id}/items',
];

/** By reason. */
export const OPERATIONS_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'needs a user’s session': NEEDS_SESSION,
  'says only whether the gateway’s own credential is valid': ['GET /3/authentication'],
};

/** A query parameter that no client sets, wherever the operation fits. */
export interface ParameterRule {
  readonly parameter: string;
  readonly operations: RegExp;
  readonly reason: string;
}

export const PARAMETERS_LEFT_OUT: readonly ParameterRule[] = [
  { parameter: 'append_to_response', operations: /./, reason: 'what is appended follows from the fields that are selected' },
  { parameter: 'session_id', operations: /./, reason: 'comes with the caller, not from the query' },
  { parameter: 'guest_session_id', operations: /./, reason: 'comes with the caller, not from the query' },
  { parameter: 'page', operations: /\{\w+\}\/changes$/, reason: 'TMDB answers all changes of a thing at once' },
  { parameter: 'page', operations: /\/tagged_images$/, reason: 'TMDB answers every page with the same rows' },
  { parameter: 'language', operations: /\}\/(watch\/providers|item_status)$/, reason: 'what TMDB answers is the same in every language' },
];
