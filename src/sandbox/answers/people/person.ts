import { languageOf, numberOf, type Call } from '../../http/call.ts';
import type { Film, Person, Series } from '../../catalogue/catalogue-rows.ts';
import { FILMS_BY_PERSON, FILM_BY_ID, PEOPLE, PERSON_BY_ID, SERIES_BY_PERSON } from '../../catalogue/catalogue.ts';
import { failure } from '../../http/failure.ts';
import { filmById, filmRow, MOVIE, personById, summaryById } from '../movies/movies.ts';
import { FIRST_UNRECORDED } from '../../catalogue/first-ids.ts';
import { generatedSeriesWith } from '../../generated/generated-series.ts';
import { generatedRoles } from '../../generated/generated-movies.ts';
import { seriesRow, TV } from '../tv/series.ts';

export function personOf({ params: [id], generated }: Call): Person {
  const person = personById(numberOf(id), generated);
  if (!person) throw failure(34);
  return person;
}

/** The films a person is credited in, best known first. */
export function filmsOf({ id }: Person): readonly Film[] {
  const films = PERSON_BY_ID.has(id)
    ? (FILMS_BY_PERSON.get(id) ?? [])
    : generatedRoles(id).flatMap(({ film }) => (FILM_BY_ID.has(film) ? [] : (filmById(film, true) ?? [])));
  return films.toSorted((a, b) => b.votes - a.votes);
}

/** The series a person is credited in, best known first; of generated ones there is only the person's own role. */
export const seriesOf = ({ id }: Person): readonly Series[] =>
  (PERSON_BY_ID.has(id) ? (SERIES_BY_PERSON.get(id) ?? []) : generatedSeriesWith(id)).toSorted((a, b) => b.votes - a.votes);

/** Few films, for rows: a generated person's own are not made in full for these. */
export const bestFilms = (person: Person, count: number): Film[] =>
  PERSON_BY_ID.has(person.id)
    ? filmsOf(person).slice(0, count)
    : generatedRoles(person.id)
        .slice(0, count)
        .map(({ film }) => summaryById(film));

/** What a film list, a search result and a credit share of a person. */
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

/** A person as search, find and lists show one, with up to three films and series. */
export const foundPerson = (person: Person, language: string, extra: { media_type?: 'person' } = {}) => ({
  ...personRow(person),
  ...extra,
  known_for: [
    ...bestFilms(person, KNOWN_FOR).map((film) => ({ votes: film.votes, row: filmRow(film, language, MOVIE) })),
    ...seriesOf(person)
      .slice(0, KNOWN_FOR)
      .map((series) => ({ votes: series.votes, row: seriesRow(series, language, TV) })),
  ]
    .toSorted((a, b) => b.votes - a.votes)
    .slice(0, KNOWN_FOR)
    .map(({ row }) => row),
});

const BIOGRAPHY: Record<string, (person: Person, films: number, series: number) => string> = {
  en: ({ name, place, born }, films, series) =>
    `${name}${born ? `, born in ${born.slice(0, 4)}` : ''}${place ? `, from ${place},` : ''} is credited in ${films} films${series ? ` and ${series} series` : ''} here.`,
  de: ({ name, place, born }, films, series) =>
    `${name}${born || place ? ` (${[born && `geboren ${born.slice(0, 4)}`, place].filter(Boolean).join(', ')})` : ''} hat hier an ${films} Filmen${series ? ` und ${series} Serien` : ''} mitgewirkt.`,
};

/** Our own sentence about a person; none in languages other than English and German. */
export const biographyOf = (person: Person, language: string): string =>
  BIOGRAPHY[language]?.(person, filmsOf(person).length, seriesOf(person).length) ?? '';

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

/** The last id, among those that are TMDB's. */
const [latest] = PEOPLE.filter(({ id }) => id < FIRST_UNRECORDED).toSorted((a, b) => b.id - a.id);
export function latestPerson(call: Call) {
  if (!latest) throw failure(34);
  return detailsOf(latest, languageOf(call));
}
