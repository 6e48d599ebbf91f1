import { readFileSync, writeFileSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { graphql, introspectionFromSchema, Kind, parse, print, printIntrospectionSchema, printSchema } from 'graphql';
import { schema } from './schema/index.ts';
import { writeCoverage } from './test/coverage/page.ts';
import { writeErrors } from './test/docs/errors-page.ts';
import { writeGenerated } from './test/docs/generated.ts';
import { writeFailingIds } from './test/docs/sandbox-page.ts';

/** The directives of GraphQL itself, which `printSchema` leaves out: readers of an older specification lack some of them. */
const specified = parse(printIntrospectionSchema(schema)).definitions.filter(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION);

const sdl = [printSchema(schema), ...specified.map(print)].join('\n\n');
const introspection = introspectionFromSchema(schema, {
  specifiedByUrl: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/** What `_service { sdl }` answers. Asked for, since code generators leave out applied directives such as `@key`. */
const { data } = await graphql({ schema, source: '{ _service { sdl } }' });
const { sdl: subgraph } = (data as { _service: { sdl: string } })._service;

/** Writes what has changed: tests and gateways may read these files at the same time. */
function write(file: string, text: string): void {
  const url = new URL(`./schema/${file}`, import.meta.url);
  if (readFileSync(url, 'utf8') !== text) writeFileSync(url, text);
}

write('schema.graphql', `${sdl}\n`);
write('subgraph.graphql', `${subgraph}\n`);
write('introspection.json', `${JSON.stringify(introspection, null, 1)}\n`);
writeCoverage();
writeErrors();
writeFailingIds();

const telemetry = readFileSync(new URL('./test/support/telemetry.ts', import.meta.url), 'utf8');
writeGenerated('operating.md', 'telemetry', ['```js', telemetry.trimEnd(), '```']);

const config: CodegenConfig = {
  schema: sdl,
  documents: ['schema/examples/*.graphql'],
  importExtension: '.ts',
  generates: {
    'schema/examples/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { Date: 'string', DateTime: 'string', SafeInt: 'number', JSON: 'unknown', CountryCode: 'string', LanguageTag: 'string' },
      },
    },
  },
};

export default config;
