/*
 * Media and people as lists, searches and other resources show them. These types refer to each other, so they share a file.
 */

/** A row of a list of movies. Old recordings lack some keys; `""` and null both mean unknown. */
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

/** A row of a list of series. `""` and null both mean unknown. */
export interface TvSeriesSummary {
  id: number;
  name?: string;
  original_name?: string;
  original_language?: string;
  overview?: string;
  first_air_date?: string | null;
  origin_country?: string[];
  poster_path?: string | null;
  backdrop_path?: string | null;
  genre_ids?: number[];
  popularity?: number;
  vote_average?: number;
  vote_count?: number;
  adult?: boolean | null;
  softcore?: boolean | null;
}

/** A person, as credits and lists refer to them. */
export interface PersonSummary {
  id: number;
  name?: string;
  original_name?: string;
  /** 0 unknown, 1 female, 2 male, 3 non-binary. */
  gender?: number | null;
  adult?: boolean;
  popularity?: number;
  known_for_department?: string | null;
  profile_path?: string | null;
  /** In lists and searches: a few movies and series. */
  known_for?: MediaRow[];
}

/** A collection, as movies and searches refer to it. */
export interface CollectionSummary {
  id: number;
  name?: string;
  poster_path?: string | null;
  backdrop_path?: string | null;
  /** In searches; in details because TMDB documents it there. */
  original_name?: string;
  original_language?: string;
  /** In searches. */
  overview?: string;
  adult?: boolean;
}

/** A row of a list that mixes kinds, told apart by `media_type`. Old lists lack it, and TMDB adds kinds without notice. */
export type MediaRow = (MovieSummary | TvSeriesSummary | PersonSummary | CollectionSummary) & { media_type?: string | null };
