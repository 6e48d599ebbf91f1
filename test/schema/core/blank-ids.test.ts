import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../../src/tmdb/id.ts';
import { signIn } from '../../support/accounts.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

type Ids = string | readonly string[];

/** Fields that take ids: the place of the ids is `$`, and their type is given beside them. */
const FIELDS: readonly (readonly [field: string, type: string, ids: Ids])[] = [
  ['movie(id: $) { tmdbId }', 'ID', '603'],
  ['movie(id: $) { tmdbId }', 'ID', globalId('Movie', 603)],
  ['movie(imdbId: $) { tmdbId }', 'String', 'tt0133093'],
  ['tvSeries(imdbId: $) { tmdbId }', 'String', 'tt0944947'],
  ['person(imdbId: $) { tmdbId }', 'String', 'nm0000206'],
  ['node(id: $) { id }', 'ID!', globalId('Person', 6384)],
  ['nodes(ids: $) { id }', '[ID!]!', [globalId('TvSeason', '1399-1'), globalId('TvSeries', 1399)]],
  ['moviesByIds(ids: $) { tmdbId }', '[ID!]', ['604', globalId('Movie', 603)]],
  ['peopleByIds(imdbIds: $) { tmdbId }', '[String!]', ['nm0000206', 'nm0000093']],
  ['genre(id: $) { name }', 'ID!', '28'],
  ['list(id: $) { name }', 'ID!', '1'],
  ['tvEpisode(series: $, season: 1, number: 1) { name }', 'ID', '1399'],
  ['find(source: IMDB, externalId: $) { movies { tmdbId } }', 'String!', 'tt0133093'],
  ['find(source: TVDB, externalId: $) { tvSeries { tmdbId } }', 'String!', '121361'],
  ['find(source: WIKIDATA, externalId: $) { people { tmdbId } }', 'String!', 'Q2263'],
  ['find(source: TWITTER, externalId: $) { people { tmdbId } }', 'String!', 'tomhanks'],
];

/** Puts blanks of several kinds around ids. */
const padded = (ids: Ids): Ids => (typeof ids === 'string' ? ` \t${ids}\u00a0\n` : ids.map((id) => ` ${id} `));

describe('ids with blanks around them', () => {
  it.each(FIELDS)('reads the ids of %s without the blanks around them, in variables and in literals', async (field, type, ids) => {
    const written = (value: string) => `{ ${field.replace('$', () => value)} }`;
    const expected = await gateway.ask(written(JSON.stringify(ids)));
    expect(expected.body.errors).toBeUndefined();
    gateway.asked();
    const literals = await gateway.ask(written(JSON.stringify(padded(ids))));
    const variables = await gateway.ask(`query ($ids: ${type}) ${written('$ids')}`, { ids: padded(ids) });
    expect([literals.body, variables.body]).toEqual([expected.body, expected.body]);
    // The same entries of the cache answer, so no blank has reached TMDB.
    expect(gateway.asked()).toEqual([]);
  });

  it('reads the ids of filters without the blanks around them', async () => {
    const filter = { genres: { allOf: [' 28 ', ` ${globalId('Genre', 18)}`] }, watchProviders: { anyOf: ['8 '] }, watchRegion: 'US' };
    const { body } = await gateway.ask('query ($filter: MovieFilter) { discoverMovies(filter: $filter) { totalCount } }', {
      filter,
    });
    expect(body.errors).toBeUndefined();
    const [asked = ''] = gateway.asked();
    expect(Object.fromEntries(new URL(asked, 'http://tmdb').searchParams)).toMatchObject({
      with_genres: '18,28',
      with_watch_providers: '8',
    });
  });

  it('reads the ids of mutations and their input objects without the blanks around them', async () => {
    const ada = await signIn(gateway, 'ada');
    const rated = await ada.ask('mutation ($id: ID!) { rateMovie(id: $id, rating: 8) { movie { tmdbId } } }', { id: ' 603 ' });
    expect(rated.body).toEqual({ data: { rateMovie: { movie: { tmdbId: 603 } } } });
    const created = await ada.askV4('mutation { createList(name: "Blanks") { list { id } } }');
    const { id } = (created.body.data as { createList: { list: { id: string } } }).createList.list;
    const added = await ada.askV4(
      'mutation ($id: ID!, $items: [ListItemInput!]!) { addListItems(id: $id, items: $items) { list { items { nodes { ... on Movie { tmdbId } } } } } }',
      { id: ` ${id} `, items: [{ movie: '\t604 ' }] },
    );
    expect(added.body).toMatchObject({ data: { addListItems: { list: { items: { nodes: [{ tmdbId: 604 }] } } } } });
  });

  it('reads the keys of references without the blanks around them', async () => {
    const keys = [{ id: ' 603 ' }, { id: ` ${globalId('Movie', 603)}\n` }, { tmdbId: ' 603' }, { imdbId: ' tt0133093 ' }];
    const { body } = await gateway.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Movie { tmdbId imdbId title } } }',
      { of: keys.map((key) => ({ __typename: 'Movie', ...key })) },
    );
    const matrix = { tmdbId: 603, imdbId: 'tt0133093', title: 'The Matrix' };
    expect(body).toEqual({ data: { _entities: keys.map(() => matrix) } });
  });

  it.each([
    ['movie(id: "60 3") { title }', "Expected an id of type Movie: TMDB's number, such as 603"],
    ['movie(id: " -603 ") { title }', "Expected an id of type Movie: TMDB's number, such as 603"],
    ['movie(id: " ") { title }', 'Expected an id of type Movie'],
    ['movie(imdbId: " tt 0133093 ") { title }', 'Expected an IMDb id of a title, such as tt0133093.'],
    ['movie(imdbId: " ") { title }', 'Expected an IMDb id of a title, such as tt0133093.'],
    ['credit(id: "344a9f1f8594700826d1a89 ") { id }', 'Expected an id of type Credit'],
    ['find(source: TVDB, externalId: " 12 1361 ") { tvSeries { tmdbId } }', 'Expected an id at TheTVDB, such as 121361.'],
    ['find(source: WIKIDATA, externalId: " ") { people { tmdbId } }', 'Expected an id at Wikidata, such as Q83495.'],
  ])('refuses %s before any request, and says what was expected', async (field, message) => {
    gateway.asked();
    const { body } = await gateway.ask(`{ ${field} }`);
    expect(body.errors).toMatchObject([{ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.asked()).toEqual([]);
  });
});
