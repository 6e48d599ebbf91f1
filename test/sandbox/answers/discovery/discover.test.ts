import { describe, expect, it } from 'vitest';
import type { Movie, Series } from '../../../../src/sandbox/catalogue/catalogue-rows.ts';
import { MOVIES, SERIES } from '../../../../src/sandbox/catalogue/catalogue.ts';
import { sandboxFor, type Ask, type Json } from '../../ask.ts';

type Row = Record<string, unknown> & { id: number };
const rowsOf = (json: Json) => json['results'] as unknown as Row[];

/** All rows over all pages, in order. */
async function all(ask: Ask, kind: string, query: string): Promise<Row[]> {
  const target = (page: number) => `/3/discover/${kind}?${query}&page=${page}`;
  const first = (await ask(target(1))).json;
  const rest = Array.from({ length: Number(first['total_pages']) - 1 }, async (_, index) => (await ask(target(index + 2))).json);
  const rows = [first, ...(await Promise.all(rest))].flatMap(rowsOf);
  expect(rows).toHaveLength(Number(first['total_results']));
  return rows;
}
/** The rows of the catalogue alone, without generated ones. */
const discover = async (kind: string, query: string) => all((await sandboxFor({ generated: false })).ask, kind, query);
const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id).toSorted((a, b) => a - b);

const has = (rows: readonly { id: number }[] | undefined, id: number) => rows?.some((row) => row.id === id) ?? false;
const inUs = (movie: Movie) => movie.releases?.['US'] ?? [];

/** Queries, and the movies of the catalogue that each should find. */
const MOVIE_ROWS: [query: string, isWanted: (movie: Movie) => boolean][] = [
  ['with_genres=28,878', ({ genres }) => genres.includes(28) && genres.includes(878)],
  ['with_genres=28%7C878', ({ genres }) => genres.includes(28) || genres.includes(878)],
  ['without_genres=28,878', ({ genres }) => !genres.includes(28) && !genres.includes(878)],
  ['with_genres=28&without_genres=878', ({ genres }) => genres.includes(28) && !genres.includes(878)],
  ['with_companies=174', ({ companies = [] }) => companies.includes(174)],
  ['without_companies=174', ({ companies = [] }) => !companies.includes(174)],
  ['with_keywords=1721', ({ keywords = [] }) => keywords.includes(1721)],
  ['without_keywords=1721', ({ keywords = [] }) => !keywords.includes(1721)],
  ['with_cast=6384', ({ cast }) => has(cast, 6384)],
  ['with_crew=525', ({ crew }) => has(crew, 525)],
  ['with_people=31%7C525', ({ cast, crew }) => has(cast, 31) || has(crew, 31) || has(cast, 525) || has(crew, 525)],
  ['with_original_language=ja%7Cko', ({ language }) => language === 'ja' || language === 'ko'],
  ['with_origin_country=US', ({ countries = [], language }) => (language === 'en' ? countries.includes('US') : countries[0] === 'US')],
  ['with_runtime.gte=100&with_runtime.lte=120', ({ runtime = 0 }) => runtime >= 100 && runtime <= 120],
  ['vote_average.gte=8&vote_average.lte=8.5', ({ average }) => average >= 8 && average <= 8.5],
  ['vote_count.gte=1000', ({ votes }) => votes >= 1000],
  ['vote_count.lte=999', ({ votes }) => votes <= 999],
  ['primary_release_year=1999', ({ date }) => date.startsWith('1999')],
  [
    'year=1999',
    ({ date, releases = {} }) =>
      [
        date,
        ...Object.values(releases)
          .flat()
          .map((row) => row.date),
      ].some((day) => day.startsWith('1999')),
  ],
  ['primary_release_date.gte=1994-01-01&primary_release_date.lte=1994-12-31', ({ date }) => date >= '1994-01-01' && date <= '1994-12-31'],
  ['region=US&with_release_type=4', (movie) => inUs(movie).some(({ type }) => type === 4)],
  [
    'region=US&with_release_type=3&release_date.gte=1999-01-01&release_date.lte=1999-12-31',
    (movie) =>
      movie.releases
        ? inUs(movie).some(({ type, date }) => type === 3 && date.startsWith('1999'))
        : (movie.countries?.[0] ?? 'US') === 'US' && movie.date.startsWith('1999'),
  ],
  ['certification_country=US&certification=PG-13', (movie) => inUs(movie).some(({ certification }) => certification === 'PG-13')],
  [
    'certification_country=US&certification.lte=PG',
    (movie) => inUs(movie).some(({ certification }) => ['NR', 'G', 'PG'].includes(certification)),
  ],
  [
    'certification_country=DE&certification.gte=6&certification.lte=12',
    ({ releases }) => releases?.['DE']?.some(({ certification }) => ['6', '12'].includes(certification)) ?? false,
  ],
];

/** Queries, and the series of the catalogue that each should find. */
const SERIES_ROWS: [query: string, isWanted: (series: Series) => boolean][] = [
  ['with_genres=18,80', ({ genres }) => genres.includes(18) && genres.includes(80)],
  ['without_genres=18', ({ genres }) => !genres.includes(18)],
  ['with_networks=49%7C174', ({ networks = [] }) => networks.includes(49) || networks.includes(174)],
  ['with_status=0', ({ status }) => status === 'Returning Series'],
  ['with_status=0%7C4', ({ status = '' }) => ['Returning Series', 'Canceled'].includes(status)],
  ['with_type=2', ({ type }) => type === 'Miniseries'],
  ['with_companies=76043', ({ companies = [] }) => companies.includes(76043)],
  ['with_origin_country=GB', ({ countries }) => countries.includes('GB')],
  ['with_original_language=en', ({ language }) => language === 'en'],
  ['first_air_date_year=2008', ({ date }) => date.startsWith('2008')],
  ['first_air_date.gte=2019-01-01', ({ date }) => date >= '2019-01-01'],
  ['first_air_date.lte=1999-12-31', ({ date }) => date <= '1999-12-31'],
  ['vote_average.gte=8.5', ({ average }) => average >= 8.5],
  ['with_runtime.gte=50', ({ runtime = 0 }) => runtime >= 50],
  ['screened_theatrically=true', ({ id }) => id === 1399],
];

describe('discover', () => {
  it.each(MOVIE_ROWS)('finds exactly the movies that match %s', async (query, isWanted) => {
    const wanted = idsOf(MOVIES.filter(isWanted));
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(MOVIES.length);
    expect(idsOf(await discover('movie', query))).toEqual(wanted);
  });

  it.each(SERIES_ROWS)('finds exactly the series that match %s', async (query, isWanted) => {
    const wanted = idsOf(SERIES.filter(isWanted));
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(SERIES.length);
    expect(idsOf(await discover('tv', query))).toEqual(wanted);
  });

  it('finds series by the air date of any episode', async () => {
    // The last episode of Breaking Bad aired on a day on which no series began.
    const ids = idsOf(await discover('tv', 'air_date.gte=2013-09-29&air_date.lte=2013-09-29&timezone=America/New_York'));
    expect(ids).toContain(1396);
    expect(ids.length).toBeLessThan(SERIES.length);
  });

  it('rejects unknown time zones in discover', async () => {
    const { ask } = await sandboxFor();
    expect(await ask('/3/discover/tv?timezone=Moon/Base')).toMatchObject({ status: 400, json: { status_code: 28 } });
  });

  it.each([
    ['movie', MOVIES.length],
    ['tv', SERIES.length],
  ])('filters discover by provider, region and monetization type: %s', async (kind, total) => {
    const { ask } = await sandboxFor({ generated: false });
    const at = async (query: string) => idsOf(await all(ask, kind, query));
    const offers = async (id: number) =>
      (await ask(`/3/${kind}/${id}/watch/providers`)).json['results']?.['US'] as unknown as Record<string, { provider_id: number }[]>;
    const streamed = await at('watch_region=US&with_watch_providers=8&with_watch_monetization_types=flatrate');
    expect(streamed.length).toBeGreaterThan(0);
    for (const id of streamed.slice(0, 10))
      expect((await offers(id))['flatrate']).toContainEqual(expect.objectContaining({ provider_id: 8 }));
    const anyhow = await at('watch_region=US&with_watch_providers=8');
    expect(anyhow).toEqual(expect.arrayContaining(streamed));
    const without = await at('watch_region=US&without_watch_providers=8');
    expect([...anyhow, ...without].toSorted((a, b) => a - b)).toEqual(idsOf(kind === 'movie' ? MOVIES : SERIES));
    expect(without.length).toBeLessThan(total);
    expect(await at('watch_region=ZW&with_watch_providers=8')).toEqual([]);
  });

  const DATE = 'primary_release_date';
  it.each<[kind: string, sort: string, key: string]>([
    ['movie', 'vote_average', 'vote_average'],
    ['movie', 'vote_count', 'vote_count'],
    ['movie', 'popularity', 'popularity'],
    ['movie', DATE, 'release_date'],
    ['movie', 'title', 'title'],
    ['movie', 'original_title', 'original_title'],
    ['tv', 'first_air_date', 'first_air_date'],
    ['tv', 'name', 'name'],
    ['tv', 'original_name', 'original_name'],
    ['tv', 'vote_count', 'vote_count'],
  ])('sorts discovered %s by %s in both directions, in the language of the call', async (kind, sort, key) => {
    const { ask } = await sandboxFor();
    for (const [direction, sign] of [
      ['asc', 1],
      ['desc', -1],
    ] as const) {
      const values = (await all(ask, kind, `language=de&with_original_language=en&sort_by=${sort}.${direction}`)).map((row) => row[key]);
      const compare = (a: unknown, b: unknown) => sign * (typeof a === 'number' ? a - Number(b) : String(a).localeCompare(String(b)));
      expect(new Set(values).size).toBeGreaterThan(10);
      expect(values).toEqual(values.toSorted(compare));
    }
  });

  it('sorts discovered movies by revenue, with unknown as 0', async () => {
    const [first] = await discover('movie', 'sort_by=revenue.desc');
    const [most] = MOVIES.toSorted((a, b) => (b.revenue ?? 0) - (a.revenue ?? 0));
    expect(first?.id).toBe(most?.id);
  });

  it.each(['', 'sort_by=shoe_size.asc', 'sort_by=constructor.asc', 'with_genres=&constructor=1'])(
    'discovers everything, the most popular first, for ?%s',
    async (query) => {
      const rows = await discover('movie', query);
      expect(rows).toHaveLength(MOVIES.length);
      const popularity = rows.map((row) => Number(row['popularity']));
      expect(popularity).toEqual(popularity.toSorted((a, b) => b - a));
    },
  );

  it('leaves adult movies out of discover unless include_adult is true', async () => {
    expect((await discover('movie', 'include_adult=false')).filter((row) => row['adult'])).toEqual([]);
    expect((await discover('movie', 'include_adult=true')).filter((row) => row['adult'])).not.toEqual([]);
  });

  it('answers one empty page when nothing matches the filters of discover', async () => {
    const { ask } = await sandboxFor();
    const { json } = await ask('/3/discover/movie?with_genres=99999');
    expect(json).toEqual({ page: 1, results: [], total_pages: 1, total_results: 0 });
  });
});
