import { getNamedType, specifiedDirectives, type GraphQLFieldMap } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';

interface Hinted {
  readonly extensions: { readonly directives?: readonly { readonly name: string; readonly args: unknown }[] };
}

const hintOf = (element: Hinted | undefined) => element?.extensions.directives?.find(({ name }) => name === 'cacheControl')?.args;
const isInternal = ({ extensions }: object & Partial<Hinted>): boolean =>
  extensions?.directives?.some(({ name, args }) => name === 'tag' && (args as { name: string }).name === 'internal') ?? false;
const fieldsOf = (type: string) => (schema.getType(type) as unknown as { getFields(): GraphQLFieldMap<unknown, unknown> }).getFields();

describe('what may be kept', () => {
  it.each([
    ['Movie', { maxAge: 600 }],
    ['Genre', { maxAge: 3600 }],
    ['List', { maxAge: 60 }],
    ['MovieConnection', { inheritMaxAge: true }],
    ['Media', { inheritMaxAge: true }],
    ['SearchResult', { inheritMaxAge: true }],
  ])('%s says how long', (type, hint) => expect(hintOf(schema.getType(type) as unknown as Hinted)).toEqual(hint));

  it.each([
    ['a part that is fresh for as long as details', 'Movie', 'cast', undefined],
    ['a part that users edit', 'Movie', 'changes', { maxAge: 60 }],
    ['a part of another path', 'TvSeason', 'changes', { maxAge: 60 }],
    ['a list that moves fast', 'Query', 'trendingMovies', { maxAge: 60 }],
    ['a list', 'Query', 'popularMovies', { maxAge: 600 }],
    ['what changes a few times a year', 'Query', 'movieGenres', { maxAge: 3600 }],
    ['a thing that was added last', 'Query', 'latestMovie', { maxAge: 60 }],
    ['a thing, whose type says it', 'Query', 'movie', undefined],
  ])('%s says it only where its type does not', (_what, type, field, hint) => expect(hintOf(fieldsOf(type)[field])).toEqual(hint));

  it('is all of Query but what is of this moment, of any type or of one caller', () => {
    const silent = Object.values(fieldsOf('Query')).filter((field) => {
      const hint = (hintOf(field) ?? hintOf(getNamedType(field.type) as unknown as Hinted)) as { maxAge?: number } | undefined;
      return hint?.maxAge === undefined;
    });
    expect(silent.map(({ name }) => name)).toEqual(['_entities', '_service', 'node', 'nodes', 'rateLimit', 'viewer']);
  });

  it('takes no directive from the schema', () => {
    const names = schema.getDirectives().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...specifiedDirectives.map(({ name }) => name), 'inContext', 'cacheControl']));
  });
});

describe('a public contract', () => {
  it.each([
    ['fields of Query', Object.values(fieldsOf('Query')), ['rateLimit']],
    ['types', Object.values(schema.getTypeMap()), ['RateLimit']],
  ])('can leave out the %s that concern who runs the gateway', (_what, elements, names) =>
    expect(elements.filter(isInternal).map(({ name }) => name)).toEqual(names),
  );
});
