import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

// Fields that clients would otherwise derive themselves. Today is 1 March 2026.

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ now: () => Date.UTC(2026, 2, 1, 23, 59) });
});
afterAll(() => gateway.close());

/** A new id for each document, so that nothing comes from the cache. */
let id = 900_000;

/** Selects fields of a movie, series or person when TMDB has this document about it. */
async function derived(kind: 'movie' | 'tv' | 'person', document: object, fields: string, head = ''): Promise<unknown> {
  id += 1;
  const body = JSON.stringify({ id, ...document });
  gateway.sandbox.program({ faults: [{ path: `/3/${kind}/${id}*`, answer: { http: 200, body, type: 'application/json' } }] });
  gateway.asked();
  const root = kind === 'tv' ? 'tvSeries' : kind;
  const { body: answer } = await gateway.ask(`query ${head} { ${root}(id: ${id}) { ${fields} } }`);
  expect(answer.errors).toBeUndefined();
  expect(gateway.asked()).toHaveLength(1);
  return answer.data?.[root];
}

describe('releaseYear and firstAirYear', () => {
  it.each([
    ['1999-03-30', 1999],
    ['', null],
    [null, null],
    ['soon', null],
  ])('derives from the date %j the year %j', async (date, year) => {
    expect(await derived('movie', { release_date: date }, 'releaseYear')).toEqual({ releaseYear: year });
    expect(await derived('tv', { first_air_date: date }, 'firstAirYear releaseYear')).toEqual({ firstAirYear: year, releaseYear: year });
  });
});

describe('the crew of a movie by job', () => {
  const crew = [
    { id: 1, name: 'Ada', department: 'Directing', job: 'Director', credit_id: 'a' },
    { id: 1, name: 'Ada', department: 'Writing', job: 'Screenplay', credit_id: 'b' },
    { id: 1, name: 'Ada', department: 'Writing', job: 'Story', credit_id: 'c' },
    { id: 2, name: 'Bo', department: 'Directing', job: 'Director', credit_id: 'd' },
    { id: 2, name: 'Bo', department: 'Directing', job: 'Assistant Director', credit_id: 'e' },
    { id: 3, name: 'Cy', department: 'Production', job: 'Producer', credit_id: 'f' },
    { id: 4, name: 'Di', department: 'Production', job: 'Executive Producer', credit_id: 'g' },
    { id: 5, name: 'Ed', department: 'Sound', job: 'Original Music Composer', credit_id: 'h' },
    { id: '5f9', name: 'Nobody', department: 'Sound', job: 'Original Music Composer', credit_id: 'i' },
  ];

  it('lists directors, writers, producers and composers, each person once', async () => {
    expect(
      await derived('movie', { credits: { crew } }, 'directors { name } writers { name } producers { name } composers { name }'),
    ).toEqual({
      directors: [{ name: 'Ada' }, { name: 'Bo' }],
      writers: [{ name: 'Ada' }],
      producers: [{ name: 'Cy' }],
      composers: [{ name: 'Ed' }, null],
    });
  });

  it('lists no directors and composers when TMDB has no credits', async () => {
    expect(await derived('movie', { credits: {} }, 'directors { name } composers { name }')).toEqual({ directors: [], composers: [] });
  });
});

const video = (key: string, row: object = {}) => ({
  id: key,
  key,
  site: 'YouTube',
  type: 'Trailer',
  size: 1080,
  official: true,
  published_at: '2020-01-01T00:00:00.000Z',
  iso_639_1: 'en',
  ...row,
});

/** The key of the trailer of a movie with these videos. */
async function trailerOf(results: unknown, args = '', head = ''): Promise<string | undefined> {
  const movie = await derived('movie', { videos: { results } }, `trailer${args} { key }`, head);
  return (movie as { trailer: { key: string } | null }).trailer?.key;
}

describe('trailer', () => {
  const worst = video('worst', { official: false, type: 'Teaser', size: 360 });
  it.each([
    ['official', video('unofficial', { official: false, size: 2160 }), video('best', { type: 'Teaser', size: 360 })],
    ['no teaser', video('teaser', { type: 'Teaser', size: 2160 }), video('best', { size: 360 })],
    ['sharp', video('blurred', { size: 720, published_at: '2024-01-01T00:00:00.000Z' }), video('best')],
    ['new', video('old'), video('best', { published_at: '2020-01-02 00:00:00 UTC' })],
    ['at YouTube', video('elsewhere', { site: 'Vimeo' }), worst],
    ['a trailer or a teaser', video('clip', { type: 'Clip' }), worst],
    ['not without a key', video('', { key: '' }), worst],
  ])('prefers a trailer that is %s', async (_what, other, best) => {
    expect(await trailerOf([other, best])).toBe(best.key);
    expect(await trailerOf([best, other])).toBe(best.key);
  });

  it('chooses the trailer in the first language that has any', async () => {
    const results = [video('english'), video('german', { iso_639_1: 'de', iso_3166_1: 'DE', official: false }), worst];
    expect(await trailerOf(results)).toBe('english');
    expect(await trailerOf(results, '(languages: ["de", "en"])')).toBe('german');
    expect(await trailerOf(results, '(languages: ["fr", "en"])')).toBe('english');
    expect(await trailerOf(results, '(languages: ["fr"])')).toBeUndefined();
    expect(await trailerOf(results, '', '@inContext(languages: ["de-AT", "en"])')).toBe('german');
    expect(await trailerOf(results, '', '@inContext(languages: ["fr"])')).toBeUndefined();
  });

  it('finds videos and trailers by the double codes of TMDB', async () => {
    const results = [video('mandarin', { iso_639_1: 'zh', iso_3166_1: 'CN' }), video('cantonese', { iso_639_1: 'cn' }), worst];
    expect(await trailerOf(results, '(languages: ["yue", "en"])')).toBe('cantonese');
    expect(await trailerOf([video('bokmål', { iso_639_1: 'nb' })], '', '@inContext(languages: ["nn-NO"])')).toBe('bokmål');
    const silent = [{ ...video('silent'), iso_639_1: 'xx', iso_3166_1: 'XX' }];
    expect(await trailerOf(silent, '(languages: ["xx"])')).toBe('silent');
  });

  it('requests videos in the languages of all fields at once, and gives each field its own', async () => {
    gateway.asked();
    const { body } = await gateway.ask(
      '{ movie(id: 1000777) { trailer(languages: ["de"]) { language } videos { language } german: videos(languages: ["de"]) { language } } }',
    );
    expect(gateway.asked()).toEqual([expect.stringMatching(/append_to_response=videos&include_video_language=de,en$/)]);
    expect(body).toEqual({
      data: {
        movie: {
          trailer: { language: 'de' },
          videos: [{ language: 'en' }, { language: 'en' }],
          german: [{ language: 'en' }, { language: 'en' }, { language: 'de' }],
        },
      },
    });
  });

  it('returns null when a movie or series has no trailer', async () => {
    expect(await trailerOf([])).toBeUndefined();
    expect(await trailerOf(null)).toBeUndefined();
    expect(await derived('tv', { videos: { results: [worst] } }, 'trailer { key }')).toEqual({ trailer: { key: 'worst' } });
  });
});

const release = (type: number, certification: string) => ({ type, certification, release_date: '2020-01-01T00:00:00.000Z' });

describe('certification', () => {
  const results = [
    { iso_3166_1: 'US', release_dates: [release(1, ''), release(4, 'NR'), release(3, ''), release(3, 'PG-13')] },
    { iso_3166_1: 'DE', release_dates: [release(3, ''), release(5, '16')] },
    { iso_3166_1: 'FR', release_dates: [release(3, '')] },
    { iso_3166_1: 'GB', release_dates: null },
  ];
  const ratings = [
    { iso_3166_1: 'US', rating: 'TV-MA' },
    { iso_3166_1: 'DE', rating: '' },
    { iso_3166_1: 'DE', rating: '16' },
  ];

  it('takes the certification of a movie from its theatrical release, or else from any other', async () => {
    expect(
      await derived(
        'movie',
        { release_dates: { results } },
        'certification de: certification(region: DE) fr: certification(region: FR) gb: certification(region: GB) it: certification(region: IT)',
      ),
    ).toEqual({ certification: 'PG-13', de: '16', fr: null, gb: null, it: null });
  });

  it('takes the certification of a series from its content rating', async () => {
    expect(
      await derived(
        'tv',
        { content_ratings: { results: ratings } },
        'certification de: certification(region: DE) fr: certification(region: FR)',
      ),
    ).toEqual({ certification: 'TV-MA', de: '16', fr: null });
  });

  it('takes the certification of the operation’s region', async () => {
    expect(await derived('movie', { release_dates: { results } }, 'certification', '@inContext(region: DE)')).toEqual({
      certification: '16',
    });
    expect(
      await derived('tv', { content_ratings: { results: ratings } }, '... on Media { certification }', '@inContext(region: DE)'),
    ).toEqual({
      certification: '16',
    });
  });
});

describe('isReleased', () => {
  it.each([
    ['Released', '1999-03-30', true],
    ['Released', '', true],
    ['Released', '2026-03-01', true],
    ['Released', '2026-03-02', false],
    ['Post Production', '2026-02-28', false],
    ['Canceled', '', false],
    ['Something new', '2026-03-01', true],
    ['', '2026-03-02', false],
    ['', '', null],
    [undefined, null, null],
  ])('derives from the status %j and the date %j that isReleased is %j', async (status, date, isReleased) => {
    expect(await derived('movie', { status, release_date: date }, 'isReleased')).toEqual({ isReleased });
  });
});

describe('a series', () => {
  it('lists the creators of a series', async () => {
    const rows = [{ id: 1, name: 'Ada', credit_id: 'a' }, null, { id: 2, name: 'Bo', credit_id: 'b' }];
    expect(await derived('tv', { created_by: rows }, 'creators { name }')).toEqual({ creators: [{ name: 'Ada' }, { name: 'Bo' }] });
  });

  it.each([
    [[45, 60], 50, 45],
    [[], 50, 50],
    [undefined, 50, 50],
    [[0], 0, null],
    [null, null, null],
  ])('derives from the runtimes %j and a newest episode of %j minutes an episodeRuntime of %j', async (times, newest, minutes) => {
    const last = { id: 1, season_number: 1, episode_number: 1, runtime: newest };
    expect(await derived('tv', { episode_run_time: times, last_episode_to_air: last }, 'episodeRuntime')).toEqual({
      episodeRuntime: minutes,
    });
  });
});

describe('age', () => {
  it.each([
    ['1970-03-01', null, 56],
    ['1970-03-02', null, 55],
    ['1972-02-29', '', 54],
    ['1950-06-10', '2000-06-09', 49],
    ['1950-06-10', '2000-06-10', 50],
    ['2026-03-01', null, 0],
    ['1950', null, null],
    ['', null, null],
    [null, null, null],
    ['1950-06-10', '2000', null],
    ['1950-06-10', '1940-01-01', null],
    ['2030-01-01', null, null],
    ['1850-01-01', null, null],
  ])('derives from the birthday %j and the deathday %j the age %j', async (birthday, deathday, age) => {
    expect(await derived('person', { birthday, deathday }, 'age')).toEqual({ age });
  });
});

describe('birthYear and deathYear', () => {
  it.each([
    ['1945-02-03', '2000-06-10', 1945, 2000],
    ['1945', '2000', 1945, 2000],
    ['1945-00-00', '2000-06-00', 1945, 2000],
    ['1945-05', ' 2000 ', 1945, 2000],
    ['1945-02-30', null, 1945, null],
    ['0000-00-00', '', null, null],
    ['soon', '19', null, null],
    ['20008-06-10', '1945 or 1946', null, null],
  ])('reads from the dates %j and %j the years %j and %j', async (birthday, deathday, birthYear, deathYear) => {
    expect(await derived('person', { birthday, deathday }, 'birthYear deathYear')).toEqual({ birthYear, deathYear });
  });

  it.each(['1945', '1945-00-00', '1945-05'])('has no day and no age for the partial date %s', async (birthday) => {
    expect(await derived('person', { birthday }, 'birthYear birthday age')).toEqual({ birthYear: 1945, birthday: null, age: null });
  });
});

describe('an episode', () => {
  const crew = [
    { id: 1, name: 'Ada', department: 'Directing', job: 'Director' },
    { id: 2, name: 'Bo', department: 'Writing', job: 'Writer' },
  ];
  const episode = (number: number, airDate: string | null) => ({
    id: number,
    season_number: 1,
    episode_number: number,
    air_date: airDate,
    crew,
    guest_stars: [],
  });

  it('lists directors and writers of episodes, and whether they aired, in the request of their season', async () => {
    const season = { id: 9, season_number: 1, episodes: [episode(1, '2026-03-01'), episode(2, '2026-03-02'), episode(3, null)] };
    const people = { directors: [{ name: 'Ada' }], writers: [{ name: 'Bo' }] };
    expect(
      await derived(
        'tv',
        { seasons: [{ id: 9, season_number: 1 }], 'season/1': season },
        'season(number: 1) { episodes { isAired directors { name } writers { name } } }',
      ),
    ).toEqual({
      season: {
        episodes: [
          { isAired: true, ...people },
          { isAired: false, ...people },
          { isAired: null, ...people },
        ],
      },
    });
  });
});
