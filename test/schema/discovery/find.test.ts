import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXTERNAL_SOURCES } from '../../../src/tmdb/api/discovery/find.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  // Without generated series, one of which has each large number at TheTVDB.
  gateway = await startGateway({ sandbox: { generated: false } });
  const rows = { movie_results: [], person_results: [{ id: 31, name: 'Tom Hanks' }], tv_results: [] };
  const answer = { http: 200, body: JSON.stringify(rows), type: 'application/json' };
  // The sandbox knows no id at YouTube.
  gateway.sandbox.program({ faults: [{ path: '/3/find/UC-tomhanks', answer }] });
});
afterAll(() => gateway.close());

const NOTHING = { movies: [], people: [], tvSeries: [], seasons: [], episodes: [] };

/** A source, an id there, and what it finds. */
const FOUND: readonly (readonly [source: string, externalId: string, found: Record<string, { tmdbId: number }[]>])[] = [
  ['IMDB', 'tt0137523', { movies: [{ tmdbId: 550 }] }],
  ['IMDB', 'nm0000158', { people: [{ tmdbId: 31 }] }],
  ['IMDB', 'tt0944947', { tvSeries: [{ tmdbId: 1399 }] }],
  ['IMDB', 'tt1480055', { episodes: [{ tmdbId: 63_056 }] }],
  ['TVDB', '121361', { tvSeries: [{ tmdbId: 1399 }] }],
  ['TVDB', '364731', { seasons: [{ tmdbId: 3624 }] }],
  ['TVDB', '3254641', { episodes: [{ tmdbId: 63_056 }] }],
  ['WIKIDATA', 'Q190050', { movies: [{ tmdbId: 550 }] }],
  ['WIKIDATA', 'Q2263', { people: [{ tmdbId: 31 }] }],
  ['WIKIDATA', 'Q23572', { tvSeries: [{ tmdbId: 1399 }] }],
  ['FACEBOOK', 'BeforeSunriseWB', { movies: [{ tmdbId: 76 }] }],
  ['INSTAGRAM', 'gameofthrones', { tvSeries: [{ tmdbId: 1399 }] }],
  ['TIKTOK', 'tomhanks', { people: [{ tmdbId: 31 }] }],
  ['TWITTER', 'bladerunner', { movies: [{ tmdbId: 335_984 }] }],
  ['YOUTUBE', 'UC-tomhanks', { people: [{ tmdbId: 31 }] }],
  ['WIKIDATA', 'Q7', {}],
];

const named = (source: string): string => `${source.toLowerCase()}_id`;

describe('find', () => {
  it('has an example of each of TMDB’s sources', () => {
    expect(new Set(FOUND.map(([source]) => named(source)))).toEqual(new Set(Object.keys(EXTERNAL_SOURCES)));
  });

  it.each(FOUND)('finds everything with the %s id %s in one TMDB request', async (source, externalId, found) => {
    const { body } = await gateway.ask(
      `{ find(source: ${source}, externalId: "${externalId}") {
        movies { tmdbId } people { tmdbId } tvSeries { tmdbId } seasons { tmdbId } episodes { tmdbId } } }`,
    );
    expect(body).toEqual({ data: { find: { ...NOTHING, ...found } } });
    expect(gateway.asked()).toEqual([`/3/find/${externalId}?external_source=${named(source)}`]);
  });
});
