import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ADULT_MOVIES,
  COLLECTIONS,
  COMPANIES,
  MOVIES,
  MOVIES_BY_COLLECTION,
  MOVIE_BY_ID,
  GENRES,
  KEYWORDS,
  NETWORKS,
  PEOPLE,
  PERSON_BY_ID,
  SERIES,
  SERIES_GENRES,
} from '../../../src/sandbox/catalogue/catalogue.ts';
import { FIRST_GENERATED, FIRST_UNRECORDED } from '../../../src/sandbox/catalogue/first-ids.ts';
import { CURRENT } from '../../../src/sandbox/generated/generated-movies.ts';
import { MARKETS } from '../../../src/sandbox/generated/markets.ts';
import { isGenerated } from '../../../src/sandbox/generated/generated-people.ts';

const hasPicture = ({ id }: { id: number }) => PERSON_BY_ID.get(id)?.profile ?? isGenerated(id);
const isPerson = (id: number) => PERSON_BY_ID.has(id) || (isGenerated(id) && id < FIRST_UNRECORDED);

describe('the catalogue', () => {
  it('has at least 60 whole movies, the best known among them', () => {
    const full = MOVIES.filter(
      ({ runtime, imdb, cast = [], crew = [] }) => runtime && imdb && cast.length >= 5 && crew.some(({ job }) => job === 'Director'),
    );
    expect(full.length).toBeGreaterThanOrEqual(60);
    const ids = full.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([603, 550, 76, 27205, 238, 680, 13, 11, 275, 19995, 335984, 157336]));
  });

  it('has enough people, series, companies and collections to browse', () => {
    expect(PEOPLE.filter(({ born, place, imdb }) => born && place && imdb).length).toBeGreaterThanOrEqual(150);
    expect(SERIES.length).toBeGreaterThanOrEqual(20);
    expect([...COMPANIES.values()].filter(({ logo }) => logo).length).toBeGreaterThanOrEqual(20);
    expect([...MOVIES_BY_COLLECTION.values()].filter((movies) => movies.length > 1).length).toBeGreaterThanOrEqual(10);
  });

  it('refers only to rows that exist in the catalogue', () => {
    for (const series of SERIES) {
      const { cast = [], crew = [], creators = [], episodes = [] } = series;
      const people = [
        ...cast,
        ...crew,
        ...creators,
        ...episodes.flatMap((episode) => [...(episode.crew ?? []), ...(episode.guests ?? [])]),
      ];
      const missing = [
        ...people.filter(({ id }) => !isPerson(id)),
        ...series.genres.filter((id) => !SERIES_GENRES.has(id)),
        ...(series.networks ?? []).filter((id) => !NETWORKS.has(id)),
        ...(series.companies ?? []).filter((id) => !COMPANIES.has(id)),
        ...(series.keywords ?? []).filter((id) => !KEYWORDS.has(id)),
        ...(series.groups ?? []).filter(({ network }) => network !== undefined && !NETWORKS.has(network)),
      ];
      expect(missing, series.name).toEqual([]);
    }
    expect([...COMPANIES.values()].filter(({ parent }) => parent && !COMPANIES.has(parent))).toEqual([]);
    for (const movie of MOVIES) {
      const missing = [
        ...[...(movie.cast ?? []), ...(movie.crew ?? [])].filter(({ id }) => !isPerson(id)),
        ...movie.genres.filter((id) => !GENRES.has(id)),
        ...(movie.companies ?? []).filter((id) => !COMPANIES.has(id)),
        ...(movie.keywords ?? []).filter((id) => !KEYWORDS.has(id)),
        ...(movie.collection && !COLLECTIONS.has(movie.collection) ? [movie.collection] : []),
      ];
      expect(missing, movie.title).toEqual([]);
    }
  });

  it('gives people whose ids were not recorded ids far above TMDB’s', () => {
    const own = [...PERSON_BY_ID.keys()].filter((id) => id >= FIRST_GENERATED && id >= 10_000_000);
    expect(own.every((id) => id >= FIRST_UNRECORDED)).toBe(true);
  });

  it('gives every credit an id of its own', () => {
    const credits = [...MOVIES, ...SERIES].flatMap(({ cast = [], crew = [] }) => [...cast, ...crew].map(({ credit }) => credit));
    expect(credits.filter((credit) => !/^[0-9a-f]{24}$/.test(credit))).toEqual([]);
    expect(new Set(credits).size).toBe(credits.length);
  });

  it('gives every movie and series fifteen people with pictures, logos, and certifications and offers in ten countries', () => {
    const countries = Object.keys(MARKETS);
    expect(countries).toHaveLength(10);
    const missing = (keys: readonly string[]) => countries.filter((country) => !keys.includes(country));
    for (const title of [...MOVIES, ...SERIES]) {
      const { cast = [], logos = [], posters = [], backdrops = [], videos = [], providers = {}, poster, backdrop } = title;
      const certified =
        'title' in title
          ? Object.entries(title.releases ?? {}).flatMap(([country, rows]) => (rows.some((row) => row.certification) ? country : []))
          : (title.ratings ?? []).flatMap(([country, rating]) => (rating ? country : []));
      const { id } = title;
      expect({ id, certified: missing(certified), offered: missing(Object.keys(providers)) }).toEqual({ id, certified: [], offered: [] });
      expect(cast.filter(hasPicture).length, String(id)).toBeGreaterThanOrEqual(15);
      expect(new Set(cast.map((row) => row.credit)).size, String(id)).toBe(cast.length);
      expect([logos, posters, backdrops, videos].every((rows) => rows.length > 0) && poster && backdrop, String(id)).toBeTruthy();
    }
  });

  it('keeps what was recorded when it completes a movie', () => {
    const { releases = {}, cast = [], providers = {}, posters = [] } = MOVIE_BY_ID.get(550) ?? {};
    expect(releases['US']?.map(({ certification }) => certification)).toContain('R');
    expect(cast.slice(0, 3).map(({ character }) => character)).toEqual(['Narrator', 'Tyler Durden', 'Marla Singer']);
    expect(providers['US']?.rent?.length).toBeGreaterThan(2);
    expect(posters.every(([file]) => !file.startsWith('/p-'))).toBe(true);
    // All countries have it from the same age on.
    expect(MOVIE_BY_ID.get(603)?.releases?.['DE']?.map(({ certification }) => certification)).toEqual(['16']);
  });

  it('has at least two movies of every collection', () => {
    for (const { id, name } of COLLECTIONS.values()) expect(MOVIES_BY_COLLECTION.get(id)?.length, name).toBeGreaterThan(1);
  });

  it('has no two people with one IMDb id', () => {
    const imdb = PEOPLE.flatMap((person) => person.imdb ?? []);
    expect(new Set(imdb).size).toBe(imdb.length);
  });

  it('has each movie once, with an IMDb id of its own', () => {
    const movies = [...MOVIES, ...ADULT_MOVIES];
    expect(MOVIE_BY_ID.size).toBe(movies.length);
    const imdb = movies.flatMap((movie) => movie.imdb ?? []);
    expect(new Set(imdb).size).toBe(imdb.length);
  });

  it('is counted in docs/sandbox.md', () => {
    const page = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
    const counts = `${MOVIES.length} movies, ${SERIES.length} series, ${PEOPLE.length} people, ${COLLECTIONS.size} collections`;
    expect(page).toContain(counts);
    expect(page).toContain(
      Object.keys(MARKETS)
        .join(', ')
        .replace(/, (?=\w+$)/, ' and '),
    );
    expect(page).toContain(`The movies 1,000,000 to ${(FIRST_GENERATED + CURRENT - 1).toLocaleString('en')} come out`);
  });

  it('keeps the catalogue small, with one movie per line', () => {
    const text = readFileSync(new URL('../../../src/sandbox/catalogue/catalogue.json', import.meta.url), 'utf8');
    expect(text.length).toBeLessThan(700_000);
    expect(text.split('\n').filter((line) => line.startsWith('{"id":603,"title"'))).toHaveLength(1);
  });
});
