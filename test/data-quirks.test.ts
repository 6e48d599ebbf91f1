import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './support/gateway.ts';

// Quirks of TMDB's data that no type shows: the numbered points of what is known of it, one row or more each. `#` is an id,
// or a word, that no other row has, so that nothing comes from the cache; alone it is a number.

interface Quirk {
  readonly point: number;
  readonly title: string;
  /** TMDB's documents, by path. */
  readonly documents: Readonly<Record<string, object>>;
  readonly query: string;
  readonly answer: object;
}

const page = (results: unknown[]): object => ({ page: 1, results, total_pages: 1, total_results: results.length });
const person = (id: unknown, rest: object = {}): object => ({ id, name: `Person ${String(id)}`, ...rest });

/** A quirk of one document about a movie. */
const ofMovie = (point: number, title: string, document: object, fields: string, movie: object): Quirk => ({
  point,
  title,
  documents: { '/3/movie/#': { id: '#', title: 'A movie', ...document } },
  query: `{ movie(id: #) { ${fields} } }`,
  answer: { movie },
});

/** A quirk of one document about a series. */
const ofSeries = (point: number, title: string, document: object, fields: string, tvSeries: object): Quirk => ({
  point,
  title,
  documents: { '/3/tv/#': { id: '#', name: 'A series', ...document } },
  query: `{ tvSeries(id: #) { ${fields} } }`,
  answer: { tvSeries },
});

/** A quirk of one document about a person. */
const ofPerson = (point: number, title: string, document: object, fields: string, answer: object): Quirk => ({
  point,
  title,
  documents: { '/3/person/#': { id: '#', name: 'A person', ...document } },
  query: `{ person(id: #) { ${fields} } }`,
  answer: { person: answer },
});

const QUIRKS: readonly Quirk[] = [
  ofPerson(
    1,
    'a day that is "", null or absent is unknown',
    { birthday: null, deathday: '', movie_credits: { cast: [{ id: 1, release_date: '' }, { id: 2, release_date: null }, { id: 3 }] } },
    'birthday deathday movieCredits { cast { nodes { releaseDate } } }',
    { birthday: null, deathday: null, movieCredits: { cast: { nodes: Array.from({ length: 3 }, () => ({ releaseDate: null })) } } },
  ),
  ofSeries(
    1,
    'a day of a series or season that is "", null or absent is unknown',
    {
      first_air_date: '',
      last_air_date: null,
      seasons: [
        { id: 1, season_number: 1, air_date: '' },
        { id: 2, season_number: 2 },
      ],
    },
    'firstAirDate firstAirYear lastAirDate seasons { airDate }',
    { firstAirDate: null, firstAirYear: null, lastAirDate: null, seasons: [{ airDate: null }, { airDate: null }] },
  ),
  ofMovie(
    2,
    'an instant is read in every form, and one that cannot be read is null',
    {
      release_dates: {
        results: [
          {
            iso_3166_1: 'US',
            release_dates: ['1999-10-15T00:00:00.000Z', '2024-12-05', 'soon'].map((date) => ({ type: 3, release_date: date })),
          },
        ],
      },
      videos: { results: [{ id: 'a', published_at: '2011-02-20 07:53:01 UTC' }] },
      changes: { changes: [{ key: 'title', items: [{ id: 'a', time: '2026-08-06 23:26:00 UTC' }] }] },
    },
    'releaseDates { releases { date } } videos { publishedAt } changes { items { time } }',
    {
      releaseDates: [{ releases: [{ date: '1999-10-15T00:00:00.000Z' }, { date: '2024-12-05T00:00:00.000Z' }, { date: null }] }],
      videos: [{ publishedAt: '2011-02-20T07:53:01.000Z' }],
      changes: [{ items: [{ time: '2026-08-06T23:26:00.000Z' }] }],
    },
  ),
  ofMovie(
    3,
    'a text that is "", null or absent is unknown',
    {
      homepage: '',
      tagline: '',
      overview: null,
      credits: { cast: [person(1, { character: '' }), person(2)] },
      release_dates: { results: [{ iso_3166_1: 'US', release_dates: [{ type: 3, certification: '', note: '' }] }] },
    },
    'homepage tagline overview cast { edges { character } } releaseDates { releases { certification note } }',
    {
      homepage: null,
      tagline: null,
      overview: null,
      cast: { edges: [{ character: null }, { character: null }] },
      releaseDates: [{ releases: [{ certification: null, note: null }] }],
    },
  ),
  ofMovie(
    4,
    'a country of origin is a list for movies and a string for companies',
    {
      origin_country: ['US', 'DE'],
      production_companies: ['US', '', null].map((country, index) => ({ id: index + 1, name: 'Company', origin_country: country })),
    },
    'originCountries productionCompanies { originCountry }',
    { originCountries: ['US', 'DE'], productionCompanies: [{ originCountry: 'US' }, { originCountry: null }, { originCountry: null }] },
  ),
  ofSeries(
    5,
    'an external id is "" or null when there is none, and a number may be a string',
    { external_ids: { imdb_id: 'tt0944947', facebook_id: '', twitter_id: null, tvrage_id: '4820', tvdb_id: 121361 } },
    'externalIds { imdbId facebookId twitterId tvrageId tvdbId }',
    { externalIds: { imdbId: 'tt0944947', facebookId: null, twitterId: null, tvrageId: 4820, tvdbId: 121361 } },
  ),
  ofMovie(
    6,
    'a review keeps its line ends, its Markdown and its entities',
    { reviews: page([{ id: '5013bc76760ee372cb00253e', author: 'x', content: 'One.\r\n\r\n**Two** &amp; three.' }]) },
    'reviews { nodes { content } }',
    { reviews: { nodes: [{ content: 'One.\r\n\r\n**Two** &amp; three.' }] } },
  ),
  ofMovie(
    7,
    'a number may be whole or broken, a string, and more than 32 bits',
    { popularity: 0, vote_average: 8, vote_count: '24428.0', revenue: 5_908_037_402, budget: 3_000_000_000 },
    'popularity voteAverage voteCount revenue budget',
    { popularity: 0, voteAverage: 8, voteCount: 24_428, revenue: 5_908_037_402, budget: 3_000_000_000 },
  ),
  ofMovie(8, 'a budget, revenue or runtime of 0 is unknown', { budget: 0, revenue: 0, runtime: 0 }, 'budget revenue runtime', {
    budget: null,
    revenue: null,
    runtime: null,
  }),
  {
    point: 8,
    title: 'the runtime of an episode may be null or absent',
    documents: {
      '/3/tv/#/season/1': {
        id: 9,
        season_number: 1,
        episodes: [
          { id: 1, season_number: 1, episode_number: 1, runtime: null },
          { id: 2, season_number: 1, episode_number: 2 },
        ],
      },
    },
    query: '{ tvSeason(series: #, number: 1) { episodes { runtime } } }',
    answer: { tvSeason: { episodes: [{ runtime: null }, { runtime: null }] } },
  },
  ofSeries(9, 'run times of series are no longer filled', { episode_run_time: [] }, 'episodeRuntimes episodeRuntime', {
    episodeRuntimes: [],
    episodeRuntime: null,
  }),
  ofMovie(
    10,
    'a gender that is 0 or absent is unknown',
    { credits: { cast: [0, 1, 2, 3, null].map((gender, index) => person(index + 1, { gender })) } },
    'cast { nodes { gender } }',
    { cast: { nodes: [null, 'FEMALE', 'MALE', 'NON_BINARY', null].map((gender) => ({ gender })) } },
  ),
  ofMovie(
    11,
    'the billing has gaps, and guests begin at 500',
    { credits: { cast: [0, 3, 500].map((order) => person(order + 1, { order })) } },
    'cast { edges { order } }',
    { cast: { edges: [{ order: 0 }, { order: 3 }, { order: 500 }] } },
  ),
  ofMovie(
    12,
    'a missing image is null',
    {
      poster_path: null,
      backdrop_path: null,
      production_companies: [{ id: 1, logo_path: null }],
      credits: { cast: [person(1, { profile_path: null })] },
    },
    'poster { url } backdrop { url } productionCompanies { logo { url } } cast { nodes { profile { url } } }',
    { poster: null, backdrop: null, productionCompanies: [{ logo: null }], cast: { nodes: [{ profile: null }] } },
  ),
  ofMovie(13, 'a movie may belong to no collection', { belongs_to_collection: null }, 'collection { name }', { collection: null }),
  ofSeries(
    13,
    'a series may have no last and no next episode, and an episode group no network',
    {
      last_episode_to_air: null,
      next_episode_to_air: null,
      episode_groups: { results: [{ id: '5acf93e60e0a26346d0000ce', network: null }] },
    },
    'lastEpisodeToAir { name } nextEpisodeToAir { name } episodeGroups { network { name } }',
    { lastEpisodeToAir: null, nextEpisodeToAir: null, episodeGroups: [{ network: null }] },
  ),
  ofMovie(14, 'the adult flag of a movie may be null', { adult: null }, 'adult', { adult: null }),
  ofSeries(14, 'the adult flag of a series may be absent', {}, 'adult', { adult: null }),
  ofMovie(15, 'an unknown key is ignored', { softcore: null, brand_new: { list: [null, 1] } }, 'title softcore', {
    title: 'A movie',
    softcore: null,
  }),
  {
    point: 16,
    title: 'the titles that a person is known for mix kinds and lack keys, or are empty or absent',
    documents: {
      '/3/search/person': page([
        person(1, {
          known_for: [
            { id: 603, media_type: 'movie', title: 'A movie' },
            { id: 1399, media_type: 'tv', name: 'A series', poster_path: null },
          ],
        }),
        person(2, { known_for: [] }),
        person(3),
      ]),
    },
    query: `{ searchPeople(query: "quirk #") { nodes { knownFor {
      ... on Movie { title popularity poster { url } } ... on TvSeries { name popularity poster { url } } } } } }`,
    answer: {
      searchPeople: {
        nodes: [
          {
            knownFor: [
              { title: 'A movie', popularity: null, poster: null },
              { name: 'A series', popularity: null, poster: null },
            ],
          },
          { knownFor: [] },
          { knownFor: null },
        ],
      },
    },
  },
  {
    point: 17,
    title: 'a credit may be that of a creator, without a character',
    documents: {
      '/3/credit/5256c8b219c2956ff60#': {
        id: '5256c8b219c2956ff60#',
        credit_type: 'creator',
        department: 'Creator',
        job: 'Creator',
        media: {},
      },
    },
    query: '{ credit(id: "5256c8b219c2956ff60#") { creditType job character } }',
    answer: { credit: { creditType: 'creator', job: 'Creator', character: null } },
  },
  ofPerson(
    18,
    'only rows of a cast have a character',
    {
      combined_credits: {
        cast: [{ id: 603, media_type: 'movie', character: 'Neo' }],
        crew: [{ id: 603, media_type: 'movie', department: 'Production', job: 'Producer' }],
      },
    },
    'combinedCredits { cast { edges { character } } crew { edges { job } } }',
    { combinedCredits: { cast: { edges: [{ character: 'Neo' }] }, crew: { edges: [{ job: 'Producer' }] } } },
  ),
  ofMovie(
    20,
    'the number of a list may be a string',
    {
      lists: page([
        { id: '1', name: 'A' },
        { id: 2, name: 'B' },
      ]),
    },
    'lists { nodes { tmdbId } }',
    {
      lists: { nodes: [{ tmdbId: 1 }, { tmdbId: 2 }] },
    },
  ),
  {
    point: 21,
    title: 'a season has two ids, one of which is a number, and networks',
    documents: { '/3/tv/#/season/1': { _id: '5256c89f19c2956ff6046d47', id: 3624, season_number: 1, networks: [{ id: 49, name: 'HBO' }] } },
    query: '{ tvSeason(series: #, number: 1) { tmdbId networks { tmdbId name } } }',
    answer: { tvSeason: { tmdbId: 3624, networks: [{ tmdbId: 49, name: 'HBO' }] } },
  },
  ofMovie(
    22,
    'watch providers are a map by country, in which missing kinds are absent',
    {
      'watch/providers': {
        results: { DE: { link: 'https://example.org/de', rent: [{ provider_id: 8, provider_name: 'A service' }] }, US: {} },
      },
    },
    'watchProviders { country link flatrate { name } rent { tmdbId name } }',
    {
      watchProviders: [
        { country: 'DE', link: 'https://example.org/de', flatrate: null, rent: [{ tmdbId: 8, name: 'A service' }] },
        { country: 'US', link: null, flatrate: null, rent: null },
      ],
    },
  ),
  ofMovie(
    23,
    'certifications of movies are among their releases',
    { release_dates: { results: [{ iso_3166_1: 'DE', release_dates: [{ type: 3, certification: '16' }] }] } },
    'releaseDates(country: DE) { releases { certification } } certification(region: DE)',
    { releaseDates: [{ releases: [{ certification: '16' }] }], certification: '16' },
  ),
  ofSeries(
    23,
    'certifications of series are their content ratings',
    {
      content_ratings: {
        results: [
          { iso_3166_1: 'DE', rating: '16', descriptors: [] },
          { iso_3166_1: 'US', rating: 'TV-MA', descriptors: ['violence'] },
          { iso_3166_1: 'FR', rating: '' },
        ],
      },
    },
    'contentRatings(country: US) { country rating descriptors } all: contentRatings { rating }',
    {
      contentRatings: [{ country: 'US', rating: 'TV-MA', descriptors: ['violence'] }],
      all: [{ rating: '16' }, { rating: 'TV-MA' }, { rating: null }],
    },
  ),
  ofMovie(
    24,
    'keywords and alternative titles of a movie have keys of their own',
    { keywords: { keywords: [{ id: 1, name: 'one' }] }, alternative_titles: { titles: [{ iso_3166_1: 'US', title: 'Two', type: '' }] } },
    'keywords { name } alternativeTitles { title type }',
    { keywords: [{ name: 'one' }], alternativeTitles: [{ title: 'Two', type: null }] },
  ),
  ofSeries(
    24,
    'keywords and alternative titles of a series are results',
    { keywords: { results: [{ id: 1, name: 'one' }] }, alternative_titles: { results: [{ iso_3166_1: 'US', title: 'Two', type: '' }] } },
    'keywords { name } alternativeTitles { title type }',
    { keywords: [{ name: 'one' }], alternativeTitles: [{ title: 'Two', type: null }] },
  ),
  ofMovie(
    25,
    'a changed value is of any type, or absent',
    {
      changes: {
        changes: [
          {
            key: 'any',
            items: ['text', 7, { poster: { file_path: '/a.jpg' } }, [1, 2], undefined].map((value) => ({ id: 'a', value, iso_639_1: '' })),
          },
        ],
      },
    },
    'changes { items { value originalValue language country } }',
    {
      changes: [
        {
          items: ['text', 7, { poster: { file_path: '/a.jpg' } }, [1, 2], null].map((value) => ({
            value,
            originalValue: null,
            language: null,
            country: null,
          })),
        },
      ],
    },
  ),
  ofMovie(
    26,
    'a person whose id is not a number is null, and the others are there',
    { credits: { cast: [person(1), person('5f9'), { person_id: '5f9', name: 'Unknown' }, person(2)] } },
    'cast { nodes { tmdbId } }',
    { cast: { nodes: [{ tmdbId: 1 }, null, null, { tmdbId: 2 }] } },
  ),
  ofSeries(
    27,
    'specials are season 0, a season without a number is null, and a count may be ahead of the seasons',
    {
      number_of_seasons: 2,
      seasons: [
        { id: 1, season_number: 0, name: 'Specials', air_date: null, episode_count: 2 },
        { id: 2, season_number: 1, name: 'Season 1', air_date: '2026-01-01', episode_count: 10 },
        { id: 3, season_number: null, name: 'Season ?' },
        { id: 4, season_number: 2, name: 'Season 2', air_date: null, episode_count: 0 },
      ],
    },
    'numberOfSeasons seasons { seasonNumber airDate episodeCount }',
    {
      numberOfSeasons: 2,
      seasons: [
        { seasonNumber: 0, airDate: null, episodeCount: 2 },
        { seasonNumber: 1, airDate: '2026-01-01', episodeCount: 10 },
        null,
        { seasonNumber: 2, airDate: null, episodeCount: 0 },
      ],
    },
  ),
  ofPerson(
    28,
    'the subject of a tagged image has one name inside and another outside',
    {
      tagged_images: page([
        {
          id: 'a',
          file_path: '/a.jpg',
          image_type: 'still',
          media_type: 'episode',
          media: { id: 1, media_type: 'tv_episode', show_id: 9, season_number: 1, episode_number: 2, name: 'An episode' },
        },
        {
          id: 'b',
          file_path: '/b.jpg',
          image_type: 'poster',
          media_type: 'season',
          media: { id: 2, media_type: 'tv_season', show_id: 9, season_number: 1, name: 'A season' },
        },
        { id: 'c', file_path: '/c.jpg', image_type: 'poster', media_type: 'movie', media: { id: 603, title: 'A movie' } },
      ]),
    },
    'taggedImages { nodes { media { __typename ... on TvEpisode { name } ... on TvSeason { name } ... on Movie { title } } } }',
    {
      taggedImages: {
        nodes: [
          { media: { __typename: 'TvEpisode', name: 'An episode' } },
          { media: { __typename: 'TvSeason', name: 'A season' } },
          { media: { __typename: 'Movie', title: 'A movie' } },
        ],
      },
    },
  ),
  {
    point: 28,
    title: 'a list of one kind does not say it',
    documents: { '/3/search/movie': page([{ id: 603, title: 'A movie' }]), '/3/search/tv': page([{ id: 1399, name: 'A series' }]) },
    query: '{ searchMovies(query: "quirk #") { nodes { title } } searchTvSeries(query: "quirk #") { nodes { name } } }',
    answer: { searchMovies: { nodes: [{ title: 'A movie' }] }, searchTvSeries: { nodes: [{ name: 'A series' }] } },
  },
  {
    point: 29,
    title: 'a row of an unknown kind is null, and a collection is a known kind',
    documents: {
      '/3/search/multi': page([
        { id: 1, media_type: 'season', name: 'A season' },
        { id: 10, media_type: 'collection', name: 'A collection' },
        { id: 603, media_type: 'movie', title: 'A movie' },
      ]),
    },
    query: '{ search(query: "quirk #") { nodes { __typename } } }',
    answer: { search: { nodes: [null, { __typename: 'Collection' }, { __typename: 'Movie' }] } },
  },
  {
    point: 30,
    title: 'movies have a title, series and collections a name',
    documents: {
      '/3/collection/#': {
        id: '#',
        name: 'A collection',
        parts: [{ id: 603, media_type: 'movie', title: 'A movie', original_title: 'Ein Titel' }],
      },
      '/3/tv/#': { id: '#', name: 'A series', original_name: 'Eine Serie', first_air_date: '2011-04-17' },
    },
    query: `{ collection(id: #) { name parts { title originalTitle } }
      tvSeries(id: #) { ... on Media { title originalTitle releaseDate } } }`,
    answer: {
      collection: { name: 'A collection', parts: [{ title: 'A movie', originalTitle: 'Ein Titel' }] },
      tvSeries: { title: 'A series', originalTitle: 'Eine Serie', releaseDate: '2011-04-17' },
    },
  },
  {
    point: 31,
    title: 'an external id can match several kinds, of which the requested one is taken',
    documents: {
      '/3/find/tt00#': {
        movie_results: [{ id: 603, media_type: 'movie', title: 'A movie' }],
        tv_results: [{ id: 13990, media_type: 'tv', name: 'A series', genre_ids: [18] }],
        person_results: [],
      },
      '/3/tv/13990': { id: 13990, name: 'A series' },
    },
    query: '{ tvSeries(imdbId: "tt00#") { tmdbId name } }',
    answer: { tvSeries: { tmdbId: 13990, name: 'A series' } },
  },
  ofMovie(
    33,
    'a crew repeats a person for each job, by the id of the credit',
    {
      credits: {
        crew: [
          { ...person(1), credit_id: 'a', department: 'Directing', job: 'Director' },
          { ...person(1), credit_id: 'b', department: 'Directing', job: 'Director' },
          { ...person(1), credit_id: 'c', department: 'Writing', job: 'Writer' },
        ],
      },
    },
    'crew { edges { creditId job } } directors { tmdbId }',
    {
      crew: {
        edges: [
          { creditId: 'a', job: 'Director' },
          { creditId: 'b', job: 'Director' },
          { creditId: 'c', job: 'Writer' },
        ],
      },
      directors: [{ tmdbId: 1 }],
    },
  ),
  ofSeries(
    33,
    'aggregated credits have a person once with all roles',
    {
      aggregate_credits: {
        cast: [
          person(6384, {
            roles: [
              { credit_id: 'a', character: 'One', episode_count: 3 },
              { credit_id: 'b', character: '', episode_count: 1 },
            ],
            total_episode_count: 4,
            order: 0,
          }),
        ],
        crew: [],
      },
    },
    'aggregateCast { edges { totalEpisodeCount roles { character episodeCount } node { tmdbId } } }',
    {
      aggregateCast: {
        edges: [
          {
            totalEpisodeCount: 4,
            roles: [
              { character: 'One', episodeCount: 3 },
              { character: null, episodeCount: 1 },
            ],
            node: { tmdbId: 6384 },
          },
        ],
      },
    },
  ),
  {
    point: 34,
    title: 'rows of lists have ids of genres, details their names, at times with blanks',
    documents: {
      '/3/search/movie': page([{ id: 6031, title: 'A movie', genre_ids: [99] }]),
      '/3/movie/#': { id: '#', genres: [{ id: 99, name: 'Documentary ' }] },
    },
    query: '{ searchMovies(query: "quirk #") { nodes { genres { tmdbId } } } movie(id: #) { genres { tmdbId name } } }',
    answer: { searchMovies: { nodes: [{ genres: [{ tmdbId: 99 }] }] }, movie: { genres: [{ tmdbId: 99, name: 'Documentary' }] } },
  },
];

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it.each(QUIRKS.map((quirk, index) => ({ ...quirk, unique: String(90_001 + index) })))(
  'reads TMDB’s data right at point $point: $title',
  async ({ documents, query, answer, unique }) => {
    const faults = Object.entries(documents).map(([path, document]) => ({
      path: path.replace('#', unique),
      answer: { http: 200, body: JSON.stringify(document).replaceAll('"#"', unique).replaceAll('#', unique), type: 'application/json' },
    }));
    gateway.sandbox.program({ faults });
    const { body } = await gateway.ask(query.replaceAll('#', unique));
    expect(body).toEqual({ data: answer });
  },
);

it('has a row for every point about reading movies, series and people', () => {
  // 19 is about accounts, 32 about the items of lists, 35 to 37 about writes.
  const points = Array.from({ length: 34 }, (_, index) => index + 1).filter((point) => ![19, 32].includes(point));
  expect([...new Set(QUIRKS.map(({ point }) => point))]).toEqual(points);
});
