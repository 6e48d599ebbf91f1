/** What TMDB offers and the graph does not, with the reason. Whoever offers it removes it here: the test fails until then. */

/** Not built yet: without this list the test says what is missing. */
const OFFERED_SOON = [
  'GET /3/configuration/countries',
  'GET /3/configuration/jobs',
  'GET /3/configuration/languages',
  'GET /3/configuration/primary_translations',
  'GET /3/configuration/timezones',
  'GET /3/discover/movie',
  'GET /3/discover/tv',
  'GET /3/find/{external_id}',
  'GET /3/list/{list_id}',
  'GET /3/list/{list_id}/item_status',
  'GET /3/movie/changes',
  'GET /3/person/changes',
  'GET /3/tv/changes',
  'GET /3/watch/providers/movie',
  'GET /3/watch/providers/regions',
  'GET /3/watch/providers/tv',
  'GET /4/list/{list_id}',
];

/** By reason. */
export const OPERATIONS_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'offered soon': OFFERED_SOON,
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
  { parameter: 'language', operations: /\/4\/list\/.*\/item_status$/, reason: 'there is no text in what TMDB answers' },
  { parameter: 'language', operations: /\}\/watch\/providers$/, reason: 'what TMDB answers is the same in every language' },
];
