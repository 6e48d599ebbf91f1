import { isNear } from '../../../../src/sandbox/answers/discovery/near.ts';
import { describe, expect, it } from 'vitest';
import { sandboxFor, type Ask, type Json } from '../../ask.ts';

const rows = (json: Json) => json['results'] as unknown as Record<string, unknown>[];
const searching =
  (ask: Ask) =>
  async (kind: string, query: string): Promise<Json> =>
    (await ask(`/3/search/${kind}?${query}`)).json;
const search = async (kind: string, query: string) => searching((await sandboxFor()).ask)(kind, query);

describe('search', () => {
  it.each([
    ['movie', 'query=GODF', { title: 'The Godfather' }],
    ['movie', 'query=mr+smith+mrs', { id: 787 }],
    ['tv', 'query=breaking', { id: 1396, name: 'Breaking Bad' }],
    ['tv', 'query=haus+des+geldes&language=de', { id: 71446, name: 'Haus des Geldes' }],
    ['person', 'query=zoe+saldana', { name: 'Zoe Saldaña' }],
    ['person', 'query=thomas+jeffrey+hanks', { id: 31 }],
    ['collection', 'query=matrix', { id: 2344, original_name: 'The Matrix Collection', original_language: 'en' }],
    ['company', 'query=lucasfilm', { id: 1, origin_country: 'US' }],
    ['keyword', 'query=plot', { name: expect.stringContaining('plot') }],
  ])('finds part of a word regardless of case and accents: %s?%s', async (kind, query, found) => {
    expect(rows(await search(kind, query))[0]).toMatchObject(found);
  });

  it('ranks exact matches first, then texts that begin with the query, then whole words', async () => {
    const names = rows(await search('company', 'query=hbo')).map(({ name }) => String(name));
    expect(names[0]).toBe('HBO');
    expect(names[1]).toMatch(/^HBO./);
    expect(rows(await search('movie', 'query=avatar')).map(({ title }) => title)[0]).toBe('Avatar');
  });

  it('answers search results in pages without overlap', async () => {
    const { ask } = await sandboxFor();
    const pages = await Promise.all([1, 2, 3].map((page) => searching(ask)('movie', `query=the&page=${page}`)));
    expect(pages[0]).toMatchObject({ page: 1, total_pages: expect.any(Number) });
    expect(Number(pages[0]?.['total_pages'])).toBeGreaterThanOrEqual(3);
    expect(new Set(pages.flatMap((page) => rows(page).map(({ id }) => id))).size).toBe(60);
  });

  it('filters movies by the year of their first or of any release', async () => {
    const { ask } = await sandboxFor();
    const ids = async (kind: string, query: string) => rows(await searching(ask)(kind, query)).map(({ id }) => id);
    expect(await ids('movie', 'query=matrix&primary_release_year=1999')).toEqual([603]);
    expect(await ids('movie', 'query=matrix&primary_release_year=2001')).toEqual([]);
    // Premiered in November 1942, in cinemas from January 1943.
    expect(await ids('movie', 'query=casablanca&year=1943')).toEqual([289]);
    expect(await ids('movie', 'query=casablanca&primary_release_year=1943')).toEqual([]);
    expect(await ids('tv', 'query=the+simpsons&first_air_date_year=1989')).toEqual([456]);
    expect(await ids('tv', 'query=simpsons&year=1990')).toEqual([]);
  });

  it('leaves adult movies out of search and lists unless include_adult is true', async () => {
    const { ask } = await sandboxFor();
    const { total_results: without } = await searching(ask)('movie', 'query=sandbox+midnight');
    expect(without).toBe(0);
    for (const kind of ['movie', 'multi'])
      expect(rows(await searching(ask)(kind, 'query=sandbox+midnight&include_adult=true'))).toMatchObject([{ adult: true }]);
  });

  it('finds movies, series, people and collections in one search', async () => {
    const json = await search('multi', 'query=star');
    expect(new Set(rows(json).map((row) => row['media_type']))).toEqual(new Set(['movie', 'tv', 'collection']));
    expect(rows(await search('multi', 'query=tom'))).toContainEqual(
      expect.objectContaining({ media_type: 'person', name: 'Tom Hanks', known_for: expect.any(Array) }),
    );
  });

  it.each(['movie', 'tv', 'person', 'collection', 'company', 'keyword', 'multi'])(
    'answers no pages for a %s search without matches, and rejects one without a query',
    async (kind) => {
      const { ask } = await sandboxFor();
      expect(await searching(ask)(kind, 'query=zzzz')).toEqual({ page: 1, results: [], total_pages: 0, total_results: 0 });
      expect(await ask(`/3/search/${kind}`)).toMatchObject({ status: 422, json: { errors: ['query must be provided'] } });
      expect(await ask(`/3/search/${kind}?query=`)).toMatchObject({ status: 422 });
    },
  );

  it('lists movies and series in a person’s known_for', async () => {
    const [person] = rows(await search('person', 'query=bryan+cranston'));
    expect(person?.['known_for']).toContainEqual(expect.objectContaining({ media_type: 'tv', id: 1396 }));
  });
});

describe('find', () => {
  it.each([
    ['Q2263', 'wikidata_id', 'person_results', 31],
    ['Q190050', 'wikidata_id', 'movie_results', 550],
    ['tt0903747', 'imdb_id', 'tv_results', 1396],
    ['81189', 'tvdb_id', 'tv_results', 1396],
    ['Q23572', 'wikidata_id', 'tv_results', 1399],
    ['tomhanks', 'twitter_id', 'person_results', 31],
    ['nm0634240', 'imdb_id', 'person_results', 525],
  ])('finds the id %s by its source %s', async (id, source, list, expected) => {
    const { ask } = await sandboxFor();
    const { json } = await ask(`/3/find/${id}?external_source=${source}`);
    const found = Object.entries(json as unknown as Record<string, { id: number }[]>).flatMap(([name, rows]) =>
      rows.map((row) => [name, row.id]),
    );
    expect(found).toEqual([[list, expected]]);
  });

  it('rejects unknown sources in find', async () => {
    const { ask } = await sandboxFor();
    for (const query of ['', '?external_source=shoe_size', '?external_source=toString'])
      expect(await ask(`/3/find/tt0137523${query}`)).toMatchObject({ status: 422, json: { status_code: 5 } });
  });
});

describe('typing errors in searches', () => {
  it.each(['matirx', 'matix', 'matrxx', 'matrrix', 'Martix'])('finds The Matrix by %s', async (query) => {
    const { ask } = await sandboxFor();
    for (const kind of ['movie', 'multi']) {
      const { json } = await ask(`/3/search/${kind}?query=${query}`);
      expect(json['results']).toContainEqual(expect.objectContaining({ id: 603, title: 'The Matrix' }));
    }
  });

  it.each([
    ['movie', 'matirx reloaded', 'The Matrix Reloaded'],
    ['tv', 'braeking bad', 'Breaking Bad'],
    ['person', 'tom hankss', 'Tom Hanks'],
    ['collection', 'matirx', 'The Matrix Collection'],
  ])('finds in %s by "%s": %s', async (kind, query, name) => {
    const { ask } = await sandboxFor();
    const { json } = await ask(`/3/search/${kind}?query=${encodeURIComponent(query)}`);
    const [first] = rows(json);
    expect(first?.['title'] ?? first?.['name']).toBe(name);
  });

  it.each(['maxtri', 'mxtrxi reloaded', 'matx', 'mtri', 'qwertz'])(
    'finds nothing by %s: too short, or more than one error in a word',
    async (query) => {
      const { ask } = await sandboxFor();
      const { json } = await ask(`/3/search/movie?query=${encodeURIComponent(query)}`);
      expect(json).toMatchObject({ results: [], total_results: 0 });
    },
  );

  it('adds nothing to the matches of a query that is spelled right', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/search/movie?query=matrix');
    expect(rows(json).length).toBeGreaterThan(1);
    for (const { title } of rows(json)) expect(title).toMatch(/matrix/i);
  });
});

describe('a near word', () => {
  it.each([
    ['matirx', 'matrix', true],
    ['atrix', 'matrix', true],
    ['matri', 'matrix', true],
    ['matrixx', 'matrix', true],
    ['natrix', 'matrix', true],
    ['matriy', 'matrix', true],
    ['amtrix', 'matrix', true],
    ['matxri', 'matrix', false],
    ['natriy', 'matrix', false],
    ['matr', 'matrix', false],
    ['mat', 'maz', false],
  ])('takes %s for %s: %s', (word, other, near) => expect(isNear(word, other)).toBe(near));
});
