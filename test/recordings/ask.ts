import type { Gateway } from '../../src/server.ts';
import type { Json } from '../support/recordings.ts';

/** A GraphQL response, as far as a proof reads it. */
interface Answer {
  readonly data?: Json | null;
  readonly errors?: readonly unknown[];
}

/** Sends an operation to a gateway, as a client of GraphQL over HTTP does. */
export async function ask(gateway: Gateway, query: string, credentials: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const headers = { ...credentials, 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const request = new Request('http://gateway/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
  const response = await gateway.fetch(request);
  return (await response.json()) as Answer; // GraphQL's own envelope
}
