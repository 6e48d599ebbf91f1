import { languageOf, type Call, type Scope } from '../../http/call.ts';
import type { Movie } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, MOVIE_BY_ID, MOVIE_BY_IMDB, GENRES } from '../../catalogue/catalogue.ts';
import { movieText } from '../../generated/movie-text.ts';
import { currentMovies, generatedMovie, generatedNeighbours, generatedMovieSummary } from '../../generated/generated-movies.ts';
import { idOfImdb, isGenerated } from '../../generated/generated-people.ts';
import { remembered } from '../../generated/remembered.ts';
import { closest } from '../media/closest.ts';
import { listed } from '../media/listed.ts';

export const recentMovie = remembered(generatedMovie, 500);

/** The catalogue's movie, else a generated one when the id is one of the sandbox's own. */
export function movieById(id: number, { generated, today }: Scope): Movie | undefined {
  return MOVIE_BY_ID.get(id) ?? (generated && isGenerated(id) ? recentMovie(id, today()) : undefined);
}

/** A movie for lists: of a generated one, the summary alone. */
export const movieSummary = (id: number, today: string): Movie => MOVIE_BY_ID.get(id) ?? generatedMovieSummary(id, today);

/** Every movie that lists by date choose from: those of the catalogue, and generated ones whose dates move with the clock. */
export const datedMovies = ({ generated, today }: Scope): readonly Movie[] => (generated ? [...MOVIES, ...currentMovies(today())] : MOVIES);

/** @param imdb Such as `tt0133093`. */
export const movieByImdb = (imdb: string, scope: Scope): Movie | undefined => MOVIE_BY_IMDB.get(imdb) ?? movieById(idOfImdb(imdb), scope);

export const genreNames = (ids: readonly number[], language: string) =>
  ids.map((id) => ({ id, name: (language === 'de' ? GENRES.get(id)?.de : GENRES.get(id)?.en) ?? '' }));

/** A movie's row in a list. Only lists that mix kinds, trending and recommendations tell `media_type`. */
export function movieRow(movie: Movie, language: string, extra: { media_type?: 'movie' } = {}) {
  const { title, overview } = movieText(movie, language);
  return {
    adult: movie.adult ?? false,
    backdrop_path: movie.backdrop ?? null,
    genre_ids: movie.genres,
    id: movie.id,
    title,
    original_language: movie.language,
    original_title: movie.title,
    overview,
    ...extra,
    poster_path: movie.poster ?? null,
    release_date: movie.date,
    softcore: false,
    video: false,
    vote_average: movie.average,
    ...listed(movie),
  };
}

/** The date of a movie's release in the region of the call; without a region or a release there, that of its first release. */
export function dateIn({ date, releases }: Movie, { query }: Call): string {
  const dates = releases?.[query.get('region') ?? '']?.map((release) => release.date.slice(0, 10)) ?? [];
  return dates.toSorted()[0] ?? date;
}
/** A movie's row in a list that a region can narrow. */
export const regionalRow = (movie: Movie, call: Call) => ({ ...movieRow(movie, languageOf(call)), release_date: dateIn(movie, call) });

export const MOVIE_TYPE = { media_type: 'movie' } as const;

const byFame = MOVIES.toSorted((a, b) => b.votes - a.votes);
const LINKED = { recommendations: { most: 45, salt: 1 }, similar: { most: 120, salt: 2 } } as const;
const linked = new Map<string, number[]>();

/** Movies related to this one. A shared genre counts once, a shared keyword or collection several times. */
function related(movie: Movie, kind: keyof typeof LINKED): number[] {
  const { most, salt } = LINKED[kind];
  if (!MOVIE_BY_ID.has(movie.id)) return generatedNeighbours(movie.id, most, salt);
  const score = (other: Movie) =>
    other.genres.filter((id) => movie.genres.includes(id)).length +
    3 * (other.keywords ?? []).filter((id) => movie.keywords?.includes(id)).length +
    (kind === 'recommendations' && movie.collection !== undefined && other.collection === movie.collection ? 20 : 0);
  return closest(byFame, movie, score, most);
}

/** Ids of related movies; without generated movies, only those of the catalogue. */
export function relatedIds(movie: Movie, kind: keyof typeof LINKED, { generated }: Call): number[] {
  const key = `${kind} ${movie.id}`;
  const ids = linked.get(key) ?? related(movie, kind);
  // Ids related to generated movies are cheap to compute, and would fill the memory.
  if (MOVIE_BY_ID.has(movie.id)) linked.set(key, ids);
  return generated ? ids : ids.filter((id) => MOVIE_BY_ID.has(id));
}
