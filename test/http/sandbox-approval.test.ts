import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startOnSandbox, type SandboxGateway } from '../support/on-sandbox.ts';
import { fieldOf, startGateway } from '../support/gateway.ts';

const decide = (address: string, decision: string, user = 'ada') =>
  fetch(address, { method: 'POST', body: new URLSearchParams({ decision, user }), redirect: 'manual' });

async function newToken({ ask }: SandboxGateway, field: string): Promise<{ requestToken: string; approvalUrl: string }> {
  return fieldOf(await ask(`mutation { token: ${field} { requestToken approvalUrl } }`), 'token');
}

describe('signing in to the sandbox by way of the gateway', () => {
  it('shows a page at approvalUrl, on the listener of the gateway, whose form signs the user in to v3', async () => {
    await using gateway = await startOnSandbox();
    const { requestToken, approvalUrl } = await newToken(gateway, 'createRequestToken(redirectTo: "http://localhost:5173/done?x=1")');
    expect(new URL(approvalUrl).origin).toBe(gateway.origin);
    const page = await fetch(approvalUrl);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'none'; style-src 'sha256-.*form-action 'self' http:;/,
    );
    expect([page.headers.get('cache-control'), page.headers.get('x-frame-options')]).toEqual(['no-store', 'DENY']);
    const done = await decide(approvalUrl, 'approve');
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      `http://localhost:5173/done?x=1&request_token=${requestToken}&approved=true`,
    ]);
    const opened = await gateway.ask('mutation ($token: String!) { createSession(requestToken: $token) { sessionId } }', {
      token: requestToken,
    });
    const { sessionId } = fieldOf<{ sessionId: string }>(opened, 'createSession');
    const viewer = await gateway.ask('{ viewer { username } }', {}, { 'tmdb-session-id': sessionId });
    expect(viewer.body.data).toEqual({ viewer: { username: 'ada' } });
  });

  it('redirects to the address that a token of v4 was requested with, and tells of a denial', async () => {
    await using gateway = await startOnSandbox();
    const { requestToken, approvalUrl } = await newToken(gateway, 'createUserRequestToken(redirectTo: "myapp://done")');
    const page = await fetch(approvalUrl);
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' myapp:;");
    const denied = await decide(approvalUrl, 'deny');
    expect([denied.status, denied.headers.get('location')]).toEqual([303, `myapp://done?request_token=${requestToken}&denied=true`]);
    const { body } = await gateway.ask('mutation ($token: String!) { createUserToken(requestToken: $token) { userToken } }', {
      token: requestToken,
    });
    expect(body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('says what to do next when there is no address to return to, and accepts each decision once', async () => {
    await using gateway = await startOnSandbox();
    const { approvalUrl } = await newToken(gateway, 'createRequestToken');
    const done = await decide(approvalUrl, 'approve', 'grace');
    expect(done.status).toBe(200);
    expect(await done.text()).toMatch(/You are <strong>Grace<\/strong>[^]*createSession/);
    expect((await decide(approvalUrl, 'deny')).status).toBe(401);
    expect((await fetch(approvalUrl)).status).toBe(401);
  });

  it('refuses forms of other sites, other methods and forms that are too large', async () => {
    await using gateway = await startOnSandbox();
    const { approvalUrl } = await newToken(gateway, 'createRequestToken');
    const foreign = { method: 'POST', body: new URLSearchParams({ decision: 'approve' }), headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await fetch(approvalUrl, foreign)).status).toBe(403);
    for (const method of ['PUT', 'DELETE']) expect((await fetch(approvalUrl, { method })).status).toBe(405);
    expect((await decide(approvalUrl, 'x'.repeat(100_000))).status).toBe(413);
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const sent = fetch(approvalUrl, { method: 'POST', body: endless, duplex: 'half' } as RequestInit);
    expect(
      await sent.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413); // The connection may be closed before the answer is read.
    expect((await fetch(approvalUrl)).status).toBe(200);
  });

  it('opens at the path of a mount', async () => {
    await using gateway = await startOnSandbox({ BASE_PATH: '/api' });
    const proxy = createServer((request, response) => {
      const options = { method: request.method, headers: request.headers };
      request.pipe(
        httpRequest(gateway.origin + request.url, options, (answer) =>
          answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
        ),
      );
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const response = await fetch(`${origin}/api/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'mutation { createRequestToken { approvalUrl } }' }),
    });
    const { data } = (await response.json()) as { data: { createRequestToken: { approvalUrl: string } } };
    expect(data.createRequestToken.approvalUrl).toMatch(new RegExp(`^${origin}/api/sandbox/approve\\?`));
    expect((await decide(data.createRequestToken.approvalUrl, 'approve')).status).toBe(200);
  });

  it('has no such page over the real TMDB', async () => {
    await using gateway = await startGateway();
    expect((await fetch(new URL('/sandbox/approve?request_token=x', gateway.url))).status).toBe(404);
  });
});
