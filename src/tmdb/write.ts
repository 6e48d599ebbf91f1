import type { Wish } from './resource.ts';
import type { CredentialKind } from './session.ts';

/** One request that changes something at TMDB, whatever its method: version 4 has a GET that empties a list. */
export interface Write<Doc = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** The kinds of credentials that allow it, of which the caller's first is used; absent where a password or a token in the body takes their place. */
  readonly personal?: readonly CredentialKind[];
  /** Public resources that this write invalidates. */
  readonly changes?: readonly Pick<Wish, 'resource' | 'ref'>[];
  /** Carries the type of the response; never set. */
  readonly doc?: Doc;
}
