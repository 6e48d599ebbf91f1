import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as awards from './awards.ts';
import { COMPOSERS } from './composition.ts';
import * as members from './members.ts';
import * as ratings from './ratings.ts';
import * as watchParties from './watch-parties.ts';

const SUBGRAPHS = Object.entries({
  tmdb: readFileSync(new URL('../../../schema/subgraph.graphql', import.meta.url), 'utf8'),
  ratings: ratings.typeDefs,
  members: members.typeDefs,
  awards: awards.typeDefs,
  'watch-parties': watchParties.typeDefs,
}).map(([name, typeDefs]) => ({ name, url: 'http://localhost/graphql', typeDefs }));

const named = (...names: string[]) => SUBGRAPHS.filter(({ name }) => names.includes(name));

const withKeyOnNode = (typeDefs: string) => typeDefs.replace('interface Node', 'interface Node @key(fields: "id")');

describe.each(Object.entries(COMPOSERS))('%s', (library, compose) => {
  it.each([
    ['alone', named('tmdb')],
    ['with the ratings subgraph', named('tmdb', 'ratings')],
    ['with a subgraph that has a Node and a PageInfo of its own', named('tmdb', 'members')],
    ['with all subgraphs', SUBGRAPHS],
  ])(`composes the subgraph %s without an error or a hint, by ${library}`, (_with, subgraphs) => {
    expect(compose(subgraphs)).toMatchObject({ errors: [], hints: [] });
  });

  it(`refuses a key on Node beside another subgraph that has Node, by ${library}`, () => {
    const subgraphs = named('tmdb', 'members').map((one) =>
      one.name === 'tmdb' ? { ...one, typeDefs: withKeyOnNode(one.typeDefs) } : one,
    );
    expect(compose(subgraphs).errors).not.toEqual([]);
  });
});
