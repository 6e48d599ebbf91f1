import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMPOSERS, type Definition } from './composition.ts';

/* What another team writes to use or to take over a field of ours that has arguments. */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@override"])';
const QUERY = 'type Query { any: Int }';

const tmdb: Definition = {
  name: 'tmdb',
  url: 'http://localhost/graphql',
  typeDefs: readFileSync(new URL('../../../schema/subgraph.graphql', import.meta.url), 'utf8'),
};

const beside = (typeDefs: string): Definition[] => [
  tmdb,
  { name: 'theirs', url: 'http://localhost:1/graphql', typeDefs: `${LINK} ${QUERY} ${typeDefs}` },
];

const EXTERNAL = (args: string, scalar: string) => `
  ${scalar}
  type Movie @key(fields: "tmdbId") {
    tmdbId: Int!
    title${args}: String @external
    shout: String @requires(fields: "title")
  }`;

const OVERRIDE = (args: string, scalar: string) => `
  ${scalar}
  type Movie @key(fields: "tmdbId") {
    tmdbId: Int!
    title${args}: String @override(from: "tmdb")
  }`;

const LANGUAGE = '(language: LanguageTag)';

describe.each(Object.entries(COMPOSERS))('%s', (library, compose) => {
  it(`composes an @external field that repeats its argument, by ${library}`, () => {
    expect(compose(beside(EXTERNAL(LANGUAGE, 'scalar LanguageTag')))).toMatchObject({ errors: [] });
  });

  it(`composes a field that overrides ours and repeats its argument, by ${library}`, () => {
    const { errors, supergraphSdl = '' } = compose(beside(OVERRIDE(LANGUAGE, 'scalar LanguageTag')));
    expect(errors).toEqual([]);
    expect(supergraphSdl).toMatch(/override: "tmdb"/);
  });

  it(`refuses an @external field without its argument, by ${library}`, () => {
    const { errors } = compose(beside(EXTERNAL('', '')));
    expect(errors).toEqual([expect.stringContaining('Field "Movie.title" is missing argument "Movie.title(language:)"')]);
  });
});

it('refuses a field that overrides ours without its argument, by @apollo/composition', () => {
  const { errors } = COMPOSERS['@apollo/composition'](beside(OVERRIDE('', '')));
  expect(errors).toEqual(['Interface field argument Media.title(language:) expected but Movie.title does not provide it.']);
});

it('takes the argument from clients where a field overrides ours without it, by @theguild/federation-composition', () => {
  const { errors, supergraphSdl = '' } = COMPOSERS['@theguild/federation-composition'](beside(OVERRIDE('', '')));
  expect(errors).toEqual([]);
  const [, movie = ''] = /^type Movie [^{]*\{([^}]*)\}/m.exec(supergraphSdl) ?? [];
  expect(movie).toMatch(/^ {2}title: String/m);
});
