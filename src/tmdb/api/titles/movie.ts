import type { AlternativeTitleRow } from './alternative-title.ts';
import { RATER } from '../../credentials.ts';
import type { AccountStates } from '../account/account-states.ts';
import { FRESH } from '../freshness.ts';
import type { CompanySummary } from '../reference/company.ts';
import type { ChangeRow } from '../reference/change.ts';
import type { ExternalIds } from '../reference/external-ids.ts';
import type { ImageLists } from './image.ts';
import type { KeywordRow } from '../reference/keyword.ts';
import type { ListSummary } from '../account/list.ts';
import type { DatedPage, Page } from '../page.ts';
import type { Credits } from '../people/credits.ts';
import { isId, IMDB_IDS, NUMBER } from '../../id.ts';
import { part, type Resource } from '../../resource.ts';
import type { ReviewRow } from './review.ts';
import type { VideoRow } from './video.ts';
import type { ProviderOffers } from './watch-provider.ts';
import type { TranslationRow } from './translation.ts';
import type { CollectionSummary, MovieSummary } from '../summary.ts';

/** @see https://developer.themoviedb.org/reference/movie-details */
export interface MovieDetails extends Omit<MovieSummary, 'genre_ids'> {
  imdb_id?: string | null;
  tagline?: string | null;
  homepage?: string | null;
  status?: string;
  /** Minutes; `0` when unknown. */
  runtime?: number | null;
  /** US dollars; `0` when unknown. */
  budget?: number;
  revenue?: number;
  genres?: { id: number; name: string }[];
  belongs_to_collection?: CollectionSummary | null;
  production_companies?: CompanySummary[];
  production_countries?: { iso_3166_1: string; name: string }[];
  origin_country?: string[];
  spoken_languages?: { iso_639_1: string; name: string; english_name?: string }[];
}

export interface ReleaseDateRow {
  certification?: string;
  descriptors?: string[];
  iso_639_1?: string | null;
  note?: string;
  release_date?: string;
  /** 1 premiere, 2 limited, 3 theatrical, 4 digital, 5 physical, 6 TV. */
  type: number;
}

/** The releases in one country. */
export interface ReleasesRow {
  iso_3166_1: string;
  release_dates: ReleaseDateRow[];
}

export type MovieTranslationRow = TranslationRow<{
  title?: string;
  overview?: string;
  tagline?: string;
  homepage?: string;
  runtime?: number;
}>;

/** Parts are named as `append_to_response` names them. An appended part lacks the `id` that it has at its own path. */
export const movie = {
  name: 'Movie',
  path: (ref) => `/movie/${ref}`,
  appends: true,
  // TMDB takes an IMDb id in place of its own.
  identity: (ref) => ({ id: ref, imdb_id: ref }),
  refs: ({ id, imdb_id }: MovieDetails) => (isId(NUMBER, id) && isId(IMDB_IDS.title, imdb_id) ? [id, imdb_id].map(String) : []),
  parts: {
    details: part<MovieDetails>({ fresh: FRESH.details, varies: ['language'], knownBy: ['title'] }),
    account_states: part<AccountStates>({ personal: RATER }),
    // TMDB's `country` only leaves titles out, so all fields share the titles of all countries.
    alternative_titles: part<{ titles?: AlternativeTitleRow[] }>({ fresh: FRESH.details }),
    changes: part<{ changes?: ChangeRow[] }>({ fresh: FRESH.edited, varies: ['start_date', 'end_date'] }),
    credits: part<Credits>({ fresh: FRESH.details, varies: ['language'] }),
    external_ids: part<ExternalIds>({ fresh: FRESH.details }),
    images: part<ImageLists>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
    keywords: part<{ keywords?: KeywordRow[] }>({ fresh: FRESH.details }),
    lists: part<Page<ListSummary>>({ fresh: FRESH.edited, varies: ['language', 'page'] }),
    recommendations: part<Page<MovieSummary>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    release_dates: part<{ results?: ReleasesRow[] }>({ fresh: FRESH.details }),
    reviews: part<Page<ReviewRow>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    similar: part<Page<MovieSummary>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    translations: part<{ translations?: MovieTranslationRow[] }>({ fresh: FRESH.details }),
    videos: part<{ results?: VideoRow[] }>({ fresh: FRESH.details, varies: ['language', 'include_video_language'] }),
    'watch/providers': part<{ results?: Record<string, ProviderOffers> }>({ fresh: FRESH.details }),
  },
} as const satisfies Resource;

/** `ref` names the list: `popular`, `top_rated`, `now_playing`, `upcoming`. @see https://developer.themoviedb.org/reference/movie-popular-list */
export const movieLists = {
  name: 'movie list',
  path: (ref) => `/movie/${ref}`,
  parts: { details: part<DatedPage<MovieSummary>>({ fresh: FRESH.lists, varies: ['language', 'page', 'region'] }) },
} as const satisfies Resource;

/** The most recently added movie. @see https://developer.themoviedb.org/reference/movie-latest-id */
export const latestMovie = {
  name: 'latest movie',
  path: () => '/movie/latest',
  parts: { details: part<MovieDetails>({ fresh: FRESH.edited, knownBy: ['title'] }) },
} as const satisfies Resource;
