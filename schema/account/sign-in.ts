import { SIGNED_IN, USER } from '../../src/tmdb/credentials.ts';
import {
  convertToken,
  endSession,
  endUserToken,
  logIn,
  newGuestSession,
  newRequestToken,
  newSession,
  newUserRequestToken,
  newUserToken,
  type RequestToken,
} from '../../src/tmdb/api/account/writes.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { knownInstant } from '../../src/tmdb/known.ts';
import { CREDENTIALS } from '../../src/tmdb/session.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';

/** Characters of a token. */
const MAX_TOKEN = 2000;
/** Characters of an address. */
const MAX_REDIRECT = 2000;

/** Bounds the length of a token. Tokens go into bodies only, never into a path. @throws GatewayError BAD_USER_INPUT */
function parseToken(name: string, value: string): string {
  if (value !== '' && value.length <= MAX_TOKEN) return value;
  throw badInput(`Expected \`${name}\` to have 1 to ${MAX_TOKEN} characters.`);
}

/** Checks where the browser goes after the approval: a web address, or an address that opens an app. @throws GatewayError BAD_USER_INPUT */
function parseRedirect(address: string | null | undefined): string | undefined {
  if (address === null || address === undefined) return undefined;
  // Parsed as a browser parses it, which skips tabs and line feeds.
  const protocol = address.length <= MAX_REDIRECT ? URL.parse(address)?.protocol : undefined;
  const usable = protocol !== undefined && !/^(javascript|data|vbscript|file|blob|filesystem|view-source|about):/.test(protocol);
  if (!usable)
    throw badInput(
      `Expected \`redirectTo\` to be an address of at most ${MAX_REDIRECT} characters, such as https://example.org/done or that of an app.`,
    );
  return address;
}

/** Contexts that have tried a password. Each belongs to one operation. */
const passwordTried = new WeakSet<Context>();

const redirectArg = builder.args((t) => ({
  redirectTo: t.string({ description: 'Address that the browser opens after the user’s decision: https://… or the address of an app.' }),
}));

const RequestTokenPayload = builder.objectRef<RequestToken & { approvalUrl?: string }>('RequestTokenPayload');

RequestTokenPayload.implement({
  description: 'A request token. Once a user has approved it, it can be exchanged for a session or a user access token.',
  fields: (t) => ({
    requestToken: t.exposeString('request_token', { description: 'The request token.' }),
    approvalUrl: t.string({
      description: 'Page at which the user approves the token, in a browser. Null when it is already approved.',
      resolve: ({ approvalUrl }) => approvalUrl ?? null,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'End of the time in which the token can be approved and used. Null when TMDB does not say.',
      resolve: ({ expires_at }) => knownInstant(expires_at),
    }),
  }),
});

const SessionPayload = builder.objectRef<{ session_id: string }>('SessionPayload');

SessionPayload.implement({
  description: 'A session of version 3 of TMDB’s API. Protect it like a password.',
  fields: (t) => ({
    sessionId: t.exposeString('session_id', { description: `Session id, for the header \`${CREDENTIALS.session.header}\`.` }),
  }),
});

const GuestSessionPayload = builder.objectRef<{ guest_session_id: string; expires_at?: string }>('GuestSessionPayload');

GuestSessionPayload.implement({
  description: 'A session without an account. It can rate, and list its own ratings.',
  fields: (t) => ({
    guestSessionId: t.exposeString('guest_session_id', {
      description: `Guest session id, for the header \`${CREDENTIALS.guest.header}\`.`,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'End of the guest session. Null when TMDB does not say.',
      resolve: ({ expires_at }) => knownInstant(expires_at),
    }),
  }),
});

const UserTokenPayload = builder.objectRef<{ access_token: string; account_id: string }>('UserTokenPayload');

UserTokenPayload.implement({
  description: 'A user access token of version 4 of TMDB’s API. Protect it like a password.',
  fields: (t) => ({
    userToken: t.exposeString('access_token', { description: `User access token, for the header \`${CREDENTIALS.user.header}\`.` }),
    accountId: t.exposeString('account_id', { description: 'TMDB’s id of the account in version 4, in hexadecimal digits.' }),
  }),
});

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload');

SignOutPayload.implement({
  description: 'Result of signing out.',
  fields: (t) => ({ signedOut: t.exposeBoolean('signedOut', { description: 'Always true: the credential is no longer valid.' }) }),
});

builder.mutationFields((t) => ({
  createRequestToken: t.field({
    type: RequestTokenPayload,
    description: 'First step to a session: creates a request token for the user to approve.',
    args: redirectArg,
    async resolve(_root, { redirectTo }, { load, approvalUrl }) {
      const redirect = parseRedirect(redirectTo);
      const token = await load.write(newRequestToken);
      return { ...token, approvalUrl: approvalUrl(3, token.request_token, redirect) };
    },
  }),
  approveRequestToken: t.field({
    type: RequestTokenPayload,
    description:
      'Approves a request token with a user name and a password, where no browser can be opened. Allowed once per operation. TMDB’s statuses: 26 (name or password missing), 30 (wrong name or password), 31 (account disabled), 32 (e-mail address not verified), 33 (no such request token), 45 (user suspended).',
    args: {
      requestToken: t.arg.string({ required: true, description: 'Request token from `createRequestToken`.' }),
      username: t.arg.string({ required: true, description: 'User name of the account.' }),
      password: t.arg.string({
        required: true,
        description: 'Password of the account. The gateway sends it to TMDB and does not store it.',
      }),
    },
    resolve(_root, { requestToken, username, password }, context) {
      // Otherwise one request could try a hundred passwords.
      if (passwordTried.has(context)) throw badInput('Expected at most one `approveRequestToken` per operation.');
      passwordTried.add(context);
      return context.load.write(logIn(username, password, parseToken('requestToken', requestToken)));
    },
  }),
  createSession: t.field({
    type: SessionPayload,
    description: 'Exchanges an approved request token for a session. TMDB’s statuses: 17 (not approved), 33 (no such request token).',
    args: { requestToken: t.arg.string({ required: true, description: 'Request token from `createRequestToken`, approved by the user.' }) },
    resolve: (_root, { requestToken }, { load }) => load.write(newSession(parseToken('requestToken', requestToken))),
  }),
  createSessionFromUserToken: t.field({
    type: SessionPayload,
    description: `Creates a session of version 3 from the user access token of version 4 in the header \`${CREDENTIALS.user.header}\`. TMDB’s statuses: 14 or 35 (no such token).`,
    resolve: (_root, _args, { load, credential }) => load.write(convertToken(credential(USER).value)),
  }),
  createGuestSession: t.field({
    type: GuestSessionPayload,
    description: 'Creates a session without an account, which can rate and list its own ratings.',
    resolve: (_root, _args, { load }) => load.write(newGuestSession),
  }),
  deleteSession: t.field({
    type: SignOutPayload,
    description: `Ends the session in the header \`${CREDENTIALS.session.header}\`. TMDB’s statuses: 37 (no such session).`,
    async resolve(_root, _args, { load, credential }) {
      await load.write(endSession(credential(SIGNED_IN).value));
      return { signedOut: true };
    },
  }),
  createUserRequestToken: t.field({
    type: RequestTokenPayload,
    description: 'First step to a user access token of version 4: creates a request token for the user to approve.',
    args: redirectArg,
    async resolve(_root, { redirectTo }, { load, approvalUrl }) {
      const redirect = parseRedirect(redirectTo);
      const token = await load.write(newUserRequestToken(redirect));
      return { ...token, approvalUrl: approvalUrl(4, token.request_token) };
    },
  }),
  createUserToken: t.field({
    type: UserTokenPayload,
    description:
      'Exchanges an approved request token of version 4 for a user access token. TMDB’s statuses: 33 (no such request token), 41 (not approved).',
    args: {
      requestToken: t.arg.string({ required: true, description: 'Request token from `createUserRequestToken`, approved by the user.' }),
    },
    resolve: (_root, { requestToken }, { load }) => load.write(newUserToken(parseToken('requestToken', requestToken))),
  }),
  deleteUserToken: t.field({
    type: SignOutPayload,
    description: `Ends the user access token in the header \`${CREDENTIALS.user.header}\`. TMDB’s statuses: 35 (no such token).`,
    async resolve(_root, _args, { load, credential }) {
      await load.write(endUserToken(credential(USER).value));
      return { signedOut: true };
    },
  }),
}));
