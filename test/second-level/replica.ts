import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, listen } from '../../src/server.ts';
import { credentialsOf, mutate } from '../support/accounts.ts';
import { keepLog } from '../ops/collect.ts';
import type { Asked } from '../support/gateway.ts';

/** One of several gateways over one TMDB, behind a socket of its own. */
export interface Replica {
  readonly origin: string;
  /** The data of the answer to an operation. Rejects when it has errors. */
  data(query: string): Promise<unknown>;
  /** The whole answer. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<{ body: Asked['body'] }>;
  /** Lines of its log about the second level. */
  lines(): string[];
  /** Lookups in the second level so far, by result. */
  lookups(): Promise<Record<'hit' | 'miss' | 'error', number>>;
  close(): Promise<void>;
}

export const TOKEN = 'test-token-0123456789';

export async function startReplica(origin: string, env: Record<string, string>): Promise<Replica> {
  const log = keepLog('info');
  const config = readConfig({ TMDB_API_URL: origin, TMDB_ACCESS_TOKEN: TOKEN, TMDB_RATE_LIMIT: '100000', QUEUE_MAX: '1000', ...env });
  const gateway = createGateway(config, Date.now, log.log);
  const server = await listen(gateway, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server's address is never a string.
  let isOpen = true;

  async function ask(query: string, variables = {}, headers: Record<string, string> = {}): Promise<{ body: Asked['body'] }> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return { body: (await response.json()) as Asked['body'] };
  }

  return {
    origin: url,
    ask,
    async data(query) {
      const { body } = await ask(query);
      if (body.errors) throw new Error(JSON.stringify(body.errors).slice(0, 500));
      return body.data;
    },
    lines: () =>
      log.lines.filter(({ msg }) => / can(not)? be /.test(String(msg))).map(({ msg, reason }) => `${String(msg)} ${String(reason)}`),
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

/** Asks for public and personal things of two users, with all kinds of credentials. @returns What must not be kept. */
export async function askPersonally(one: Replica, tmdb: { readonly origin: string }): Promise<string[]> {
  const { session, token } = await credentialsOf('ada', one, tmdb);
  const { guestSessionId } = await mutate<{ guestSessionId: string }>(one, 'mutation { createGuestSession { guestSessionId } }');
  const credentials: Record<string, string>[] = [
    { 'tmdb-session-id': session },
    { 'tmdb-user-token': token },
    { 'tmdb-guest-session-id': guestSessionId },
  ];
  for (const headers of credentials) {
    const sent = { ...headers, authorization: 'Bearer of-the-router-1234567890', cookie: 'session=cookie-1234567890' };
    for (const query of [
      'mutation { rateMovie(id: 603, rating: 8.5) { movie { title } } }',
      'mutation { createList(name: "A private name", language: "en", public: false) { list { name } } }',
      '{ movie(id: 603) { title accountStates { rating favorite } credits { cast { name } } } tvSeries(id: 1396) { name accountStates { watchlist } } }',
      '{ viewer { username ratedMovies { nodes { title } } lists { nodes { name } } favoriteMovies { nodes { title } } } }',
      '{ searchMovies(query: "matrix of my own") { nodes { title } } search(query: "matrix") { nodes { __typename } } }',
      '{ popularMovies { nodes { title keywords { name } } } }',
    ]) {
      await one.ask(query, {}, sent);
    }
  }
  return [
    session,
    token,
    guestSessionId,
    TOKEN,
    'of-the-router',
    'cookie-1234',
    'A private name',
    'of my own',
    'ratedMovies',
    'account_states',
    '"ada"', // With quotes, as three letters also occur in compressed bytes.
  ];
}

/** Expects none of these, in any spelling of an encoding, in what was kept. */
export function expectNone(secrets: readonly string[], kept: readonly string[]): void {
  for (const secret of secrets) {
    const spellings = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
    const found = kept.filter((text) => spellings.some((spelling) => text.includes(spelling)));
    expect(
      found.map((text) => text.slice(0, 200)),
      secret,
    ).toEqual([]);
  }
}
