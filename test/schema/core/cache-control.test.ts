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

describe('cache hints', () => {
  it.each([
    ['Movie', { maxAge: 600 }],
    ['Genre', { maxAge: 3600 }],
    ['List', { maxAge: 60 }],
    ['MovieConnection', { inheritMaxAge: true }],
    ['Media', { inheritMaxAge: true }],
    ['SearchResult', { inheritMaxAge: true }],
  ])('tells for the type %s how long it may be cached', (type, hint) =>
    expect(hintOf(schema.getType(type) as unknown as Hinted)).toEqual(hint),
  );

  it.each([
    ['a part as fresh as the details', 'Movie', 'cast', undefined],
    ['a part that users edit', 'Movie', 'changes', { maxAge: 60 }],
    ['a part of another path', 'TvSeason', 'changes', { maxAge: 60 }],
    ['a list that moves fast', 'Query', 'trendingMovies', { maxAge: 60 }],
    ['a list', 'Query', 'popularMovies', { maxAge: 600 }],
    ['a list that changes a few times a year', 'Query', 'movieGenres', { maxAge: 3600 }],
    ['the newest movie', 'Query', 'latestMovie', { maxAge: 60 }],
    ['a movie, whose type has a hint', 'Query', 'movie', undefined],
  ])('gives a field a hint only when its type has another: %s', (_what, type, field, hint) =>
    expect(hintOf(fieldsOf(type)[field])).toEqual(hint),
  );

  it.each([
    ['Query', 'viewer'],
    ['Movie', 'accountStates'],
    ['TvSeries', 'accountStates'],
    ['TvSeason', 'episodeRatings'],
  ])('says that %s.%s belongs to the caller', (type, field) =>
    expect(hintOf(fieldsOf(type)[field])).toEqual({ maxAge: 0, scope: 'PRIVATE' }),
  );

  it('gives every field of Query a hint, except those for live state or any type', () => {
    const silent = Object.values(fieldsOf('Query')).filter((field) => {
      const hint = (hintOf(field) ?? hintOf(getNamedType(field.type) as unknown as Hinted)) as { maxAge?: number } | undefined;
      return hint?.maxAge === undefined;
    });
    expect(silent.map(({ name }) => name)).toEqual(['_entities', '_service', 'node', 'nodes', 'rateLimit']);
  });

  it('keeps the directives of the schema beside cacheControl', () => {
    const names = schema.getDirectives().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...specifiedDirectives.map(({ name }) => name), 'inContext', 'cacheControl']));
  });
});

describe('the tag internal', () => {
  it.each([
    ['fields of Query', Object.values(fieldsOf('Query')), ['rateLimit']],
    ['types', Object.values(schema.getTypeMap()), ['RateLimit']],
  ])('marks the %s that concern only the operator as internal', (_what, elements, names) =>
    expect(elements.filter(isInternal).map(({ name }) => name)).toEqual(names),
  );
});
