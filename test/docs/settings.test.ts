import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isEnumType } from 'graphql';
import { schema } from '../../schema/index.ts';
import { readConfig } from '../../src/config.ts';
import { keepLog } from '../ops/collect.ts';
import { startGateway } from '../support/gateway.ts';
import { inlineCode, parseJsonc, readPages, ROOT, snippetsIn } from './markdown.ts';

const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: Record<string, string> };
const pages = readPages();

const pageOf = (file: string): string => pages.find((page) => page.file === file)?.prose ?? '';

/** The rows of a page's tables: the names in backticks of the first cell, and the other cells. */
const rowsOf = (file: string): { names: string[]; cells: string[] }[] =>
  [...pageOf(file).matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) => {
    const [first = '', ...cells] = row.split('|').map((cell) => cell.trim());
    return { names: [...first.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), cells };
  });

/** The scripts that snippets and prose run: `npm run x`, `npm start`, `npm test`. */
function namedScripts(): string[] {
  const text = [...snippetsIn('sh').map((snippet) => snippet.text), ...pages.flatMap(inlineCode)].join('\n');
  return [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short ?? '');
}

it('names only scripts of package.json', () => {
  expect(namedScripts()).toEqual(expect.arrayContaining(['start', 'test']));
  expect(namedScripts().filter((name) => !(name in scripts))).toEqual([]);
});

/** The variables that `readConfig` reads. */
function readVariables(): Set<string> {
  const names = new Set<string>();
  const env = new Proxy<Record<string, string>>({}, { get: (_, name) => void names.add(String(name)) });
  readConfig(env);
  return names;
}

/** Variables that another file of the repository reads, such as `NODE_ENV` or those of tests. */
const readElsewhere = (): string[] =>
  globSync(['src/**/*.ts', 'test/**/*.ts'], { cwd: ROOT, exclude: (file) => file.includes('node_modules') }).flatMap((file) =>
    [...readFileSync(`${ROOT}${file}`, 'utf8').matchAll(/\b(?:process\.)?env\['(\w+)'\]/g)].map(([, name = '']) => name),
  );

const enumValues = (): string[] =>
  Object.values(schema.getTypeMap()).flatMap((type) => (isEnumType(type) ? type.getValues().map(({ name }) => name) : []));

describe('docs/configuration.md', () => {
  const rows = rowsOf('docs/configuration.md');

  it('lists every variable of the configuration', () => {
    const upperCase = [...readVariables()].filter((name) => name === name.toUpperCase());
    expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(upperCase.toSorted());
  });

  const defaults = rows.flatMap(({ names, cells: [value = ''] }) => names.map((name) => ({ name, value: value.replaceAll('`', '') })));

  it.each(defaults.filter(({ value }) => value !== '–'))('says that $name is $value by default', ({ name, value }) => {
    const key = { TMDB_API_KEY: 'key' }; // With one of them set, setting the API's address changes nothing else.
    expect(readConfig({ ...key, [name]: value })).toEqual(readConfig(key));
  });
});

it.each(pages)('names only variables that something reads in $file', (page) => {
  const known = new Set([...readVariables(), ...readElsewhere(), ...enumValues()]);
  const shell = page.snippets.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.match(/\b[A-Z][A-Z_]+(?==)/g) ?? []);
  const named = [...shell, ...inlineCode(page).flatMap((code) => code.match(/^[A-Z]+(_[A-Z]+)+\b/g) ?? [])];
  expect(named.filter((name) => !known.has(name) && !name.startsWith('OTEL_'))).toEqual([]);
});

describe('docs/operating.md', () => {
  it('shows the fields of a line of the log', async () => {
    const log = keepLog('info');
    await using gateway = await startGateway({ log });
    await gateway.ask('{ movie(id: 603) { title } }');
    const line = snippetsIn('json').find(({ file, text }) => file === 'docs/operating.md' && text.includes('"msg"'));
    const documented = Object.keys(parseJsonc(line?.text ?? '{}'));
    expect(documented).toEqual(Object.keys(JSON.parse(log.text.join('')) as object));
  });

  it('lists all metrics with their labels', async () => {
    await using gateway = await startGateway();
    await gateway.ask('{ movie(id: 603) { title } unknown: movie(id: 1) { title } }');
    const metrics = await (await fetch(new URL('/metrics', gateway.url))).text();
    const documented = rowsOf('docs/operating.md').filter(({ cells }) => cells.length === 2);
    const names = [...metrics.matchAll(/^# TYPE tmdb_gateway_(\w+)/gm)].map(([, name]) => name);
    expect(documented.flatMap((row) => row.names).toSorted()).toEqual(names.toSorted());
    const labelsOf = (name: string): string[] => {
      const [, sample = ''] = new RegExp(`^tmdb_gateway_${name}(?:_bucket)?\\{(.*)\\} `, 'm').exec(metrics) ?? [];
      return (sample.match(/\w+(?==)/g) ?? []).filter((label) => label !== 'le');
    };
    const labels = documented.map(({ names: [name = ''], cells: [cell = ''] }) => [name, cell.match(/\w+/g) ?? []] as const);
    expect(labels).toEqual(labels.map(([name]) => [name, labelsOf(name)]));
  });
});
