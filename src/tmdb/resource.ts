import type { Credential, CredentialKind } from './session.ts';
import type { FilterParameter } from './discover-filters.ts';

/**
 * The vocabulary of everything below the engine's door: a *resource* is a thing TMDB gives an id, a *part* one document
 * about it, a *wish* says that one operation wants one part.
 */

/** Parameters whose values come from a field's arguments, or from the operation's locale. */
export type ArgumentParameter =
  | 'country'
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

/** A value for each parameter that a part varies by; null means that it is not sent. */
export type Query = { readonly [parameter in Parameter]?: string | null };

/** How long an answer may be used, in ms. */
export interface Freshness {
  /** Fresh for TMDB's remaining `max-age`, but never less than the floor nor more than the ceiling. */
  readonly floor: number;
  readonly ceiling: number;
  /** After that: served for so long while it is being refreshed (stale-while-revalidate). */
  readonly stale: number;
  /** After it was fresh: served for so long when TMDB fails (stale-if-error). */
  readonly error: number;
}

export interface Part<Doc> {
  readonly varies: readonly Parameter[];
  /** Absent for personal parts, which are never kept. */
  readonly fresh?: Freshness;
  /** Belongs to one caller: with which of their credentials it is asked for, the first that they have. */
  readonly personal?: readonly CredentialKind[];
  /** TMDB answers with a bare list, which becomes a document's `list`, so that every document is an object. */
  readonly isList?: boolean;
  /** TMDB's success carries a status, as those of writes do. */
  readonly hasStatus?: boolean;
  /** How many rows its pages usually hold, where these are not 20. */
  readonly pageSize?: number;
  /** Only there so that the type of the document travels with the part. */
  readonly doc?: Doc;
}

/** One document about a resource, by the query parameters it varies by and by how long it stays fresh or whose it is. */
export function part<Doc>(
  row: Pick<Part<Doc>, 'isList' | 'hasStatus' | 'pageSize'> & { varies?: readonly Parameter[] } & (
      | { fresh: Freshness }
      | { personal: readonly CredentialKind[] }
    ),
): Part<Doc> {
  return { varies: [], ...row };
}

export type DocumentOf<P> = P extends Part<infer Doc> ? Doc : never;

/** TMDB's name of a part in `append_to_response`; `details` is the path itself. */
export type PartName<R extends Resource> = keyof R['parts'] & string;

export interface Resource<Parts extends Record<string, Part<unknown>> = Record<string, Part<unknown>>> {
  /** Prefix of cache keys, and its GraphQL type's name where it has one. */
  readonly name: string;
  /** What its refs look like; TMDB's numbers when it does not say. */
  readonly pattern?: RegExp;
  /** The path of its details, below version 3 unless it begins with another (`/4/`). `ref` has passed a parser: digits or an allow-list of characters. */
  readonly path: (ref: string) => string;
  readonly parts: Parts;
  /** Whether TMDB answers `append_to_response` here. */
  readonly appends?: boolean;
  /** Its parts are parts of another resource, appended to that one's requests: a season's to its series'. */
  readonly partOf?: (ref: string, part: string) => Pick<Wish, 'resource' | 'ref' | 'part'>;
  /** Whether a part can exist, going by the details: a season that is not listed need not be asked for. */
  readonly has?: (details: never, part: string) => boolean;
  /** Under which refs its details can be known, the canonical one first: `['603', 'tt0133093']`. */
  readonly refs?: (details: never) => string[];
}

/** On whose behalf a personal part is asked for. */
export interface Scope {
  /** Unique to one operation between two of its writes, so that nothing personal is ever joined or read again beyond it. */
  readonly key: string;
  readonly credential: Credential;
}

/** One operation wants one part. Its query has a value (or null) for each parameter that the part varies by. */
export interface Wish<Doc = unknown> {
  readonly resource: Resource;
  readonly ref: string;
  readonly part: string;
  readonly query: Query;
  /** Asked for in the caller's own name, though it may be public: a list of theirs. */
  readonly own?: boolean;
  /** Absent: public. A personal wish is never shared, cached, or put into a public request. */
  readonly scope?: Scope;
  /** Only there so that the type of the answer travels with the wish. */
  readonly doc?: Doc;
}

/** What the wishes of one resource in one scope share: they may travel in one request. */
export const resourceKey = ({ resource, ref, scope }: Pick<Wish, 'resource' | 'ref' | 'scope'>): string =>
  scope === undefined ? `${resource.name}/${ref}` : `${resource.name}/${ref}@${scope.key}`;

/** Wishes with the same of these may travel in one request; where nothing can be appended, nothing is shared. */
export const wishesShare = (wish: Wish): string => (wish.resource.appends ? resourceKey(wish) : wishKey(wish));

/** Equal wishes have equal keys, whoever makes them. */
export function wishKey(wish: Wish): string {
  let key = `${resourceKey(wish)}/${wish.part}`;
  for (const parameter of partOf(wish).varies) key += `&${wish.query[parameter] ?? ''}`;
  return key;
}

// `season/3/credits` stands in the table as `season/*/credits`.
export const withoutNumber = (part: string): string => part.replace(/\d+/, '*');

/** The table row of the part that a wish names. */
export function partOf({ resource, part: name }: Pick<Wish, 'resource' | 'part'>): Part<unknown> {
  const row = resource.parts[name] ?? resource.parts[withoutNumber(name)];
  if (!row) throw new TypeError(`${resource.name} has no part ${name}`);
  return row;
}
