// Loaded before the version of Node is known, so only with features that every Node with modules has.
import { readFileSync } from 'node:fs';

/** The folder of the package; compiled files are one folder deeper than their sources. */
const ROOT = new URL(import.meta.url.endsWith('.ts') ? '../../' : '../../../', import.meta.url);

/** Reads a file of the package, by its path from the package's folder. */
export const readPackageFile = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The `package.json` of this package. */
export const packageJson = JSON.parse(readPackageFile('package.json')) as {
  readonly version: string;
  readonly engines: { readonly node: string };
};

/** Says which Node the package needs, in one line; undefined when this version will do. */
export function nodeProblem(version: string): string | undefined {
  const needed = packageJson.engines.node.replace('>=', '');
  if (version.localeCompare(needed, 'en', { numeric: true }) >= 0) return undefined;
  return `tmdb-graphql-gateway needs Node.js ${needed} or later; this is Node.js ${version}.`;
}
