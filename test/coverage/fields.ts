/** The field of the graph for each operation of TMDB, and what sets each of its query parameters. The test runs every row. */
import { always, as, by, row, write, type Row, type Setter } from './row.ts';

// Each setter of a parameter sets another value, since a repeated one would come from the cache.
const language: Setter[] = [
  { directive: '@inContext(languages: ["de"])', sends: 'de' },
  { headers: { 'accept-language': 'fr' }, sends: 'fr' },
];
const region = by('region: DE', 'DE');

/** The region of the operation is sent only for the lists of cinemas, which are of a country by nature. */
const operationRegion: Setter[] = [
  { argument: 'region: DE', sends: 'DE' },
  { directive: '@inContext(region: FR)', sends: 'FR' },
  { headers: { 'tmdb-region': 'BR' }, sends: 'BR' },
];
const page = by('page: 2', '2');
const query: Setter[] = [{ argument: 'query: "the"', required: true, sends: 'the' }];
const include_adult = by('includeAdult: true', 'true');
const year = by('year: 1999', '1999');
const primary_release_year = by('primaryReleaseYear: 1999', '1999');
const first_air_date_year = by('firstAirYear: 1999', '1999');
const timezone = by('timezone: "Europe/Berlin"', 'Europe/Berlin');
const span = { start_date: by('startDate: "2026-01-01"', '2026-01-01'), end_date: by('endDate: "2026-01-08"', '2026-01-08') };
const pictures = { language, include_image_language: by('languages: ["de", null]', 'de,null') };
const videos = { language, include_video_language: by('languages: ["de", "fr"]', 'de,en,fr') };

const watch_region: Setter[] = [
  { argument: 'watchRegion: DE', sends: 'DE' },
  { directive: '@inContext(watchRegion: FR)', sends: 'FR' },
  { headers: { 'tmdb-watch-region': 'BR' }, sends: 'BR' },
];

const filteredBy = (filter: string, sends: string): [Setter] => by(`filter: { ${filter} }`, sends);
const from = (name: string, least: number | string) => filteredBy(`${name}: { gte: ${JSON.stringify(least)} }`, String(least));
const to = (name: string, most: number | string) => filteredBy(`${name}: { lte: ${JSON.stringify(most)} }`, String(most));
const allOf = (name: string) => filteredBy(`${name}: { allOf: [1, 2] }`, '1,2');
const noneOf = (name: string) => filteredBy(`${name}: { noneOf: [1, 2] }`, '1,2');

const inGermany = (filter: string, sends: string) => filteredBy(`${filter}, watchRegion: DE`, sends);

/** Parameters by which both movies and series are discovered. */
const discovered = {
  language,
  page,
  include_adult,
  'vote_average.gte': from('voteAverage', 7.5),
  'vote_average.lte': to('voteAverage', 8.5),
  'vote_count.gte': from('voteCount', 100),
  'vote_count.lte': to('voteCount', 200),
  'with_runtime.gte': from('runtime', 90),
  'with_runtime.lte': to('runtime', 120),
  with_companies: allOf('companies'),
  without_companies: noneOf('companies'),
  with_genres: allOf('genres'),
  without_genres: noneOf('genres'),
  with_keywords: allOf('keywords'),
  without_keywords: noneOf('keywords'),
  with_origin_country: filteredBy('originCountries: [DE, FR]', 'DE|FR'),
  with_original_language: filteredBy('originalLanguages: ["de"]', 'de'),
  with_watch_monetization_types: inGermany('monetizationTypes: { anyOf: [FREE, ADS] }', 'ads|free'),
  with_watch_providers: inGermany('watchProviders: { anyOf: [8, 9] }', '8|9'),
  without_watch_providers: inGermany('watchProviders: { noneOf: [8, 9] }', '8,9'),
  // The watch region of the operation is sent only with a filter that depends on it.
  watch_region: [
    ...inGermany('watchProviders: { anyOf: [10] }', 'DE'),
    ...watch_region.slice(1).map((setter) => ({ ...setter, argument: 'filter: { watchProviders: { anyOf: [10] } }' })),
  ],
};

const marked = { language, page, sort_by: by('sort: CREATED_AT_DESC', 'created_at.desc') };

const MOVIE = 'movie(id: 603)';
const SERIES = 'tvSeries(id: 1399)';
const SEASON = 'tvSeason(series: 1399, number: 1)';
const EPISODE = 'tvEpisode(series: 1399, season: 1, number: 1)';
const PERSON = 'person(id: 287)';
const COLLECTION = 'collection(id: 10)';
const COMPANY = 'company(id: 174)';
const NETWORK = 'network(id: 49)';

/** Rows by operation of TMDB: the fields from the root on, the selection of the last one, and what sets the parameters. */
export const FIELDS: Readonly<Record<string, Row>> = {
  'GET /3/certification/movie/list': row(['movieCertifications', 'certification']),
  'GET /3/certification/tv/list': row(['tvCertifications', 'certification']),
  'GET /3/configuration': row(['configuration', 'changeKeys']),
  'GET /3/configuration/countries': row(['countries', 'name'], { language }),
  'GET /3/configuration/jobs': row(['departments', 'jobs']),
  'GET /3/configuration/languages': row(['languages', 'name']),
  'GET /3/configuration/primary_translations': row(['primaryTranslations']),
  'GET /3/configuration/timezones': row(['timezones', 'zones']),
  'GET /3/genre/movie/list': row(['movieGenres', 'name'], { language }),
  'GET /3/genre/tv/list': row(['tvGenres', 'name'], { language }),

  'GET /3/movie/{movie_id}': row([MOVIE, 'runtime'], { language }),
  'GET /3/movie/{movie_id}/alternative_titles': row([MOVIE, 'alternativeTitles', 'title']),
  'GET /3/movie/{movie_id}/changes': row([MOVIE, 'changes', 'key'], span),
  'GET /3/movie/{movie_id}/credits': row([MOVIE, 'cast', 'totalCount'], { language }),
  'GET /3/movie/{movie_id}/external_ids': row([MOVIE, 'externalIds', 'imdbId']),
  'GET /3/movie/{movie_id}/images': row([MOVIE, 'images', 'posters { path }'], pictures),
  'GET /3/movie/{movie_id}/keywords': row([MOVIE, 'keywords', 'name']),
  'GET /3/movie/{movie_id}/lists': row([MOVIE, 'lists', 'totalCount'], { language, page }),
  'GET /3/movie/{movie_id}/recommendations': row([MOVIE, 'recommendations', 'totalCount'], { language, page }),
  'GET /3/movie/{movie_id}/release_dates': row([MOVIE, 'releaseDates', 'country']),
  'GET /3/movie/{movie_id}/reviews': row([MOVIE, 'reviews', 'totalCount'], { language, page }),
  'GET /3/movie/{movie_id}/similar': row([MOVIE, 'similar', 'totalCount'], { language, page }),
  'GET /3/movie/{movie_id}/translations': row([MOVIE, 'translations', 'title']),
  'GET /3/movie/{movie_id}/videos': row([MOVIE, 'videos', 'name'], { language }),
  'GET /3/movie/{movie_id}/watch/providers': row([MOVIE, 'watchProviders', 'country']),
  'GET /3/movie/changes': row(['movieChanges', 'totalCount'], { ...span, page }),
  'GET /3/movie/latest': row(['latestMovie', 'title']),
  'GET /3/movie/now_playing': row(['nowPlayingMovies', 'totalCount'], { language, page, region: operationRegion }),
  'GET /3/movie/popular': row(['popularMovies', 'totalCount'], { language, page, region }),
  'GET /3/movie/top_rated': row(['topRatedMovies', 'totalCount'], { language, page, region }),
  'GET /3/movie/upcoming': row(['upcomingMovies', 'totalCount'], { language, page, region: operationRegion }),

  'GET /3/tv/{series_id}': row([SERIES, 'numberOfSeasons'], { language }),
  'GET /3/tv/{series_id}/aggregate_credits': row([SERIES, 'aggregateCast', 'totalCount'], { language }),
  'GET /3/tv/{series_id}/alternative_titles': row([SERIES, 'alternativeTitles', 'title']),
  'GET /3/tv/{series_id}/changes': row([SERIES, 'changes', 'key'], span),
  'GET /3/tv/{series_id}/content_ratings': row([SERIES, 'contentRatings', 'rating']),
  'GET /3/tv/{series_id}/credits': row([SERIES, 'cast', 'totalCount'], { language }),
  'GET /3/tv/{series_id}/episode_groups': row([SERIES, 'episodeGroups', 'name']),
  'GET /3/tv/{series_id}/external_ids': row([SERIES, 'externalIds', 'imdbId']),
  'GET /3/tv/{series_id}/images': row([SERIES, 'images', 'posters { path }'], pictures),
  'GET /3/tv/{series_id}/keywords': row([SERIES, 'keywords', 'name']),
  'GET /3/tv/{series_id}/lists': row([SERIES, 'lists', 'totalCount'], { language, page }),
  'GET /3/tv/{series_id}/recommendations': row([SERIES, 'recommendations', 'totalCount'], { language, page }),
  'GET /3/tv/{series_id}/reviews': row([SERIES, 'reviews', 'totalCount'], { language, page }),
  'GET /3/tv/{series_id}/screened_theatrically': row([SERIES, 'screenedTheatrically', 'episodeNumber']),
  'GET /3/tv/{series_id}/similar': row([SERIES, 'similar', 'totalCount'], { language, page }),
  'GET /3/tv/{series_id}/translations': row([SERIES, 'translations', 'name']),
  'GET /3/tv/{series_id}/videos': row([SERIES, 'videos', 'name'], videos),
  'GET /3/tv/{series_id}/watch/providers': row([SERIES, 'watchProviders', 'country']),
  'GET /3/tv/airing_today': row(['airingTodayTvSeries', 'totalCount'], { language, page, timezone }),
  'GET /3/tv/changes': row(['tvSeriesChanges', 'totalCount'], { ...span, page }),
  'GET /3/tv/episode_group/{tv_episode_group_id}': row(['episodeGroup(id: "5e9077d2e640d600151f32bd")', 'name']),
  'GET /3/tv/latest': row(['latestTvSeries', 'name']),
  'GET /3/tv/on_the_air': row(['onTheAirTvSeries', 'totalCount'], { language, page, timezone }),
  'GET /3/tv/popular': row(['popularTvSeries', 'totalCount'], { language, page }),
  'GET /3/tv/top_rated': row(['topRatedTvSeries', 'totalCount'], { language, page }),

  'GET /3/tv/{series_id}/season/{season_number}': row([SEASON, 'episodes', 'name'], { language }),
  'GET /3/tv/{series_id}/season/{season_number}/aggregate_credits': row([SEASON, 'aggregateCast', 'totalCount'], { language }),
  'GET /3/tv/{series_id}/season/{season_number}/credits': row([SEASON, 'cast', 'totalCount'], { language }),
  'GET /3/tv/{series_id}/season/{season_number}/external_ids': row([SEASON, 'externalIds', 'tvdbId']),
  'GET /3/tv/{series_id}/season/{season_number}/images': row([SEASON, 'images', 'posters { path }'], pictures),
  'GET /3/tv/{series_id}/season/{season_number}/translations': row([SEASON, 'translations', 'name']),
  'GET /3/tv/{series_id}/season/{season_number}/videos': row([SEASON, 'videos', 'name'], videos),
  'GET /3/tv/{series_id}/season/{season_number}/watch/providers': row([SEASON, 'watchProviders', 'country']),
  'GET /3/tv/season/{season_id}/changes': row([SEASON, 'changes', 'key'], span),

  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}': row([EPISODE, 'name'], { language }),
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/credits': row([EPISODE, 'credits', 'cast { totalCount }'], {
    language,
  }),
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/external_ids': row([EPISODE, 'externalIds', 'imdbId']),
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/images': row([EPISODE, 'images', 'stills { path }'], pictures),
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/translations': row([EPISODE, 'translations', 'name']),
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/videos': row([EPISODE, 'videos', 'name'], videos),
  'GET /3/tv/episode/{episode_id}/changes': row([EPISODE, 'changes', 'key']),

  'GET /3/person/{person_id}': row([PERSON, 'biography'], { language }),
  'GET /3/person/{person_id}/changes': row([PERSON, 'changes', 'key'], span),
  'GET /3/person/{person_id}/combined_credits': row([PERSON, 'combinedCredits', 'cast { totalCount }'], { language }),
  'GET /3/person/{person_id}/external_ids': row([PERSON, 'externalIds', 'imdbId']),
  'GET /3/person/{person_id}/images': row([PERSON, 'images', 'profiles { path }']),
  'GET /3/person/{person_id}/movie_credits': row([PERSON, 'movieCredits', 'cast { totalCount }'], { language }),
  'GET /3/person/{person_id}/tagged_images': row([PERSON, 'taggedImages', 'totalCount']),
  'GET /3/person/{person_id}/translations': row([PERSON, 'translations', 'language']),
  'GET /3/person/{person_id}/tv_credits': row([PERSON, 'tvCredits', 'cast { totalCount }'], { language }),
  'GET /3/person/changes': row(['personChanges', 'totalCount'], { ...span, page }),
  'GET /3/person/latest': row(['latestPerson', 'name']),
  'GET /3/person/popular': row(['popularPeople', 'totalCount'], { language, page }),

  'GET /3/collection/{collection_id}': row([COLLECTION, 'overview'], { language }),
  'GET /3/collection/{collection_id}/images': row([COLLECTION, 'images', 'posters { path }'], pictures),
  'GET /3/collection/{collection_id}/translations': row([COLLECTION, 'translations', 'title']),
  'GET /3/company/{company_id}': row([COMPANY, 'headquarters']),
  'GET /3/company/{company_id}/alternative_names': row([COMPANY, 'alternativeNames', 'name']),
  'GET /3/company/{company_id}/images': row([COMPANY, 'logos', 'path']),
  'GET /3/network/{network_id}': row([NETWORK, 'headquarters']),
  'GET /3/network/{network_id}/alternative_names': row([NETWORK, 'alternativeNames', 'name']),
  'GET /3/network/{network_id}/images': row([NETWORK, 'logos', 'path']),
  'GET /3/keyword/{keyword_id}': row(['keyword(id: 818)', 'name']),
  'GET /3/keyword/{keyword_id}/movies': row(['keyword(id: 818)', 'movies', 'totalCount'], { language, page, include_adult }),
  'GET /3/review/{review_id}': row(['review(id: "5488c29bc3a3686f4a00004a")', 'content']),
  'GET /3/credit/{credit_id}': row(['credit(id: "52fe4250c3a36847f80149f3")', 'job'], { language }),

  'GET /3/list/{list_id}': row(['list(id: 3)', 'items', 'totalCount'], { language, page }),
  'GET /3/list/{list_id}/item_status': row(['list(id: 3)', 'contains(movie: 603)'], { movie_id: [{ required: true, sends: '603' }] }),
  'GET /4/list/{list_id}': row(['list(id: 3)', 'sortedItems', 'totalCount'], {
    language,
    page,
    sort_by: by('sort: TITLE_ASC', 'title.asc'),
  }),

  'GET /3/watch/providers/movie': row(['movieWatchProviders', 'name'], { language, watch_region }),
  'GET /3/watch/providers/regions': row(['watchProviderRegions', 'name'], { language }),
  'GET /3/watch/providers/tv': row(['tvWatchProviders', 'name'], { language, watch_region }),

  'GET /3/find/{external_id}': row(['find(externalId: "tt0133093")', 'movies { title }'], {
    external_source: [{ argument: 'source: IMDB', required: true, sends: 'imdb_id' }],
    language,
  }),

  'GET /3/discover/movie': row(['discoverMovies', 'totalCount'], {
    ...discovered,
    include_video: by('includeVideo: true', 'true'),
    sort_by: by('sort: REVENUE_DESC', 'revenue.desc'),
    certification: filteredBy('certification: { country: US, is: "PG-13" }', 'PG-13'),
    'certification.gte': filteredBy('certification: { country: US, gte: "PG" }', 'PG'),
    'certification.lte': filteredBy('certification: { country: US, lte: "R" }', 'R'),
    certification_country: [
      ...filteredBy('certification: { country: DE, is: "16" }', 'DE'),
      { argument: 'filter: { certification: { is: "12" } }', directive: '@inContext(region: FR)', sends: 'FR' },
    ],
    'primary_release_date.gte': from('primaryReleaseDate', '1999-01-01'),
    'primary_release_date.lte': to('primaryReleaseDate', '1999-12-31'),
    primary_release_year: filteredBy('primaryReleaseYear: 1998', '1998'),
    'release_date.gte': from('releaseDate', '1999-01-01'),
    'release_date.lte': to('releaseDate', '1999-12-31'),
    year: filteredBy('year: 1997', '1997'),
    region: filteredBy('region: DE', 'DE'),
    with_release_type: filteredBy('releaseTypes: { anyOf: [DIGITAL, PHYSICAL] }', '4|5'),
    with_cast: allOf('cast'),
    with_crew: allOf('crew'),
    with_people: allOf('people'),
  }),
  'GET /3/discover/tv': row(['discoverTvSeries', 'totalCount'], {
    ...discovered,
    include_null_first_air_dates: by('includeNullFirstAirDates: true', 'true'),
    sort_by: by('sort: NAME_ASC', 'name.asc'),
    'air_date.gte': from('airDate', '2026-01-01'),
    'air_date.lte': to('airDate', '2026-01-08'),
    'first_air_date.gte': from('firstAirDate', '2011-01-01'),
    'first_air_date.lte': to('firstAirDate', '2011-12-31'),
    first_air_date_year: filteredBy('firstAirYear: 2010', '2010'),
    screened_theatrically: filteredBy('screenedTheatrically: true', 'true'),
    timezone: filteredBy('timezone: "Europe/Berlin"', 'Europe/Berlin'),
    with_networks: allOf('networks'),
    with_status: filteredBy('statuses: [ENDED, CANCELED]', '3|4'),
    with_type: filteredBy('types: [NEWS]', '1'),
  }),

  'GET /3/search/collection': row(['searchCollections', 'totalCount'], { query, language, page, region, include_adult }),
  'GET /3/search/company': row(['searchCompanies', 'totalCount'], { query, page }),
  'GET /3/search/keyword': row(['searchKeywords', 'totalCount'], { query, page }),
  'GET /3/search/movie': row(['searchMovies', 'totalCount'], { query, language, page, region, include_adult, year, primary_release_year }),
  'GET /3/search/multi': row(['search', 'totalCount'], { query, language, page, include_adult }),
  'GET /3/search/person': row(['searchPeople', 'totalCount'], { query, language, page, include_adult }),
  'GET /3/search/tv': row(['searchTvSeries', 'totalCount'], { query, language, page, include_adult, year, first_air_date_year }),

  'GET /3/trending/all/{time_window}': row(['trending', 'totalCount'], { language }),
  'GET /3/trending/movie/{time_window}': row(['trendingMovies', 'totalCount'], { language }),
  'GET /3/trending/person/{time_window}': row(['trendingPeople', 'totalCount'], { language }),
  'GET /3/trending/tv/{time_window}': row(['trendingTvSeries', 'totalCount'], { language }),

  // Operations of accounts. Their effects are in accounts.test.ts; here only the requests matter.
  'GET /3/account/{account_id}': as('session', row(['viewer', 'username'])),
  'GET /3/account/{account_id}/favorite/movies': as('session', row(['viewer', 'favoriteMovies', 'totalCount'], marked)),
  'GET /3/account/{account_id}/favorite/tv': as('session', row(['viewer', 'favoriteTvSeries', 'totalCount'], marked)),
  'GET /3/account/{account_id}/rated/movies': as('session', row(['viewer', 'ratedMovies', 'totalCount'], marked)),
  'GET /3/account/{account_id}/rated/tv': as('session', row(['viewer', 'ratedTvSeries', 'totalCount'], marked)),
  'GET /3/account/{account_id}/rated/tv/episodes': as('session', row(['viewer', 'ratedTvEpisodes', 'totalCount'], marked)),
  'GET /3/account/{account_id}/watchlist/movies': as('session', row(['viewer', 'watchlistMovies', 'totalCount'], marked)),
  'GET /3/account/{account_id}/watchlist/tv': as('session', row(['viewer', 'watchlistTvSeries', 'totalCount'], marked)),
  'GET /3/account/{account_id}/lists': as('session', row(['viewer', 'lists', 'totalCount'], { page })),
  'POST /3/account/{account_id}/favorite': as('session', write('setMovieFavorite(id: 603, favorite: true)', 'movie { id }')),
  'POST /3/account/{account_id}/watchlist': as('session', write('setTvSeriesWatchlist(id: 1399, watchlist: true)', 'tvSeries { id }')),
  'GET /3/guest_session/{guest_session_id}/rated/movies': as('guest', row(['viewer', 'ratedMovies', 'totalCount'], marked)),
  'GET /3/guest_session/{guest_session_id}/rated/tv': as('guest', row(['viewer', 'ratedTvSeries', 'totalCount'], marked)),
  'GET /3/guest_session/{guest_session_id}/rated/tv/episodes': as('guest', row(['viewer', 'ratedTvEpisodes', 'totalCount'], marked)),
  'GET /3/movie/{movie_id}/account_states': as('session', row([MOVIE, 'accountStates', 'rating'])),
  'POST /3/movie/{movie_id}/rating': as('guest', write('rateMovie(id: 603, rating: 8)', 'movie { id }')),
  'DELETE /3/movie/{movie_id}/rating': as('session', write('unrateMovie(id: 603)', 'movie { id }')),
  'GET /3/tv/{series_id}/account_states': as('session', row([SERIES, 'accountStates', 'rating'])),
  'POST /3/tv/{series_id}/rating': as('session', write('rateTvSeries(id: 1399, rating: 8)', 'tvSeries { id }')),
  'DELETE /3/tv/{series_id}/rating': as('guest', write('unrateTvSeries(id: 1399)', 'tvSeries { id }')),
  'GET /3/tv/{series_id}/season/{season_number}/account_states': as('session', row([SEASON, 'episodeRatings', 'rating'])),
  'GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/account_states': as(
    'session',
    row([EPISODE, 'accountStates', 'rating']),
  ),
  'POST /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/rating': as(
    'session',
    write('rateTvEpisode(series: 1399, season: 1, number: 1, rating: 8)', 'tvEpisode { id }'),
  ),
  'DELETE /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/rating': as(
    'session',
    write('unrateTvEpisode(series: 1399, season: 1, number: 1)', 'tvEpisode { id }'),
  ),
  'GET /3/authentication/guest_session/new': write('createGuestSession', 'guestSessionId'),
  'GET /3/authentication/token/new': write('createRequestToken', 'requestToken'),
  'POST /3/authentication/token/validate_with_login': write(
    'approveRequestToken(requestToken: "a", username: "b", password: "c")',
    'requestToken',
  ),
  'POST /3/authentication/session/new': write('createSession(requestToken: "a")', 'sessionId'),
  'POST /3/authentication/session/convert/4': as('user', write('createSessionFromUserToken', 'sessionId')),
  'DELETE /3/authentication/session': as('session', write('deleteSession', 'signedOut')),
  'POST /3/list': as('session', write('createList(name: "Mine")', 'list { id }')),
  'DELETE /3/list/{list_id}': as('session', write('deleteList(id: 1)', 'tmdbId')),
  'POST /3/list/{list_id}/add_item': as('session', write('addListItems(id: 1, items: [{ movie: 603 }])', 'list { id }')),
  'POST /3/list/{list_id}/clear': as('session', write('clearList(id: 1)', 'list { id }', { confirm: always('true') })),
  'POST /3/list/{list_id}/remove_item': as('session', write('removeListItems(id: 1, items: [{ movie: 603 }])', 'list { id }')),
  'GET /4/account/{account_object_id}/movie/favorites': as('user', row(['viewer', 'favoriteMovies', 'totalCount'], marked)),
  'GET /4/account/{account_object_id}/movie/rated': as('user', row(['viewer', 'ratedMovies', 'totalCount'], marked)),
  'GET /4/account/{account_object_id}/movie/watchlist': as('user', row(['viewer', 'watchlistMovies', 'totalCount'], marked)),
  'GET /4/account/{account_object_id}/movie/recommendations': as(
    'user',
    row(['viewer', 'recommendedMovies', 'totalCount'], { language, page }),
  ),
  'GET /4/account/{account_object_id}/tv/favorites': as('user', row(['viewer', 'favoriteTvSeries', 'totalCount'], marked)),
  'GET /4/account/{account_object_id}/tv/rated': as('user', row(['viewer', 'ratedTvSeries', 'totalCount'], marked)),
  'GET /4/account/{account_object_id}/tv/watchlist': as('user', row(['viewer', 'watchlistTvSeries', 'totalCount'], marked)),
  'GET /4/account/{account_object_id}/tv/recommendations': as(
    'user',
    row(['viewer', 'recommendedTvSeries', 'totalCount'], { language, page }),
  ),
  'GET /4/account/{account_object_id}/lists': as('user', row(['viewer', 'lists', 'totalCount'], { page })),
  'POST /4/auth/request_token': write('createUserRequestToken', 'requestToken'),
  'POST /4/auth/access_token': write('createUserToken(requestToken: "a")', 'userToken'),
  'DELETE /4/auth/access_token': as('user', write('deleteUserToken', 'signedOut')),
  'POST /4/list': as('user', write('createList(name: "Mine")', 'list { id }')),
  'PUT /4/list/{list_id}': as('user', write('updateList(id: 1, name: "Yours")', 'list { id }')),
  'DELETE /4/list/{list_id}': as('user', write('deleteList(id: 1)', 'tmdbId')),
  'GET /4/list/{list_id}/clear': as('user', write('clearList(id: 1)', 'list { id }')),
  'GET /4/list/{list_id}/item_status': as(
    'user',
    row(['list(id: 1)', 'contains(tvSeries: 1399)'], { media_id: always('1399'), media_type: always('tv') }),
  ),
  'POST /4/list/{list_id}/items': as('user', write('addListItems(id: 1, items: [{ tvSeries: 1399 }])', 'list { id }')),
  'PUT /4/list/{list_id}/items': as('user', write('updateListItems(id: 1, items: [{ movie: 603, comment: "Again" }])', 'list { id }')),
  'DELETE /4/list/{list_id}/items': as('user', write('removeListItems(id: 1, items: [{ movie: 603 }])', 'list { id }')),
};
