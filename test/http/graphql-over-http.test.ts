import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** No exceptions: MUST, SHOULD and MAY. @see https://graphql.github.io/graphql-over-http/draft/ */
describe('GraphQL over HTTP', () => {
  it.each(serverAudits({ url: () => gateway.url }))('passes the audit $id: $name', async ({ fn }) => {
    const result = await fn();
    expect('reason' in result ? result.reason : result.status).toBe('ok');
  });
});
