import { TmdbError } from './error.ts';
import { HEX_ID, IMDB_IDS, isId, NUMBER } from './id.ts';
import { partOf, type Identity, type Wish } from './resource.ts';

/** Numbers of seasons and episodes, from 0 on. */
const ORDINAL = /^(?:0|[1-9]\d{0,4})$/;

/**
 * The forms of the values that name a resource. A value of no form is odd and names nothing. Values of two forms are not
 * compared: TMDB answers a movie's IMDb id with its number, and may do so for the hex id of an old list.
 */
const FORMS = {
  id: [NUMBER, HEX_ID],
  imdb_id: [IMDB_IDS.title],
  season_number: [ORDINAL],
  episode_number: [ORDINAL],
} as const satisfies Record<keyof Identity, readonly RegExp[]>;

type Key = keyof Identity;
type Named = Pick<Wish, 'resource' | 'ref' | 'part'>;

/**
 * The reason not to believe a document that came for a wish: it names another resource, or it is no such document at all, as
 * `{}` is none of a movie. An odd or missing id alone is no reason.
 */
export function identityError(wish: Named, json: unknown): TmdbError | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const document = json as Readonly<Record<string, unknown>>; // Whatever it is, a missing key is undefined.
  const expected = wish.resource.identity?.(wish.ref, wish.part) ?? {};
  const keys = Object.keys(expected) as Key[]; // Object.keys() is typed string[].
  const names = (key: Key): boolean => FORMS[key].some((form) => isId(form, document[key]));
  const namesAnother = (key: Key): boolean =>
    String(document[key]) !== expected[key] && FORMS[key].some((form) => isId(form, expected[key]) && isId(form, document[key]));
  const hasText = (key: string): boolean => typeof document[key] === 'string' && document[key].trim() !== '';

  if (keys.some(namesAnother)) return badDocument('TMDB answered with another resource than the one that was requested.');
  const { knownBy } = partOf(wish);
  if (!knownBy || names('id') || keys.some(names) || knownBy.some(hasText)) return undefined;
  return badDocument('TMDB answered with something other than the requested resource.');
}

/**
 * Checks the document of a request itself; appended parts are documents of their own.
 * @throws TmdbError UPSTREAM_BAD_RESPONSE
 */
export function assertIdentity(
  { append, brings: [first] }: { readonly append: readonly string[]; readonly brings: readonly { readonly wish: Named }[] },
  json: unknown,
): void {
  const error = first && identityError(append.length > 0 ? { ...first.wish, part: 'details' } : first.wish, json);
  if (error) throw error;
}

const badDocument = (message: string): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_BAD_RESPONSE', message, fault: 'tmdb', retry: 'no', http: 200 });
