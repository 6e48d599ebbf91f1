import type { AddressInfo } from 'node:net';
import { openGateway } from '../../src/command/open-gateway.ts';
import { readConfig } from '../../src/config.ts';
import { listen } from '../../src/server.ts';
import { keepLog } from '../ops/collect.ts';
import type { Asked } from './gateway.ts';

/** A listening gateway over a sandbox of its own, as `npm start` starts it without a key. */
export interface SandboxGateway extends AsyncDisposable {
  readonly origin: string;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Asked>;
  close(): Promise<void>;
}

export async function startOnSandbox(env: Record<string, string> = {}): Promise<SandboxGateway> {
  const opened = await openGateway(readConfig(env), keepLog().log);
  const server = await listen(opened.gateway, 0, '127.0.0.1');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server's address is never a string.
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await opened.close();
  };
  return {
    origin,
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Asked['body'] };
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
