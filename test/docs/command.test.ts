import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/command/commands.ts';
import { readPages, snippetsIn } from './markdown.ts';

/** A word of a shell: in quotes, or not. */
const WORD = /'[^']*'|[^\s']+/g;

/** The arguments of each call of the command in the snippets of all pages. */
const calls = snippetsIn('sh').flatMap(({ file, text }) =>
  text.split('\n').flatMap((line) => {
    const [, rest] = /(?:\btmdb-graphql-gateway(?: node dist\/src\/main\.js)?|npm start(?: -s)? --) ([^#>]*)/.exec(line) ?? [];
    const args = rest?.match(WORD)?.map((word) => word.replaceAll("'", ''));
    return args && !line.startsWith('npm install') && args[0] !== '.' ? [{ file, args }] : [];
  }),
);

describe('the command in the documentation', () => {
  it.each(calls)('is called in $file with arguments that it reads: $args', ({ args }) => {
    const [first = ''] = args;
    const isNamed = !first.startsWith('-');
    expect(Object.keys(COMMANDS)).toContain(isNamed ? first : 'serve');
    expect(() => COMMANDS[isNamed ? first : 'serve']?.read(isNamed ? args.slice(1) : args)).not.toThrow();
  });

  it('is called there in most of its ways', () => {
    expect(calls.map(({ args: [name] }) => name)).toEqual(
      expect.arrayContaining(['--help', '--port', 'check', 'schema', 'query', 'explain']),
    );
  });

  it('has a row for each of its commands, which names all options', () => {
    const page = readPages().find(({ file }) => file === 'docs/command.md');
    const rows = [...(page?.prose.matchAll(/^\| `(\w+)(?: FILE)?` \|/gm) ?? [])].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(COMMANDS));
    const options = Object.values(COMMANDS).flatMap((command) => Object.keys(command.options));
    expect(options.filter((name) => !page?.text.includes(`--${name}`) && name !== 'version')).toEqual([]);
  });
});
