import type { Wish } from './resource.ts';
import type { CredentialKind } from './session.ts';

/** One request that changes data at TMDB, whatever its method: v4 has a GET that empties a list. */
export interface Write<Doc = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** The caller's credentials that authorize it, in order of preference; absent when the body holds a password or token instead. */
  readonly personal?: readonly CredentialKind[];
  /** Public resources that this write invalidates. */
  readonly changes?: readonly Pick<Wish, 'resource' | 'ref'>[];
  /** Carries the type of the response at compile time; never set. */
  readonly doc?: Doc;
}
