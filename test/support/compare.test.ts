import { describe, expect, it } from 'vitest';
import { type Compared, differences, fieldsOf, type NotOffered, type Table } from './compare.ts';

const same = (at: string) => ({ at, expected: (value: unknown) => value });

const table: Table = {
  title: same('title'),
  runtime: { at: 'runtime', expected: (value) => value || null },
  published: { at: 'published', expected: (value) => value, read: (value) => String(value).slice(0, 4) },
  total_pages: {
    at: 'similar.pageInfo.hasNextPage',
    expected: (value, owner) => Number(value) > Number(owner['page']),
  },
  'collection.id': same('collection.tmdbId'),
  poster_path: [same('poster.path'), { at: 'poster.url', expected: (value) => value && `https://image${String(value)}` }],
  'cast[].name': same('cast.edges[].node.name'),
  'cast[].jobs[].job': same('cast.edges[].jobs[].name'),
  'genre_ids[]': same('genres[].tmdbId'),
  tags: { rows: (rows) => rows.filter(Boolean).toReversed() },
  'tags[].id': same('tags[].tmdbId'),
  'offers{}.buy[].name': same('offers[region={}].buy[].name'),
  'changes[].value': same('changes[].value'),
  'known_for[].name': [same('knownFor[].<TvSeries>.name'), same('knownFor[].<Person>.fullName:name')],
  'known_for[].genre_ids[]': [same('knownFor[].<Movie>.genres[].tmdbId'), same('knownFor[].<TvSeries>.genres[].tmdbId')],
};

const document = (body: unknown): Compared => ({ name: 'movie.details', body, table });
const compare = (body: unknown, answer: unknown, notOffered: NotOffered[] = []) => differences(document(body), answer, notOffered);

describe('the comparer', () => {
  it('finds no difference when each value is where the table says', () => {
    const recorded = {
      title: 'The Matrix',
      runtime: 0,
      published: '1999',
      page: 1,
      total_pages: 2,
      poster_path: '/a.jpg',
      cast: [{ name: 'Keanu Reeves', jobs: [{ job: 'Neo' }, { job: 'Stunts' }] }],
      genre_ids: [28, 878],
      offers: { DE: { buy: [] }, US: { buy: [{ name: 'Shop' }] } },
      changes: [{ value: { any: ['json'] } }],
    };
    const answer = {
      title: 'The Matrix',
      runtime: null,
      published: '1999-03-31',
      similar: { pageInfo: { hasNextPage: true } },
      poster: { path: '/a.jpg', url: 'https://image/a.jpg' },
      cast: { edges: [{ node: { name: 'Keanu Reeves' }, jobs: [{ name: 'Neo' }, { name: 'Stunts' }] }] },
      genres: [{ tmdbId: 28 }, { tmdbId: 878 }],
      offers: [
        { region: 'US', buy: [{ name: 'Shop' }] },
        { region: 'DE', buy: [] },
      ],
      changes: [{ value: { any: ['json'] } }],
    };
    expect(compare(recorded, answer, [{ path: 'movie.details.page', reason: 'test' }])).toEqual([]);
  });

  it('reports a wrong value with its row, even when only one of two checks fails', () => {
    const cast = { edges: [{ node: { name: 'Keanu' } }, { node: { name: 'Carrie' } }] };
    expect(compare({ cast: [{ name: 'Keanu' }, { name: 'Laurence' }] }, { cast })).toEqual([
      'movie.details.cast[1].name: cast.edges[].node.name is "Carrie", expected "Laurence"',
    ]);
    expect(compare({ poster_path: '/a.jpg' }, { poster: { path: '/a.jpg', url: '/a.jpg' } })).toEqual([
      'movie.details.poster_path: poster.url is "/a.jpg", expected "https://image/a.jpg"',
    ]);
    expect(compare({ title: '8' }, { title: 8 })).toHaveLength(1);
  });

  it('reports a value that the answer does not have', () => {
    expect(compare({ title: 'The Matrix' }, {})).toEqual(['movie.details.title: title is not in the answer']);
    expect(compare({ title: 'The Matrix' }, null)).toEqual(['movie.details.title: title is null, expected "The Matrix"']);
  });

  it('reports rows that are missing, added, or in another order', () => {
    expect(compare({ genre_ids: [28, 878] }, { genres: [{ tmdbId: 28 }] })).toEqual([
      'movie.details.genre_ids[]: genres is 1, expected 2',
      'movie.details.genre_ids[1]: genres[].tmdbId is not in the answer',
    ]);
    expect(compare({ genre_ids: [28] }, { genres: [{ tmdbId: 28 }, { tmdbId: 12 }] })).toHaveLength(1);
    expect(compare({ genre_ids: [28, 878] }, { genres: [{ tmdbId: 878 }, { tmdbId: 28 }] })).toHaveLength(2);
    expect(compare({ genre_ids: [] }, { genres: null })).toEqual(['movie.details.genre_ids[]: genres is null, expected 0']);
    expect(compare({ cast: [{ jobs: [{ job: 'Neo' }] }] }, { cast: { edges: [{ jobs: [] }] } })).toHaveLength(2);
  });

  it('lets the table drop and reorder rows', () => {
    expect(compare({ tags: [{ id: 1 }, null, { id: 2 }] }, { tags: [{ tmdbId: 2 }, { tmdbId: 1 }] })).toEqual([]);
    expect(compare({ tags: [{ id: 1 }, { id: 2 }] }, { tags: [{ tmdbId: 1 }, { tmdbId: 2 }] })).toHaveLength(2);
  });

  it('finds rows by key where the recording is a map, and reports a key that is missing', () => {
    const offers = [{ region: 'DE', buy: [{ name: 'Shop' }] }];
    expect(compare({ offers: { DE: { buy: [{ name: 'Shop' }] } } }, { offers: [...offers, { region: 'US', buy: [] }] })).toEqual([
      'movie.details.offers{}: offers is 2, expected 1',
    ]);
    expect(compare({ offers: { US: { buy: [{ name: 'Shop' }] } } }, { offers })).toEqual([
      'movie.details.offers[US].buy[]: offers[region={}].buy is not in the answer',
      'movie.details.offers[US].buy[0].name: offers[region={}].buy[].name is not in the answer',
    ]);
  });

  it('expects null, all the way down, for null and for an empty object', () => {
    expect(compare({ collection: null, poster_path: null }, { collection: null, poster: null })).toEqual([]);
    expect(compare({ collection: null }, { collection: { tmdbId: 1 } })).toHaveLength(1);
    expect(compare({ offers: {} }, { offers: [] })).toEqual([]);
    expect(compare({ title: null }, { title: '' })).toHaveLength(1);
  });

  it('reports a value that is neither mapped nor listed as not offered', () => {
    const recorded = { brand_new: 1, old: { a: [1], b: [] } };
    const lines = ['brand_new', 'old.a[]', 'old.a[0]', 'old.b[]'].map((key) => `movie.details.${key}: is not mapped`);
    expect(compare(recorded, {})).toEqual(lines);
    expect(compare(recorded, {}, [{ path: 'movie.details.old.**', reason: 'test' }])).toEqual(lines.slice(0, 1));
    expect(compare(recorded, {}, [{ path: 'movie.credits.**', reason: 'test' }])).toEqual(lines);
  });

  it('names exactly the fields of what was recorded', () => {
    const recorded = { title: '', collection: null, cast: [{ name: '' }, { jobs: [] }], page: 1 };
    const fields = ['title', 'collection.tmdbId', 'cast.edges[].node.name', 'cast.edges[].jobs[].name'];
    expect(fieldsOf(document(recorded))).toEqual(fields);
  });

  it('compares a row of a union by the checks for its type in the answer', () => {
    const recorded = { known_for: [{ name: 'Buffy', genre_ids: [18] }, { genre_ids: [] }] };
    expect(compare({ known_for: [{ name: 'Joss' }] }, { knownFor: [{ __typename: 'Person', fullName: 'Joss' }] })).toEqual([]);
    const buffy = { __typename: 'TvSeries', name: 'Buffy', genres: [{ tmdbId: 18 }] };
    expect(compare(recorded, { knownFor: [buffy, { __typename: 'Movie', genres: [] }] })).toEqual([]);
    expect(compare(recorded, { knownFor: [buffy, { __typename: 'Movie', genres: [{ tmdbId: 1 }] }] })).toEqual([
      'movie.details.known_for[1].genre_ids[]: knownFor[].<Movie>.genres is 1, expected 0',
    ]);
    expect(compare(recorded, { knownFor: [{ ...buffy, __typename: 'Movie' }, null] })).toEqual([
      'movie.details.known_for[0].name: is not mapped for its type in the answer',
      'movie.details.known_for[1].genre_ids[]: knownFor[].<Movie>.genres is null, expected 0',
      'movie.details.known_for[1].genre_ids[]: knownFor[].<TvSeries>.genres is null, expected 0',
    ]);
    expect(compare(recorded, { knownFor: [{ genres: [] }, null] })[0]).toContain('is not in the answer');
  });

  it('names the fields of an empty list for each type of a union', () => {
    expect(fieldsOf(document({ known_for: [{ genre_ids: [] }] }))).toEqual([
      'knownFor[].<Movie>.genres[].tmdbId',
      'knownFor[].<TvSeries>.genres[].tmdbId',
    ]);
  });
});
