import { FRESH } from './freshness.ts';
import type { CollectionSummary } from './collection.ts';
import type { CompanySummary } from './company.ts';
import type { ImageRow } from './image.ts';
import type { KeywordRow } from './keyword.ts';
import type { Page } from './page.ts';
import type { CastRow, CrewRow } from './person.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

/** A row of a list of films. Old recordings lack some keys; `""` and null both mean unknown. */
export interface MovieSummary {
  id: number;
  title?: string;
  original_title?: string;
  original_language?: string;
  overview?: string;
  release_date?: string | null;
  poster_path?: string | null;
  backdrop_path?: string | null;
  genre_ids?: number[];
  popularity?: number;
  vote_average?: number;
  vote_count?: number;
  adult?: boolean | null;
  video?: boolean;
  softcore?: boolean | null;
}

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

export interface AlternativeTitleRow {
  iso_3166_1: string;
  title: string;
  type?: string;
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

export interface ReviewRow {
  id: string;
  author?: string;
  author_details?: { name?: string; username?: string; avatar_path?: string | null; rating?: number | null };
  content?: string;
  created_at?: string;
  updated_at?: string;
  url?: string;
}

export interface ListSummary {
  id: number | string;
  name?: string;
  description?: string;
  favorite_count?: number;
  item_count?: number;
  iso_639_1?: string;
  iso_3166_1?: string;
  list_type?: string;
  poster_path?: string | null;
}

export interface MovieTranslationRow {
  iso_639_1: string;
  iso_3166_1?: string;
  name?: string;
  english_name?: string;
  /** In it `""` means: the same as the original. */
  data?: { title?: string; overview?: string; tagline?: string; homepage?: string; runtime?: number };
}

export interface VideoRow {
  id: string;
  key?: string;
  name?: string;
  site?: string;
  size?: number;
  type?: string;
  official?: boolean;
  published_at?: string;
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
}

export interface ProviderRow {
  provider_id: number;
  provider_name?: string;
  logo_path?: string | null;
  display_priority?: number;
}

/** In one country. An absent kind is absent, not empty. */
export interface ProviderOffers {
  link?: string;
  flatrate?: ProviderRow[];
  rent?: ProviderRow[];
  buy?: ProviderRow[];
  free?: ProviderRow[];
  ads?: ProviderRow[];
}

export interface ChangeRow {
  key: string;
  items: {
    id: string;
    action?: string;
    time?: string;
    iso_639_1?: string;
    iso_3166_1?: string;
    value?: unknown;
    original_value?: unknown;
  }[];
}

export interface ImageLists {
  posters?: ImageRow[];
  backdrops?: ImageRow[];
  logos?: ImageRow[];
}

/** Parts are named as `append_to_response` names them. An appended part lacks the `id` that it has at its own path. */
export const movie = {
  name: 'Movie',
  path: (ref) => `/movie/${ref}`,
  appends: true,
  refs: ({ id, imdb_id }: MovieDetails) => [String(id), ...(imdb_id ? [imdb_id] : [])],
  parts: {
    details: part<MovieDetails>({ fresh: FRESH.details, varies: ['language'] }),
    alternative_titles: part<{ titles?: AlternativeTitleRow[] }>({ fresh: FRESH.details, varies: ['country'] }),
    changes: part<{ changes?: ChangeRow[] }>({ fresh: FRESH.edited, varies: ['start_date', 'end_date'] }),
    credits: part<{ cast?: CastRow[]; crew?: CrewRow[] }>({ fresh: FRESH.details, varies: ['language'] }),
    external_ids: part<ExternalIds>({ fresh: FRESH.details }),
    images: part<ImageLists>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
    keywords: part<{ keywords?: KeywordRow[] }>({ fresh: FRESH.details }),
    lists: part<Page<ListSummary>>({ fresh: FRESH.edited, varies: ['language', 'page'] }),
    recommendations: part<Page<MovieSummary>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    release_dates: part<{ results?: { iso_3166_1: string; release_dates: ReleaseDateRow[] }[] }>({ fresh: FRESH.details }),
    reviews: part<Page<ReviewRow>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    similar: part<Page<MovieSummary>>({ fresh: FRESH.details, varies: ['language', 'page'] }),
    translations: part<{ translations?: MovieTranslationRow[] }>({ fresh: FRESH.details }),
    videos: part<{ results?: VideoRow[] }>({ fresh: FRESH.details, varies: ['language'] }),
    'watch/providers': part<{ results?: Record<string, ProviderOffers> }>({ fresh: FRESH.details }),
  },
} as const satisfies Resource;

export interface ExternalIds {
  imdb_id?: string | null;
  wikidata_id?: string | null;
  facebook_id?: string | null;
  instagram_id?: string | null;
  twitter_id?: string | null;
}

/** `ref` is the time window. @see https://developer.themoviedb.org/reference/trending-movies */
export const trendingMovies = {
  name: 'trending/movie',
  path: (window) => `/trending/movie/${window}`,
  parts: { details: part<Page<MovieSummary>>({ fresh: FRESH.trending, varies: ['language', 'page'] }) },
} as const satisfies Resource;

/** @see https://developer.themoviedb.org/reference/genre-movie-list */
export const movieGenres = {
  name: 'genre/movie',
  path: () => '/genre/movie/list',
  parts: { details: part<{ genres?: { id: number; name: string }[] }>({ fresh: FRESH.configuration, varies: ['language'] }) },
} as const satisfies Resource;
