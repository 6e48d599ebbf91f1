import { describe, expect, it } from 'vitest';
import { codedId } from '../../../../src/sandbox/generated/coded-id.ts';
import { sandboxFor, type Ask, type Json } from '../../ask.ts';

const rows = (json: Json, key: string) => json[key] as unknown as Record<string, unknown>[];
const from = async (path: string) => {
  const { ask } = await sandboxFor();
  return (await ask(path)).json;
};

describe('a person', () => {
  it('answers a person’s facts, and a biography in English and German', async () => {
    const { ask } = await sandboxFor();
    const inLanguage = async (language: string) => (await ask(`/3/person/525?language=${language}`)).json;
    expect(await inLanguage('en-US')).toMatchObject({
      name: 'Christopher Nolan',
      birthday: '1970-07-30',
      deathday: null,
      place_of_birth: 'London, England, UK',
      imdb_id: 'nm0634240',
      gender: 2,
      known_for_department: 'Directing',
      also_known_as: ['Christopher Edward Nolan', 'Chris Nolan'],
      biography: expect.stringMatching(/^Christopher Nolan, born in 1970/),
    });
    expect(await inLanguage('de-DE')).toMatchObject({ biography: expect.stringContaining('geboren 1970') });
    expect(await inLanguage('fi')).toMatchObject({ biography: '' });
  });

  it('lists a person’s movies and series, with their kinds in combined credits', async () => {
    const { ask } = await sandboxFor();
    const credits = async (name: string) => (await ask(`/3/person/31/${name}`)).json;
    const [movies, series, both] = [await credits('movie_credits'), await credits('tv_credits'), await credits('combined_credits')];
    expect(rows(movies, 'cast').length).toBeGreaterThan(10);
    expect(rows(series, 'cast').length).toBeGreaterThan(10);
    for (const role of ['cast', 'crew']) {
      expect(rows(both, role).map((row) => [row['media_type'], row['credit_id']])).toEqual([
        ...rows(movies, role).map((row) => ['movie', row['credit_id']]),
        ...rows(series, role).map((row) => ['tv', row['credit_id']]),
      ]);
    }
    expect(rows(series, 'cast')).toContainEqual(
      expect.objectContaining({ name: 'Family Ties', character: 'Ned Donnelly', episode_count: 3, credit_id: expect.any(String) }),
    );
    expect(rows(movies, 'cast')[0]).not.toHaveProperty('media_type');
  });

  it('answers a person’s tagged images as page 0, whichever page is requested', async () => {
    const { ask } = await sandboxFor();
    const first = (await ask('/3/person/31/tagged_images?page=1')).json;
    expect((await ask('/3/person/31/tagged_images?page=2')).json).toEqual(first);
    expect(first).toMatchObject({ id: 31, page: 0, total_pages: 1 });
    expect(rows(first, 'results')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          image_type: 'still',
          media_type: 'episode',
          media: expect.objectContaining({ media_type: 'tv_episode' }),
        }),
        expect.objectContaining({
          image_type: 'poster',
          media_type: 'movie',
          media: expect.objectContaining({ media_type: 'movie', id: 13 }),
        }),
        expect.objectContaining({ media_type: 'tv', media: expect.objectContaining({ media_type: 'tv' }) }),
      ]),
    );
    const ids = rows(first, 'results').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('answers a person’s profiles, external ids and names in other languages', async () => {
    const json = await from('/3/person/31?append_to_response=images,external_ids,translations,changes');
    expect(json).toMatchObject({
      images: { profiles: [{ iso_639_1: null }] },
      external_ids: { imdb_id: 'nm0000158', wikidata_id: 'Q2263', tvrage_id: expect.any(Number), youtube_id: null },
      changes: { changes: expect.any(Array) },
    });
    expect(json['translations']?.['translations']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ iso_639_1: 'de', english_name: 'German', data: { biography: expect.stringMatching(/\w/), name: '' } }),
        expect.objectContaining({ iso_639_1: 'ja', iso_3166_1: 'JP', data: { biography: '', name: 'トム・ハンクス' } }),
      ]),
    );
    expect(rows(await from('/3/person/62/images'), 'profiles')).toHaveLength(6);
  });

  it('generates people with all parts for ids from 1,000,000 on', async () => {
    const parts = 'changes,combined_credits,external_ids,images,movie_credits,tagged_images,translations,tv_credits';
    const json = await from(`/3/person/1234567?append_to_response=${parts}`);
    for (const part of parts.split(',')) expect(json, part).toHaveProperty(part);
    expect(rows(json['movie_credits'] ?? {}, 'cast')).toHaveLength(15);
    expect(rows(json['tv_credits'] ?? {}, 'cast')).toHaveLength(15);
    expect(rows(json['combined_credits'] ?? {}, 'cast')).toHaveLength(30);
    expect(json['tagged_images']).toMatchObject({ page: 0, total_results: 5 });
  });

  it.each([true, false])(
    'answers the generated people in the cast of a recorded movie, and their credits (generated: %s)',
    async (generated) => {
      const { ask } = await sandboxFor({ generated });
      const cast = rows((await ask('/3/movie/603/credits')).json, 'cast');
      const made = cast.filter(({ id }) => Number(id) >= 1_000_000 && Number(id) < 2_000_000_000);
      expect(made.length).toBeGreaterThan(5);
      for (const { id, name, profile_path: profile, credit_id: credit } of made) {
        const person = (await ask(`/3/person/${String(id)}?append_to_response=movie_credits`)).json;
        expect(person).toMatchObject({ id, name, profile_path: profile });
        expect(rows(person['movie_credits'] ?? {}, 'cast')).toContainEqual(expect.objectContaining({ id: 603, credit_id: credit }));
        expect(rows(person['movie_credits'] ?? {}, 'cast').length > 1).toBe(generated);
        expect((await ask(`/3/credit/${String(credit)}`)).json).toMatchObject({ media: { id: 603 }, person: { id } });
      }
    },
  );
});

/** Requests a credit, and returns the ids of its person and its title. */
const creditOf = async (ask: Ask, id: unknown) => {
  const { json } = await ask(`/3/credit/${String(id)}`);
  return json;
};

describe('a credit', () => {
  it('answers every credit id that cast and crew list', async () => {
    const { ask } = await sandboxFor();
    for (const movie of [550, 22855, 1_234_567]) {
      const credits = (await ask(`/3/movie/${movie}/credits`)).json;
      for (const row of rows(credits, 'cast').slice(0, 5)) {
        expect(await creditOf(ask, row['credit_id'])).toMatchObject({
          id: row['credit_id'],
          credit_type: 'cast',
          department: 'Acting',
          job: 'Actor',
          media_type: 'movie',
          media: { id: movie, media_type: 'movie', character: row['character'] },
          person: { id: row['id'], name: row['name'], media_type: 'person' },
        });
      }
      for (const row of rows(credits, 'crew').slice(0, 5)) {
        const credit = await creditOf(ask, row['credit_id']);
        expect(credit).toMatchObject({ credit_type: 'crew', department: row['department'], job: row['job'], person: { id: row['id'] } });
        expect(credit['media']).not.toHaveProperty('character');
      }
    }
  });

  it('lists the seasons of a credit in a series, and the episodes of a guest', async () => {
    const { ask } = await sandboxFor();
    expect(await creditOf(ask, '525719bb760ee3776a1835d3')).toMatchObject({
      media_type: 'tv',
      person: { id: 62 },
      media: {
        name: 'Miami Vice',
        media_type: 'tv',
        episodes: [{ season_number: 1, show_id: 1908, media_type: 'tv_episode' }],
        seasons: [{ season_number: 1, media_type: 'tv_season' }],
      },
    });
    const [hanks] = rows((await ask('/3/person/31/tv_credits')).json, 'cast');
    expect(await creditOf(ask, hanks?.['credit_id'])).toMatchObject({ media: { id: hanks?.['id'], episodes: [], seasons: [] } });
  });

  it('answers "not found" for any other credit id', async () => {
    const { ask } = await sandboxFor({ generated: false });
    for (const id of ['000000000000000000000000', 'x', codedId('credit', 1_234_567, 0)]) {
      expect(await ask(`/3/credit/${id}`)).toMatchObject({ status: 404, json: { status_code: 34 } });
    }
  });
});

describe('a review', () => {
  it('answers every review id that movies list, with the movie', async () => {
    const { ask } = await sandboxFor();
    for (const movie of [550, 1_234_567]) {
      const { json } = await ask(`/3/movie/${movie}/reviews`);
      for (const row of rows(json, 'results')) {
        expect((await ask(`/3/review/${String(row['id'])}`)).json).toEqual({
          ...row,
          iso_639_1: 'en',
          media_id: movie,
          media_title: expect.stringMatching(/\w/),
          media_type: 'movie',
        });
      }
    }
    expect((await ask('/3/review/5013bc76760ee372cb00253e')).json).toMatchObject({ status_code: 34 });
  });
});
