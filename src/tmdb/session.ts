import { badInput, GatewayError } from './error.ts';
import { HEX_ID } from './id.ts';

/** A caller's kinds of credential: a v3 session, a v3 guest session, a v4 user access token. */
export type CredentialKind = 'session' | 'guest' | 'user';

/** A caller's credential. TMDB requests carry it beside (v3) or in place of (v4) the gateway's own. */
export interface Credential {
  readonly kind: CredentialKind;
  readonly value: string;
}

/** The credentials that a caller sent. They are used for this caller alone, and never logged, cached or disclosed. */
export type Session = { readonly [kind in CredentialKind]?: string };

interface CredentialRow {
  readonly header: string;
  readonly pattern: RegExp;
  readonly expected: string;
}

/** The headers of a request by their names in any case; null where there is none. */
export interface HeaderReader {
  get(name: string): string | null;
}

/** `Authorization` is never read: routers use it for their own users. */
export const CREDENTIALS = {
  session: { header: 'TMDB-Session-Id', pattern: /^[0-9a-f]{40}$/, expected: 'a v3 session id of 40 hexadecimal digits' },
  guest: { header: 'TMDB-Guest-Session-Id', pattern: /^[0-9a-f]{32}$/, expected: 'a guest session id of 32 hexadecimal digits' },
  user: {
    header: 'TMDB-User-Token',
    pattern: /^[\w-]{1,1000}\.[\w-]{1,2000}\.[\w-]{1,1000}$/,
    expected: 'a v4 user access token, three base64url segments with dots between',
  },
} as const satisfies Record<CredentialKind, CredentialRow>;

const KINDS = Object.keys(CREDENTIALS) as CredentialKind[];

/**
 * Reads a caller's credentials from the headers of a request.
 * @throws GatewayError BAD_USER_INPUT, which never repeats the credential.
 */
export function readSession(headers: HeaderReader): Session {
  const session: { [kind in CredentialKind]?: string } = {};
  for (const kind of KINDS) {
    const { header, pattern, expected } = CREDENTIALS[kind];
    const value = headers.get(header);
    if (value === null || value === '') continue;
    if (!pattern.test(value)) throw badInput(`Expected the header ${header} to be ${expected}.`);
    session[kind] = value;
  }
  return session;
}

/**
 * The caller's first credential of these kinds.
 * @throws GatewayError UNAUTHENTICATED, which names the headers that are accepted.
 */
export function credentialOf(session: Session, kinds: readonly CredentialKind[]): Credential {
  for (const kind of kinds) {
    const value = session[kind];
    if (value !== undefined) return { kind, value };
  }
  const headers = kinds.map((kind) => CREDENTIALS[kind].header).join(' or ');
  throw new GatewayError('UNAUTHENTICATED', `Expected the caller’s own credential in the header ${headers}.`);
}

/**
 * The v4 account of a user access token: the `sub` of the JWT, whose signature is TMDB's to check.
 * @throws GatewayError BAD_USER_INPUT
 * @see https://www.rfc-editor.org/rfc/rfc7519#section-4.1.2
 */
export function accountOf(userToken: string): string {
  try {
    const { sub } = JSON.parse(Buffer.from(userToken.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub?: unknown };
    if (typeof sub === 'string' && HEX_ID.test(sub)) return sub;
  } catch {
    // Not a JWT: reported below.
  }
  throw badInput(`Expected the header ${CREDENTIALS.user.header} to be a v4 user access token, which names its account.`);
}
