import { describe, expect, it } from 'vitest';
import { sandboxFor, type Json } from '../../ask.ts';

const ids = (json: Json) => (json['results'] as unknown as { id: number }[]).map(({ id }) => id);

describe('pages', () => {
  it('accepts pages 1 to 500, even when total_pages is higher', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/popular?page=500')).json).toMatchObject({
      page: 500,
      total_pages: 58_322,
      total_results: 1_166_422,
      results: { length: 20 },
    });
    for (const page of ['501', '0', '-1', 'two', '1.5']) {
      expect(await ask(`/3/movie/popular?page=${page}`)).toMatchObject({
        status: 400,
        json: { status_code: 22, success: false },
      });
    }
  });

  it('answers an empty page past the end of a list, and pages without overlap before it', async () => {
    const { ask } = await sandboxFor({ now: () => Date.parse('2028-02-29') });
    expect((await ask('/3/movie/now_playing?page=99')).json).toMatchObject({
      page: 99,
      results: [],
      total_pages: 5,
      total_results: 86,
    });
    const both = [...ids((await ask('/3/trending/movie/day')).json), ...ids((await ask('/3/trending/movie/day?page=2')).json)];
    expect(new Set(both).size).toBe(40);
  });
});

describe('lists', () => {
  it('answers list rows with the same keys as TMDB', async () => {
    const { ask } = await sandboxFor();
    const row = [
      'adult',
      'backdrop_path',
      'genre_ids',
      'id',
      'original_language',
      'original_title',
      'overview',
      'popularity',
      'poster_path',
      'release_date',
      'softcore',
      'title',
      'video',
      'vote_average',
      'vote_count',
    ];
    expect(Object.keys((await ask('/3/movie/top_rated')).json['results']?.[0] ?? {}).toSorted()).toEqual(row);
    expect(Object.keys((await ask('/3/trending/movie/week?page=3')).json['results']?.[0] ?? {}).toSorted()).toEqual(
      [...row, 'media_type'].toSorted(),
    );
  });

  it('tells the dates of lists that have a time window', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/upcoming')).json['dates']).toEqual({
      maximum: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      minimum: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('moves dates when the day changes, though answers are cached', async () => {
    let now = Date.parse('2027-03-15T23:59:59Z');
    const { ask } = await sandboxFor({ now: () => now });
    const upcoming = async () => (await ask('/3/movie/upcoming')).json;
    const before = await upcoming();
    expect(before['dates']).toEqual({ minimum: '2027-03-16', maximum: '2027-04-12' });
    now += 500;
    expect(await upcoming()).toEqual(before);
    now += 500;
    const after = await upcoming();
    expect(after['dates']).toEqual({ minimum: '2027-03-17', maximum: '2027-04-13' });
    // A movie keeps its date while days pass, and comes out.
    const movie = async (id: number) => (await ask(`/3/movie/${id}`)).json;
    const id = ids(before).find((row) => !ids(after).includes(row)) ?? 0;
    for (const [day, status] of [
      [0, 'Released'],
      [-1, 'Post Production'],
      [1, 'Released'],
    ] as const) {
      now = Date.parse('2027-03-16T12:00:00Z') + day * 86_400_000;
      expect(await movie(id)).toMatchObject({ release_date: '2027-03-16', status });
    }
  });

  it('answers dates of a region in lists that a region narrows', async () => {
    const { ask } = await sandboxFor();
    for (const list of ['movie/upcoming?', 'movie/now_playing?', 'discover/movie?primary_release_date.gte=2026-01-01&']) {
      const { json } = await ask(`/3/${list}region=JP`);
      const generated = (json['results'] as unknown as { id: number; release_date: string }[]).filter((row) => row.id >= 1_000_000);
      for (const { id, release_date: date } of generated.slice(0, 3)) {
        const releases = (await ask(`/3/movie/${id}/release_dates`)).json['results'] as unknown as Record<string, Json>[];
        expect(releases.find((row) => String(row['iso_3166_1']) === 'JP')?.['release_dates']?.[0]?.['release_date'], list).toMatch(date);
      }
    }
  });

  it('lists only what the catalogue has in a window when nothing is generated', async () => {
    let day = '1999-04-01';
    const { ask } = await sandboxFor({ generated: false, now: () => Date.parse(day) });
    expect(ids((await ask('/3/movie/now_playing')).json)).toEqual([603]);
    day = '2031-12-31';
    expect(ids((await ask('/3/movie/now_playing')).json)).toEqual([]);
  });

  it('answers different trends for a day and a week', async () => {
    const { ask } = await sandboxFor();
    expect(ids((await ask('/3/trending/movie/day')).json)).not.toEqual(ids((await ask('/3/trending/movie/week')).json));
  });

  it('names genres in the requested language, or in English when a name is missing', async () => {
    const { ask } = await sandboxFor();
    const genres = async (language: string) => (await ask(`/3/genre/movie/list?language=${language}`)).json['genres'];
    expect(await genres('en')).toHaveLength(19);
    expect(await genres('de')).toContainEqual({ id: 35, name: 'Komödie' });
    expect(await genres('fi')).toContainEqual({ id: 35, name: 'Comedy' });
  });

  it('lists image sizes in the configuration', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/configuration')).json).toMatchObject({
      images: {
        secure_base_url: 'https://image.tmdb.org/t/p/',
        poster_sizes: ['w92', 'w154', 'w185', 'w342', 'w500', 'w780', 'original'],
      },
    });
  });
});

describe('search', () => {
  it('finds movies that have every word in one of their titles, exact titles first', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/search/movie?query=the%20matrix')).json).toMatchObject({
      page: 1,
      results: [{ id: 603 }, {}, {}, {}],
    });
    expect((await ask('/3/search/movie?query=krieg+der+sterne&language=de')).json['results']?.[0]).toMatchObject({
      id: 11,
      title: 'Krieg der Sterne',
    });
    expect(new Set(ids((await ask('/3/search/movie?query=matrix&year=2003')).json))).toEqual(new Set([604, 605]));
  });

  it('finds people with known_for, and movies and people in one search', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/search/person?query=HANKS')).json['results']?.[0]).toMatchObject({
      id: 31,
      name: 'Tom Hanks',
      known_for: [{ media_type: 'movie' }, {}, {}],
    });
    expect((await ask('/3/search/multi?query=fargo')).json['results']?.[0]).toMatchObject({
      id: 275,
      media_type: 'movie',
    });
    expect((await ask('/3/search/multi?query=keanu')).json['results']?.[0]).toMatchObject({
      name: 'Keanu Reeves',
      media_type: 'person',
    });
  });

  it('answers no pages for a search without matches, and rejects one without a query', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/search/movie?query=zasdlkjfasdlkjf')).json).toEqual({
      page: 1,
      results: [],
      total_pages: 0,
      total_results: 0,
    });
    expect(await ask('/3/search/movie')).toMatchObject({ status: 422, json: { errors: ['query must be provided'] } });
  });
});

describe('find', () => {
  it('finds movies and people by IMDb id, and answers empty lists for an unknown id', async () => {
    const { ask } = await sandboxFor();
    const find = async (id: string) => (await ask(`/3/find/${id}?external_source=imdb_id`)).json;
    const nothing = {
      movie_results: [],
      person_results: [],
      tv_results: [],
      tv_episode_results: [],
      tv_season_results: [],
    };
    expect(await find('tt0137523')).toMatchObject({ ...nothing, movie_results: [{ id: 550, media_type: 'movie' }] });
    expect(await find('nm0000246')).toMatchObject({ ...nothing, person_results: [{ id: 62, media_type: 'person' }] });
    expect(await find('tt0000001')).toEqual(nothing);
  });
});

describe('collections, companies and keywords', () => {
  it('lists the movies of a collection in order of release', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/collection/10?language=de')).json).toMatchObject({
      id: 10,
      name: expect.stringMatching(/Filmreihe$/),
      parts: [11, 1891, 1892, 1893, 1894, 1895, 140607, 181808, 181812].map((id) => ({ id, media_type: 'movie' })),
    });
  });

  it('lists the movies of a company and of a keyword', async () => {
    const { ask } = await sandboxFor();
    expect(ids((await ask('/3/company/1/movies')).json)).toContain(11);
    expect((await ask('/3/keyword/1721')).json).toEqual({ id: 1721, name: expect.any(String) });
    expect(ids((await ask('/3/keyword/1721/movies')).json)).toContain(550);
  });
});
