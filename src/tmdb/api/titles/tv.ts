import type { ChangeRow } from '../reference/change.ts';
import type { CompanySummary } from '../reference/company.ts';
import type { AggregateCredits, CastRow, Credits, CrewRow } from '../people/credits.ts';
import type { ExternalIds } from '../reference/external-ids.ts';
import { RATER } from '../../credentials.ts';
import type { AccountStates, SeasonAccountStates } from '../account/account-states.ts';
import { remembered } from '../../../remembered.ts';
import { badInput } from '../../error.ts';
import { FRESH } from '../freshness.ts';
import { HEX_ID, NUMBER_SOURCE } from '../../id.ts';
import type { ImageLists, ImageRow } from './image.ts';
import type { KeywordRow } from '../reference/keyword.ts';
import { rowsOf } from '../../known.ts';
import type { ListSummary } from '../account/list.ts';
import type { NetworkSummary } from '../reference/network.ts';
import type { Page } from '../page.ts';
import { byId, part, type Part, type Resource } from '../../resource.ts';
import type { ReviewRow } from './review.ts';
import type { AlternativeTitleRow } from './alternative-title.ts';
import type { VideoRow } from './video.ts';
import type { ProviderOffers } from './watch-provider.ts';
import type { TranslationRow } from './translation.ts';
import type { PersonSummary, TvSeriesSummary } from '../summary.ts';

/** @see https://developer.themoviedb.org/reference/tv-series-details */
export interface TvSeriesDetails extends Omit<TvSeriesSummary, 'genre_ids'> {
  created_by?: (PersonSummary & { credit_id?: string })[];
  /** Minutes; empty for nearly all series, as TMDB no longer fills it. */
  episode_run_time?: number[];
  genres?: { id: number; name: string }[];
  homepage?: string;
  in_production?: boolean;
  languages?: string[];
  last_air_date?: string | null;
  last_episode_to_air?: TvEpisodeSummary | null;
  next_episode_to_air?: TvEpisodeSummary | null;
  networks?: NetworkSummary[];
  number_of_episodes?: number;
  /** Without season 0, which holds specials. */
  number_of_seasons?: number;
  production_companies?: CompanySummary[];
  production_countries?: { iso_3166_1: string; name: string }[];
  seasons?: TvSeasonSummary[];
  spoken_languages?: { iso_639_1: string; name: string; english_name?: string }[];
  status?: string;
  tagline?: string;
  type?: string;
}

/** A season, as its series and credits refer to it. */
export interface TvSeasonSummary {
  id: number;
  season_number: number;
  name?: string;
  overview?: string;
  air_date?: string | null;
  episode_count?: number;
  poster_path?: string | null;
  vote_average?: number;
  /** Only in credits and tagged images. */
  show_id?: number;
}

/** @see https://developer.themoviedb.org/reference/tv-season-details */
export interface TvSeasonDetails extends TvSeasonSummary {
  episodes?: TvEpisodeSummary[];
  networks?: NetworkSummary[];
}

/** An episode. Its season and its own path include crew and guest stars, other places do not. */
export interface TvEpisodeSummary {
  id: number;
  season_number: number;
  episode_number: number;
  name?: string;
  overview?: string;
  air_date?: string | null;
  /** Minutes. */
  runtime?: number | null;
  /** `standard`, `mid_season` or `finale`. */
  episode_type?: string;
  production_code?: string | null;
  still_path?: string | null;
  vote_average?: number;
  vote_count?: number;
  show_id?: number;
  crew?: CrewRow[];
  guest_stars?: CastRow[];
  /** Only in episode groups, counted from 0. */
  order?: number;
}

export type TvTranslationRow = TranslationRow<{ name?: string; overview?: string; tagline?: string; homepage?: string }>;

export interface ContentRatingRow {
  iso_3166_1: string;
  rating?: string;
  descriptors?: string[];
}

/** An alternative order of a series' episodes, as the series refers to it. */
export interface EpisodeGroupSummary {
  id: string;
  name?: string;
  description?: string;
  episode_count?: number;
  group_count?: number;
  /** 1 original air date, 2 absolute, 3 DVD, 4 digital, 5 story arc, 6 production, 7 TV. */
  type?: number;
  network?: NetworkSummary | null;
}

/** @see https://developer.themoviedb.org/reference/tv-episode-group-details */
export interface EpisodeGroupDetails extends EpisodeGroupSummary {
  groups?: { id: string; name?: string; order?: number; locked?: boolean; episodes?: TvEpisodeSummary[] }[];
}

/** Parts of a season, both at its own path and appended to its series, as `season/3/credits`. */
const SEASON_PARTS = {
  details: part<TvSeasonDetails>({ fresh: FRESH.details, varies: ['language'], knownBy: ['name'] }),
  account_states: part<SeasonAccountStates>({ personal: RATER }),
  aggregate_credits: part<AggregateCredits>({ fresh: FRESH.details, varies: ['language'] }),
  credits: part<Credits>({ fresh: FRESH.details, varies: ['language'] }),
  external_ids: part<ExternalIds>({ fresh: FRESH.details }),
  images: part<ImageLists>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
  translations: part<{ translations?: TvTranslationRow[] }>({ fresh: FRESH.details }),
  videos: part<{ results?: VideoRow[] }>({ fresh: FRESH.details, varies: ['language', 'include_video_language'] }),
  'watch/providers': part<{ results?: Record<string, ProviderOffers> }>({ fresh: FRESH.details }),
} as const;

// details → season/*, credits → season/*/credits
const seasonParts = Object.fromEntries(
  Object.entries(SEASON_PARTS).map(([name, row]) => [name === 'details' ? 'season/*' : `season/*/${name}`, row]),
) as Record<`season/*${string}`, Part<unknown>>;

/** Seasons are parts of their series, 20 per request: `append_to_response=season/1,season/2,season/1/credits`. */
export const tvSeries = {
  name: 'TvSeries',
  path: (ref) => `/tv/${ref}`,
  appends: true,
  // The parts of a season name its id, which is not in their path.
  identity: (ref, name) => {
    const [, number] = /^season\/(\d+)$/.exec(name) ?? [];
    if (number !== undefined) return { season_number: number };
    return name.startsWith('season/') ? {} : byId(ref);
  },
  has: ({ seasons }: TvSeriesDetails, name: string) => {
    const [, number] = /^season\/(\d+)/.exec(name) ?? [];
    return number === undefined || !Array.isArray(seasons) || rowsOf(seasons).some((season) => String(season.season_number) === number);
  },
  parts: {
    details: part<TvSeriesDetails>({ fresh: FRESH.details, varies: ['language'], knownBy: ['name'] }),
    aggregate_credits: part<AggregateCredits>({ fresh: FRESH.details, varies: ['language'] }),
    account_states: part<AccountStates>({ personal: RATER }),
    alternative_titles: part<{ results?: AlternativeTitleRow[] }>({ fresh: FRESH.details }),
    changes: part<{ changes?: ChangeRow[] }>({ fresh: FRESH.edited, varies: ['start_date', 'end_date'] }),
    content_ratings: part<{ results?: ContentRatingRow[] }>({ fresh: FRESH.details }),
    credits: part<Credits>({ fresh: FRESH.details, varies: ['language'] }),
    episode_groups: part<{ results?: EpisodeGroupSummary[] }>({ fresh: FRESH.details }),
    external_ids: part<ExternalIds>({ fresh: FRESH.details }),
    images: part<ImageLists>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
    keywords: part<{ results?: KeywordRow[] }>({ fresh: FRESH.details }),
    lists: part<Page<ListSummary>>({ fresh: FRESH.edited, varies: ['language', 'page'] }),
    recommendations: part<Page<TvSeriesSummary>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    reviews: part<Page<ReviewRow>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    screened_theatrically: part<{ results?: { id: number; season_number: number; episode_number: number }[] }>({ fresh: FRESH.details }),
    similar: part<Page<TvSeriesSummary>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    translations: part<{ translations?: TvTranslationRow[] }>({ fresh: FRESH.details }),
    videos: part<{ results?: VideoRow[] }>({ fresh: FRESH.details, varies: ['language', 'include_video_language'] }),
    'watch/providers': part<{ results?: Record<string, ProviderOffers> }>({ fresh: FRESH.details }),
    ...seasonParts,
  },
} as const satisfies Resource;

/** The ref of a season: its series and number, `1399-1`. */
export const seasonRef = (series: string | number, season: number): string => `${series}-${season}`;

const SEASON_REF = new RegExp(`^(${NUMBER_SOURCE})-(0|[1-9]\\d{0,3})$`);

/** The same for a client's arguments. @throws GatewayError BAD_USER_INPUT */
export function parseSeasonRef(series: string, season: number): string {
  const ref = seasonRef(series, season);
  if (!SEASON_REF.test(ref)) throw badInput('Expected a season number from 0, which holds specials, to 9999.');
  return ref;
}

const readSeasonRef = remembered((ref) => {
  const [, series = '', number = ''] = SEASON_REF.exec(ref) ?? [];
  return { series, number };
});

/** A season's parts are parts of its series. */
export const tvSeason = {
  name: 'TvSeason',
  pattern: SEASON_REF,
  path: (ref) => ref.replace(SEASON_REF, '/tv/$1/season/$2'),
  partOf: (ref: string, name: string) => {
    const { series, number } = readSeasonRef(ref);
    return { resource: tvSeries, ref: series, part: name === 'details' ? `season/${number}` : `season/${number}/${name}` };
  },
  parts: SEASON_PARTS,
} as const satisfies Resource;

const EPISODE_REF = new RegExp(`^(${NUMBER_SOURCE})-(0|[1-9]\\d{0,3})-(0|[1-9]\\d{0,4})$`);

/** The ref of an episode: its series, season and number, `1399-1-5`. */
export const episodeRef = (series: string | number, season: number, episode: number): string => `${series}-${season}-${episode}`;

/** The same for a client's arguments. @throws GatewayError BAD_USER_INPUT */
export function parseEpisodeRef(series: string, season: number, episode: number): string {
  const ref = `${parseSeasonRef(series, season)}-${episode}`;
  if (!EPISODE_REF.test(ref)) throw badInput('Expected an episode number from 0 to 99999.');
  return ref;
}

/** @see https://developer.themoviedb.org/reference/tv-episode-details */
export const tvEpisode = {
  name: 'TvEpisode',
  pattern: EPISODE_REF,
  path: (ref) => ref.replace(EPISODE_REF, '/tv/$1/season/$2/episode/$3'),
  appends: true,
  detailsIn: (ref: string) => {
    const [, series = '', season = '', episode = ''] = EPISODE_REF.exec(ref) ?? [];
    return {
      resource: tvSeason,
      ref: `${series}-${season}`,
      rowIn: ({ episodes }: TvSeasonDetails) => rowsOf(episodes).find((row) => String(row.episode_number) === episode),
    };
  },
  // Its parts name its id, which is not in their path.
  identity: (ref, name) => {
    const [, , season = '', episode = ''] = EPISODE_REF.exec(ref) ?? [];
    return name === 'details' ? { season_number: season, episode_number: episode } : {};
  },
  parts: {
    details: part<TvEpisodeSummary>({ fresh: FRESH.details, varies: ['language'], knownBy: ['name'] }),
    account_states: part<AccountStates>({ personal: RATER }),
    credits: part<Credits & { guest_stars?: CastRow[] }>({ fresh: FRESH.details, varies: ['language'] }),
    external_ids: part<ExternalIds>({ fresh: FRESH.details }),
    images: part<{ stills?: ImageRow[] }>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
    translations: part<{ translations?: TvTranslationRow[] }>({ fresh: FRESH.details }),
    videos: part<{ results?: VideoRow[] }>({ fresh: FRESH.details, varies: ['language', 'include_video_language'] }),
  },
} as const satisfies Resource;

/** Changes of seasons and episodes are requested by TMDB's ids of them. @see https://developer.themoviedb.org/reference/tv-season-changes-by-id */
export const tvSeasonChanges = {
  name: 'season changes',
  path: (ref) => `/tv/season/${ref}/changes`,
  parts: { details: part<{ changes?: ChangeRow[] }>({ fresh: FRESH.edited, varies: ['start_date', 'end_date'] }) },
} as const satisfies Resource;

/** @see https://developer.themoviedb.org/reference/tv-episode-changes-by-id */
export const tvEpisodeChanges = {
  name: 'episode changes',
  path: (ref) => `/tv/episode/${ref}/changes`,
  parts: { details: part<{ changes?: ChangeRow[] }>({ fresh: FRESH.edited, varies: ['start_date', 'end_date'] }) },
} as const satisfies Resource;

export const episodeGroup = {
  name: 'EpisodeGroup',
  pattern: HEX_ID,
  path: (ref) => `/tv/episode_group/${ref}`,
  identity: byId,
  parts: { details: part<EpisodeGroupDetails>({ fresh: FRESH.details, knownBy: ['name'] }) },
} as const satisfies Resource;

/** `ref` names the list: `popular`, `top_rated`, `on_the_air`, `airing_today`. @see https://developer.themoviedb.org/reference/tv-series-popular-list */
export const tvLists = {
  name: 'series list',
  path: (ref) => `/tv/${ref}`,
  parts: { details: part<Page<TvSeriesSummary>>({ fresh: FRESH.lists, varies: ['language', 'page', 'timezone'] }) },
} as const satisfies Resource;

/** The most recently added series. @see https://developer.themoviedb.org/reference/tv-series-latest-id */
export const latestTvSeries = {
  name: 'latest series',
  path: () => '/tv/latest',
  parts: { details: part<TvSeriesDetails>({ fresh: FRESH.edited, knownBy: ['name'] }) },
} as const satisfies Resource;
