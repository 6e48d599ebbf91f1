/**
 * Holds code, schema and documents to the words of this project: `npm run check:words`. It prints each place that uses a word
 * that words.ts replaces, and what to write instead.
 */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordsToMend } from './words.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = ['src/**/*.{ts,json}', 'schema/**/*.{ts,graphql}', 'docs/**/*.md', '*.md'];
/** Generated code, and the names of real companies. */
const LEFT_OUT = /^schema\/examples\/generated\/|catalogue\.json$/;

let count = 0;
for (const file of globSync(FILES, { cwd: ROOT }).toSorted()) {
  if (LEFT_OUT.test(file)) continue;
  for (const line of wordsToMend(readFileSync(path.join(ROOT, file), 'utf8'))) {
    console.error(`${file}:${line}`);
    count += 1;
  }
}
if (count > 0) {
  console.error(`${count} places use words that test/words/words.ts replaces.`);
  process.exitCode = 1;
}
