import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import { createGateway, listen } from '../../src/server.ts';
import { keepLog, type KeptLog } from '../ops/collect.ts';

/** One of several gateways over one TMDB, behind a socket of its own. */
export interface Replica {
  readonly log: KeptLog;
  /** The data of the answer to an operation. Rejects when it has errors. */
  ask(query: string, headers?: Record<string, string>): Promise<unknown>;
  /** Lookups in the second level so far, by result. */
  lookups(): Promise<Record<'hit' | 'miss' | 'error', number>>;
  close(): Promise<void>;
}

export const TOKEN = 'test-token-0123456789';

export async function startReplica(origin: string, env: Record<string, string>, log = keepLog('info')): Promise<Replica> {
  const config = readConfig({ TMDB_API_URL: origin, TMDB_ACCESS_TOKEN: TOKEN, TMDB_RATE_LIMIT: '100000', QUEUE_MAX: '1000', ...env });
  const gateway = createGateway(config, Date.now, log.log);
  const server = await listen(gateway, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server's address is never a string.
  let isOpen = true;
  return {
    log,
    async ask(query, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
      if (errors !== undefined) throw new Error(JSON.stringify(errors).slice(0, 500));
      return data;
    },
    async lookups() {
      const text = await (await fetch(`${url}/metrics`)).text();
      const count = (result: string): number =>
        Number(new RegExp(`second_level_lookups_total\\{result="${result}"\\} (\\d+)`).exec(text)?.[1] ?? Number.NaN);
      return { hit: count('hit'), miss: count('miss'), error: count('error') };
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, gateway.close()]);
    },
  };
}

export const MOVIES = Array.from({ length: 200 }, (_, index) => 1_000_000 + index);
export const titleOf = (id: number): string => `{ movie(id: ${id}) { title } }`;

/** Asks for all movies at once, 50 in an operation. */
export const askAll = (one: Replica): Promise<unknown[]> =>
  Promise.all(
    [0, 50, 100, 150].map((first) =>
      one.ask(
        `{ ${MOVIES.slice(first, first + 50)
          .map((id) => `m${id}: movie(id: ${id}) { title }`)
          .join(' ')} }`,
      ),
    ),
  );
