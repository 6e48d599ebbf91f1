import { badInput, TmdbError } from './error.ts';

/** TMDB's numeric ids: positive, no sign, no leading zero, and no larger than a GraphQL Int (2,147,483,647). */
export const NUMBER =
  /^(?:[1-9]\d{0,8}|1\d{9}|20\d{8}|21[0-3]\d{7}|214[0-6]\d{6}|2147[0-3]\d{5}|21474[0-7]\d{4}|214748[0-2]\d{3}|2147483[0-5]\d{2}|21474836[0-3]\d|214748364[0-7])$/;

/** The source of {@link NUMBER}, for patterns that it is a part of. */
export const NUMBER_SOURCE = NUMBER.source.slice(1, -1);

/** TMDB's ids of credits, reviews, episode groups and accounts of version 4: 24 hex digits. */
export const HEX_ID = /^[0-9a-f]{24}$/;

/** Lists of users have numeric ids; lists from before 2014 have hex ids. */
export const LIST_ID = new RegExp(`${NUMBER.source}|${HEX_ID.source}`);

/** IMDb's ids have zeros in front up to seven digits, and none beyond. */
export const IMDB_IDS = { title: /^tt(?:\d{7}|[1-9]\d{7,9})$/, person: /^nm(?:\d{7}|[1-9]\d{7,9})$/ } as const;

/** The global, opaque id of an object: Relay's `Node.id`. */
export const globalId = (type: string, ref: string | number): string => Buffer.from(`${type}:${ref}`).toString('base64url');

/**
 * Reads a global id as {@link globalId} writes it, without blanks around it: no other spelling leads to the same object.
 * @returns Its type and its ref; undefined for any other text. {@link parseId} checks the ref.
 */
export function parseGlobalId(raw: string): { type: string; ref: string } | undefined {
  const id = raw.trim();
  const [, type, ref] = /^([A-Za-z]{1,32}):([\w-]{1,64})$/.exec(Buffer.from(id.slice(0, 100), 'base64url').toString('latin1')) ?? [];
  return type !== undefined && ref !== undefined && globalId(type, ref) === id ? { type, ref } : undefined;
}

/**
 * Parses an argument that holds TMDB's own id or a global id of this type, maybe with blanks around it, as ids that were copied
 * often have. The only way from an argument to a path.
 * @param pattern Pattern of TMDB's ids of this type, numbers by default.
 * @throws GatewayError BAD_USER_INPUT
 */
export function parseId(type: string, raw: string | number, pattern: RegExp = NUMBER): string {
  const text = String(raw).trim();
  if (pattern.test(text)) return text;
  const parsed = parseGlobalId(text);
  if (parsed?.type === type && pattern.test(parsed.ref)) return parsed.ref;
  if (parsed && parsed.type !== type) throw badInput(`Expected an id of type ${type}, not of type ${parsed.type}.`);
  const own = pattern === NUMBER ? "TMDB's number, such as 603" : "TMDB's own id";
  throw badInput(`Expected an id of type ${type}: ${own}, or a global id as its \`id\` field returns it.`);
}

/** Parses an id at IMDb, which may have blanks around it. @throws GatewayError BAD_USER_INPUT */
export function parseImdbId(kind: keyof typeof IMDB_IDS, raw: string): string {
  const id = raw.trim();
  if (IMDB_IDS[kind].test(id)) return id;
  throw badInput(`Expected an IMDb id of a ${kind}, such as ${kind === 'title' ? 'tt0133093' : 'nm0000206'}.`);
}

/** Whether TMDB sent an id of this pattern, as a number or as text. */
export const isId = (pattern: RegExp, id: unknown): id is string | number =>
  (typeof id === 'number' || typeof id === 'string') && pattern.test(String(id));

/**
 * Checks an id that TMDB sent.
 * @param what A noun for the message: `list`.
 * @throws TmdbError UPSTREAM_BAD_RESPONSE
 */
export function sentId(what: string, pattern: RegExp, id: unknown): string {
  if (isId(pattern, id)) return String(id);
  throw new TmdbError({ code: 'UPSTREAM_BAD_RESPONSE', message: `TMDB sent no valid id of the ${what}.`, fault: 'tmdb', retry: 'no' });
}
