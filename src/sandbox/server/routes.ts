import { numberOf, type Handler, type Call } from '../http/call.ts';
import { CERTIFICATIONS } from '../answers/media/certifications.ts';
import { CHANGE_LISTS, changesById } from '../answers/reference/changes.ts';
import { CONFIGURATION } from '../catalogue/catalogue.ts';
import { COLLECTION_PARTS, collectionDetails } from '../answers/movies/collection.ts';
import { CONFIGURATIONS } from '../answers/reference/configuration.ts';
import { COMPANY_PARTS, companyDetails, KEYWORD_PARTS, keywordDetails } from '../answers/reference/company.ts';
import { creditDetails } from '../answers/people/credit.ts';
import { DISCOVER } from '../answers/discovery/discover.ts';
import { find } from '../answers/discovery/find.ts';
import { genreList, LISTS, TRENDS } from '../answers/discovery/lists.ts';
import { movieOf, latestMovie, movieDetails } from '../answers/movies/movie.ts';
import { MOVIE_PARTS } from '../answers/movies/movie-parts.ts';
import { latestPerson, personDetails, personOf } from '../answers/people/person.ts';
import { PERSON_PARTS } from '../answers/people/person-parts.ts';
import { PROVIDER_LISTS } from '../answers/reference/providers.ts';
import { reviewDetails } from '../answers/reference/review.ts';
import { routerOf } from '../http/router.ts';
import { SEARCHES } from '../answers/discovery/search.ts';
import { episodeDetails, EPISODE_PARTS } from '../answers/tv/episode.ts';
import { episodeGroup } from '../answers/tv/episode-group.ts';
import { networkDetails, NETWORK_PARTS } from '../answers/reference/network.ts';
import { seasonDetails, SEASON_PARTS } from '../answers/tv/season.ts';
import { episodeOf, isEpisodeId, isSeasonId, seasonOf } from '../answers/tv/seasons.ts';
import { seriesOf } from '../answers/tv/series-by-id.ts';
import { latestSeries, seriesDetails } from '../answers/tv/series-details.ts';
import { SERIES_LISTS } from '../answers/tv/series-lists.ts';
import { SERIES_PARTS } from '../answers/tv/series-parts.ts';
import { seriesGenreList } from '../answers/tv/series.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

export interface Route {
  readonly pattern: string;
  readonly answer: Handler;
  /** The `max-age` that TMDB sends, in seconds. */
  readonly maxAge: number;
  /** Whether append_to_response works here. It does for details, with every route below them. */
  readonly appends?: boolean;
  /** Whether it cannot be appended to the details above it. */
  readonly isAlone?: boolean;
}

/** Routes of one freshness, by their paths after a prefix. */
const routes = (prefix: string, maxAge: number, handlers: Readonly<Record<string, Handler>>): Route[] =>
  Object.entries(handlers).map(([path, answer]) => ({ pattern: prefix + path, maxAge, answer }));

const FRESH: Record<string, number> = { changes: 10 * MINUTE, lists: 0 };

/** Parts that TMDB sends without the `id` of their owner, even at their own path. */
const WITHOUT_ID = new Set(['changes', 'recommendations', 'similar']);

/** The routes of parts at their own paths, where nearly all parts tell the `id` of their owner. */
const parts = (pattern: string, table: Record<string, Handler>, idOf: (call: Call) => number): Route[] =>
  Object.entries(table).map(([name, part]) => {
    const answer: Handler = WITHOUT_ID.has(name) ? part : (call) => ({ id: idOf(call), ...part(call) });
    return { pattern: `${pattern}/${name}`, maxAge: FRESH[name] ?? 8 * HOUR, answer };
  });

const movieParts = Object.fromEntries(
  Object.entries(MOVIE_PARTS).map(([name, part]): [string, Handler] => [name, (call) => part(movieOf(call), call)]),
);
const named = ({ params: [id] }: Call) => numberOf(id);

const SERIES = '/3/tv/{series}';
const SEASON = `${SERIES}/season/{season}`;
const EPISODE = `${SEASON}/episode/{episode}`;

/** Routes whose answers are the same for every caller; those that depend on the caller are in personal-routes.ts. */
export const ROUTES: readonly Route[] = [
  { pattern: '/3/configuration', maxAge: 12 * HOUR, answer: () => CONFIGURATION },
  ...routes('/3/configuration/', 12 * HOUR, CONFIGURATIONS),
  ...routes('/3/watch/providers/', 8 * HOUR, PROVIDER_LISTS),
  ...routes('/3/certification/', 0, CERTIFICATIONS),
  { pattern: '/3/genre/movie/list', maxAge: 8 * HOUR, answer: genreList },
  { pattern: '/3/genre/tv/list', maxAge: 8 * HOUR, answer: seriesGenreList },
  ...routes('', 10 * MINUTE, TRENDS),
  ...routes('', 6 * HOUR, { ...LISTS, ...SERIES_LISTS, ...DISCOVER }),
  ...routes('', 10 * MINUTE, CHANGE_LISTS),
  { pattern: '/3/movie/latest', maxAge: 0, answer: latestMovie },
  { pattern: '/3/movie/{movie}', maxAge: 8 * HOUR, answer: movieDetails, appends: true },
  ...parts('/3/movie/{movie}', movieParts, (call) => movieOf(call).id),
  { pattern: '/3/person/latest', maxAge: 0, answer: latestPerson },
  { pattern: '/3/person/{person}', maxAge: 8 * HOUR, answer: personDetails, appends: true },
  ...parts('/3/person/{person}', PERSON_PARTS, (call) => personOf(call).id),
  { pattern: '/3/collection/{collection}', maxAge: 8 * HOUR, answer: collectionDetails, appends: true },
  ...parts('/3/collection/{collection}', COLLECTION_PARTS, named),
  { pattern: '/3/company/{company}', maxAge: 8 * HOUR, answer: companyDetails, appends: true },
  ...parts('/3/company/{company}', COMPANY_PARTS, named),
  { pattern: '/3/keyword/{keyword}', maxAge: 8 * HOUR, answer: keywordDetails },
  ...parts('/3/keyword/{keyword}', KEYWORD_PARTS, named),
  { pattern: '/3/tv/latest', maxAge: 0, answer: latestSeries },
  { pattern: SERIES, maxAge: 8 * HOUR, answer: seriesDetails, appends: true },
  ...parts(SERIES, SERIES_PARTS, (call) => seriesOf(call).id),
  { pattern: SEASON, maxAge: 8 * HOUR, answer: seasonDetails, appends: true },
  ...parts(SEASON, SEASON_PARTS, (call) => seasonOf(call).season.id),
  { pattern: EPISODE, maxAge: 8 * HOUR, answer: episodeDetails, appends: true, isAlone: true },
  ...parts(EPISODE, EPISODE_PARTS, (call) => episodeOf(call).episode.id),
  { pattern: '/3/tv/season/{seasonId}/changes', maxAge: 10 * MINUTE, answer: changesById(isSeasonId) },
  { pattern: '/3/tv/episode/{episodeId}/changes', maxAge: 10 * MINUTE, answer: changesById(isEpisodeId) },
  { pattern: '/3/tv/episode_group/{group}', maxAge: 8 * HOUR, answer: episodeGroup },
  { pattern: '/3/network/{network}', maxAge: 8 * HOUR, answer: networkDetails, appends: true },
  ...parts('/3/network/{network}', NETWORK_PARTS, named),
  { pattern: '/3/review/{review}', maxAge: 8 * HOUR, answer: reviewDetails },
  { pattern: '/3/credit/{credit}', maxAge: 8 * HOUR, answer: creditDetails },
  ...routes('/3/search/', 6 * HOUR, SEARCHES),
  { pattern: '/3/find/{external}', maxAge: 8 * HOUR, answer: find },
];

/** Finds the route of a path, and the ids in the path. */
export const routeOf = routerOf(ROUTES.map((route) => [route.pattern, route]));
