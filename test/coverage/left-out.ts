/** What TMDB offers and the graph does not, with the reason. Whoever offers it removes it here: the test fails until then. */

/** By reason. */
export const OPERATIONS_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'says only whether the gateway’s own credential is valid: asked at the start': ['GET /3/authentication'],
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
