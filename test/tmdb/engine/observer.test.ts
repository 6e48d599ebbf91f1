import { expect, it } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { templateOf, combineObservers, wordsOf, type Observer } from '../../../src/tmdb/engine/observer.ts';
import { plan } from '../../../src/tmdb/engine/plan.ts';
import { tvSeries } from '../../../src/tmdb/api/titles/tv.ts';
import { wishOf } from '../../support/engine-world.ts';

it.each([
  [[wishOf(movie, 'details')], 'Movie'],
  [[wishOf(movie, 'details'), wishOf(movie, 'credits')], 'Movie'],
  [[wishOf(movie, 'credits'), wishOf(movie, 'keywords')], 'Movie'],
  [[wishOf(movie, 'watch/providers')], 'Movie/watch/providers'],
  [[wishOf(tvSeries, 'season/12')], 'TvSeries/season/*'],
  [[wishOf(tvSeries, 'season/12/credits')], 'TvSeries/season/*/credits'],
])('a read is told by the names of its resource and its part', (wishes, template) => {
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
])('a write is told by the words of its path: %s', (path, words) => {
  expect(wordsOf(path)).toBe(words);
});

it('several observers are told the same', () => {
  const told: unknown[] = [];
  const one = (name: string): Observer => ({
    onCacheLookup: (found) => void told.push([name, found]),
    onSlotGranted: (duration) => void told.push([name, duration]),
    onRequest: ({ template }) => {
      told.push([name, template]);
      return ({ http }) => void told.push([name, http]);
    },
    onBytes: (bytes) => void told.push([name, bytes]),
  });
  const both = combineObservers([one('a'), one('b')]);
  both.onCacheLookup('stale');
  both.onSlotGranted(1);
  both.onRequest({ method: 'GET', template: 'Movie', appended: 0, attempt: 1, operations: new Set() })({ http: 200 });
  both.onBytes(2);
  expect(told).toEqual(
    ['stale', 1, 'Movie', 200, 2].flatMap((what) => [
      ['a', what],
      ['b', what],
    ]),
  );
});
