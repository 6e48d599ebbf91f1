import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { presentError } from '../src/present-error.ts';
import { badInput } from '../src/tmdb/error.ts';

const inMovie = { path: ['movie', 'title'] };

it.each([
  [
    'an unexpected exception that a resolver throws',
    new GraphQLError('x', { ...inMovie, originalError: new TypeError('oh') }),
    'TypeError: oh',
  ],
  [
    'a value that its type cannot represent',
    new GraphQLError('String cannot represent value: {}', inMovie),
    'String cannot represent value: {}',
  ],
])('reports %s', (_what, error, reported) => {
  const reports: unknown[] = [];
  expect(presentError(error, (fault) => reports.push(fault)).extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  expect(reports.map(String)).toEqual([expect.stringContaining(reported)]);
});

it.each([
  ['bad input of the caller', new GraphQLError('x', { ...inMovie, originalError: badInput('An id is digits.') })],
  ['an invalid document', new GraphQLError('x', { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })],
  ['an invalid variable', new GraphQLError('Variable "$id" got invalid value')],
])('does not report %s', (_what, error) => {
  const reports: unknown[] = [];
  presentError(error, (fault) => reports.push(fault));
  expect(reports).toEqual([]);
});
