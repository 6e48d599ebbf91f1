import type { Gateway } from '../../src/server.ts';
import type { Json } from '../support/recordings.ts';

/** A GraphQL response, with the fields that a proof reads. */
interface Answer {
  readonly data?: Json | null;
  readonly errors?: readonly unknown[];
}

/** Sends an operation to a gateway, as a GraphQL over HTTP client does. */
export async function ask(gateway: Gateway, query: string, credentials: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const headers = { ...credentials, 'content-type': 'application/json', accept: 'application/graphql-response+json' };
  const request = new Request('http://gateway/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
  const response = await gateway.fetch(request);
  return (await response.json()) as Answer; // GraphQL defines this envelope.
}
