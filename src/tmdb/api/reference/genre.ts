import { FRESH } from '../freshness.ts';
import { part, type Resource } from '../../resource.ts';

/** `ref` is the kind, `movie` or `tv`. @see https://developer.themoviedb.org/reference/genre-movie-list */
export const genres = {
  name: 'Genre',
  path: (ref) => `/genre/${ref}/list`,
  parts: { details: part<{ genres?: { id: number; name: string }[] }>({ fresh: FRESH.configuration, varies: ['language'] }) },
} as const satisfies Resource;
