import { readFileSync } from 'node:fs';
import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import type { TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Movie { id tmdbId title } } }';

describe('a film of another subgraph', () => {
  it.each([
    ['its global id', { id: 'TW92aWU6NjAz' }],
    ["TMDB's number as an id", { id: '603' }],
    ["TMDB's number", { tmdbId: 603 }],
    ['its IMDb id', { imdbId: 'tt0133093' }],
  ])('is found by %s, in one TMDB request', async (_key, key) => {
    const { body } = await gateway.ask(ENTITIES, { of: [{ __typename: 'Movie', ...key }] });
    expect(body).toEqual({ data: { _entities: [{ __typename: 'Movie', id: 'TW92aWU6NjAz', tmdbId: 603, title: 'The Matrix' }] } });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('fails alone, at its place, and the others are found', async () => {
    const of = [{ tmdbId: 603 }, { tmdbId: 999_999 }, { id: '603/images' }, { imdbId: 'nm1' }, { tmdbId: 550 }].map((key) => ({
      __typename: 'Movie',
      ...key,
    }));
    const { body } = await gateway.ask(ENTITIES, { of: [...of, { __typename: 'Spaceship', id: '1' }, { __typename: 'String' }] });
    expect(body.data).toMatchObject({ _entities: [{ tmdbId: 603 }, null, null, null, { tmdbId: 550 }, null, null] });
    const failed = (body.errors ?? []).toSorted((a, b) => Number(a.path?.[1]) - Number(b.path?.[1]));
    expect(failed.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['_entities', 1], 'NOT_FOUND'],
      [['_entities', 2], 'BAD_USER_INPUT'],
      [['_entities', 3], 'BAD_USER_INPUT'],
      [['_entities', 5], 'BAD_USER_INPUT'],
      [['_entities', 6], 'BAD_USER_INPUT'],
    ]);
  });
});

describe('the subgraph', () => {
  it('tells the SDL that is committed, with the keys of its entities', async () => {
    const { body } = await gateway.ask('{ _service { sdl } }');
    const { sdl } = (body.data as { _service: { sdl: string } })._service;
    expect(`${sdl}\n`).toBe(readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8'));
    expect(() => parse(sdl)).not.toThrow();
    for (const key of ['id', 'tmdbId', 'imdbId']) expect(sdl).toMatch(new RegExp(`type Movie[^{]*@key\\(fields: "${key}"\\)`));
  });
});
