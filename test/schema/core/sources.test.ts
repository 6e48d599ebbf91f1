import { parse, type GraphQLResolveInfo, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import type { Context } from '../../../schema/core/context.ts';
import { detailsOrSummary } from '../../../schema/core/fields.ts';
import { schema } from '../../../schema/index.ts';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { TmdbError } from '../../../src/tmdb/error.ts';

const failure = new TmdbError({ code: 'UPSTREAM_UNAVAILABLE', message: 'down', fault: 'tmdb', retry: 'no' });

/** The context of one operation, whose details all fail. */
const failing = () =>
  ({
    load: async () => Promise.reject(failure),
    locale: { languages: ['en'], includeAdult: false },
    kept: new Map(),
  }) as unknown as Context;

/** Of a field of Query, which has no siblings with details. */
const info = {
  operation: parse('{ a }').definitions[0] as OperationDefinitionNode,
  path: { key: 'a', prev: undefined, typename: 'Query' },
  schema,
  variableValues: {},
} as unknown as GraphQLResolveInfo;

it('answers from the summary when details fail that a place without a summary asked for first', async () => {
  const context = failing();
  const options = { isIn: (summary: object) => 'title' in summary, key: 'title' };
  const bare = { ref: '603', id: '603' };
  const row = { ...bare, summary: { title: 'The Matrix' } };
  const [first, second] = await Promise.allSettled([
    detailsOrSummary(movie, bare, context, info, options),
    detailsOrSummary(movie, row, context, info, options),
  ]);
  expect(first).toEqual({ status: 'rejected', reason: failure });
  expect(second).toEqual({ status: 'fulfilled', value: { doc: { title: 'The Matrix' }, isSummary: true } });
});
