import { LRUCache } from 'lru-cache';
import type { Call } from '../../http/call.ts';
import type { Film, Person } from '../../catalogue/catalogue-rows.ts';
import { FILMS, FILM_BY_ID, FILM_BY_IMDB, GENRES, PERSON_BY_ID, PERSON_BY_IMDB } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { filmText } from '../../generated/movie-text.ts';
import {
  generatedFilm,
  generatedNeighbours,
  generatedPerson,
  generatedSummary,
  idOfImdb,
  isGenerated,
} from '../../generated/generated-movies.ts';

/** One request asks for the same film once for every appended part. */
const recent = new LRUCache<number, Film>({ max: 500 });
function recentFilm(id: number): Film {
  const film = recent.get(id) ?? generatedFilm(id);
  recent.set(id, film);
  return film;
}

/** The catalogue's film, else a generated one for the ids that are the sandbox's own. */
export function filmById(id: number, generated: boolean): Film | undefined {
  return FILM_BY_ID.get(id) ?? (generated && isGenerated(id) ? recentFilm(id) : undefined);
}

/** What a list needs of it: less, for a generated film. */
export const summaryById = (id: number): Film => FILM_BY_ID.get(id) ?? generatedSummary(id);

export function personById(id: number, generated: boolean): Person | undefined {
  return PERSON_BY_ID.get(id) ?? (generated && isGenerated(id) ? generatedPerson(id) : undefined);
}

/** @param imdb Such as `tt0133093`. */
export function filmByImdb(imdb: string, generated: boolean): Film | undefined {
  const id = idOfImdb(imdb.slice(2));
  return FILM_BY_IMDB.get(imdb) ?? (id === undefined ? undefined : filmById(id, generated));
}

/** @param imdb Such as `nm0000158`. */
export function personByImdb(imdb: string, generated: boolean): Person | undefined {
  const id = idOfImdb(imdb.slice(2));
  return PERSON_BY_IMDB.get(imdb) ?? (id === undefined ? undefined : personById(id, generated));
}

/** A person named in a film's credits, who is therefore there. */
export function credited(id: number): Person {
  const person = personById(id, true);
  if (!person) throw failure(11);
  return person;
}

export const genreNames = (ids: readonly number[], language: string) =>
  ids.map((id) => ({ id, name: (language === 'de' ? GENRES.get(id)?.de : GENRES.get(id)?.en) ?? '' }));

/** A film as lists show it; only those that mix kinds, trending and recommendations say `media_type`. */
export function filmRow(film: Film, language: string, extra: { media_type?: 'movie' } = {}) {
  const { title, overview } = filmText(film, language);
  return {
    adult: film.adult ?? false,
    backdrop_path: film.backdrop ?? null,
    genre_ids: film.genres,
    id: film.id,
    title,
    original_language: film.language,
    original_title: film.title,
    overview,
    ...extra,
    popularity: film.popularity,
    poster_path: film.poster ?? null,
    release_date: film.date,
    softcore: false,
    video: false,
    vote_average: film.average,
    vote_count: film.votes,
  };
}

export const MOVIE = { media_type: 'movie' } as const;

const byFame = FILMS.toSorted((a, b) => b.votes - a.votes);
const LINKED = { recommendations: { most: 45, salt: 1 }, similar: { most: 120, salt: 2 } } as const;
const linked = new Map<string, number[]>();

/** Films like this one, by what they share: the same genres count once, keywords and the collection several times. */
function related(film: Film, kind: keyof typeof LINKED): number[] {
  const { most, salt } = LINKED[kind];
  if (!FILM_BY_ID.has(film.id)) return generatedNeighbours(film.id, most, salt);
  const score = (other: Film) =>
    other.genres.filter((id) => film.genres.includes(id)).length +
    3 * (other.keywords ?? []).filter((id) => film.keywords?.includes(id)).length +
    (kind === 'recommendations' && film.collection !== undefined && other.collection === film.collection ? 20 : 0);
  return byFame
    .flatMap((other) => (other !== film && score(other) > 0 ? [{ id: other.id, score: score(other) }] : []))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ id }) => id);
}

/** Ids of films like this one; without generated films, only those of the catalogue. */
export function relatedIds(film: Film, kind: keyof typeof LINKED, { generated }: Call): number[] {
  const key = `${kind} ${film.id}`;
  const ids = linked.get(key) ?? related(film, kind);
  // Those of generated films are cheap and would pile up.
  if (FILM_BY_ID.has(film.id)) linked.set(key, ids);
  return generated ? ids : ids.filter((id) => FILM_BY_ID.has(id));
}
