import assert from 'node:assert/strict';
import type { Asked, TestGateway } from './gateway.ts';

/** A signed-in user of the gateway. */
export interface User {
  /** Session id of version 3. */
  readonly session: string;
  /** User token of version 4. */
  readonly token: string;
  /** Sends an operation with the v3 session. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Asked>;
  /** Sends an operation with the v4 token. */
  askV4(query: string, variables?: Record<string, unknown>): Promise<Asked>;
}

/** Approves a request token as the user would, by sending the form of the page at the URL. */
export async function approve(address: string, user: string): Promise<void> {
  const body = new URLSearchParams({ user, decision: 'approve' });
  const response = await fetch(address, { method: 'POST', body, redirect: 'manual' });
  assert.ok(response.status < 400);
}

/** A client of a gateway. */
interface Client {
  ask(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<{ readonly body: Readonly<Asked['body']> }>;
}

/** Runs a mutation that has to succeed. @returns The value of its field. */
export async function mutate<T>(
  { ask }: Client,
  field: string,
  { variables = {}, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<T> {
  const { body } = await ask(field, variables, headers);
  assert.deepEqual(body.errors, undefined);
  const [value] = Object.values(body.data ?? {});
  return value as T; // The test knows the type from its mutation.
}

/** Signs a user of the sandbox in by both versions, through the gateway alone. */
export async function credentialsOf(
  user: string,
  gateway: Client,
  sandbox: { readonly origin: string },
): Promise<Pick<User, 'session' | 'token'>> {
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

/** Signs a user of the sandbox in at a test gateway. */
export async function signIn(gateway: TestGateway, user: string): Promise<User> {
  const { session, token } = await credentialsOf(user, gateway, gateway.sandbox);
  return {
    session,
    token,
    ask: (query, variables = {}) => gateway.ask(query, variables, { 'tmdb-session-id': session }),
    askV4: (query, variables = {}) => gateway.ask(query, variables, { 'tmdb-user-token': token }),
  };
}
