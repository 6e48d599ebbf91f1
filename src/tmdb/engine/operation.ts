import type { Answer, EntryId } from './cache.ts';
import { createAnswerSize, createRequestCap, type RequestCap } from './request-cap.ts';
import type { Scope, Wish } from '../resource.ts';
import { credentialOf, type Credential, type CredentialKind, type Session } from '../session.ts';

/** The cost of one operation so far: `extensions.tmdb`. */
export interface Cost {
  /** Attempts made for it, those shared with other operations included; in-flight requests that it joined do not count. */
  requests: number;
  /** Of these, the attempts after a failure. */
  retries: number;
  /** Parts appended to them. */
  appended: number;
  /** Wishes answered from the cache, fresh. */
  hits: number;
  /** Wishes answered from the cache, no longer fresh. */
  stale: number;
  /** Wishes that joined an equal wish already queued or in flight. */
  joined: number;
  /** Longest that one of its wishes waited for a slot. */
  waitedMs: number;
}

/** A wish of an operation that was answered, and how. */
export interface Used {
  readonly wish: Wish;
  /** Undefined as long as it has none, and when it has none of TMDB. */
  answer: Answer | undefined;
  /** Where it was in the cache; undefined for one that came from elsewhere. */
  readonly id: EntryId | undefined;
}

/** One GraphQL operation as the engine sees it: on whose behalf wishes are made, and within which bounds. */
export interface Operation extends RequestCap {
  /** Aborts when the operation ends, also at its deadline: its unanswered wishes are withdrawn. */
  readonly signal: AbortSignal;
  /** The caller whose share of the queue it uses: a signed-in user, or a client's address. */
  readonly caller: string;
  readonly cost: Cost;
  /** One of the wishes that each of its requests carried. */
  readonly sent: Wish[];
  /** Everything of TMDB that its answer may depend on. */
  readonly used: Used[];
  /** Whether its first wish has been admitted to the queue. */
  admitted: boolean;
  /** How many of its requests are in flight. */
  inFlight: number;
  /** Whether it used a credential of the caller: then the answer is for this caller alone. */
  readonly personal: boolean;
  /** Until when (`performance.now()`) everything that it used is fresh; Infinity while it used nothing. */
  readonly freshUntil: number;
  /** @param find Finds the field for which most of its requests are. */
  nameDearest(find: () => string | undefined): void;
  /** Records that it used something that is fresh until then. */
  limitFreshness(time: number): void;
  /** The first credential of these kinds that the caller sent. @throws GatewayError UNAUTHENTICATED */
  credential(kinds: readonly CredentialKind[]): Credential;
  /** The scope of personal wishes; a new one after each write. @throws GatewayError UNAUTHENTICATED */
  scope(kinds: readonly CredentialKind[]): Scope;
  /** Records that TMDB honoured this credential, so it is genuine. */
  credentialVerified(credential: Credential): void;
  /** Discards the scopes so far: after a write, personal parts that were read before are invalid. */
  afterWrite(): void;
  /** Counts fields of the answer. @throws GatewayError QUERY_TOO_EXPENSIVE, or the reason for which the operation ended. */
  spend(fields: number): void;
  /** Calls back when {@link signal} aborts. An event target would take time by the square of the listeners, one for each wish. */
  onEnd(leave: () => void): void;
  /** Takes back what {@link onEnd} was given. */
  offEnd(leave: () => void): void;
}

export interface OperationOptions {
  readonly signal: AbortSignal;
  readonly caller: string;
  readonly session?: Session;
  /** Called with each credential that TMDB honoured. */
  readonly onVerified?: (credential: Credential) => void;
  /** Maximum number of TMDB requests that the operation may need. */
  readonly maxRequests: number;
}

export const noCost = (): Cost => ({ requests: 0, retries: 0, appended: 0, hits: 0, stale: 0, joined: 0, waitedMs: 0 });

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Counts operations, so that each has scopes of its own. */
let operations = 0;

export function createOperation({ signal, caller, session = {}, onVerified, maxRequests }: OperationOptions): Operation {
  const id = (operations += 1);
  const countFields = createAnswerSize();
  let writes = 0;
  let findDearest: (() => string | undefined) | undefined;
  const leaves = new Set<() => void>();
  const end = (): void => {
    const all = [...leaves];
    leaves.clear();
    for (const leave of all) leave();
  };
  const created: Mutable<Operation> = {
    ...createRequestCap(maxRequests, () => findDearest?.()),
    signal,
    caller,
    cost: noCost(),
    sent: [],
    used: [],
    admitted: false,
    inFlight: 0,
    nameDearest: (find) => void (findDearest = find),
    personal: false,
    freshUntil: Infinity,
    limitFreshness(time) {
      created.freshUntil = Math.min(created.freshUntil, time);
    },
    credential(kinds) {
      created.personal = true;
      return credentialOf(session, kinds);
    },
    scope(kinds) {
      return { key: `${id}.${writes}.${kinds.join()}`, credential: this.credential(kinds) };
    },
    credentialVerified: (credential) => onVerified?.(credential),
    afterWrite() {
      writes += 1;
    },
    spend(fields) {
      signal.throwIfAborted();
      countFields(fields);
    },
    onEnd(leave) {
      if (leaves.size === 0) signal.addEventListener('abort', end, { once: true }); // Once, however often.
      leaves.add(leave);
    },
    offEnd: (leave) => void leaves.delete(leave),
  };
  return created;
}
