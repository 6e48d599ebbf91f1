import { GatewayError } from '../error.ts';

/** Maximum number of fields in an answer: each costs time, even when none costs a TMDB request. */
const MAX_ANSWER_FIELDS = 50_000;

/** Counts the fields of one operation's answer. The returned function throws GatewayError QUERY_TOO_EXPENSIVE beyond the maximum. */
export function createAnswerSize(): (fields: number) => void {
  let total = 0;
  return (fields) => {
    total += fields;
    if (total <= MAX_ANSWER_FIELDS) return;
    throw new GatewayError(
      'QUERY_TOO_EXPENSIVE',
      `One answer may have ${MAX_ANSWER_FIELDS} fields; this one would have more. Request less in one operation.`,
    );
  };
}
