import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Packages that only these tests use, with versions of their own. */
export const TOOLS = path.join(ROOT, 'test/packages/tools/node_modules');

/** Folders that hold a `node`, by its major version. The one that runs the tests is the newest. */
export const NODES = {
  20: path.join(TOOLS, 'node20/bin'),
  22: path.join(TOOLS, 'node22/bin'),
  24: path.dirname(process.execPath),
} as const;

/** A program that has ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment of a project: nothing of npm's own, since it would say that the project is this repository. */
export const environment = (node: keyof typeof NODES = 24): Record<string, string | undefined> => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_(?!config_registry$)|NODE_ENV$|VITEST|TMDB_)/i.test(name))),
  PATH: `${NODES[node]}:${process.env['PATH']}`,
});

/** Runs a program to its end in a folder. Never rejects, unless it cannot be started. */
export const run = (cwd: string, [file, ...args]: readonly [string, ...string[]], node?: keyof typeof NODES): Promise<Ended> =>
  new Promise((resolve, reject) => {
    execFile(file, args, { cwd, env: environment(node), maxBuffer: 1e8 }, (error, stdout, stderr) => {
      if (typeof error?.code === 'string') reject(error);
      else resolve({ code: error?.code ?? (error ? Number.NaN : 0), stdout, stderr });
    });
  });

/** The same for a program that should succeed. @returns Its standard output. */
export async function succeed(cwd: string, command: readonly [string, ...string[]], node?: keyof typeof NODES): Promise<string> {
  const { code, stdout, stderr } = await run(cwd, command, node);
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** Creates an empty project with these dependencies, which it does not install. */
export async function createProject(folder: string, dependencies: Record<string, string>): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
  return folder;
}

export const NPM_INSTALL = ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund'] as const;
