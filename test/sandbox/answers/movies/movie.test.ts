import { describe, expect, it } from 'vitest';
import { sandboxFor, type Json } from '../../ask.ts';

const PARTS = [
  'alternative_titles',
  'changes',
  'credits',
  'external_ids',
  'images',
  'keywords',
  'lists',
  'recommendations',
  'release_dates',
  'reviews',
  'similar',
  'translations',
  'videos',
  'watch/providers',
];
const keys = (json: Json | undefined) => Object.keys(json ?? {}).toSorted();

describe('a movie', () => {
  it('answers the details of a movie as TMDB does', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/603');
    expect(json).toMatchObject({
      id: 603,
      imdb_id: 'tt0133093',
      title: 'The Matrix',
      original_title: 'The Matrix',
      runtime: 136,
      status: 'Released',
      adult: false,
      origin_country: ['US'],
      belongs_to_collection: { id: 2344, name: 'The Matrix Collection' },
      genres: [
        { id: 28, name: 'Action' },
        { id: 878, name: 'Science Fiction' },
      ],
      spoken_languages: [{ english_name: 'English', iso_639_1: 'en', name: 'English' }],
    });
    expect(keys(json)).toEqual([
      'adult',
      'backdrop_path',
      'belongs_to_collection',
      'budget',
      'genres',
      'homepage',
      'id',
      'imdb_id',
      'origin_country',
      'original_language',
      'original_title',
      'overview',
      'popularity',
      'poster_path',
      'production_companies',
      'production_countries',
      'release_date',
      'revenue',
      'runtime',
      'softcore',
      'spoken_languages',
      'status',
      'tagline',
      'title',
      'video',
      'vote_average',
      'vote_count',
    ]);
  });

  it('answers a movie and its parts by IMDb id', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/tt0133093?append_to_response=keywords')).json).toMatchObject({
      id: 603,
      keywords: { keywords: [{ id: expect.any(Number) }, {}, {}, {}, {}, {}] },
    });
  });

  it('answers status 34 for an unknown movie and its parts', async () => {
    const { ask } = await sandboxFor();
    for (const path of [
      '/3/movie/999',
      '/3/movie/999/credits',
      '/3/movie/999?append_to_response=credits',
      '/3/movie/tt0000001',
      '/3/movie/abc',
    ]) {
      expect(await ask(path)).toMatchObject({ status: 404, json: { success: false, status_code: 34 } });
    }
  });

  it.each(PARTS)('answers the part %s at its own path, and the same without id when appended', async (part) => {
    const { ask } = await sandboxFor();
    const { id, ...alone } = (await ask(`/3/movie/550/${part}`)).json;
    expect(id).toBe(['changes', 'recommendations', 'similar'].includes(part) ? undefined : 550);
    expect((await ask(`/3/movie/550?append_to_response=${part}`)).json[part]).toEqual(alone);
  });

  it('names people, jobs and roles in the credits of a movie', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/550/credits');
    expect(json['cast']?.[1]).toEqual({
      adult: false,
      gender: 2,
      id: 287,
      known_for_department: 'Acting',
      name: 'Brad Pitt',
      original_name: 'Brad Pitt',
      popularity: expect.any(Number),
      profile_path: expect.stringMatching(/^\/.+\.jpg$/),
      cast_id: expect.any(Number),
      character: 'Tyler Durden',
      credit_id: expect.stringMatching(/^[0-9a-f]{24}$/),
      order: 1,
    });
    expect(json['crew']).toContainEqual(expect.objectContaining({ name: 'David Fincher', department: 'Directing', job: 'Director' }));
  });

  it('answers pages of recommendations, with media_type, and of similar movies, without it', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/603?append_to_response=recommendations,similar&page=2');
    expect(json).toMatchObject({ recommendations: { page: 2 }, similar: { page: 2 } });
    expect(json['recommendations']?.['results']?.[0]).toHaveProperty('media_type', 'movie');
    expect(json['similar']?.['results']?.[0]).not.toHaveProperty('media_type');
    expect(json['recommendations']?.['total_pages']).toBeGreaterThan(1);
  });

  it('answers a movie’s changes of at most 14 days', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/603/changes?start_date=2024-12-01&end_date=2024-12-09');
    expect(json['changes']?.[0]).toMatchObject({
      key: 'images',
      items: [{ action: 'added', time: expect.stringMatching(/^2024-12-\d\d [\d:]{8} UTC$/) }, {}, {}],
    });
    expect(await ask('/3/movie/603/changes?start_date=2024-12-01&end_date=2024-12-31')).toMatchObject({
      status: 422,
      json: { status_code: 20 },
    });
    expect(await ask('/3/movie/603/changes?start_date=yesterday')).toMatchObject({
      status: 400,
      json: { status_code: 23 },
    });
  });
});

describe('append_to_response', () => {
  it('appends 20 parts and refuses 21 with status 27', async () => {
    const { ask } = await sandboxFor();
    const twenty = Array.from({ length: 20 }, (_, index) => `part${index}`).join(',');
    expect((await ask(`/3/movie/603?append_to_response=${twenty}`)).status).toBe(200);
    expect(await ask(`/3/movie/603?append_to_response=${twenty},more`)).toMatchObject({
      status: 400,
      json: { status_code: 27 },
    });
  });

  it('leaves out appended parts that a movie lacks', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/603?append_to_response=content_ratings%2Ccredits,nonsense');
    expect(json).toHaveProperty('credits');
    expect(json).not.toHaveProperty('content_ratings');
  });

  it('appends parts to people, collections and companies too', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/person/31?append_to_response=movie_credits,images,external_ids')).json).toMatchObject({
      name: 'Tom Hanks',
      images: { profiles: [{}] },
      external_ids: { imdb_id: 'nm0000158' },
    });
    expect((await ask('/3/collection/10?append_to_response=images,translations')).json).toMatchObject({
      images: { posters: expect.arrayContaining([expect.objectContaining({ iso_639_1: 'de' })]) },
      translations: { translations: [{}, {}] },
    });
    expect((await ask('/3/company/1?append_to_response=movies')).json).toMatchObject({
      name: 'Lucasfilm Ltd.',
      movies: { page: 1 },
    });
  });
});

describe('language', () => {
  it('answers title, texts and genres in English or German', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/680?language=de-DE');
    expect(json['overview']).toMatch(/^Thriller aus dem Jahr 1994 von Quentin Tarantino, mit John Travolta/);
    expect((await ask('/3/movie/278?language=de')).json).toMatchObject({
      title: 'Die Verurteilten',
      original_title: 'The Shawshank Redemption',
      genres: [{}, { name: 'Krimi' }],
    });
    expect((await ask('/3/movie/129')).json).not.toHaveProperty('title', '');
  });

  it('answers the original title and no text in other languages', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/278?language=fi')).json).toMatchObject({
      title: 'The Shawshank Redemption',
      overview: '',
      tagline: '',
    });
  });

  it('lists translations, with an empty title for the original one', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/278/translations');
    expect(json['translations']).toEqual([
      {
        iso_3166_1: 'US',
        iso_639_1: 'en',
        name: 'English',
        english_name: 'English',
        data: expect.objectContaining({ title: '', overview: expect.stringContaining('1994') }),
      },
      {
        iso_3166_1: 'DE',
        iso_639_1: 'de',
        name: 'Deutsch',
        english_name: 'German',
        data: expect.objectContaining({ title: 'Die Verurteilten' }),
      },
    ]);
  });

  it('filters images by language, unless include_image_language names others', async () => {
    const { ask } = await sandboxFor();
    const languages = async (query: string) => {
      const posters = (await ask(`/3/movie/550/images${query}`)).json['posters'] as unknown as {
        iso_639_1: string | null;
      }[];
      return [...new Set(posters.map((row) => row.iso_639_1))];
    };
    expect((await languages('')).length).toBeGreaterThan(2);
    expect(await languages('?language=de')).toEqual(['de']);
    expect(new Set(await languages('?language=de&include_image_language=en,null'))).toEqual(new Set(['en', null]));
  });

  it('filters videos by language, by default English', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/1000001/videos')).json['results']).toHaveLength(2);
    expect((await ask('/3/movie/1000001/videos?language=de-DE')).json['results']).toHaveLength(1);
    expect((await ask('/3/movie/1000001/videos?language=de-DE&include_video_language=en,null')).json['results']).toHaveLength(3);
  });
});

describe('generated movies', () => {
  it('generates the same whole movie each time for every id from 1,000,000 on', async () => {
    const { ask } = await sandboxFor();
    for (const id of [1_000_000, 123_456_789, 2 ** 31 - 1]) {
      const { json } = await ask(`/3/movie/${id}?append_to_response=${PARTS.join(',')}`);
      expect(json).toMatchObject({
        id,
        imdb_id: expect.stringMatching(/^tt\d{9,}$/),
        credits: { cast: { length: 15 } },
        keywords: { keywords: { length: 6 } },
      });
      expect(json['credits']?.['crew']).toContainEqual(expect.objectContaining({ job: 'Director' }));
      expect(json['recommendations']?.['total_results']).toBeGreaterThanOrEqual(40);
      expect((await ask(`/3/movie/${String(json['imdb_id'])}`)).json).toHaveProperty('id', id);
    }
  });

  it('answers the same fields of a generated movie in lists and in details', async () => {
    const { ask } = await sandboxFor();
    const rows = (await ask('/3/movie/popular?page=300')).json['results'] as unknown as Record<string, unknown>[];
    const { genre_ids: _ids, popularity, vote_count: votes, ...row } = rows[3] ?? {};
    const { json } = await ask(`/3/movie/${String(row['id'])}`);
    expect(json).toMatchObject(row);
    // Lists are snapshots, and lag behind a little.
    expect(Number(popularity) / Number(json['popularity'])).toBeCloseTo(0.98, 3);
    expect(Number(votes)).toBe(Math.floor(Number(json['vote_count']) * 0.995));
  });

  it('lists a generated movie among the credits of its people', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/movie/1234567/credits');
    const credits = (await ask(`/3/person/${String(json['cast']?.[5]?.['id'])}/movie_credits`)).json;
    expect(credits['cast']).toContainEqual(expect.objectContaining({ id: 1234567, credit_id: json['cast']?.[5]?.['credit_id'], order: 5 }));
  });

  it('answers "not found" for generated movies when these are turned off', async () => {
    const { ask } = await sandboxFor({ generated: false });
    expect((await ask('/3/movie/1234567')).status).toBe(404);
    expect((await ask('/3/movie/popular')).json['total_pages']).toBe(23);
  });
});
