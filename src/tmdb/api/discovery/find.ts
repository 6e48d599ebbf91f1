import { badInput } from '../../error.ts';
import { FRESH } from '../freshness.ts';
import { IMDB_IDS, NUMBER } from '../../id.ts';
import { part, type Resource } from '../../resource.ts';
import type { TvEpisodeSummary, TvSeasonSummary } from '../titles/tv.ts';
import type { MovieSummary, PersonSummary, TvSeriesSummary } from '../summary.ts';

/** Rows as in lists. One external id can match several kinds. */
export interface FindResults {
  movie_results?: MovieSummary[];
  person_results?: PersonSummary[];
  tv_results?: TvSeriesSummary[];
  tv_season_results?: TvSeasonSummary[];
  tv_episode_results?: TvEpisodeSummary[];
}

/** `ref` is the external id. @see https://developer.themoviedb.org/reference/find-by-id */
export const find = {
  name: 'find',
  path: (ref) => `/find/${ref}`,
  parts: { details: part<FindResults>({ fresh: FRESH.details, varies: ['external_source', 'language'] }) },
} as const satisfies Resource;

/** User names: no leading dot, and no character with a meaning in a path. */
const ACCOUNT = /^[\w-][\w.-]{0,99}$/;

/** External sources of ids, by TMDB's name. Ids go into a path, so each pattern is an allow-list. */
export const EXTERNAL_SOURCES = {
  imdb_id: {
    site: 'IMDb',
    for: 'titles and people',
    pattern: new RegExp(`${IMDB_IDS.title.source}|${IMDB_IDS.person.source}`),
    example: 'tt0133093',
  },
  tvdb_id: { site: 'TheTVDB', for: 'series, seasons and episodes', pattern: NUMBER, example: '121361' },
  wikidata_id: { site: 'Wikidata', pattern: /^Q[1-9]\d{0,11}$/, example: 'Q83495' },
  facebook_id: { site: 'Facebook', pattern: ACCOUNT, example: 'TheMatrixMovie' },
  instagram_id: { site: 'Instagram', pattern: ACCOUNT, example: 'thematrixmovie' },
  tiktok_id: { site: 'TikTok', pattern: ACCOUNT, example: 'netflix' },
  twitter_id: { site: 'X, formerly Twitter', pattern: ACCOUNT, example: 'TheMatrixMovie' },
  youtube_id: { site: 'YouTube', for: 'channels', pattern: ACCOUNT, example: 'GameofThrones' },
} as const satisfies Record<string, { site: string; for?: string; pattern: RegExp; example: string }>;

export type ExternalSource = keyof typeof EXTERNAL_SOURCES;

/** Parses an id of another site, which may have blanks around it. @throws GatewayError BAD_USER_INPUT */
export function parseExternalId(source: ExternalSource, raw: string): string {
  const { site, pattern, example } = EXTERNAL_SOURCES[source];
  const id = raw.trim();
  if (pattern.test(id)) return id;
  throw badInput(`Expected an id at ${site}, such as ${example}.`);
}
