import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../../src/sandbox/server/faults.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

const answers = (path: string, json: unknown): Fault => ({ path, answer: { http: 200, body: JSON.stringify(json) } });

it('requests the fields of a collection that its movie lacks', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/movie/11', { id: 11, belongs_to_collection: { id: 10, name: 'Trilogy', poster_path: null } }),
      answers('/3/collection/10', { id: 10, name: 'Trilogy', overview: 'Three movies.', poster_path: null }),
    ],
  });
  const { body } = await gateway.ask('{ movie(id: 11) { collection { name overview overviewLanguage } } }');
  expect(body.data).toEqual({ movie: { collection: { name: 'Trilogy', overview: 'Three movies.', overviewLanguage: 'en-US' } } });
});

it('requests the fields of creators that their series lacks, only when they are selected', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/tv/5', { id: 5, name: 'Series', created_by: [{ id: 7, name: 'Ann', gender: 1, profile_path: null }] }),
      answers('/3/person/7', { id: 7, name: 'Ann', gender: 1, known_for_department: 'Writing', popularity: 3, adult: false }),
    ],
  });
  expect((await gateway.ask('{ tvSeries(id: 5) { creators { name } } }')).body.errors).toBeUndefined();
  expect(gateway.asked()).toEqual(['/3/tv/5']);
  const { body } = await gateway.ask('{ tvSeries(id: 5) { creators { name knownForDepartment popularity adult } } }');
  expect(body.data).toEqual({ tvSeries: { creators: [{ name: 'Ann', knownForDepartment: 'Writing', popularity: 3, adult: false }] } });
});

it('requests the votes of a season that its series lists without them', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/tv/5', { id: 5, name: 'Series', seasons: [{ id: 8, season_number: 1, name: 'One' }] }),
      answers('/3/tv/5/season/1', { id: 8, season_number: 1, name: 'One', vote_average: 7.5 }),
    ],
  });
  const { body } = await gateway.ask('{ tvSeries(id: 5) { seasons { name voteAverage } } }');
  expect(body.data).toEqual({ tvSeries: { seasons: [{ name: 'One', voteAverage: 7.5 }] } });
});

it('requests the movie of a review, which names only its title', async () => {
  const id = '5488c29bc3a3686f4a00004a';
  gateway.sandbox.program({ faults: [answers(`/3/review/${id}`, { id, media_id: 603, media_type: 'movie', media_title: 'The Matrix' })] });
  const { body } = await gateway.ask(`{ review(id: "${id}") { media { ... on Movie { title releaseDate genres { name } } } } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data).toMatchObject({ review: { media: { title: 'The Matrix', releaseDate: '1999-03-30', genres: [{}, {}] } } });
});

it('reads the first release from details in a list for a region, and the release there from the edge', async () => {
  const [there, anywhere] = ['2026-12-24', '2026-11-01'];
  gateway.sandbox.program({
    faults: [
      answers('/3/movie/upcoming*', {
        page: 1,
        results: [{ id: 9, title: 'Movie', release_date: there }],
        total_pages: 1,
        total_results: 1,
      }),
      answers('/3/movie/9', { id: 9, title: 'Movie', release_date: anywhere, runtime: 90 }),
    ],
  });
  const { body } = await gateway.ask(
    '{ upcomingMovies(region: DE) { edges { regionalReleaseDate } nodes { releaseDate releaseYear runtime } } movie(id: 9) { releaseDate } }',
  );
  expect(body.data).toEqual({
    upcomingMovies: {
      edges: [{ regionalReleaseDate: there }],
      nodes: [{ releaseDate: anywhere, releaseYear: 2026, runtime: 90 }],
    },
    movie: { releaseDate: anywhere },
  });
});

const newestIn = (languages: string): string => `query @inContext(languages: [${languages}]) { latestMovie { title titleLanguage } }`;

it('requests the newest movie once more for a language other than TMDB’s default', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/movie/latest', { id: 9, title: 'The Movie', original_title: 'Le movie', original_language: 'fr' }),
      answers('/3/movie/9', {
        id: 9,
        title: 'Der Movie',
        original_title: 'Le movie',
        original_language: 'fr',
        translations: { translations: [] },
      }),
    ],
  });
  expect((await gateway.ask(newestIn('"de", "en"'))).body.data).toEqual({ latestMovie: { title: 'Der Movie', titleLanguage: 'de' } });
  expect((await gateway.ask(newestIn('"en"'))).body.data).toEqual({ latestMovie: { title: 'The Movie', titleLanguage: 'en' } });
});

it('leads from the watch providers of a country to the movies that they offer there', async () => {
  const { body } = await gateway.ask(
    'query @inContext(watchRegion: US) { movieWatchProviders(watchRegion: DE) { movies(first: 1) { totalCount } } }',
  );
  expect(body.errors).toBeUndefined();
  const discovered = gateway.asked().filter((url) => url.includes('/discover/'));
  expect(discovered.length).toBeGreaterThan(0);
  expect(discovered.filter((url) => !url.includes('watch_region=DE'))).toEqual([]);
});

it.each([0, -1])('refuses `first: %i` for pictures as for every list', async (first) => {
  const { body } = await gateway.ask(`{ movie(id: 603) { images { posters(first: ${first}) { path } } } }`);
  expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
