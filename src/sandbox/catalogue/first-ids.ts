/** From here on ids are the sandbox's own: it answers generated movies, series and people for them. */
export const FIRST_GENERATED = 1_000_000;

/** Ids of people, keywords, seasons and episodes that no recording names: so far above TMDB's that nobody takes them for TMDB's. */
export const FIRST_UNRECORDED = 2_000_000_000;

/** Ids are 32-bit on TMDB's side. */
export const LAST_ID = 2 ** 31 - 1;
