/** A name as TMDB writes it into addresses: `fight-club`. */
export const slug = (name: string): string => fold(name).replace(/[^\p{L}\p{N}]+/gu, '-');

/** Lower case without accents: what search compares. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
