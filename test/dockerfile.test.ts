import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import packageLock from '../package-lock.json' with { type: 'json' };
import packageJson from '../package.json' with { type: 'json' };
import { run } from './support/program.ts';
import { startGateway } from './support/gateway.ts';

const dockerfile = readFileSync(new URL('../Dockerfile', import.meta.url), 'utf8');
const [, healthcheck = '', start = ''] = /HEALTHCHECK[^[]+(\[.*\])[^]*?^CMD (\[.*\])/m.exec(dockerfile) ?? [];
const wordsOf = (json: string): string[] => JSON.parse(json) as string[];

it('starts the container with the command of the package, and nothing else', () => {
  expect(wordsOf(start)).toEqual(['node', packageJson.bin['tmdb-graphql-gateway']]);
});

it('copies into the container the SDL files that the command prints', () => {
  expect(dockerfile).toContain('COPY --from=build /app/schema/*.graphql ./schema/');
});

it('keeps in the container each package that the gateway imports', () => {
  const { packages } = packageLock as { packages: Record<string, { dev?: boolean } | undefined> };
  const imported = Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies });
  // What `npm prune --omit=dev` removes, peers that are dev dependencies too among them.
  expect(imported.filter((name) => packages[`node_modules/${name}`]?.dev ?? false)).toEqual([]);
});

it('does not run the container as root', () => {
  expect(dockerfile.match(/^(USER|CMD).*/gm)?.at(-2)).toBe('USER node');
});

it('checks whether the gateway in the container is healthy', async () => {
  const [, option = '', script = ''] = wordsOf(healthcheck);
  const check = (port: string): Promise<number | null> => run('', { nodeOptions: [option, script], env: { PORT: port } }).ended;
  const gateway = await startGateway();
  const { port } = new URL(gateway.url);
  expect(await check(port)).toBe(0);
  await gateway.close();
  expect(await check(port)).toBe(1);
});
