import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isInterfaceType, isObjectType, Kind, KnownDirectivesRule, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { schema } from '../../schema/index.ts';
import { signIn } from '../support/accounts.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { recordingsFolder, suiteName } from '../support/recordings.ts';
import { startReplay } from '../support/replay-server.ts';
import { parseJsonc, readPages, ROOT, snippetsIn, type Snippet } from './markdown.ts';
import { headersOf, isOperation, jsonBeside, priceOf } from './operations.ts';

/** A snippet of GraphQL, with the answer that its page shows beside it. */
interface Example extends Snippet {
  readonly answer: object | undefined;
}

const examples = readPages().flatMap((page) =>
  page.snippets
    .filter(({ language }) => language === 'graphql')
    .map((snippet): Example => ({ ...snippet, answer: jsonBeside(page, snippet) })),
);

/** Whether an operation needs values that only a reader has. */
const needsVariables = ({ text }: Snippet): boolean =>
  parse(text).definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.variableDefinitions?.some(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue),
  );

/** `@defer` is a directive of the server, not of the schema. */
const RULES = specifiedRules.filter((rule) => rule !== KnownDirectivesRule);

const folder = recordingsFolder();

/** Whether an operation is about texts that only TMDB's own answers have. They are replayed, where they are. */
const isRecorded = ({ text }: Snippet): boolean => /^# Answered from recordings of TMDB$/m.test(text);

/** Expects the answer and the price of an operation. @param requests Returns the number of TMDB requests that it sent. */
async function expectAnswer(example: Example, gateway: TestGateway, headers: Record<string, string>, requests: () => number) {
  const { body } = await gateway.ask(example.text, {}, headers);
  const { answer = {} } = example;
  expect(body).toMatchObject(answer);
  expect('errors' in body).toBe('errors' in answer);
  const sent = requests();
  expect(sent).toBe(priceOf(example)?.cold ?? sent);
}

describe('GraphQL', () => {
  it.each(examples.filter(isOperation))('accepts the operation at $file:$line', ({ text }) => {
    expect(validate(schema, parse(text), RULES).map(({ message }) => message)).toEqual([]);
  });

  const runnable = examples.filter((example) => isOperation(example) && !needsVariables(example));

  it.each(runnable.filter((example) => !isRecorded(example)))(
    'gives the answer and keeps the price that the page shows at $file:$line',
    async (example) => {
      await using gateway = await startGateway();
      const user = await signIn(gateway, 'ada');
      gateway.asked();
      await expectAnswer(example, gateway, headersOf(example, user), () => gateway.asked().length);
    },
  );

  describe.skipIf(folder === undefined)(suiteName('from recordings', folder), () => {
    it.each(runnable.filter(isRecorded))(
      'gives the recorded answer and keeps the price that the page shows at $file:$line',
      async (example) => {
        const replay = await startReplay();
        onTestFinished(() => replay.close());
        await using gateway = await startGateway({ env: { TMDB_API_URL: replay.origin } });
        await expectAnswer(example, gateway, {}, () => replay.requests.length);
      },
    );
  });

  it.each(examples.filter((example) => !isOperation(example)))('composes the entity at $file:$line', ({ text }) => {
    const link =
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@external", "@interfaceObject", "@requires"])';
    const theirs = buildSubgraphSchema(parse(`${link} type Query { any: Int } ${text}`));
    const keyed = parse(text).definitions.filter(
      (node) => node.kind === Kind.OBJECT_TYPE_DEFINITION && node.directives?.some(({ name }) => name.value === 'key'),
    );
    expect(keyed).not.toEqual([]);
    for (const node of keyed) {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      const [type, entity] = [theirs, schema].map((one) => one.getType(node.name.value));
      if (!isObjectType(type) || !(isObjectType(entity) || isInterfaceType(entity))) throw new Error(`${node.name.value} is no entity.`);
      const shared = Object.values(type.getFields()).filter(({ name }) => name in entity.getFields());
      expect(shared.length).toBeGreaterThan(0);
      for (const { name, type: fieldType } of shared)
        expect(`${name}: ${String(fieldType)}`).toBe(`${name}: ${String(entity.getFields()[name]?.type)}`);
    }
  });
});

/** What the snippets use of packages that only the tests of routers and of the package install. */
const ELSEWHERE = `
declare module '@apollo/gateway' {
  interface Request { readonly http?: { readonly headers: Headers } }
  export class RemoteGraphQLDataSource<Context> {
    constructor(options: { url?: string | undefined; willSendRequest(options: { request: Request; context: Context }): void });
  }
  export class ApolloGateway {
    constructor(options: { supergraphSdl: string; buildService(service: { url?: string }): RemoteGraphQLDataSource<never> });
  }
}
declare module '@graphql-hive/gateway' {
  interface Config {
    supergraph: string;
    propagateHeaders?: { fromClientToSubgraphs(options: { request: Request }): Record<string, string | null> };
    demandControl?: { maxCost: number };
  }
  export function defineConfig(config: Config): Config;
}
declare module 'express' {
  export default function express(): { use(path: string, listener: import('node:http').RequestListener): void; listen(port: number): void };
}
declare module 'hono' {
  export class Hono {
    fetch(request: Request): Promise<Response>;
    all(path: string, handler: (context: { req: { raw: Request } }) => Promise<Response>): void;
  }
}
declare module '@hono/node-server' {
  export function serve(options: { fetch(request: Request): Promise<Response>; port: number }): void;
}
declare module 'fastify' {
  type Raw<Index extends 0 | 1> = { raw: Parameters<import('node:http').RequestListener>[Index] };
  interface App {
    register(plugin: (scope: App) => Promise<void>): Promise<void>;
    removeAllContentTypeParsers(): void;
    addContentTypeParser(type: string, parser: (request: unknown, payload: unknown, done: (error: null) => void) => void): void;
    all(path: string, handler: (request: Raw<0>, reply: Raw<1> & { hijack(): void }) => void): void;
    listen(options: { port: number }): Promise<string>;
  }
  export default function fastify(): App;
}
declare module 'koa' {
  type Arguments = Parameters<import('node:http').RequestListener>;
  export default class Koa {
    use(middleware: (context: { respond?: boolean; req: Arguments[0]; res: Arguments[1] }) => void): void;
    listen(port: number): void;
  }
}
`;

/** Type-checks all snippets at once. @returns What the compiler says of them. */
function typeCheck(snippets: readonly Pick<Snippet, 'file' | 'line' | 'text'>[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'snippets-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const options = {
    noUnusedLocals: false,
    incremental: false,
    types: ['node'],
    paths: {
      'tmdb-graphql-gateway': [path.join(ROOT, 'src/index.ts')],
      'tmdb-graphql-gateway/client': [path.join(ROOT, 'src/client.ts')],
    },
  };
  const config = {
    extends: path.join(ROOT, 'tsconfig.json'),
    compilerOptions: options,
    include: ['*.ts', path.join(ROOT, 'src/**/*.d.ts')],
    exclude: [],
  };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(folder, 'elsewhere.d.ts'), ELSEWHERE);
  for (const { file, line, text } of snippets) {
    writeFileSync(path.join(folder, `${file.replaceAll('/', '.')}.${line}.ts`), `${text}\nexport {};\n`);
  }
  const { stdout, stderr } = spawnSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}

describe('TypeScript', () => {
  it('compiles every snippet of TypeScript', { timeout: 120_000 }, () => {
    expect(typeCheck(snippetsIn('ts', 'js'))).toBe('');
  });

  it('rejects a snippet that misuses the package', { timeout: 120_000 }, () => {
    const text = "import { readConfig } from 'tmdb-graphql-gateway';\nreadConfig(1);";
    expect(typeCheck([{ file: 'wrong.md', line: 1, text }])).toMatch(/^wrong\.md\.1\.ts\(2,12\): error TS2345/);
  });

  it('forwards in the snippets for routers the headers that their tests forward', () => {
    const [, tested] = /PROPAGATED = (\[[^\]]*\])/.exec(readFileSync(`${ROOT}test/interop/federation/routers.ts`, 'utf8')) ?? [];
    const documented = snippetsIn('ts').flatMap(({ text }) => /NAMES = (\[[^\]]*\])/.exec(text)?.[1] ?? []);
    expect(documented).toEqual([tested, tested]);
  });
});

it.each(snippetsIn('json', 'jsonc'))('parses the JSON at $file:$line', ({ text }) => {
  expect(parseJsonc(text)).toBeTypeOf('object');
});

it.each(snippetsIn('yaml'))('parses the YAML at $file:$line', ({ text }) => {
  expect(parseYaml(text)).toBeTypeOf('object');
});

/** Languages that the tests of this folder read, and those that say nothing to check. */
const LANGUAGES = ['graphql', 'ts', 'js', 'json', 'jsonc', 'yaml', 'sh', 'text', 'diff'];

it('finds no snippet in a language that no test reads', () => {
  const all = readPages().flatMap(({ snippets }) => snippets);
  expect(all.filter(({ language }) => !LANGUAGES.includes(language))).toEqual([]);
});
