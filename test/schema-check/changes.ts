import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/** What clients notice of a new schema. */
export interface Changes {
  /** Operations that were valid are not, or their answers have another shape. */
  readonly breaking: readonly string[];
  /** Clients may see what they did not expect. */
  readonly dangerous: readonly string[];
}

export function changesBetween(before: string, after: string): Changes {
  const [old, current] = [buildSchema(before), buildSchema(after)];
  return {
    breaking: findBreakingChanges(old, current).map(({ description }) => description),
    dangerous: findDangerousChanges(old, current).map(({ description }) => description),
  };
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What a git command prints; undefined when it fails, or there is no git. */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/** Where this branch left `main`; on `main` itself, or without it, the last commit. */
export const defaultRef = (): string => git('merge-base', 'HEAD', 'main')?.trim() ?? 'HEAD';

/** The schema as it was committed then; undefined when git does not know. */
export const schemaAt = (ref: string): string | undefined => git('show', '--end-of-options', `${ref}:schema/schema.graphql`);
