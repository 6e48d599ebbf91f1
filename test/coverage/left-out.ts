/** Operations and parameters of TMDB that the graph leaves out, with the reason. When one is offered, its row here makes the test fail. */

/** By reason. */
export const OPERATIONS_LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'it only says whether the gateway’s own credential is valid; requested once, at the start': ['GET /3/authentication'],
};

/** A query parameter that no client sets, wherever the operation fits. */
export interface ParameterRule {
  readonly parameter: string;
  readonly operations: RegExp;
  readonly reason: string;
}

export const PARAMETERS_LEFT_OUT: readonly ParameterRule[] = [
  { parameter: 'append_to_response', operations: /./, reason: 'the selected fields decide what is appended' },
  { parameter: 'session_id', operations: /./, reason: 'it comes in a header of the caller' },
  { parameter: 'guest_session_id', operations: /./, reason: 'it comes in a header of the caller' },
  { parameter: 'page', operations: /\{\w+\}\/changes$/, reason: 'TMDB returns all changes at once' },
  { parameter: 'page', operations: /\/tagged_images$/, reason: 'TMDB returns the same rows on every page' },
  {
    parameter: 'country',
    operations: /\}\/alternative_titles$/,
    reason: 'the titles of all countries come at once, and a field picks its own',
  },
  { parameter: 'language', operations: /\}\/(watch\/providers|item_status)$/, reason: 'TMDB’s answer is the same in every language' },
];
