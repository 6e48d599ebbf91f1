/** What a caller has done with a thing. */
export interface AccountStates {
  favorite?: boolean;
  watchlist?: boolean;
  rated?: Rated;
}

/** `false` when it is not rated. */
export type Rated = boolean | { value?: number };

/** Of a season: its episodes, each with what the caller rated it. */
export interface SeasonAccountStates {
  results?: { id: number; episode_number?: number; rated?: Rated }[];
}
