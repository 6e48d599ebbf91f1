import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { OLDEST_PEERS } from './global-setup.ts';
import { createProject, NPM_INSTALL, run, TOOLS } from './project.ts';

const { folder, tarball, npm } = inject('packed');

it.each([
  ['graphql', '^17.1.0'],
  ['graphql', '16.9.0'],
  ['@apollo/subgraph', '2.15.1'], // Without a module that Pothos imports.
  ['@pothos/core', '4.3.0'],
  ['prom-client', '13.2.0'],
])('is refused by npm beside %s %s', async (name, version) => {
  const project = await createProject(path.join(folder, `${path.basename(name)}-${version}`), {
    [name]: version,
    'tmdb-graphql-gateway': `file:${tarball}`,
  });
  const { code, stderr } = await run(project, [...NPM_INSTALL, '--package-lock-only']);
  expect(stderr).toContain('npm error code ERESOLVE');
  expect(stderr).toContain(`peer ${name}@"`);
  expect(code).toBe(1);
});

it('shares each peer with the project, at the oldest version that it accepts', async () => {
  const { packages } = JSON.parse(await readFile(path.join(npm, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  expect(Object.keys(OLDEST_PEERS).toSorted()).toEqual(Object.keys(packageJson.peerDependencies).toSorted());
  for (const [peer, version] of Object.entries(OLDEST_PEERS)) {
    const copies = Object.entries(packages).filter(([at]) => at.endsWith(`node_modules/${peer}`));
    expect(copies).toMatchObject([[`node_modules/${peer}`, { version }]]);
  }
});

it.each([
  ['publint', ['publint', '--strict']],
  ['attw, as a package of ES modules', ['attw', '--entrypoints', '.', '--profile', 'esm-only']],
  ['attw, for the entry for clients', ['attw', '--entrypoints', './client']],
] as const)('passes %s', async (_tool, [tool, ...args]) => {
  const { code, stdout, stderr } = await run(folder, [path.join(TOOLS, '.bin', tool), tarball, ...args]);
  expect(`${stdout}${stderr}`).toMatch(/All good!|No problems found|🟢 \(ESM\)/);
  expect(code).toBe(0);
});
