import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

const idsOf = (type: string, ...refs: readonly number[]): string[] =>
  refs.map((ref) => Buffer.from(`${type}:${ref}`).toString('base64url'));

const priceOf = async (query: string) => (await gateway.ask(query, {}, { 'tmdb-explain': 'plan' })).body.extensions?.['tmdb'];

describe('lookup of several objects by their ids', () => {
  it('loads movies by numbers and global ids in their order, each in one TMDB request', async () => {
    const { body } = await gateway.ask('query ($ids: [ID!]) { moviesByIds(ids: $ids) { tmdbId title keywords { name } } }', {
      ids: ['604', ...idsOf('Movie', 603), 1000601],
    });
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ moviesByIds: [{ tmdbId: 604 }, { tmdbId: 603 }, { tmdbId: 1000601 }] });
    expect(gateway.asked().toSorted()).toEqual([1000601, 603, 604].map((id) => `/3/movie/${id}?append_to_response=keywords`));
  });

  it('answers a bad id and an unknown one with null and a typed error at its place, and sends nothing for the bad one', async () => {
    const { body } = await gateway.ask('{ moviesByIds(ids: ["603", "no", "999999", "604"]) { tmdbId } }');
    expect(body.data).toEqual({ moviesByIds: [{ tmdbId: 603 }, null, null, { tmdbId: 604 }] });
    expect(body.errors).toHaveLength(2);
    expect(body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: ['moviesByIds', 1], extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
        expect.objectContaining({ path: ['moviesByIds', 2], extensions: expect.objectContaining({ code: 'NOT_FOUND' }) }),
      ]),
    );
    expect(gateway.asked()).toHaveLength(3);
  });

  it('answers repeated ids each time, from one TMDB request', async () => {
    const { body } = await gateway.ask(
      '{ tvSeriesByIds(ids: [1000008, 1000008]) { tmdbId } peopleByIds(ids: [287, 287, 287]) { tmdbId } }',
    );
    expect(body).toEqual({
      data: { tvSeriesByIds: [1, 2].map(() => ({ tmdbId: 1000008 })), peopleByIds: [1, 2, 3].map(() => ({ tmdbId: 287 })) },
    });
    expect(gateway.asked()).toHaveLength(2);
  });

  it('finds movies by IMDb ids, and refuses the id of a person among them', async () => {
    const { body } = await gateway.ask('{ moviesByIds(imdbIds: ["tt0133093", "nm0000093"]) { tmdbId imdbId } }');
    expect(body).toMatchObject({
      data: { moviesByIds: [{ tmdbId: 603, imdbId: 'tt0133093' }, null] },
      errors: [{ path: ['moviesByIds', 1], extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(gateway.asked()).toEqual(['/3/movie/tt0133093']);
  });

  it('finds people by IMDb ids, which costs one more request each', async () => {
    const query = '{ peopleByIds(imdbIds: ["nm0000093", "nm0000093"]) { tmdbId name } }';
    expect((await gateway.ask(query)).body).toEqual({
      data: { peopleByIds: [1, 2].map(() => ({ tmdbId: 287, name: 'Brad Pitt' })) },
    });
    expect(gateway.asked()).toEqual(['/3/find/nm0000093?external_source=imdb_id', '/3/person/287']);
    await gateway.ask(query);
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['neither kind of ids', 'moviesByIds'],
    ['both kinds of ids', 'moviesByIds(ids: ["603"], imdbIds: ["tt0133093"])'],
    ['more than 100 ids', `peopleByIds(ids: [${Array.from({ length: 101 }, (_, n) => n + 1).join()}])`],
    ['more than 100 ids at IMDb', `tvSeriesByIds(imdbIds: [${Array.from({ length: 101 }, () => '"tt0133093"').join()}])`],
  ])('refuses a lookup with %s before TMDB is asked', async (_what, field) => {
    const { body } = await gateway.ask(`{ ${field} { tmdbId } }`);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringMatching(/^Expected /) }]);
    expect(gateway.asked()).toEqual([]);
  });

  it('answers an empty list for no ids', async () => {
    expect((await gateway.ask('{ moviesByIds(ids: []) { title } }')).body).toEqual({ data: { moviesByIds: [] } });
  });

  it('loads 100 movies in one operation', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => 1000001 + n);
    const { body } = await gateway.ask('query ($ids: [ID!]) { moviesByIds(ids: $ids) { tmdbId } }', { ids });
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({ moviesByIds: ids.map((tmdbId) => ({ tmdbId })) });
    expect(gateway.asked()).toHaveLength(100);
  });

  it('tells the price of a lookup beforehand', async () => {
    expect(await priceOf('{ moviesByIds(ids: [603, 604, 603]) { title runtime } }')).toMatchObject({ plan: { certain: 2, likely: 2 } });
    expect(await priceOf('{ peopleByIds(imdbIds: ["nm0000093", "nm0000206"]) { birthday } }')).toMatchObject({
      plan: { certain: 2, likely: 4 },
    });
  });
});
