import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../../src/sandbox/server/faults.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

/** What a list says of a thing is its answer only as far as the list says it. */
let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

const answers = (path: string, json: unknown): Fault => ({ path, answer: { http: 200, body: JSON.stringify(json) } });

it('what a film does not say of its collection is asked for', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/movie/11', { id: 11, belongs_to_collection: { id: 10, name: 'Trilogy', poster_path: null } }),
      answers('/3/collection/10', { id: 10, name: 'Trilogy', overview: 'Three films.', poster_path: null }),
    ],
  });
  const { body } = await gateway.ask('{ movie(id: 11) { collection { name overview overviewLanguage } } }');
  expect(body.data).toEqual({ movie: { collection: { name: 'Trilogy', overview: 'Three films.', overviewLanguage: 'en-US' } } });
});

it('what a series does not say of its creators is asked for, and nothing when it is not selected', async () => {
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

it('a season that a list names without its votes is asked for them', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/tv/5', { id: 5, name: 'Series', seasons: [{ id: 8, season_number: 1, name: 'One' }] }),
      answers('/3/tv/5/season/1', { id: 8, season_number: 1, name: 'One', vote_average: 7.5 }),
    ],
  });
  const { body } = await gateway.ask('{ tvSeries(id: 5) { seasons { name voteAverage } } }');
  expect(body.data).toEqual({ tvSeries: { seasons: [{ name: 'One', voteAverage: 7.5 }] } });
});

it('what a review is about has all of its fields', async () => {
  const id = '5488c29bc3a3686f4a00004a';
  gateway.sandbox.program({ faults: [answers(`/3/review/${id}`, { id, media_id: 603, media_type: 'movie', media_title: 'The Matrix' })] });
  const { body } = await gateway.ask(`{ review(id: "${id}") { media { ... on Movie { title releaseDate genres { name } } } } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data).toMatchObject({ review: { media: { title: 'The Matrix', releaseDate: '1999-03-30', genres: [{}, {}] } } });
});

it('the day that a film comes out in the region of a list stays, whatever else is selected', async () => {
  const [there, anywhere] = ['2026-12-24', '2026-11-01'];
  gateway.sandbox.program({
    faults: [
      answers('/3/movie/upcoming*', {
        page: 1,
        results: [{ id: 9, title: 'Film', release_date: there }],
        total_pages: 1,
        total_results: 1,
      }),
      answers('/3/movie/9', { id: 9, title: 'Film', release_date: anywhere, runtime: 90 }),
    ],
  });
  const { body } = await gateway.ask(
    '{ upcomingMovies(region: DE) { nodes { releaseDate releaseYear runtime } } movie(id: 9) { releaseDate } }',
  );
  expect(body.data).toEqual({
    upcomingMovies: { nodes: [{ releaseDate: there, releaseYear: 2026, runtime: 90 }] },
    movie: { releaseDate: anywhere },
  });
});

const newestIn = (languages: string): string => `query @inContext(languages: [${languages}]) { latestMovie { title titleLanguage } }`;

it('the newest film is in TMDB’s language, and asked for in another', async () => {
  gateway.sandbox.program({
    faults: [
      answers('/3/movie/latest', { id: 9, title: 'The Film', original_title: 'Le film', original_language: 'fr' }),
      answers('/3/movie/9', {
        id: 9,
        title: 'Der Film',
        original_title: 'Le film',
        original_language: 'fr',
        translations: { translations: [] },
      }),
    ],
  });
  expect((await gateway.ask(newestIn('"de", "en"'))).body.data).toEqual({ latestMovie: { title: 'Der Film', titleLanguage: 'de' } });
  expect((await gateway.ask(newestIn('"en"'))).body.data).toEqual({ latestMovie: { title: 'The Film', titleLanguage: 'en' } });
});

it('services of a country lead to what they offer there', async () => {
  const { body } = await gateway.ask(
    'query @inContext(watchRegion: US) { movieWatchProviders(watchRegion: DE) { movies(first: 1) { totalCount } } }',
  );
  expect(body.errors).toBeUndefined();
  const discovered = gateway.asked().filter((url) => url.includes('/discover/'));
  expect(discovered.length).toBeGreaterThan(0);
  expect(discovered.filter((url) => !url.includes('watch_region=DE'))).toEqual([]);
});

it.each([0, -1])('first: %i of the pictures is refused, as of any list', async (first) => {
  const { body } = await gateway.ask(`{ movie(id: 603) { images { posters(first: ${first}) { path } } } }`);
  expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
