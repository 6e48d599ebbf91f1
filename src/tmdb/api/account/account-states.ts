/** The caller's favorite, watchlist and rating of a movie, series or episode. */
export interface AccountStates {
  favorite?: boolean;
  watchlist?: boolean;
  rated?: Rated;
}

/** `false` without a rating. */
export type Rated = boolean | { value?: number };

/** A season's episodes, each with the caller's rating. */
export interface SeasonAccountStates {
  results?: { id: number; episode_number?: number; rated?: Rated }[];
}
