import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

/** Changes in a schema that clients notice. */
export interface Changes {
  /** Valid operations become invalid, or their answers change their shape. */
  readonly breaking: readonly string[];
  /** Clients may see values that they did not expect. */
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

/** The output of a git command; undefined when it fails or git is absent. */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}

/** The commit at which this branch left `main`; the last commit on `main` itself, or without it. */
export const defaultRef = (): string => git('merge-base', 'HEAD', 'main')?.trim() ?? 'HEAD';

/** The schema at a commit; undefined when git does not know it. */
export const schemaAt = (ref: string): string | undefined => git('show', '--end-of-options', `${ref}:schema/schema.graphql`);
