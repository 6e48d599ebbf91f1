/** Runs in each worker before each of its test files. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { watchFields } from './watch.ts';

const folder = inject('fieldCoverage');

if (folder !== undefined) {
  const { schema } = await import('../../schema/index.ts');
  const unresolved = watchFields(schema);
  // The set only shrinks, so the last list of a worker says it all.
  afterAll(() => writeFileSync(path.join(folder, `${process.pid}.json`), JSON.stringify([...unresolved])));
}
