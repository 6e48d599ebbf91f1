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

describe('the commands of the documentation', () => {
  const text = [...snippetsIn('sh').map((snippet) => snippet.text), ...pages.flatMap(inlineCode)].join('\n');
  const named = [...text.matchAll(/\bnpm (?:run (?:-s |--silent )?([\w:]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short);

  it('are scripts of package.json', () => {
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });

  it('include the two that need no set-up', () => expect(named).toEqual(expect.arrayContaining(['start', 'test'])));
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

describe('the variables of the documentation', () => {
  const rows = rowsOf('docs/configuration.md');

  it('include every variable that the configuration reads', () => {
    const upperCase = [...readVariables()].filter((name) => name === name.toUpperCase());
    expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(upperCase.toSorted());
  });

  it('have the defaults that they are said to have', () => {
    const base = { TMDB_API_KEY: 'key' };
    const before = readConfig(base);
    for (const { names, cells } of rows) {
      const [value = ''] = cells;
      if (value === '–') continue;
      for (const name of names)
        expect({ name, config: readConfig({ ...base, [name]: value.replaceAll('`', '') }) }).toEqual({ name, config: before });
    }
  });

  it.each(pages)('are read by something: $file', (page) => {
    const known = new Set([...readVariables(), ...readElsewhere(), ...enumValues(), 'PERSISTED_QUERY_NOT_FOUND']);
    const shell = page.snippets.filter(({ language }) => language === 'sh').flatMap(({ text }) => [...text.matchAll(/\b([A-Z][A-Z_]+)=/g)]);
    const named = [...shell.map(([, name = '']) => name), ...inlineCode(page).flatMap((code) => code.match(/^[A-Z]+(_[A-Z]+)+\b/g) ?? [])];
    expect(named.filter((name) => !known.has(name) && !name.startsWith('OTEL_'))).toEqual([]);
  });
});

describe('the telemetry of the documentation', () => {
  it('has the fields of a line of the log', async () => {
    const log = keepLog('info');
    await using gateway = await startGateway({ log });
    await gateway.ask('{ movie(id: 603) { title } }');
    const [line] = snippetsIn('json').filter(({ file, text }) => file === 'docs/operating.md' && text.includes('"msg"'));
    const told = Object.keys(parseJsonc(line?.text ?? '{}') as object);
    expect(told).toEqual(Object.keys(JSON.parse(log.text.join('')) as object));
  });

  it('has the metrics that the gateway has, with their labels', async () => {
    await using gateway = await startGateway();
    await gateway.ask('{ movie(id: 603) { title } }');
    const metrics = await (await fetch(new URL('/metrics', gateway.url))).text();
    const told = rowsOf('docs/operating.md').filter(({ cells }) => cells.length === 2);
    const names = [...metrics.matchAll(/^# TYPE tmdb_gateway_(\w+)/gm)].map(([, name]) => name);
    expect(told.flatMap((row) => row.names).toSorted()).toEqual(names.toSorted());
    for (const {
      names: [name = ''],
      cells: [labels = ''],
    } of told) {
      const sample = new RegExp(`^tmdb_gateway_${name}(?:_bucket|_count)?\\{(.*)\\} `, 'm').exec(metrics)?.[1] ?? '';
      const sent = [...sample.matchAll(/(\w+)=/g)].map(([, label]) => label).filter((label) => label !== 'le');
      expect({ name, labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label]) => label) }).toEqual({ name, labels: sent });
    }
  });
});
