import { describe, expect, it } from 'vitest';
import { operation } from './operation.ts';

describe('operation', () => {
  it('selects each field once, with its arguments, in the languages of the recording', () => {
    const paths = ['movie.title', 'movie.cast.edges[].node.name', 'movie.title', 'movie.cast.edges[].order'];
    const asking = { languages: ['de'], arguments: { movie: 'id: 603', 'movie.cast': 'first: 2' } };
    expect(operation(paths, asking)).toBe(
      'query Recorded @inContext(languages: ["de"]) { movie(id: 603) { title cast(first: 2) { edges { node { name } order } } } }',
    );
  });

  it('selects the key that rows are looked up by', () => {
    const text = operation(['offers[region={}].buy[].name'], { languages: [], arguments: {} });
    expect(text).toBe('query Recorded { offers { region buy { name } } }');
  });

  it('selects the fields of each type of a union, and the type itself', () => {
    const text = operation(['search.nodes[].<Movie>.title', 'search.nodes[].<Person>.fullName:name'], { languages: [], arguments: {} });
    expect(text).toBe('query Recorded { search { nodes { __typename ... on Movie { title } ... on Person { fullName:name } } } }');
  });
});
