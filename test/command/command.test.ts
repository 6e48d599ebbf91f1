import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { COMMANDS } from '../../src/command/commands.ts';
import { nodeProblem } from '../../src/command/package.ts';
import { runGateway } from './run.ts';

const names = Object.keys(COMMANDS);

/** Writes the URL of each module of this project that is loaded to standard error. */
const WATCH = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { if (!/node_modules|node:/.test(url)) console.error(url.replace(/.*[/]src[/]/, '')); return next(url, context); } });`;

const preload = (code: string): string[] => ['--import', `data:text/javascript,${encodeURIComponent(code)}`];

describe('--help', () => {
  it('lists every command when none is named', async () => {
    const { code, stdout, stderr } = await runGateway(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.match(/^ {2}\w+/gm)?.map((name) => name.trim())).toEqual(names);
  });

  it.each(names)('describes %s with all of its options', async (name) => {
    const { code, stdout, stderr } = await runGateway([name, '--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: tmdb-graphql-gateway ${name} `);
    expect(stdout).toContain(COMMANDS[name]?.summary);
    expect(stdout.match(/(?<= )--[\w-]+/g)).toEqual(
      expect.arrayContaining(Object.keys(COMMANDS[name]?.options ?? {}).map((one) => `--${one}`)),
    );
  });

  it('loads only the modules of the command line, and no package', async () => {
    const { stderr } = await runGateway(['--help'], { nodeOptions: preload(WATCH.replace('node_modules|', '')) });
    expect(stderr.trim().split('\n').toSorted()).toEqual([
      'command/command.ts',
      'command/commands.ts',
      'command/heap.ts',
      'command/help.ts',
      'command/option.ts',
      'command/package.ts',
      'main.ts',
      'spelling.ts',
    ]);
  });

  it('has colour when it is forced, and none without a terminal', async () => {
    const ESCAPE = '\u001B[';
    expect((await runGateway(['-h'])).stdout).not.toContain(ESCAPE);
    expect((await runGateway(['-h'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(ESCAPE);
  });
});

it('prints the version of the package with --version', async () => {
  expect(await runGateway(['--version'])).toEqual({ code: 0, stdout: `${packageJson.version}\n`, stderr: '' });
});

describe('a command line that does not follow the help', () => {
  it.each<[args: string[], line: string | RegExp]>([
    [['chekc'], "Unknown command 'chekc'. Did you mean check? See: tmdb-graphql-gateway --help"],
    [['toString'], "Unknown command 'toString'. See: tmdb-graphql-gateway --help"],
    [['--prot', '1'], "Unknown option '--prot'. Did you mean --port? See: tmdb-graphql-gateway --help"],
    [['check', '--quick'], "Unknown option '--quick'. See: tmdb-graphql-gateway check --help"],
    [['schema', '-x'], "Unknown option '-x'. See: tmdb-graphql-gateway schema --help"],
    [['explain', '-', '--var', '{}'], "Unknown option '--var'. Did you mean --variables? See: tmdb-graphql-gateway explain --help"],
    [['serve', '--port'], /^Option '--port <value>' argument missing\. See/],
    [['serve', '--host='], "Option '--host' needs a value. See: tmdb-graphql-gateway serve --help"],
    [['serve', '--port', 'x'], '--port: expected a whole number from 0 to 65535. See: tmdb-graphql-gateway serve --help'],
    [['serve', '--port', '--host'], /^Option '--port' argument is ambiguous\. /],
    [['check', 'now'], "Unexpected argument 'now'. See: tmdb-graphql-gateway check --help"],
    [['schema', '--subgraph=yes'], /^Option '--subgraph' does not take an argument/],
    [['schema', '--subgraph', '--introspection'], /^Expected --subgraph or --introspection, not both\. /],
    [['explain'], /^Expected the path of a document, or - for standard input\. /],
    [['query', 'a.graphql', 'b.graphql'], /^Unexpected argument 'b\.graphql'\. /],
    [['query', '-', '--variables', '-'], /^Only one of FILE and --variables can be standard input\. /],
    [['query', '-', '--header', 'Accept-Language'], /^--header: expected a name and a value, such as 'Accept-Language: de'\. /],
    [['query', '-', '--header', 'Accept Language: de'], /^--header: expected a name and a value/],
  ])('exits with 2 and one line for %j', async (args, line) => {
    const { code, stdout, stderr } = await runGateway(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(line);
    expect(stderr.match(/\n/g)).toHaveLength(1);
  });
});

describe('the version of Node', () => {
  it.each(['18.20.8', '20.20.2', '22.9.0', '22.18.0'])('is too old with %s', (version) => {
    expect(nodeProblem(version)).toBe(`tmdb-graphql-gateway needs Node.js 22.19 or later; this is Node.js ${version}.`);
  });

  it.each(['22.19.0', '22.100.0', '24.0.0', '100.0.0'])('will do with %s', (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  });

  it('is checked before any other module is loaded', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";
    const { code, stdout, stderr } = await runGateway(['--version'], { nodeOptions: preload(`${WATCH}${old}`) });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual(['main.ts', 'command/package.ts', expect.stringMatching(/needs Node\.js 22\.19 /)]);
  });
});

// The device that is always full is one of Linux alone.
it.runIf(existsSync('/dev/full'))('says why standard output cannot be written', () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const { status, stderr } = spawnSync(process.execPath, ['src/main.ts', 'schema'], { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, 'Standard output cannot be written (ENOSPC).\n']);
});
