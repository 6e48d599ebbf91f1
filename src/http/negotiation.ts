import { MIMEType } from 'node:util';
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

/** Whether a client likes `deflate` best, the one coding of `compression` that is not among those above. */
export const prefersDeflate = (header: string): boolean =>
  new Negotiator({ headers: { 'accept-encoding': header } }).encoding(['br', 'gzip', 'deflate', 'identity'], {
    preferred: ['br', 'gzip'],
  }) === 'deflate';

/** Media types of whole results; among those that a client likes equally and lists at once (`*\/*`), the first. */
const WHOLE = ['application/json', 'application/graphql-response+json'] as const;

/**
 * Media types of the results of `@defer` and `@stream`, all in the format of August 2022. `deferSpec` is its name, which
 * Apollo's clients ask for and look for in the answer.
 */
const INCREMENTAL = [
  'multipart/mixed',
  'text/event-stream',
  'multipart/mixed;deferspec=20220824',
  'text/event-stream;deferspec=20220824',
] as const;

/** The media types of answers that a client accepts. */
export interface AcceptedTypes {
  readonly whole: (typeof WHOLE)[number] | undefined;
  readonly incremental: (typeof INCREMENTAL)[number] | undefined;
  /** Whether the client names a format of incremental results, and none that the gateway writes. */
  readonly unknownFormat: boolean;
}

/** Number of ranges in `Accept` that are read. Browsers and clients send fewer. */
const MAX_RANGES = 50;

/** Parameters of a range that matter; others, such as a client's own `boundary`, do not narrow it. */
const PARAMETERS: ReadonlySet<string> = new Set(['q', 'deferspec', 'incrementalspec']);

/** Reads a media range such as `multipart/mixed;deferSpec=20220824;q=0.9`; undefined when it is not one, or not of UTF-8. */
function readRange(text: string): MIMEType | undefined {
  try {
    const range = new MIMEType(text);
    if (!/^utf-8$/i.test(range.params.get('charset') ?? 'utf-8')) return undefined;
    const others = Array.from(range.params.keys()).filter((name) => !PARAMETERS.has(name));
    for (const name of others) range.params.delete(name);
    return range;
  } catch {
    return undefined;
  }
}

const preferred = <Type extends string>(ranges: readonly MIMEType[], types: readonly Type[]): Type | undefined =>
  new Negotiator({ headers: { accept: ranges.join() } }).mediaType(types);

const namesFormat = ({ params }: MIMEType): boolean => params.has('deferspec') || params.has('incrementalspec');

/**
 * Chooses the media types of an answer by an `Accept` header, by weight and then in the order of the client.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept
 */
export function acceptedTypes(header: string): AcceptedTypes {
  const texts = (header.trim() || '*/*').match(/(?:[^,"]|"(?:\\.|[^"\\])*"?)+/g) ?? [];
  const ranges = texts.slice(0, MAX_RANGES).flatMap((text) => readRange(text) ?? []);
  const namesOne = ranges.some(namesFormat);
  // `*/*` beside a format does not stand for another format: the client could not read it.
  const named = namesOne ? ranges.filter((range) => namesFormat(range) || !range.essence.includes('*')) : ranges;
  const incremental = preferred(named, INCREMENTAL);
  return { whole: preferred(ranges, WHOLE), incremental, unknownFormat: namesOne && incremental === undefined };
}

/** Whether a client likes a page better than a result, as a browser does that follows a link. `*\/*` alone asks for no page. */
export const prefersPage = (header: string): boolean =>
  header.includes('text/html') && new Negotiator({ headers: { accept: header } }).mediaType(['text/html', ...WHOLE]) === 'text/html';

/** What a client asks for with `TMDB-Explain`: the cost of the operation that is run, or its price without running it. */
export type Explain = 'cost' | 'plan';

const EXPLAIN: ReadonlyMap<string | null, Explain> = new Map([
  ['1', 'cost'],
  ['plan', 'plan'],
]);

export const explainOf = (headers: HeaderReader): Explain | undefined => EXPLAIN.get(headers.get('tmdb-explain'));
