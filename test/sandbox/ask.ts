import { onTestFinished } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server/server.ts';

/** JSON of any shape: tests state the expected one. */
export interface Json {
  [key: string]: Json;
  [index: number]: Json;
}

export interface Reply {
  status: number;
  headers: Headers;
  json: Json;
}

export type Ask = (target: string, headers?: Record<string, string>, method?: string, body?: unknown) => Promise<Reply>;

/** Makes a function that sends requests with a credential, as the gateway does. @param body Sent as JSON; a text is sent as it is. */
export const createAsk =
  (origin: string): Ask =>
  async (target, headers = { authorization: 'Bearer token' }, method = 'GET', body) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(origin + target, { headers: { ...type, ...headers }, method, ...sent });
    return { status: response.status, headers: response.headers, json: (await response.json()) as Json };
  };

/** A sandbox for one test, without a limit unless it names one. */
export async function sandboxFor(options: SandboxOptions = {}): Promise<{ sandbox: Sandbox; ask: Ask }> {
  const sandbox = await startSandbox({ rateLimit: Infinity, ...options });
  onTestFinished(() => sandbox.close());
  return { sandbox, ask: createAsk(sandbox.origin) };
}
