import { readFileSync } from 'node:fs';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  Kind,
  parse,
  print,
  printIntrospectionSchema,
  printSchema,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';

let introspection: IntrospectionQuery;
beforeAll(async () => {
  await using gateway = await startGateway();
  const options = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
  const { body } = await gateway.ask(getIntrospectionQuery(options));
  introspection = body.data as unknown as IntrospectionQuery; // The query is that of the type.
});

/** Every definition of a schema, printed, by its name; the directives of GraphQL itself too. */
function definitionsOf(schema: GraphQLSchema): Record<string, string> {
  const directives = parse(printIntrospectionSchema(schema)).definitions.filter(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION);
  const all = [...parse(printSchema(schema)).definitions, ...directives];
  return Object.fromEntries(all.map((one) => [`${one.kind} ${'name' in one ? one.name?.value : ''}`, print(one)]));
}

describe('schema.graphql', () => {
  const sdl = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');

  it('agrees with introspection in both directions, in types, fields, arguments, defaults, deprecations, directives and texts', () => {
    expect(definitionsOf(buildSchema(sdl))).toEqual(definitionsOf(buildClientSchema(introspection)));
  });

  it('defines every directive that introspection lists, since older readers lack some of them', () => {
    const defined = parse(sdl).definitions.flatMap((one) => (one.kind === Kind.DIRECTIVE_DEFINITION ? [one.name.value] : []));
    expect(defined.toSorted()).toEqual(introspection.__schema.directives.map(({ name }) => name).toSorted());
    expect(defined).toEqual(expect.arrayContaining(['defer', 'stream', 'oneOf', 'specifiedBy', 'deprecated', 'inContext']));
  });
});

/** The directive locations of the specifications of October 2021 and September 2025, which have the same. */
const LOCATIONS = new Set(
  `QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
  SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION`.split(
    /\s+/,
  ),
);

/** Reads directives as a client does whose enum of locations is that of a specification. @throws for any other location. */
const readDirectives = ({ __schema }: IntrospectionQuery): Map<string, readonly string[]> =>
  new Map(
    __schema.directives.map(({ name, locations }) => {
      const unknown = locations.find((location) => !LOCATIONS.has(location));
      if (unknown !== undefined) throw new Error(`Unknown directive location: ${unknown}.`);
      return [name, locations];
    }),
  );

describe('introspection', () => {
  it('names only directive locations of published specifications', () => {
    expect(readDirectives(introspection).get('deprecated')).toEqual(
      expect.arrayContaining(['ARGUMENT_DEFINITION', 'ENUM_VALUE', 'FIELD_DEFINITION', 'INPUT_FIELD_DEFINITION']),
    );
  });

  it('lists the directives of incremental results where the gateway allows them', () => {
    const directives = readDirectives(introspection);
    expect(directives.get('defer')).toEqual(['FRAGMENT_SPREAD', 'INLINE_FRAGMENT']);
    expect(directives.get('stream')).toEqual(['FIELD']);
  });
});
