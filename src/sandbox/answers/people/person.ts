import { languageOf, numberOf, type Call } from '../../http/call.ts';
import type { Movie, Person, Series } from '../../catalogue/catalogue-rows.ts';
import { MOVIES_BY_PERSON, MOVIE_BY_ID, PEOPLE, PERSON_BY_ID, SERIES_BY_PERSON } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { movieById, movieRow, MOVIE_TYPE, movieSummary } from '../movies/movies.ts';
import { personById } from './person-by-id.ts';
import { FIRST_UNRECORDED } from '../../catalogue/first-ids.ts';
import { generatedSeriesWith } from '../../generated/generated-series.ts';
import { generatedRoles } from '../../generated/generated-movies.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

export function personOf({ params: [id], generated }: Call): Person {
  const person = personById(numberOf(id), generated);
  if (!person) throw failure(34);
  return person;
}

/** The movies a person is credited in, best known first. */
export function moviesOf({ id }: Person): readonly Movie[] {
  const movies = PERSON_BY_ID.has(id)
    ? (MOVIES_BY_PERSON.get(id) ?? [])
    : generatedRoles(id).flatMap(({ movie }) => (MOVIE_BY_ID.has(movie) ? [] : (movieById(movie, true) ?? [])));
  return movies.toSorted((a, b) => b.votes - a.votes);
}

/** The series a person is credited in, best known first; generated ones come with that person's role alone. */
export const seriesOf = ({ id }: Person): readonly Series[] =>
  (PERSON_BY_ID.has(id) ? (SERIES_BY_PERSON.get(id) ?? []) : generatedSeriesWith(id)).toSorted((a, b) => b.votes - a.votes);

/** The best known movies of a person, for rows: a generated person's movies are not generated in full here. */
export const bestMovies = (person: Person, count: number): Movie[] =>
  PERSON_BY_ID.has(person.id)
    ? moviesOf(person).slice(0, count)
    : generatedRoles(person.id)
        .slice(0, count)
        .map(({ movie }) => movieSummary(movie));

/** The fields of a person that movie lists, search results and credits share. */
export const personRow = (person: Person) => ({
  adult: false,
  id: person.id,
  name: person.name,
  original_name: person.original ?? person.name,
  popularity: person.popularity ?? 0,
  gender: person.gender ?? 0,
  known_for_department: person.department ?? 'Acting',
  profile_path: person.profile ?? null,
});

const KNOWN_FOR = 3;

/** A person as search, find and lists show one, with up to three movies and series. */
export const foundPerson = (person: Person, language: string, extra: { media_type?: 'person' } = {}) => ({
  ...personRow(person),
  ...extra,
  known_for: [
    ...bestMovies(person, KNOWN_FOR).map((movie) => ({ votes: movie.votes, row: movieRow(movie, language, MOVIE_TYPE) })),
    ...seriesOf(person)
      .slice(0, KNOWN_FOR)
      .map((series) => ({ votes: series.votes, row: seriesRow(series, language, TV_TYPE) })),
  ]
    .toSorted((a, b) => b.votes - a.votes)
    .slice(0, KNOWN_FOR)
    .map(({ row }) => row),
});

const BIOGRAPHY: Record<string, (person: Person, movies: number, series: number) => string> = {
  en: ({ name, place, born }, movies, series) =>
    `${name}${born ? `, born in ${born.slice(0, 4)}` : ''}${place ? `, from ${place},` : ''} is credited in ${movies} movies${series ? ` and ${series} series` : ''} here.`,
  de: ({ name, place, born }, movies, series) =>
    `${name}${born || place ? ` (${[born && `geboren ${born.slice(0, 4)}`, place].filter(Boolean).join(', ')})` : ''} hat hier an ${movies} Filmen${series ? ` und ${series} Serien` : ''} mitgewirkt.`,
};

/** Our own sentence about a person; empty in languages other than English and German. */
export const biographyOf = (person: Person, language: string): string =>
  BIOGRAPHY[language]?.(person, moviesOf(person).length, seriesOf(person).length) ?? '';

const detailsOf = (person: Person, language: string) => ({
  adult: false,
  also_known_as: person.aka ?? [],
  biography: biographyOf(person, language),
  birthday: person.born ?? null,
  deathday: person.died ?? null,
  gender: person.gender ?? 0,
  homepage: null,
  id: person.id,
  imdb_id: person.imdb ?? null,
  known_for_department: person.department ?? 'Acting',
  name: person.name,
  place_of_birth: person.place ?? null,
  popularity: person.popularity ?? 0,
  profile_path: person.profile ?? null,
});

export const personDetails = (call: Call) => detailsOf(personOf(call), languageOf(call));

/** The person with the highest of TMDB's own ids. */
const [latest] = PEOPLE.filter(({ id }) => id < FIRST_UNRECORDED).toSorted((a, b) => b.id - a.id);
export function latestPerson(call: Call) {
  if (!latest) throw failure(34);
  return detailsOf(latest, languageOf(call));
}
