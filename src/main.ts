#!/usr/bin/env node
// An older Node must get as far as its one line, so imports and syntax that it lacks come after the check.
import { nodeProblem } from './command/package.ts';

const problem = nodeProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

(await import('./command/heap.ts')).boundHeap();
// Starting is mostly compilation, so compiled code is cached for the next start, except imports before this line.
(await import('node:module')).enableCompileCache();
const { runCommand } = await import('./command/command.ts');
await runCommand(process.argv.slice(2));
