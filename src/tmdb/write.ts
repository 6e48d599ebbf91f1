import type { Wish } from './resource.ts';
import type { CredentialKind } from './session.ts';

/** A read that can prove that a write was done, although TMDB's response did not say so. */
export interface Confirmation<Doc = unknown> {
  /** Read with the credential of the write, and never from the cache. */
  readonly wish: Wish;
  /** Whether the document proves it; undefined where TMDB has no such resource. */
  readonly proves: (doc: never) => boolean;
  /** Stands for the response of the write. */
  readonly answer: Doc;
}

/** One request that changes something at TMDB, whatever its method: version 4 has a GET that empties a list. */
export interface Write<Doc = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** The kinds of credentials that allow it, of which the caller's first is used; absent where a password or a token in the body takes their place. */
  readonly personal?: readonly CredentialKind[];
  /** Absent where no read can prove the write. */
  readonly confirmation?: Confirmation<Doc> | undefined;
  /** Public resources that this write invalidates. */
  readonly changes?: readonly Pick<Wish, 'resource' | 'ref'>[];
  /** Carries the type of the response; never set. */
  readonly doc?: Doc;
}
