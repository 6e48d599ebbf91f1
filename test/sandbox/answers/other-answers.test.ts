import { describe, expect, it } from 'vitest';
import { sandboxFor, type Json } from '../ask.ts';

const rows = (json: Json) => json['results'] as unknown as Record<string, unknown>[];
const kinds = (json: Json) => new Set(rows(json).map((row) => row['media_type']));

describe('a company', () => {
  it('answers a company with its parent, alternative names and movies', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/company/1?append_to_response=alternative_names,movies')).json).toMatchObject({
      name: 'Lucasfilm Ltd.',
      headquarters: 'San Francisco, California',
      description: expect.stringMatching(/\w/),
      parent_company: { name: 'The Walt Disney Company' },
      alternative_names: { results: expect.arrayContaining([{ name: 'Lucasfilm', type: '' }]) },
      movies: { page: 1, results: expect.arrayContaining([expect.objectContaining({ id: 11 })]) },
    });
  });

  it('answers a company’s logos, some of them drawn as SVG', async () => {
    const { ask } = await sandboxFor();
    const types = [];
    for (const id of [1, 5, 14, 25, 33]) {
      const { json } = await ask(`/3/company/${id}/images`);
      for (const logo of json['logos'] as unknown as Record<string, unknown>[]) {
        expect(logo).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{24}$/), file_path: expect.stringMatching(/\.png$/) });
        types.push(logo['file_type']);
      }
    }
    expect(new Set(types)).toEqual(new Set(['.svg', '.png']));
  });
});

describe('a collection', () => {
  it('filters the images of a collection by language', async () => {
    const { ask } = await sandboxFor();
    const posters = async (query: string) =>
      ((await ask(`/3/collection/2344/images?${query}`)).json['posters'] as unknown as Record<string, unknown>[]).map(
        (row) => row['iso_639_1'],
      );
    expect(await posters('')).toEqual(['en', 'de']);
    expect(await posters('language=de')).toEqual(['de']);
    expect((await ask('/3/collection/2344/translations')).json['translations']).toContainEqual(
      expect.objectContaining({
        iso_639_1: 'de',
        data: { title: 'The Matrix Filmreihe', overview: expect.stringMatching(/\w/), homepage: '' },
      }),
    );
  });
});

describe('trends', () => {
  it('answers trends of all kinds and of one kind', async () => {
    const { ask } = await sandboxFor();
    for (const window of ['day', 'week']) {
      expect(kinds((await ask(`/3/trending/all/${window}`)).json)).toEqual(new Set(['movie', 'tv', 'person']));
      expect(kinds((await ask(`/3/trending/tv/${window}`)).json)).toEqual(new Set(['tv']));
      expect(kinds((await ask(`/3/trending/person/${window}`)).json)).toEqual(new Set(['person']));
      const pages = await Promise.all([1, 2, 3].map(async (page) => (await ask(`/3/trending/all/${window}?page=${page}`)).json));
      const shown = pages.flatMap((page) => rows(page).map((row) => `${String(row['media_type'])} ${String(row['id'])}`));
      expect(new Set(shown).size).toBe(60);
    }
    expect((await ask('/3/trending/person/day')).json['results']?.[0]).not.toHaveProperty('known_for');
    expect((await ask('/3/trending/all/year')).status).toBe(404);
  });
});

describe('popular people', () => {
  it('lists more popular people than can be requested, with known_for', async () => {
    const { ask } = await sandboxFor();
    const first = (await ask('/3/person/popular')).json;
    expect(first).toMatchObject({ total_pages: 242_774, total_results: 4_855_479 });
    expect(rows(first).find(({ id }) => id === 31)).toMatchObject({ known_for: [{ id: 13, media_type: 'movie' }, {}, {}] });
    expect(rows(first)[0]).not.toHaveProperty('media_type');
    const last = rows((await ask('/3/person/popular?page=500')).json);
    expect(last).toHaveLength(20);
    const { id, name, known_for: known } = last[19] ?? {};
    expect((await ask(`/3/person/${String(id)}?append_to_response=movie_credits`)).json).toMatchObject({
      name,
      movie_credits: { cast: expect.arrayContaining([expect.objectContaining({ id: (known as { id: number }[])[0]?.id })]) },
    });
  });

  it('lists only popular people of the catalogue when nothing is generated', async () => {
    const { ask } = await sandboxFor({ generated: false });
    const { total_results: total } = (await ask('/3/person/popular')).json;
    expect(total).toBeGreaterThan(500);
    expect(total).toBeLessThan(2000);
  });
});

describe('the latest', () => {
  it.each([
    ['movie', 'title'],
    ['person', 'name'],
  ])('answers the latest %s in full, with max-age 0', async (kind, name) => {
    const { ask } = await sandboxFor();
    const { json, headers } = await ask(`/3/${kind}/latest`);
    expect(headers.get('cache-control')).toBe('public, max-age=0');
    expect((await ask(`/3/${kind}/${String(json['id'])}`)).json).toEqual(json);
    expect(json[name]).toEqual(expect.any(String));
  });
});
