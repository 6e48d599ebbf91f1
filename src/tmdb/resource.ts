import { remembered } from '../remembered.ts';
import type { Credential, CredentialKind } from './session.ts';
import type { FilterParameter } from './discover-filters.ts';

/**
 * The vocabulary of `api/` and `engine/`: a *resource* is a path that TMDB serves, a *part* is one document about it, and a
 * *wish* is one operation's need for one part.
 */

/** Parameters whose values come from a field's arguments, or from the operation's locale. */
export type ArgumentParameter =
  | 'end_date'
  | 'external_source'
  | 'first_air_date_year'
  | 'include_adult'
  | 'include_image_language'
  | 'include_null_first_air_dates'
  | 'include_video'
  | 'include_video_language'
  | 'language'
  | 'media_id'
  | 'media_type'
  | 'movie_id'
  | 'page'
  | 'primary_release_year'
  | 'query'
  | 'region'
  | 'sort_by'
  | 'start_date'
  | 'timezone'
  | 'watch_region'
  | 'year';

/** Query parameters that parts vary by, as TMDB spells them. They apply to a whole request, so to every part appended to it. */
export type Parameter = ArgumentParameter | FilterParameter;

/** A value for each parameter that a part varies by; a null parameter is not sent. */
export type Query = { readonly [parameter in Parameter]?: string | null };

/** How long a document may be used, in ms. */
export interface Freshness {
  /** Fresh for TMDB's remaining `max-age`, clamped to floor and ceiling. */
  readonly floor: number;
  readonly ceiling: number;
  /** Time after that in which it is served while being refreshed (stale-while-revalidate). */
  readonly stale: number;
  /** Time after it was fresh in which it is served when TMDB fails (stale-if-error). */
  readonly error: number;
}

export interface Part<Doc> {
  readonly varies: readonly Parameter[];
  /** Absent for personal parts, which are never cached. */
  readonly fresh?: Freshness;
  /** Present for parts that belong to one caller: the caller's credentials for them, in order of preference. */
  readonly personal?: readonly CredentialKind[];
  /** TMDB sends a bare array, which becomes the `list` of a document, so that every document is an object. */
  readonly isList?: boolean;
  /** A successful response carries a status, as those of writes do. */
  readonly hasStatus?: boolean;
  /** Usual number of rows per page, 20 by default. */
  readonly pageSize?: number;
  /** Present for details: keys of which at least one holds text, also when TMDB sends an odd id or none. */
  readonly knownBy?: readonly string[];
  /** Carries the type of the document at compile time; never set. */
  readonly doc?: Doc;
}

/** A row for one part: the parameters it varies by, and either its freshness or the credentials that it needs. */
export function part<Doc>(
  row: Pick<Part<Doc>, 'isList' | 'hasStatus' | 'pageSize'> & {
    varies?: readonly Parameter[];
    knownBy?: readonly (keyof Doc & string)[];
  } & ({ fresh: Freshness } | { personal: readonly CredentialKind[] }),
): Part<Doc> {
  return { varies: [], ...row };
}

/** Keys by which TMDB's documents name their resource, with the values for one resource. */
export type Identity = { readonly [key in 'id' | 'imdb_id' | 'season_number' | 'episode_number']?: string };

/** The identity of most resources: their documents have its ref as their `id`. */
export const byId = (ref: string): Identity => ({ id: ref });

export type DocumentOf<P> = P extends Part<infer Doc> ? Doc : never;

/** TMDB's name of a part in `append_to_response`; `details` is the path itself. */
export type PartName<R extends Resource> = keyof R['parts'] & string;

export interface Resource<Parts extends Record<string, Part<unknown>> = Record<string, Part<unknown>>> {
  /** Prefix of cache keys, and its GraphQL type's name where it has one. */
  readonly name: string;
  /** Pattern of its refs; TMDB's numbers by default. */
  readonly pattern?: RegExp;
  /** The path of its details, in version 3 unless it begins with `/4/`. `ref` has passed a parser: digits, or an allow-list of characters. */
  readonly path: (ref: string) => string;
  readonly parts: Parts;
  /** Whether TMDB supports `append_to_response` here. */
  readonly appends?: boolean;
  /** The part of another resource that each of its parts is: a season's parts are appended to requests for its series. */
  readonly partOf?: (ref: string, part: string) => Pick<Wish, 'resource' | 'ref' | 'part'>;
  /** The document of another resource that has the details of this one as a row: a season has those of its episodes. */
  readonly detailsIn?: (ref: string) => Pick<Wish, 'resource' | 'ref'> & { readonly rowIn: (doc: never) => object | undefined };
  /** Whether a part can exist, judging by the details: a season that they do not list need not be requested. */
  readonly has?: (details: never, part: string) => boolean;
  /**
   * How the documents of a part name their resource, so that none is taken for another's; see `identity.ts`. A key may be
   * missing in a document. Absent where TMDB's documents name nothing, as pages of rows.
   */
  readonly identity?: (ref: string, part: string) => Identity;
  /** All refs of the resource, from its details, the canonical one first: `['603', 'tt0133093']`. Empty unless all are valid. */
  readonly refs?: (details: never) => string[];
}

/** The caller on whose behalf a personal part is requested. */
export interface Scope {
  /** Unique to one operation between two of its writes, so that personal documents are never joined or reused outside of it. */
  readonly key: string;
  readonly credential: Credential;
}

/** One operation's need for one part. Its query has a value (or null) for each parameter that the part varies by. */
export interface Wish<Doc = unknown> {
  readonly resource: Resource;
  readonly ref: string;
  readonly part: string;
  readonly query: Query;
  /** Requested with the caller's own credential, though it may be public: one of the caller's lists. */
  readonly own?: boolean;
  /** Made to confirm a write: it is sent once, and only a response that no cache had kept answers it. */
  readonly confirms?: true;
  /** Absent: public. A personal wish is never shared, cached, or put into a public request. */
  readonly scope?: Scope;
  /** Carries the type of the document at compile time; never set. */
  readonly doc?: Doc;
}

/** Names a resource, also one of which only the name is known. */
export interface ResourceRef {
  readonly resource: Pick<Resource, 'name'>;
  readonly ref: string;
}

/** A key that the wishes for one resource in one scope share: one request may carry them all. */
export const resourceKey = ({ resource, ref, scope }: ResourceRef & Pick<Wish, 'scope'>): string =>
  scope === undefined ? `${resource.name}/${ref}` : `${resource.name}/${ref}@${scope.key}`;

/** The class of a path is its first segment, of which TMDB has some twenty: `movie` for `/movie/603/credits`. */
export function pathClass(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}

/** A key that wishes share when one request may carry them: without append_to_response, only equal wishes do. */
export const wishesShare = (wish: Wish): string => (wish.resource.appends ? resourceKey(wish) : wishKey(wish));

/** The identity of a wish, whichever operation makes it. */
export function wishKey(wish: Wish): string {
  let key = `${resourceKey(wish)}/${wish.part}`;
  for (const parameter of partOf(wish).varies) key += `&${wish.query[parameter] ?? ''}`;
  return key;
}

// Tables write `season/3/credits` as `season/*/credits`.
export const withoutNumber = remembered((part) => part.replace(/\d+/, '*'));

/** The table row of the part that a wish names. */
export function partOf({ resource, part: name }: Pick<Wish, 'resource' | 'part'>): Part<unknown> {
  const row = resource.parts[name] ?? resource.parts[withoutNumber(name)];
  if (!row) throw new TypeError(`${resource.name} has no part ${name}`);
  return row;
}

/** The document that answers a wish with one of its rows. */
export interface List {
  readonly wish: Wish;
  readonly rowIn: (doc: never) => object | undefined;
}

/** Returns the list that has the details of an object as a row: the season of an episode. */
export function listWith({ resource, ref, part, query, scope }: Wish): List | undefined {
  const list = part === 'details' && !scope ? resource.detailsIn?.(ref) : undefined;
  if (!list) return undefined;
  const place = list.resource.partOf?.(list.ref, part) ?? { resource: list.resource, ref: list.ref, part };
  return { wish: { ...place, query }, rowIn: list.rowIn };
}
