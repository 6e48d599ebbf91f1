import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished, vi } from 'vitest';
import { run } from '../support/program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Starts a gateway from a fresh checkout that lacks these packages. @returns The address, and what is logged so far. */
async function startCheckout(missing: readonly string[]): Promise<{ address: string; log: () => string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'checkout-'));
  const modules = path.join(folder, 'node_modules');
  await mkdir(modules);
  const present = (await readdir(path.join(ROOT, 'node_modules'))).filter((name) => !name.startsWith('.') && !missing.includes(name));
  await Promise.all(present.map((name) => symlink(path.join(ROOT, 'node_modules', name), path.join(modules, name))));
  for (const name of ['src', 'schema', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  const program = run(path.join(folder, 'src/main.ts'), { env: { PORT: '0' } });
  onTestFinished(async () => {
    await program.stop();
    await rm(folder, { recursive: true });
    // `stop` itself waits for up to 15 s.
  }, 20_000);
  const [address] = await program.until(/http:\/\/\S+\/graphql/);
  return { address, log: () => program.output.stdout };
}

const visit = async (address: string): Promise<{ response: Response; text: string }> => {
  const response = await fetch(address, { headers: { accept: 'text/html' } });
  return { response, text: await response.text() };
};

it(
  'builds the explorer of a source checkout at the first visit, once for all who come at the same time',
  { timeout: 120_000 },
  async () => {
    const { address, log } = await startCheckout([]);
    expect(log()).not.toContain('Building the explorer');
    const visits = await Promise.all(Array.from({ length: 5 }, () => visit(address)));
    expect(visits.map(({ response }) => response.status)).toEqual([200, 200, 200, 200, 200]);
    const [, script = ''] = /src="([^"]+)"/.exec(visits[0]?.text ?? '') ?? [];
    expect((await fetch(new URL(script, address))).status).toBe(200);
    expect(log().match(/Building the explorer/g)).toHaveLength(1);
    await vi.waitFor(() => expect(log()).toMatch(/The explorer is built, in \d+ ms/));
  },
);

it('says on its page and in the log that the explorer cannot be built, and answers GraphQL all the same', { timeout: 60_000 }, async () => {
  const { address, log } = await startCheckout(['vite']);
  for (const _visit of ['first', 'second']) {
    const { response, text } = await visit(address);
    expect([response.status, response.headers.get('cache-control')]).toEqual([503, 'no-store']);
    expect(text).toMatch(/is not built[^]*npm ci/);
    expect(text).not.toContain(tmpdir());
  }
  await expect.poll(log).toContain("Cannot find package 'vite'");
  // Visitors do not start one build after the other.
  expect(log().match(/Building the explorer/g)).toHaveLength(1);
  const file = await fetch(`${address}/assets/index-x.js`);
  expect([file.status, await file.json()]).toEqual([
    404,
    { errors: [expect.objectContaining({ extensions: { code: 'BAD_REQUEST', retryAfter: null } })] },
  ]);
  const asked = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __typename }"}',
  });
  expect(await asked.json()).toEqual({ data: { __typename: 'Query' } });
});
