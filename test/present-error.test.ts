import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { presentError } from '../src/present-error.ts';
import { badInput } from '../src/tmdb/error.ts';

const inMovie = { path: ['movie', 'title'] };

it.each([
  [
    'what a resolver throws that is no error of ours',
    new GraphQLError('x', { ...inMovie, originalError: new TypeError('oh') }),
    'TypeError: oh',
  ],
  [
    'a value that its type cannot show',
    new GraphQLError('String cannot represent value: {}', inMovie),
    'String cannot represent value: {}',
  ],
])('reports %s', (_what, error, reported) => {
  const reports: unknown[] = [];
  expect(presentError(error, (fault) => reports.push(fault)).extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  expect(reports.map(String)).toEqual([expect.stringContaining(reported)]);
});

it.each([
  ['what the caller did', new GraphQLError('x', { ...inMovie, originalError: badInput('An id is digits.') })],
  ['a document that does not fit', new GraphQLError('x', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })],
  ['a variable that cannot be used', new GraphQLError('Variable "$id" got invalid value')],
])('does not report %s', (_what, error) => {
  const reports: unknown[] = [];
  presentError(error, (fault) => reports.push(fault));
  expect(reports).toEqual([]);
});
