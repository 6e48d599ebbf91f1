import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { list, listV4 } from '../../../src/tmdb/api/account/list.ts';
import type { Part, Resource } from '../../../src/tmdb/resource.ts';
import { FRESH } from '../../../src/tmdb/api/freshness.ts';
import { globalId } from '../../../src/tmdb/id.ts';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

interface Items {
  items: { nodes: ({ __typename: string; tmdbId: number } | null)[] };
}

const ITEM = '__typename ... on Movie { tmdbId title } ... on TvSeries { tmdbId name }';

/** Programs TMDB's response at a path. */
const tmdbAnswers = (path: string, json: unknown): void =>
  gateway.sandbox.program({ faults: [{ path, answer: { http: 200, body: JSON.stringify(json) } }] });

describe('a list', () => {
  it('loads a list with its first page of items in one request, and another page in one more', async () => {
    const asked = await gateway.ask(`{ list(id: 1) { name itemCount createdBy { username } items { nodes { ${ITEM} } } } }`);
    const { items } = fieldOf<Items>(asked, 'list');
    expect(asked.body.errors).toBeUndefined();
    expect(new Set(items.nodes.map((node) => node?.__typename))).toEqual(new Set(['Movie', 'TvSeries']));
    expect(gateway.asked()).toEqual(['/3/list/1']);
    await gateway.ask(`{ list(id: 1) { items(page: 2) { nodes { ${ITEM} } } } }`);
    expect(gateway.asked()).toEqual(['/3/list/1?page=2']);
  });

  it('requests a list once from each version when fields of both are selected', async () => {
    const { body } = await gateway.ask(
      '{ list(id: 3) { name public country sort runtime revenue averageRating backdrop { url } createdBy { username avatar { url } } sortedItems { edges { comment } } } }',
    );
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ list: { public: true, country: 'US', sort: 'ORIGINAL_ORDER_ASC', revenue: 3_387_223_409 } });
    expect(gateway.asked().toSorted()).toEqual(['/3/list/3', '/4/list/3']);
  });

  it('passes the sort order of a list to TMDB', async () => {
    const { body } = await gateway.ask('{ list(id: 1) { sortedItems(sort: TITLE_DESC, page: 2) { nodes { __typename } } } }');
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toContain('/4/list/1?page=2&sort_by=title.desc');
  });

  it('tells whether a list contains a movie, by TMDB id and by global id', async () => {
    const { items } = fieldOf<Items>(await gateway.ask(`{ list(id: 1) { items { nodes { ${ITEM} } } } }`), 'list');
    const held = items.nodes.find((node) => node?.__typename === 'Movie')?.tmdbId ?? 0;
    const { body } = await gateway.ask(
      'query ($held: ID!) { list(id: 1) { held: contains(movie: $held) other: contains(movie: 999999) } }',
      {
        held: globalId('Movie', held),
      },
    );
    expect(body).toEqual({ data: { list: { held: true, other: false } } });
    expect(gateway.asked()).toContain(`/3/list/1/item_status?movie_id=${held}`);
  });

  it('refuses a private list with TMDB’s status in both versions', async () => {
    const { body } = await gateway.ask('{ list(id: 620) { name public } }');
    expect(body.data).toEqual({ list: null });
    expect(body.errors).toMatchObject([{ path: ['list'], extensions: { code: 'FORBIDDEN', tmdb: { status: 39 } } }]);
  });

  it.each([
    [true, true],
    [1, true],
    ['1', true],
    [false, false],
    [0, false],
    ['0', false],
    [null, null],
    ['', null],
  ])('reads the visibility %j of a list as %j', async (sent, expected) => {
    tmdbAnswers('/4/list/5', { id: 5, name: 'Mine', public: sent });
    expect((await gateway.ask('{ list(id: 5) { public } }')).body).toMatchObject({ data: { list: { public: expected } } });
  });

  it('caches public parts of a list for minutes at most, in both versions', () => {
    const parts: Part<unknown>[] = [list, listV4].flatMap((resource: Resource) => Object.values(resource.parts));
    for (const { fresh, personal } of parts) expect(fresh).toBe(personal ? undefined : FRESH.edited);
  });

  it('answers the lists of a movie for free, and requests version 4 only for its own fields', async () => {
    await gateway.ask('{ movie(id: 603) { lists(first: 2) { nodes { id tmdbId name itemCount country listType } } } }');
    expect(gateway.asked()).toHaveLength(1);
    await gateway.ask('{ movie(id: 603) { lists(first: 2) { nodes { name public } } } }');
    expect(gateway.asked().map((url) => url.replace(/\d+$/, ''))).toEqual(['/4/list/', '/4/list/']);
  });

  it('finds a list from before 2014 by its hexadecimal id and by its global id', async () => {
    const id = '509ec17b19c2950a0600050d';
    tmdbAnswers(`/3/list/${id}`, { id, name: 'Old', items: [] });
    const { body } = await gateway.ask(
      'query ($id: ID!, $global: ID!) { list(id: $id) { id tmdbId name } node(id: $global) { ... on List { name } } }',
      {
        id,
        global: globalId('List', id),
      },
    );
    expect(body).toEqual({ data: { list: { id: globalId('List', id), tmdbId: null, name: 'Old' }, node: { name: 'Old' } } });
  });

  it('reads a list that TMDB sends without pages, and rows without a media type', async () => {
    const items = [
      { id: 5, title: 'A movie' },
      null,
      { id: 5, media_type: 'tv', name: 'A series' },
      { id: 6, media_type: 'movie', title: 'The movie' },
    ];
    tmdbAnswers('/3/list/7', { id: '7', name: 'All', item_count: 3, items });
    const { body } = await gateway.ask(`{ list(id: 7) { tmdbId items { totalCount pageInfo { hasNextPage } nodes { ${ITEM} } } } }`);
    expect(body.data).toEqual({
      list: {
        tmdbId: 7,
        items: {
          totalCount: 4,
          pageInfo: { hasNextPage: false },
          nodes: [
            { __typename: 'Movie', tmdbId: 5, title: 'A movie' },
            null,
            // A movie and a series can have the same id.
            { __typename: 'TvSeries', tmdbId: 5, name: 'A series' },
            { __typename: 'Movie', tmdbId: 6, title: 'The movie' },
          ],
        },
      },
    });
  });

  it.each([null, 'a text', [], { 'movie:5': 3 }])('keeps every item of a list whose comments are %j', async (comments) => {
    tmdbAnswers('/4/list/7', { id: 7, comments, sort_by: 'mood.asc', results: [{ id: 5, media_type: 'movie', title: 'A movie' }, null] });
    const { body } = await gateway.ask('{ list(id: 7) { sort sortedItems { edges { comment node { ... on Movie { title } } } } } }');
    expect(body).toEqual({ data: { list: { sort: null, sortedItems: { edges: [{ comment: null, node: { title: 'A movie' } }] } } } });
  });
});
