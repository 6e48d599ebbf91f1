import assert from 'node:assert/strict';
import type { Asked, TestGateway } from './gateway.ts';

/** Somebody at the gateway: what they are signed in with, and their way to ask. */
export interface Caller {
  readonly session: string;
  readonly token: string;
  /** With the v3 session. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Asked>;
  /** With the v4 token. */
  askV4(query: string, variables?: Record<string, unknown>): Promise<Asked>;
}

/** The user opens the address, in a browser, and says yes. */
export async function approve(address: string, user: string): Promise<void> {
  const response = await fetch(`${address}&user=${user}`, { redirect: 'manual' });
  assert.ok(response.status < 400);
}

/** A gateway, seen by whoever asks it. */
interface Asking {
  ask(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<{ readonly body: Readonly<Asked['body']> }>;
}

/** One field of a mutation that has to succeed. */
export async function mutate<T>(
  { ask }: Asking,
  field: string,
  { variables = {}, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<T> {
  const { body } = await ask(field, variables, headers);
  assert.deepEqual(body.errors, undefined);
  const [value] = Object.values(body.data ?? {});
  return value as T; // the test knows from its mutation what it is
}

/** What a user of the sandbox is signed in with, in both versions, through the gateway alone. */
export async function credentialsOf(
  user: string,
  gateway: Asking,
  sandbox: { readonly origin: string },
): Promise<Pick<Caller, 'session' | 'token'>> {
  const approval = (token: string) => `${sandbox.origin}/sandbox/approve?request_token=${token}`;
  const v3 = await mutate<{ requestToken: string }>(gateway, 'mutation { createRequestToken { requestToken } }');
  await approve(approval(v3.requestToken), user);
  const { sessionId } = await mutate<{ sessionId: string }>(
    gateway,
    'mutation ($token: String!) { createSession(requestToken: $token) { sessionId } }',
    { variables: { token: v3.requestToken } },
  );
  const v4 = await mutate<{ requestToken: string }>(gateway, 'mutation { createUserRequestToken { requestToken } }');
  await approve(approval(v4.requestToken), user);
  const { userToken } = await mutate<{ userToken: string }>(
    gateway,
    'mutation ($token: String!) { createUserToken(requestToken: $token) { userToken } }',
    { variables: { token: v4.requestToken } },
  );
  return { session: sessionId, token: userToken };
}

/** Signs a user of the sandbox in. */
export async function signIn(gateway: TestGateway, user: string): Promise<Caller> {
  const { session, token } = await credentialsOf(user, gateway, gateway.sandbox);
  return {
    session,
    token,
    ask: (query, variables = {}) => gateway.ask(query, variables, { 'tmdb-session-id': session }),
    askV4: (query, variables = {}) => gateway.ask(query, variables, { 'tmdb-user-token': token }),
  };
}
