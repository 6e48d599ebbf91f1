import { expect } from 'vitest';
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
  expect(response.status).toBeLessThan(400);
}

/** One field of a mutation that has to succeed. */
export async function mutate<T>(
  { ask }: Pick<TestGateway, 'ask'>,
  field: string,
  { variables = {}, headers = {} }: { variables?: Record<string, unknown>; headers?: Record<string, string> } = {},
): Promise<T> {
  const { body } = await ask(field, variables, headers);
  expect(body.errors).toBeUndefined();
  const [value] = Object.values(body.data ?? {});
  return value as T; // the test knows from its mutation what it is
}

/** Signs a user of the sandbox in, in both versions, through the gateway alone. */
export async function signIn(gateway: TestGateway, user: string): Promise<Caller> {
  const approval = (token: string) => `${gateway.sandbox.origin}/sandbox/approve?request_token=${token}`;
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
  return {
    session: sessionId,
    token: userToken,
    ask: (query, variables = {}) => gateway.ask(query, variables, { 'tmdb-session-id': sessionId }),
    askV4: (query, variables = {}) => gateway.ask(query, variables, { 'tmdb-user-token': userToken }),
  };
}
