import type { Call } from './call.ts';
import { decodedId } from './coded-id.ts';
import { failure } from './failure.ts';
import { filmById } from './films.ts';
import { madeReview, reviewCount } from './made.ts';

/** One review of those that films list, with the film it is about. */
export function reviewDetails({ params: [id = ''], generated }: Call) {
  const { id: filmId = 0, index = 0 } = decodedId('review', id) ?? {};
  const film = filmById(filmId, generated);
  if (!film || index >= reviewCount(film.id)) throw failure(34);
  return { ...madeReview(film.id, index), iso_639_1: 'en', media_id: film.id, media_title: film.title, media_type: 'movie' };
}
