import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Which files each file imports, by their paths from the repository's root; types included. */
export type Imports = ReadonlyMap<string, readonly string[]>;

const SPECIFIER = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.ts)'/g;

/** Reads the imports of all source files below these folders. */
export function importsOf(root: string, folders: readonly string[]): Imports {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  return new Map(
    files.map((file) => {
      const specifiers = [...readFileSync(path.join(root, file), 'utf8').matchAll(SPECIFIER)].map(([, specifier = '']) => specifier);
      return [file, specifiers.map((specifier) => path.normalize(path.join(path.dirname(file), specifier)))];
    }),
  );
}

/**
 * Finds the circles of imports: groups of files of which each reaches each other one.
 * @see https://doi.org/10.1137/0201010 (Tarjan's strongly connected components)
 */
export function circlesOf(imports: Imports): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];

  const visit = (file: string): number => {
    const own = index.size;
    index.set(file, own);
    stack.push(file);
    let lowest = own;
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? index.get(next) ?? own);
    }
    low.set(file, lowest);
    if (lowest === own) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) circles.push(circle.toSorted());
    }
    return lowest;
  };

  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return circles;
}

/** Finds folders that hold more files than this; files in their subfolders do not count. */
export function crowdedFolders(files: Iterable<string>, max: number): string[] {
  const byFolder = Map.groupBy(files, (file) => path.dirname(file));
  return [...byFolder].filter(([, inside]) => inside.length > max).map(([folder, inside]) => `${folder} holds ${inside.length} files`);
}
