import { assertObjectType, buildSchema, defaultFieldResolver, graphql, type GraphQLSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { join, verdict } from './verdict.ts';
import { watchFields } from './watch.ts';

const small = (): GraphQLSchema =>
  buildSchema(`
    interface Named { name: String }
    type Movie implements Named { name: String runtime: Int genres: [String!] cast: [Movie] }
    type _Service { sdl: String }
    type Query { movie: Movie! _service: _Service! }
  `);

/** The fields of {@link small} that a query over these values leaves unresolved. */
async function unresolvedAfter(source: string, movie: unknown): Promise<string[]> {
  const schema = small();
  const unresolved = watchFields(schema);
  await graphql({ schema, source, rootValue: { movie, _service: { sdl: '' } } });
  return [...unresolved];
}

describe('watchFields', () => {
  it('watches the fields of all object types, except those of introspection and Federation', () => {
    expect([...watchFields(small())]).toEqual(['Movie.name', 'Movie.runtime', 'Movie.genres', 'Movie.cast', 'Query.movie']);
  });

  it('leaves out fields that resolved to a value, at once or later', async () => {
    const movie = { name: 'The Matrix', runtime: Promise.resolve(0), genres: [null, 'Action'] };
    expect(await unresolvedAfter('{ movie { name runtime genres } _service { sdl } __typename }', movie)).toEqual(['Movie.cast']);
  });

  it('keeps fields that resolved to null, an empty list, an error or what is no value of their type', async () => {
    const failing = { name: () => Promise.reject(new Error('x')), runtime: 'long', genres: [], cast: null };
    const all = '{ movie { name runtime genres cast { name } } }';
    expect(await unresolvedAfter(all, failing)).toEqual(['Movie.name', 'Movie.runtime', 'Movie.genres', 'Movie.cast']);
    expect(await unresolvedAfter(all, { cast: [null], name: new Error('x') })).toContain('Movie.cast');
    expect(await unresolvedAfter('{ movie { name } }', () => Promise.reject(new Error('x')))).toContain('Query.movie');
  });

  it('changes no answer, and puts the resolver back after the first value', async () => {
    const schema = small();
    watchFields(schema);
    const rootValue = { movie: { name: 'The Matrix', runtime: () => Promise.reject(new Error('x')) } };
    const source = '{ movie { name runtime } }';
    expect(await graphql({ schema, source, rootValue })).toEqual(await graphql({ schema: small(), source, rootValue }));
    const { name, runtime } = assertObjectType(schema.getType('Movie')).getFields();
    expect(name?.resolve).toBe(defaultFieldResolver);
    expect(runtime?.resolve).not.toBe(defaultFieldResolver);
  });

  it('watches a schema once', () => {
    const schema = small();
    expect(watchFields(schema)).toBe(watchFields(schema));
  });
});

describe('join', () => {
  it('yields the fields that no worker resolved, in order', () => {
    expect(join([new Set(['c', 'b', 'a']), new Set(['b', 'd']), new Set(['a', 'b'])])).toEqual(['b']);
    expect(join([new Set(['c', 'a'])])).toEqual(['a', 'c']);
  });
});

describe('verdict', () => {
  it('is undefined when exactly the exceptions are unresolved', () => {
    expect(verdict([], {})).toBeUndefined();
    expect(verdict(['Poster.fileType'], { 'Poster.fileType': 'TMDB has none.' })).toBeUndefined();
  });

  it('lists the fields that no test resolves, and says what to do', () => {
    expect(verdict(['Movie.budget', 'Movie.status', 'Poster.fileType'], { 'Poster.fileType': 'TMDB has none.' })).toBe(
      `No test resolves these fields of the graph to a value:
  Movie.budget
  Movie.status
Write a test that selects each of them and expects its value, in the folder of test/schema/ that mirrors the folder of its type in schema/.
A field that neither TMDB nor the sandbox ever fills belongs into test/field-coverage/exceptions.ts, with the reason.`,
    );
  });

  it('lists the exceptions that are resolved after all or name no field', () => {
    expect(verdict(['Movie.budget'], { 'Movie.budget': 'TMDB has none.', 'Movie.title': 'TMDB has none.' })).toBe(
      `These exceptions in test/field-coverage/exceptions.ts are resolved by a test, or name no field of the graph. Remove them:
  Movie.title`,
    );
  });
});
