/** Writes the name by which caches know an object or a list of TMDB: `movie-603`, `tv-season-1399-1`, `movie-list-popular`. */
export const tagOf = (type: string, ref: string): string =>
  `${type.replaceAll(/([a-z])([A-Z])/g, '$1-$2')}-${ref}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
