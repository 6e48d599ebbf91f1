import type { Sandbox, SandboxOptions } from '../../src/sandbox/server/server.ts';
import { sandboxFor, type Ask, type Reply } from './ask.ts';

const APP = { authorization: 'Bearer token' };

/** The address of the page where a user approves a request token. */
export const approvalOf = (sandbox: Sandbox, token: string, query = '') =>
  `${sandbox.origin}/sandbox/approve?request_token=${token}${query}`;

/** Sends the form of that page, without following its redirect. */
export const approve = (sandbox: Sandbox, token: string, { user = 'sandbox', decision = 'approve', query = '' } = {}) =>
  fetch(approvalOf(sandbox, token, query), { method: 'POST', body: new URLSearchParams({ user, decision }), redirect: 'manual' });

/** The HTTP status and TMDB's status of a reply. */
export const statusesOf = ({ status, json }: Reply) => [status, json['status_code']];

/** A signed-in user, who sends the session in v3 and the user token in v4. */
export interface SignedInUser {
  session: string;
  token: string;
  objectId: string;
  /** @param what Method and path, such as `POST /4/list`. */
  request(what: string, body?: unknown): Promise<Reply>;
}

export async function signIn(sandbox: Sandbox, ask: Ask, user = 'sandbox'): Promise<SignedInUser> {
  const { json: v3 } = await ask('/3/authentication/token/new');
  await approve(sandbox, String(v3['request_token']), { user });
  const { json: opened } = await ask('/3/authentication/session/new', APP, 'POST', { request_token: v3['request_token'] });
  const { json: v4 } = await ask('/4/auth/request_token', APP, 'POST', {});
  await approve(sandbox, String(v4['request_token']), { user });
  const { json: granted } = await ask('/4/auth/access_token', APP, 'POST', { request_token: v4['request_token'] });
  const [session, token] = [String(opened['session_id']), String(granted['access_token'])];
  return {
    session,
    token,
    objectId: String(granted['account_id']),
    request(what, body) {
      const [method, target = ''] = what.split(' ');
      if (target.startsWith('/4/')) return ask(target, { authorization: `Bearer ${token}` }, method, body);
      return ask(`${target}${target.includes('?') ? '&' : '?'}session_id=${session}`, APP, method, body);
    },
  };
}

/** A sandbox, with functions to send requests anonymously and as a signed-in user. */
export async function withSignedInUser(options: SandboxOptions = {}) {
  const { sandbox, ask } = await sandboxFor(options);
  const anonymous = (what: string, body?: unknown) => {
    const [method, target = ''] = what.split(' ');
    return ask(target, APP, method, body);
  };
  return { sandbox, ask, anonymous, me: await signIn(sandbox, ask), another: () => signIn(sandbox, ask, 'ada') };
}
