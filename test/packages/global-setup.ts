import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { createProject, NPM_INSTALL, ROOT, succeed, TOOLS } from './project.ts';

/** The package as npm would publish it, and projects that have installed it. All are shared: no test changes one. */
export interface Packed {
  readonly folder: string;
  readonly tarball: string;
  /** A project of npm, with frameworks, the oldest version of each peer, and older versions of other dependencies of the package. */
  readonly npm: string;
  /** A project of pnpm, which gives each package only what it declares; with the newest peers. */
  readonly pnpm: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed;
  }
}

export const OLDEST_PEERS = {
  '@apollo/subgraph': '2.9.0',
  '@opentelemetry/api': '1.0.0',
  '@pothos/core': '4.5.0',
  graphql: '16.10.0',
  'prom-client': '14.0.0',
} as const;

/** Older than those that the package depends on, so that npm has to install both. */
const OLDER = {
  '@graphql-tools/executor': '1.3.0',
  '@whatwg-node/server': '0.9.0',
  dataloader: '2.0.0',
  'graphql-scalars': '1.23.0',
  'graphql-yoga': '5.10.0',
  'lru-cache': '7.18.3',
  undici: '6.21.0',
} as const;

const FRAMEWORKS = { express: '^5.3.0', hono: '^4.13.0', '@hono/node-server': '^2.1.0', fastify: '^5.12.0', koa: '^3.3.0' } as const;

/** Packs the package once and installs it. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'packages-'));
  const [{ filename } = { filename: '' }] = JSON.parse(
    await succeed(ROOT, ['npm', 'pack', '--json', '--silent', '--pack-destination', folder]),
  ) as { filename: string }[];
  const tarball = path.join(folder, filename);
  const gateway = { 'tmdb-graphql-gateway': `file:${tarball}` };
  const npm = await createProject(path.join(folder, 'npm'), { ...gateway, ...OLDEST_PEERS, ...OLDER, ...FRAMEWORKS });
  const pnpm = await createProject(path.join(folder, 'pnpm'), gateway);
  await Promise.all([succeed(npm, NPM_INSTALL), succeed(pnpm, [path.join(TOOLS, '.bin/pnpm'), 'install', '--prefer-offline'])]);
  provide('packed', { folder, tarball, npm, pnpm });
  return () => rm(folder, { recursive: true });
}
