import * as graphql15 from 'graphql-15';
import * as graphql17 from 'graphql-17';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSchema, startServer, type Started } from './started.ts';

let server: Started;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function introspect(query: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await server.fetch(server.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
  return ((await response.json()) as { data: unknown }).data;
}

const DOCUMENT = `query ($id: ID!) @inContext(languages: ["de"]) {
  movie(id: $id) { id title ... @defer(label: "a") { runtime } similar(first: 2) { nodes @stream(initialCount: 1) { title } } }
}`;

it('builds a schema that validates documents from introspection and from the SDL in graphql-js 15', async () => {
  // Not `specifiedByUrl`, which is `specifiedByURL` since the specification of October 2021.
  const options = { descriptions: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true };
  const introspection = (await introspect(graphql15.getIntrospectionQuery(options))) as graphql15.IntrospectionQuery;
  for (const schema of [graphql15.buildClientSchema(introspection), graphql15.buildSchema(readSchema())]) {
    expect(graphql15.validateSchema(schema)).toEqual([]);
    expect(graphql15.validate(schema, graphql15.parse(DOCUMENT))).toEqual([]);
    expect(schema.getDirectives().map(({ name }) => name)).toEqual(expect.arrayContaining(['defer', 'stream', 'inContext', 'specifiedBy']));
    // Types that this version itself cannot express are read, if not understood.
    expect(graphql15.printSchema(schema)).toContain('type Movie implements');
  }
});

it('builds a schema that validates documents from introspection and from the SDL in graphql-js 17', async () => {
  const options = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true };
  const introspection = (await introspect(graphql17.getIntrospectionQuery(options))) as graphql17.IntrospectionQuery;
  for (const schema of [graphql17.buildClientSchema(introspection), graphql17.buildSchema(readSchema())]) {
    expect(graphql17.validateSchema(schema)).toEqual([]);
    expect(graphql17.validate(schema, graphql17.parse(DOCUMENT))).toEqual([]);
    expect(schema.getDirectives().map(({ name }) => name)).toEqual(expect.arrayContaining(['defer', 'stream', 'inContext', 'oneOf']));
  }
});
