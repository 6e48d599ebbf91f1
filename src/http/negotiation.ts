import Negotiator from 'negotiator';
import { knownLanguage } from '../tmdb/language.ts';
import type { HeaderReader } from '../tmdb/session.ts';

/** Characters of `Accept-Language` that are read. Browsers send fewer. */
const MAX_LANGUAGES_LENGTH = 200;

/**
 * Lists the languages of an `Accept-Language` header in order of preference, each once. Languages that TMDB does not
 * have (`*`, `haw`) are ignored.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
 */
export function acceptedLanguages(header: string): string[] {
  // A tag that is cut off could be another language, and a cut weight another weight.
  const end = header.length <= MAX_LANGUAGES_LENGTH ? header.length : header.lastIndexOf(',', MAX_LANGUAGES_LENGTH);
  const tags = new Negotiator({ headers: { 'accept-language': header.slice(0, Math.max(0, end)) } }).languages();
  return [...new Set(tags.flatMap((tag) => knownLanguage(tag) ?? []))];
}

/** Content codings in order of preference. */
const CODINGS = ['br', 'gzip', 'identity'] as const;

export type ContentCoding = (typeof CODINGS)[number];

/**
 * Chooses the content coding for an `Accept-Encoding` header; among those that a client likes equally, the best.
 * A client that accepts none of them, not even `identity`, gets that: a body that it may read is better than none.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding
 */
export const acceptedCoding = (header: string): ContentCoding =>
  new Negotiator({ headers: { 'accept-encoding': header } }).encoding(CODINGS, { preferred: CODINGS }) ?? 'identity';

/** What a client asks for with `TMDB-Explain`: the cost of the operation that is run, or its price without running it. */
export type Explain = 'cost' | 'plan';

const EXPLAIN: ReadonlyMap<string | null, Explain> = new Map([
  ['1', 'cost'],
  ['plan', 'plan'],
]);

export const explainOf = (headers: HeaderReader): Explain | undefined => EXPLAIN.get(headers.get('tmdb-explain'));
