import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../../src/tmdb/api/people/filmography.ts';

const ROWS = [
  { id: 1, release_date: '1999-03-30', popularity: 5, vote_average: 0, vote_count: 0 },
  { id: 2, first_air_date: '2011-04-17', popularity: 70.5, vote_average: 8.4, vote_count: 100 },
  { id: 3, release_date: '', vote_average: 6 },
  { id: 4, release_date: '1999-03-30', popularity: 9, vote_average: 6, vote_count: 3 },
  { id: 5, first_air_date: null, popularity: null as never },
];

describe('inOrder', () => {
  it.each([
    ['release_date.desc', [2, 1, 4, 3, 5]],
    ['release_date.asc', [1, 4, 2, 3, 5]],
    ['popularity.desc', [2, 4, 1, 3, 5]],
    ['popularity.asc', [1, 4, 2, 3, 5]],
    ['vote_average.desc', [2, 3, 4, 1, 5]],
    ['vote_average.asc', [3, 4, 2, 1, 5]],
    ['vote_count.desc', [2, 4, 1, 3, 5]],
    ['vote_count.asc', [1, 4, 2, 3, 5]],
    [undefined, [1, 2, 3, 4, 5]],
  ] as const)('sorts movies and series by %s, rows without the value last, equal rows unmoved', (sort, ids) => {
    expect(inOrder(ROWS, sort).map(({ id }) => id)).toEqual(ids);
  });

  it('drops null rows from a filmography', () => {
    expect(inOrder([null, { id: 1 }, undefined], 'popularity.desc')).toEqual([{ id: 1 }]);
    expect(inOrder(null, 'popularity.desc')).toEqual([]);
  });
});
