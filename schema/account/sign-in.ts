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

/** Tokens and passwords go into bodies only, never into a path; still nothing endless is passed on. */
function parseSecret(name: string, value: string, most = 2000): string {
  if (value !== '' && value.length <= most) return value;
  throw badInput(`\`${name}\` is a text of 1 to ${most} characters.`);
}

/** Where a browser goes after the approval: a web address, or one that opens an app. */
function parseRedirect(address: string | null | undefined): string | undefined {
  if (address === null || address === undefined) return undefined;
  // Read as a browser reads it, which passes over tabs and line feeds.
  const protocol = address.length <= 2000 ? URL.parse(address)?.protocol : undefined;
  const usable = protocol !== undefined && !/^(javascript|data|vbscript|file|blob|filesystem|view-source|about):/.test(protocol);
  if (!usable) throw badInput('`redirectTo` is the address that the browser goes to afterwards: https://… or that of an app.');
  return address;
}

/** Operations that tried a password. */
const tried = new WeakSet<Context>();

const redirectArg = builder.args((t) => ({
  redirectTo: t.string({ description: 'Where the browser goes when the user has decided: https://… or the address of an app.' }),
}));

const RequestTokenPayload = builder.objectRef<RequestToken & { approvalUrl?: string }>('RequestTokenPayload');

RequestTokenPayload.implement({
  description: 'A token that becomes a session when a user has approved it.',
  fields: (t) => ({
    requestToken: t.exposeString('request_token', { description: 'The token.' }),
    approvalUrl: t.string({
      description: 'Where the user approves it, in a browser. Null when that is done already.',
      resolve: ({ approvalUrl }) => approvalUrl ?? null,
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Until when it can be approved and used. Null when TMDB does not say.',
      resolve: ({ expires_at }) => knownInstant(expires_at),
    }),
  }),
});

const SessionPayload = builder.objectRef<{ session_id: string }>('SessionPayload');

SessionPayload.implement({
  description: 'A session of version 3 of TMDB’s API. Keep it like a password.',
  fields: (t) => ({
    sessionId: t.exposeString('session_id', { description: `For the header \`${CREDENTIALS.session.header}\`.` }),
  }),
});

const GuestSessionPayload = builder.objectRef<{ guest_session_id: string; expires_at?: string }>('GuestSessionPayload');

GuestSessionPayload.implement({
  description: 'A session without an account: it can rate.',
  fields: (t) => ({
    guestSessionId: t.exposeString('guest_session_id', { description: `For the header \`${CREDENTIALS.guest.header}\`.` }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'Until when it can be used. Null when TMDB does not say.',
      resolve: ({ expires_at }) => knownInstant(expires_at),
    }),
  }),
});

const UserTokenPayload = builder.objectRef<{ access_token: string; account_id: string }>('UserTokenPayload');

UserTokenPayload.implement({
  description: 'A user access token of version 4 of TMDB’s API. Keep it like a password.',
  fields: (t) => ({
    userToken: t.exposeString('access_token', { description: `For the header \`${CREDENTIALS.user.header}\`.` }),
    accountId: t.exposeString('account_id', { description: 'The id of the account in version 4, of hex digits.' }),
  }),
});

const SignOutPayload = builder.objectRef<{ signedOut: boolean }>('SignOutPayload');

SignOutPayload.implement({
  description: 'What became of signing out.',
  fields: (t) => ({ signedOut: t.exposeBoolean('signedOut', { description: 'True: the credential is worth nothing any more.' }) }),
});

builder.mutationFields((t) => ({
  createRequestToken: t.field({
    type: RequestTokenPayload,
    description: 'First step to a session: a token for the user to approve.',
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
      'Approves a request token by name and password, where no browser can be opened. TMDB’s statuses: 26 (nothing given), 30 (wrong), 31 (disabled), 32 (not verified), 33 (no such token), 45 (suspended).',
    args: {
      requestToken: t.arg.string({ required: true, description: 'From `createRequestToken`.' }),
      username: t.arg.string({ required: true, description: 'The name of the account.' }),
      password: t.arg.string({ required: true, description: 'Its password. It is passed on to TMDB and kept nowhere.' }),
    },
    resolve(_root, { requestToken, username, password }, context) {
      // Else one request could try a hundred passwords.
      if (tried.has(context)) throw badInput('An operation has one `approveRequestToken`.');
      tried.add(context);
      return context.load.write(logIn(username, password, parseSecret('requestToken', requestToken)));
    },
  }),
  createSession: t.field({
    type: SessionPayload,
    description: 'Turns an approved request token into a session. TMDB’s statuses: 17 (not approved), 33 (no such token).',
    args: { requestToken: t.arg.string({ required: true, description: 'From `createRequestToken`, approved by the user.' }) },
    resolve: (_root, { requestToken }, { load }) => load.write(newSession(parseSecret('requestToken', requestToken))),
  }),
  createSessionFromUserToken: t.field({
    type: SessionPayload,
    description: `A session of version 3 for the user of version 4 whose token is in the header \`${CREDENTIALS.user.header}\`. TMDB’s statuses: 14 or 35 (no such token).`,
    resolve: (_root, _args, { load, credential }) => load.write(convertToken(credential(USER).value)),
  }),
  createGuestSession: t.field({
    type: GuestSessionPayload,
    description: 'Makes a session without an account, which can rate and see what it rated.',
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
    description: 'First step to a user access token of version 4: a token for the user to approve.',
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
      'Turns an approved request token of version 4 into a user access token. TMDB’s statuses: 33 (no such token), 41 (not approved).',
    args: { requestToken: t.arg.string({ required: true, description: 'From `createUserRequestToken`, approved by the user.' }) },
    resolve: (_root, { requestToken }, { load }) => load.write(newUserToken(parseSecret('requestToken', requestToken))),
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
