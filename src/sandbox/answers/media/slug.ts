/** A name as it appears in TMDB's URLs: `fight-club`. */
export const slug = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]+/gu, '-');

/** Lower case without accents, for search to compare. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
