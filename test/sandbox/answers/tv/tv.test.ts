import { describe, expect, it } from 'vitest';
import { SERIES, SERIES_BY_ID } from '../../../../src/sandbox/catalogue/catalogue.ts';
import { codedId } from '../../../../src/sandbox/generated/coded-id.ts';
import { sandboxFor, type Json } from '../../ask.ts';

const rows = (json: Json | undefined, key: string) => json?.[key] as unknown as Record<string, unknown>[];
const from = async (path: string, generated = true) => {
  const { ask } = await sandboxFor({ generated });
  return (await ask(path)).json;
};
const missing = { status: 404, json: { status_code: 34 } };

const seasons = (first: number, count: number) => Array.from({ length: count }, (_, index) => `season/${first + index}`).join(',');

/** Parts that can be appended to a series, except seasons. */
const PARTS = [
  'aggregate_credits',
  'alternative_titles',
  'changes',
  'content_ratings',
  'credits',
  'episode_groups',
  'external_ids',
  'images',
  'keywords',
  'lists',
  'recommendations',
  'reviews',
  'screened_theatrically',
  'similar',
  'translations',
  'videos',
  'watch/providers',
];

describe('a series', () => {
  it('answers a series in English and German', async () => {
    expect(await from('/3/tv/1396')).toMatchObject({
      name: 'Breaking Bad',
      created_by: [{ name: 'Vince Gilligan', credit_id: expect.stringMatching(/^[0-9a-f]{24}$/) }],
      episode_run_time: [],
      in_production: false,
      last_air_date: '2013-09-29',
      last_episode_to_air: { name: 'Felina', season_number: 5, episode_number: 16, air_date: '2013-09-29', show_id: 1396 },
      next_episode_to_air: null,
      networks: [{ name: 'AMC' }],
      number_of_episodes: 62,
      number_of_seasons: 5,
      status: 'Ended',
      type: 'Scripted',
    });
    expect(await from('/3/tv/456?language=de')).toMatchObject({
      name: 'Die Simpsons',
      original_name: 'The Simpsons',
      genres: [{ id: 16 }, { id: 35, name: 'Komödie' }],
      overview: expect.stringContaining('Serie'),
      in_production: true,
      last_episode_to_air: { name: 'A Made Maggie' },
      next_episode_to_air: { season_number: 33, episode_number: 11, air_date: '2022-01-02' },
    });
    expect((await from('/3/genre/tv/list?language=de'))['genres']).toContainEqual({ id: 10762, name: 'Kinder' });
  });

  it('knows the seasons of more than twenty series', () => {
    expect(SERIES.filter(({ seasons = [], networks, status }) => seasons.length > 0 && networks && status).length).toBeGreaterThan(20);
    expect(SERIES.filter(({ seasons = [] }) => seasons.some(({ number }) => number === 0)).map(({ id }) => id)).toEqual([
      456, 1399, 1400, 1668,
    ]);
  });

  it('leaves season 0 out of the counts of a series', async () => {
    const json = await from('/3/tv/1399?language=de');
    expect(json).toMatchObject({ number_of_seasons: 8, number_of_episodes: 73 });
    expect(rows(json, 'seasons').map(({ season_number, name }) => [season_number, name])).toEqual([
      [0, 'Extras'],
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((number) => [number, `Staffel ${number}`]),
    ]);
  });

  it.each([1399, 1_000_045])('answers every part appended to the series %i', async (id) => {
    const json = await from(`/3/tv/${id}?append_to_response=${PARTS.join(',')},season/1,season/1/credits`);
    for (const part of PARTS) {
      expect(json, part).toHaveProperty([part]);
      expect(json[part], part).not.toHaveProperty('id');
    }
    expect(json['season/1']).toMatchObject({ id: expect.any(Number), _id: expect.stringMatching(/^[0-9a-f]{24}$/), season_number: 1 });
    expect(rows(json['season/1/credits'], 'cast').length).toBeGreaterThan(5);
    expect(json['season/1/credits']).not.toHaveProperty('id');
    for (const part of ['alternative_titles', 'content_ratings', 'episode_groups', 'keywords', 'screened_theatrically'])
      expect(rows(json[part], 'results').length, part).toBeGreaterThan(0);
  });

  it('leaves out parts that a series lacks, and refuses more than 20 parts', async () => {
    const { ask } = await sandboxFor();
    const target = '/3/tv/1399?append_to_response=';
    const { json, status } = await ask(`${target}season/8,season/9,season/9/credits,season/x,season/1/episode/1,release_dates`);
    expect(status).toBe(200);
    expect(Object.keys(json).filter((key) => /season\/|release/.test(key))).toEqual(['season/8']);
    expect(Object.keys((await ask(`/3/tv/1000045?append_to_response=${seasons(26, 20)}`)).json)).toContain('season/45');
    expect(await ask(`${target}${seasons(0, 21)}`)).toMatchObject({ status: 400, json: { status_code: 27 } });
    expect(await ask('/3/tv/1?append_to_response=season/1')).toMatchObject(missing);
  });

  it('counts episodes per person in aggregate credits, with all roles and jobs', async () => {
    const { cast, crew } = (await from('/3/tv/1399/aggregate_credits')) as unknown as Record<string, Record<string, unknown>[]>;
    for (const [list, key] of [
      [cast, 'roles'],
      [crew, 'jobs'],
    ] as const) {
      expect(list?.length).toBeGreaterThan(3);
      for (const row of list ?? []) {
        const counts = (row[key] as { episode_count: number }[]).map(({ episode_count }) => episode_count);
        expect(row['total_episode_count']).toBe(counts.reduce((sum, count) => sum + count, 0));
      }
    }
    const ids = cast?.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids?.length);
  });

  it('lists a series among the credits of its creators and of guests in single episodes', async () => {
    const { ask } = await sandboxFor();
    const creator = rows((await ask('/3/tv/1396')).json, 'created_by')[0];
    const guest = rows((await ask('/3/tv/1399/season/1/episode/1')).json, 'guest_stars')[0];
    expect(rows((await ask(`/3/person/${String(creator?.['id'])}/tv_credits`)).json, 'crew')).toContainEqual(
      expect.objectContaining({ id: 1396, job: 'Creator', credit_id: creator?.['credit_id'] }),
    );
    expect(rows((await ask(`/3/person/${String(guest?.['id'])}/tv_credits`)).json, 'cast')).toContainEqual(
      expect.objectContaining({ id: 1399, character: guest?.['character'], credit_id: guest?.['credit_id'] }),
    );
    expect((await ask(`/3/credit/${String(creator?.['credit_id'])}`)).json).toMatchObject({ credit_type: 'creator', media: { id: 1396 } });
  });

  it('answers the credits and reviews that a series lists', async () => {
    const { ask } = await sandboxFor();
    for (const id of [1399, 1_000_008]) {
      const { json } = await ask(`/3/tv/${id}?append_to_response=credits,reviews,season/1`);
      const season = json['season/1']?.['episodes']?.[0];
      const [player] = rows(json['credits'], 'cast');
      const [guest] = rows(season, 'guest_stars');
      for (const row of [player, guest])
        expect((await ask(`/3/credit/${String(row?.['credit_id'])}`)).json).toMatchObject({
          credit_type: 'cast',
          media: { id, character: row?.['character'] },
          person: { id: row?.['id'] },
        });
      expect((await ask(`/3/credit/${String(guest?.['credit_id'])}`)).json).toMatchObject({ media: { episodes: [{ season_number: 1 }] } });
      const [review] = rows(json['reviews'], 'results');
      expect((await ask(`/3/review/${String(review?.['id'])}`)).json).toMatchObject({ media_id: id, media_type: 'tv' });
    }
  });
});

describe('a season', () => {
  it('answers a season with its episodes and their people', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/tv/1399/season/1');
    expect(json).toMatchObject({
      id: 3624,
      air_date: '2011-04-17',
      name: 'Season 1',
      networks: [{ id: 49, name: 'HBO' }],
      episodes: {
        length: 10,
        0: { id: 63056, name: 'Winter Is Coming', runtime: 62, show_id: 1399, guest_stars: { length: 8 }, crew: { length: 4 } },
        9: { episode_type: 'finale' },
      },
    });
    expect(rows((await ask('/3/tv/1399/season/0')).json, 'episodes')).toHaveLength(270);
  });

  it('names unrecorded episodes by their number, with dates where these are known', async () => {
    const { ask } = await sandboxFor();
    const episodes = async (path: string) => rows((await ask(path)).json, 'episodes').map(({ name, air_date }) => [name, air_date]);
    expect((await episodes('/3/tv/63247/season/1?language=de'))[1]).toEqual(['Folge 2', '2016-10-09']);
    expect((await episodes('/3/tv/66732/season/1')).at(-1)).toEqual(['Episode 8', '2016-07-15']);
    expect(await episodes('/3/tv/1408/season/8')).toEqual([
      ['Episode 1', '2011-10-03'],
      ...Array.from({ length: 20 }, (_, index) => [`Episode ${index + 2}`, null]),
      ['Episode 22', '2012-05-21'],
    ]);
  });

  it('answers the parts of a season and of an episode with the id of their owner', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/tv/1399/season/1/episode/1?append_to_response=credits,external_ids,images,translations,videos');
    expect(json).toMatchObject({
      id: 63056,
      name: 'Winter Is Coming',
      credits: { guest_stars: { length: 8 } },
      external_ids: { imdb_id: 'tt1480055', tvdb_id: 3254641 },
    });
    expect(json).not.toHaveProperty('show_id');
    for (const part of ['aggregate_credits', 'credits', 'external_ids', 'images', 'translations', 'videos', 'watch/providers'])
      expect((await ask(`/3/tv/1399/season/1/${part}`)).json, part).toMatchObject({ id: 3624 });
    for (const part of ['credits', 'external_ids', 'images', 'translations', 'videos'])
      expect((await ask(`/3/tv/1399/season/1/episode/1/${part}`)).json, part).toMatchObject({ id: 63056 });
  });

  it('answers "not found" for an unknown season and an unknown episode', async () => {
    const { ask } = await sandboxFor();
    for (const path of ['1399/season/9', '1399/season/9/credits', '1399/season/1/episode/11', '1399/season/1/episode/0', '1/season/1'])
      expect(await ask(`/3/tv/${path}`), path).toMatchObject(missing);
  });

  it('answers the changes of a season and of an episode by their ids', async () => {
    const { ask } = await sandboxFor({ generated: false });
    for (const path of ['season/3624', 'episode/63056']) expect((await ask(`/3/tv/${path}/changes`)).json).toHaveProperty('changes');
    for (const path of ['season/1', 'episode/1', 'episode/10000001']) expect(await ask(`/3/tv/${path}/changes`)).toMatchObject(missing);
  });

  it('gives every season and episode of the catalogue an id of its own', async () => {
    const { ask } = await sandboxFor();
    const withSeasons = SERIES.filter(({ seasons = [] }) => seasons.length > 0);
    const seasonIds = withSeasons.flatMap((series) => (series.seasons ?? []).map(({ id }) => id));
    expect(new Set(seasonIds).size).toBe(seasonIds.length);
    const ids: unknown[] = [];
    for (const { id } of withSeasons) {
      for (const { number } of SERIES_BY_ID.get(id)?.seasons ?? [])
        ids.push(...rows((await ask(`/3/tv/${id}/season/${number}`)).json, 'episodes').map((episode) => episode['id']));
    }
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('an episode group', () => {
  it('answers an episode group with all episodes of its series', async () => {
    const { ask } = await sandboxFor();
    for (const [id, type, groups] of [
      [1399, 1, 9],
      [1_000_008, 2, 1],
    ]) {
      const [listed] = rows((await ask(`/3/tv/${id}/episode_groups`)).json, 'results');
      expect(listed).toMatchObject({ type, group_count: groups });
      const { json } = await ask(`/3/tv/episode_group/${String(listed?.['id'])}`);
      expect(json).toMatchObject(listed ?? {});
      expect(rows(json, 'groups').flatMap((group) => group['episodes'])).toHaveLength(Number(listed?.['episode_count']));
    }
    expect(await ask(`/3/tv/episode_group/${codedId('episode-group', 5, 0)}`)).toMatchObject(missing);
  });
});

describe('lists of series', () => {
  it('answers the lists of series, and the latest series', async () => {
    const { ask } = await sandboxFor();
    for (const list of ['popular', 'top_rated', 'on_the_air', 'airing_today'])
      expect((await ask(`/3/tv/${list}`)).json, list).toMatchObject({ page: 1, results: { 0: { name: expect.any(String) } } });
    expect((await ask('/3/tv/popular?page=500')).json).toMatchObject({ total_pages: 11_425, results: { length: 20 } });
    expect((await ask('/3/tv/latest')).json).toMatchObject({ id: 209_867, number_of_seasons: 1 });
  });

  it.each(['on_the_air', 'airing_today'])('rejects unknown time zones in the list %s', async (list) => {
    const { ask } = await sandboxFor();
    for (const zone of ['Europe/Berlin', 'America/New_York', 'US/Eastern', 'Asia/Kolkata'])
      expect((await ask(`/3/tv/${list}?timezone=${zone}`)).status, zone).toBe(200);
    for (const zone of ['Mars/Olympus', '%2B01:00', 'x'])
      expect(await ask(`/3/tv/${list}?timezone=${zone}`), zone).toMatchObject({ status: 400, json: { status_code: 28 } });
  });
});

describe('a network', () => {
  it('answers a network with its alternative names and logos', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/network/49?append_to_response=alternative_names,images')).json).toMatchObject({
      id: 49,
      name: 'HBO',
      headquarters: 'New York City, New York',
      alternative_names: { results: [{ name: 'Home Box Office' }, {}] },
      images: { logos: [{ file_type: '.svg' }, {}] },
    });
    expect(await ask('/3/network/999999')).toMatchObject(missing);
  });
});

describe('find', () => {
  it('finds series, seasons and episodes by external ids', async () => {
    const { ask } = await sandboxFor();
    const find = async (id: string, source: string) => (await ask(`/3/find/${id}?external_source=${source}`)).json;
    expect(await find('tt0944947', 'imdb_id')).toMatchObject({ tv_results: [{ id: 1399, media_type: 'tv' }], tv_episode_results: [] });
    expect(await find('121361', 'tvdb_id')).toMatchObject({ tv_results: [{ id: 1399 }] });
    expect(await find('364731', 'tvdb_id')).toMatchObject({ tv_season_results: [{ id: 3624, show_id: 1399 }] });
    expect(await find('tt0959621', 'imdb_id')).toMatchObject({
      tv_results: [],
      tv_episode_results: [{ id: 62_085, name: 'Pilot', show_id: 1396, media_type: 'tv_episode' }],
    });
    expect(await find('tt5924366', 'imdb_id')).toMatchObject({ tv_episode_results: [{ name: 'Winterfell', season_number: 8 }] });
  });

  it('finds generated series and episodes by external ids', async () => {
    const { ask } = await sandboxFor();
    const find = async (id: unknown, source: string) => (await ask(`/3/find/${String(id)}?external_source=${source}`)).json;
    const series = (await ask('/3/tv/1000045/external_ids')).json;
    const episode = (await ask('/3/tv/1000045/season/45/episode/2/external_ids')).json;
    expect(await find(series['imdb_id'], 'imdb_id')).toMatchObject({ tv_results: [{ id: 1_000_045 }], movie_results: [] });
    expect(await find(series['tvdb_id'], 'tvdb_id')).toMatchObject({ tv_results: [{ id: 1_000_045 }] });
    expect(await find(series['wikidata_id'], 'wikidata_id')).toMatchObject({ tv_results: [{ id: 1_000_045 }] });
    expect(await find('1399', 'tvdb_id')).toMatchObject({ tv_results: [] });
    expect(await find(episode['imdb_id'], 'imdb_id')).toMatchObject({
      tv_results: [],
      tv_episode_results: [{ id: episode['id'], show_id: 1_000_045, season_number: 45, episode_number: 2 }],
    });
  });
});

describe('generated series', () => {
  it.each([
    [1_000_001, 1],
    [1_000_008, 8],
    [1_000_045, 45],
    [2_147_483_647, 47],
  ])('generates the series %i with %i seasons of 3 episodes', async (id, count) => {
    const { ask } = await sandboxFor();
    const { json } = await ask(`/3/tv/${id}`);
    expect(json).toMatchObject({ number_of_seasons: count, number_of_episodes: 3 * count, seasons: { length: count } });
    const season = (await ask(`/3/tv/${id}/season/${count}`)).json;
    expect(season).toMatchObject({ id: json['seasons']?.[count - 1]?.['id'], episodes: { length: 3 } });
    for (const episode of rows(season, 'episodes'))
      expect(episode).toMatchObject({ crew: { length: 2 }, guest_stars: { length: 2 }, id: expect.any(Number) });
    expect(await ask(`/3/tv/${id}/season/${count + 1}`)).toMatchObject(missing);
  });

  it('generates series without seasons', async () => {
    expect(await from('/3/tv/1000000')).toMatchObject({
      number_of_seasons: 0,
      number_of_episodes: 0,
      seasons: [],
      last_air_date: null,
      last_episode_to_air: null,
    });
  });

  it('answers "not found" for generated series when these are turned off', async () => {
    expect(await from('/3/tv/1000045', false)).toMatchObject({ status_code: 34 });
  });

  it('answers the same fields of a generated series in lists and in details', async () => {
    const { ask } = await sandboxFor();
    const {
      genre_ids: _genres,
      popularity,
      vote_count: votes,
      ...row
    } = rows((await ask('/3/tv/popular?page=60')).json, 'results')[0] ?? {};
    const { json } = await ask(`/3/tv/${String(row['id'])}`);
    expect(json).toMatchObject(row);
    expect(Number(popularity) / Number(json['popularity'])).toBeCloseTo(0.98, 3);
    expect(Number(votes)).toBe(Math.floor(Number(json['vote_count']) * 0.995));
  });
});
