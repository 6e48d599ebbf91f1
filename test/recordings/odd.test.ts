import { describe, expect, it } from 'vitest';
import { lost } from './lost.ts';
import { type Odd, oddities, withUnknownKeys } from './odd.ts';
import { same } from './rules.ts';
import { sample } from './sample.ts';

const table = {
  title: same('movie.title'),
  'cast[].id': same('movie.cast[].node.tmdbId'),
  'cast[].name': same('movie.cast[].node.name'),
  'media[].title': same('movie.media[].<Movie>.title'),
  'media[].name': same('movie.media[].<TvSeries>.name'),
  'offers{}.link': same('movie.offers[region={}].link'),
};
const document = {
  title: 'a',
  cast: [
    { id: 1, name: 'b' },
    { id: 2, name: 'c' },
  ],
  offers: { US: { link: 'd' } },
};
const isMap = (key: string) => key === 'offers';

describe('oddities', () => {
  it('yields documents that differ in one value, in the last row that has it', () => {
    const odds = [...oddities(document, isMap)].filter(({ key }) => key === 'cast[].name' || key === 'offers{}');
    expect(odds.map(({ key, value, document: { title: _title, ...rest } }) => [key, value, rest])).toEqual([
      ['offers{}', 'null', { cast: document.cast, offers: { US: null } }],
      ['offers{}', 'missing', { cast: document.cast, offers: {} }],
      ['offers{}', '{}', { cast: document.cast, offers: { US: {} } }],
      ['cast[].name', 'null', { cast: [document.cast[0], { id: 2, name: null }], offers: document.offers }],
      ['cast[].name', 'missing', { cast: [document.cast[0], { id: 2 }], offers: document.offers }],
      ['cast[].name', '""', { cast: [document.cast[0], { id: 2, name: '' }], offers: document.offers }],
    ]);
  });

  it('adds unknown keys to each object, but not to a map', () => {
    const not_known = { yet: [1, null, ''] };
    expect(withUnknownKeys({ cast: [{ id: 1 }], offers: { US: {} } }, isMap)).toEqual({
      cast: [{ id: 1, not_known }],
      offers: { US: { not_known } },
      not_known,
    });
  });
});

const oddAt = (key: string, indexes: readonly number[], keys: readonly string[] = []): Odd => ({
  key,
  indexes,
  keys,
  value: '',
  document: {},
});

describe('lost', () => {
  const cast = [{ node: { tmdbId: 1, name: 'b' } }, { node: { tmdbId: 2, name: 'c' } }];
  const before = { movie: { title: 'a', cast, offers: [{ region: 'US', link: 'd' }] } };
  it('names no field when only fields derived from the odd value are gone', () => {
    const withoutName = { movie: { ...before.movie, cast: [cast[0], { node: { tmdbId: 2, name: null } }] } };
    expect(lost(oddAt('cast[].name', [1]), table, before, withoutName)).toEqual([]);
    expect(lost(oddAt('cast[].id', [1]), table, before, { movie: { ...before.movie, cast: [cast[0], null] } })).toEqual([]);
    expect(lost(oddAt('offers{}', [], ['US']), table, before, { movie: { ...before.movie, offers: [] } })).toEqual([]);
  });

  it('names every other field that is gone or changed', () => {
    const withoutCast = { movie: { ...before.movie, title: 'b', cast: null } };
    expect(lost(oddAt('cast[].name', [1]), table, before, withoutCast)).toEqual([
      'movie.title',
      'movie.cast.0.node.tmdbId',
      'movie.cast.0.node.name',
      'movie.cast.1.node.tmdbId',
    ]);
  });
});

it('builds a sample with every key of a table, and in each row of a union only those of its type', () => {
  expect(sample(table, (key, indexes) => `${key} ${indexes.join()}`)).toEqual({
    title: 'title ',
    cast: [0, 1].map((row) => ({ id: `cast[].id ${row}`, name: `cast[].name ${row}` })),
    media: [{ title: 'media[].title 0' }, { name: 'media[].name 1' }],
    offers: { US: { link: 'offers{}.link ' }, DE: { link: 'offers{}.link ' } },
  });
});
