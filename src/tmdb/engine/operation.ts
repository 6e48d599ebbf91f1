import { GatewayError } from '../error.ts';
import { MAX_APPENDED } from './plan.ts';
import { partOf, wishesShare, type Parameter, type Scope, type Wish } from '../resource.ts';
import { credentialOf, type Credential, type CredentialKind, type Session } from '../session.ts';

/** What one operation cost so far: `extensions.tmdb`. */
export interface Cost {
  /** Attempts that were made for it, those shared with other operations included; not those that it joined under way. */
  requests: number;
  /** Of these, those that were sent again after a failure. */
  retries: number;
  /** Parts appended to them. */
  appended: number;
  /** Wishes answered from the cache, fresh. */
  hits: number;
  /** Wishes answered from the cache though no longer fresh. */
  stale: number;
  /** Wishes that joined what was already on its way for somebody else. */
  joined: number;
  /** Longest that one of its wishes waited for a slot, in ms. */
  waited: number;
}

/** On whose behalf wishes are made, and within which bounds. */
export interface Operation {
  /** Ends with the operation, also at its deadline: what it still waits for is withdrawn. */
  readonly signal: AbortSignal;
  /** Who it counts for when the queue is shared: somebody who is signed in, or a client's address. */
  readonly caller: string;
  readonly cost: Cost;
  /** Whether its first wish has found room. */
  admitted: boolean;
  /** Whether something personal was asked for: the answer is for this caller alone. */
  readonly personal: boolean;
  /** Until when (`performance.now()`) everything that it used is fresh; Infinity while it used nothing. */
  readonly freshUntil: number;
  /** It used what is fresh until then. */
  limitFreshness(time: number): void;
  /** The credential, of these kinds, that the caller sent for something personal. @throws GatewayError UNAUTHENTICATED */
  credential(kinds: readonly CredentialKind[]): Credential;
  /** In whose name a personal part is asked for; another one after each write. @throws GatewayError UNAUTHENTICATED */
  scope(kinds: readonly CredentialKind[]): Scope;
  /** TMDB answered something personal, or did it: the credential is not made up. */
  credentialVerified(credential: Credential): void;
  /** Something was changed at TMDB: nothing personal that was read before counts any more. */
  afterWrite(): void;
  /**
   * Told of wishes that are made at once, before the first of them is.
   * @param unanswered Picks those that need a request of this operation for certain.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when they need more than an operation may send, and it has sent none yet.
   */
  assertAffordable(wishes: readonly Wish[], unanswered: (wish: Wish) => boolean): void;
  /**
   * Counts a wish that the cache could not answer.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when it needs one request more than an operation may send.
   */
  charge(wish: Wish): void;
  /** Counts fields that the answer will have. @throws GatewayError QUERY_TOO_EXPENSIVE, and why the operation ended. */
  spend(fields: number): void;
  /** Counts a write. @throws GatewayError QUERY_TOO_EXPENSIVE */
  chargeWrite(): void;
}

/** Most fields of an answer: each costs time, also where none costs a TMDB request. */
const MAX_ANSWER_FIELDS = 50_000;

/** Tells the scopes of operations apart. */
let operations = 0;

export interface OperationOptions {
  readonly signal: AbortSignal;
  readonly caller: string;
  readonly session?: Session;
  /** Told of each credential that TMDB accepted. */
  readonly onVerified?: (credential: Credential) => void;
  /** Most TMDB requests that the operation may need. */
  readonly maxRequests: number;
}

export function createOperation({ signal, caller, session = {}, onVerified, maxRequests }: OperationOptions): Operation {
  const name = (operations += 1);
  let writes = 0;
  let personal = false;
  let freshUntil = Infinity;
  /** Those that may travel together, by what they share. */
  const wished = new Map<string, Wish[]>();
  let requests = 0;
  let answerFields = 0;
  const tooExpensive = (): GatewayError =>
    new GatewayError('QUERY_TOO_EXPENSIVE', `One operation may need ${maxRequests} TMDB requests; this needs more. Ask for less at once.`);
  return {
    signal,
    caller,
    admitted: false,
    get personal() {
      return personal;
    },
    get freshUntil() {
      return freshUntil;
    },
    limitFreshness(time) {
      freshUntil = Math.min(freshUntil, time);
    },
    credential(kinds) {
      personal = true;
      return credentialOf(session, kinds);
    },
    scope(kinds) {
      return { key: `${name}.${writes}.${kinds.join()}`, credential: this.credential(kinds) };
    },
    credentialVerified: (credential) => onVerified?.(credential),
    afterWrite() {
      writes += 1;
    },
    cost: { requests: 0, retries: 0, appended: 0, hits: 0, stale: 0, joined: 0, waited: 0 },
    assertAffordable(wishes, unanswered) {
      // No wish needs more than one request. What has begun goes as far as it may.
      if (wishes.length <= maxRequests || requests > 0) return;
      const byShare = Map.groupBy(wishes.filter(unanswered), wishesShare);
      const certain = [...byShare.values()].map((together) => requestsFor(together));
      if (certain.reduce((sum, count) => sum + count, 0) > maxRequests) throw tooExpensive();
    },
    charge(wish) {
      const key = wishesShare(wish);
      const before = wished.get(key) ?? [];
      const after = [...before, wish];
      const more = requestsFor(after) - requestsFor(before);
      if (requests + more > maxRequests) throw tooExpensive();
      requests += more;
      wished.set(key, after);
    },
    spend(fields) {
      signal.throwIfAborted();
      answerFields += fields;
      if (answerFields > MAX_ANSWER_FIELDS) {
        throw new GatewayError(
          'QUERY_TOO_EXPENSIVE',
          `One answer may have ${MAX_ANSWER_FIELDS} fields; this would have more. Ask for less at once.`,
        );
      }
    },
    chargeWrite() {
      if (requests + 1 > maxRequests) throw tooExpensive();
      requests += 1;
    },
  };
}

/** At least so many requests bring these wishes of one resource: none carries a part twice, two values of a parameter, or more than 21 parts. */
function requestsFor(wishes: readonly Wish[]): number {
  const byPart = Map.groupBy(wishes, ({ part }) => part);
  const values = new Map<Parameter, Set<string | null>>();
  for (const wish of wishes) {
    for (const parameter of partOf(wish).varies) {
      values.set(parameter, (values.get(parameter) ?? new Set()).add(wish.query[parameter] ?? null));
    }
  }
  const apart = [...[...byPart.values()].map(({ length }) => length), ...[...values.values()].map(({ size }) => size)];
  return Math.max(Math.ceil(byPart.size / (MAX_APPENDED + 1)), ...apart);
}
