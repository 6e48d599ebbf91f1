import { expect, it } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { combineObservers, templateOf, wordsOf, type Observer } from '../../../src/tmdb/engine/observer.ts';
import { plan } from '../../../src/tmdb/engine/plan.ts';
import { tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { wishOf } from '../../support/engine-world.ts';

it.each([
  ['Movie', [wishOf(movie, 'details')]],
  ['Movie', [wishOf(movie, 'details'), wishOf(movie, 'credits')]],
  ['Movie', [wishOf(movie, 'credits'), wishOf(movie, 'keywords')]],
  ['Movie/watch/providers', [wishOf(movie, 'watch/providers')]],
  ['TvSeries/season/*', [wishOf(tvSeries, 'season/12')]],
  ['TvSeries/season/*/credits', [wishOf(tvSeries, 'season/12/credits')]],
])('names a read by its resource and its part: %s', (template, wishes) => {
  expect(plan(wishes.map((wish) => ({ wish }))).map(templateOf)).toEqual([template]);
});

it.each([
  ['/movie/603/rating', 'movie/*/rating'],
  ['/4/list/12/items', '4/list/*/items'],
  ['/authentication/session/convert/4', 'authentication/session/convert/4'],
  ['/account/4bc8892a017a3c0f92000002/favorite', 'account/*/favorite'],
  ['/account/abcdefabcdefabcdefabcdef/favorite', 'account/*/favorite'],
  ['/guest_session/1ce82ec1223641636ad4a60b07de3581/rated', 'guest_session/*/rated'],
  ['/list/x?session_id=y', 'list/*'],
])('names a write by the words of its path: %s', (path, words) => {
  expect(wordsOf(path)).toBe(words);
});

it('calls every combined observer', () => {
  const calls: unknown[] = [];
  const observer = (name: string): Observer => ({
    onCacheLookup: (result) => void calls.push([name, result]),
    onSlotGranted: (duration) => void calls.push([name, duration]),
    onRequest: ({ template }) => {
      calls.push([name, template]);
      return ({ http }) => void calls.push([name, http]);
    },
    onBytes: (bytes) => void calls.push([name, bytes]),
  });
  const both = combineObservers([observer('a'), observer('b')]);
  both.onCacheLookup('stale', 1);
  both.onSlotGranted(1);
  both.onRequest({ method: 'GET', template: 'Movie', appended: 0, attempt: 1, operations: new Set() })({ http: 200 });
  both.onBytes(2);
  expect(calls).toEqual(
    ['stale', 1, 'Movie', 200, 2].flatMap((value) => [
      ['a', value],
      ['b', value],
    ]),
  );
});
