/** The first of the sandbox's own ids, which it answers with generated movies, series and people. */
export const FIRST_GENERATED = 1_000_000;

/** The first id of people, keywords, seasons and episodes whose id was not recorded: too high to be mistaken for one of TMDB's. */
export const FIRST_UNRECORDED = 2_000_000_000;

/** TMDB's ids have 32 bits. */
export const LAST_ID = 2 ** 31 - 1;
