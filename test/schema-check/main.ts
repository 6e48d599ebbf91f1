/**
 * Checks schema.graphql against the rules of this project, and subgraph.graphql for fields without a price, and prints its changes for clients since a commit:
 * `npm run check:schema`, or `npm run check:schema -- v1.0.0 --strict` to fail when something breaks.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { changesBetween, defaultRef, schemaAt } from './changes.ts';
import { readSubgraph } from '../support/router-price.ts';
import { unpricedIn } from './prices.ts';
import { problemsOf } from './rules.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { strict: { type: 'boolean', default: false } } });
const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');

const subgraph = readSubgraph(readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'));

const problems = [...problemsOf(buildSchema(sdl)), ...unpricedIn(subgraph)];
for (const problem of problems) console.error(problem);

const ref = positionals[0] ?? defaultRef();
const before = schemaAt(ref);
const { breaking, dangerous } = before === undefined ? { breaking: [], dangerous: [] } : changesBetween(before, sdl);
if (before === undefined) console.log(`Git has no schema of ${ref} to compare with.`);
for (const change of breaking) console.log(`Breaks clients since ${ref}: ${change}`);
for (const change of dangerous) console.log(`May surprise clients since ${ref}: ${change}`);

const strictly = values.strict && (breaking.length > 0 || before === undefined);
if (problems.length > 0 || strictly) process.exitCode = 1;
