import { languageOf, numberOf, type Call, type Scope } from '../../http/call.ts';
import type { Movie, Person, Series } from '../../catalogue/catalogue-rows.ts';
import { MOVIES_BY_PERSON, MOVIE_BY_ID, PEOPLE, PERSON_BY_ID, SERIES_BY_PERSON } from '../../catalogue/catalogue.ts';
import { existing } from '../../http/failure.ts';
import { movieRow, MOVIE_TYPE, movieSummary, recentMovie } from '../movies/movies.ts';
import { personById } from './person-by-id.ts';
import { personRow } from './person-part.ts';
import { FIRST_UNRECORDED } from '../../catalogue/first-ids.ts';
import { moviesWith } from '../../generated/generated-movies.ts';
import { knownId, ownRows } from '../../generated/generated-people.ts';
import { seriesWith } from '../../generated/generated-series.ts';
import { seriesRow, TV_TYPE } from '../tv/series.ts';

export const personOf = (call: Call): Person => existing(personById(numberOf(call.params[0]), call));

const byVotes = <Row extends { votes: number }>(rows: readonly Row[]) => rows.toSorted((a, b) => b.votes - a.votes);

/** The movies of a person, best known first. @param most Limits those that are generated. */
function creditedMovies(id: number, { generated }: Scope, most: number, movieAt: (movie: number) => Movie): Movie[] {
  if (PERSON_BY_ID.has(id)) return byVotes(MOVIES_BY_PERSON.get(id) ?? []);
  const titles = moviesWith(id);
  const known = titles.flatMap((title) => MOVIE_BY_ID.get(knownId(title)) ?? []).filter(({ cast }) => ownRows(cast, id).length > 0);
  const others = generated ? titles.filter((title) => !MOVIE_BY_ID.has(title)) : [];
  return byVotes([...known, ...others.slice(0, most).map(movieAt)]);
}

/** The movies a person is credited in, best known first. */
export const moviesOf = ({ id }: Person, scope: Scope): readonly Movie[] =>
  creditedMovies(id, scope, Infinity, (movie) => recentMovie(movie, scope.today()));

/** The series a person is credited in, best known first; generated ones come with that person's role alone. */
export const seriesOf = ({ id }: Person, scope: Scope): readonly Series[] =>
  byVotes(PERSON_BY_ID.has(id) ? (SERIES_BY_PERSON.get(id) ?? []) : seriesWith(id, scope));

/** The best known movies of a person, for rows: a generated person's movies are not generated in full here. */
export const bestMovies = ({ id }: Person, count: number, scope: Scope): Movie[] =>
  creditedMovies(id, scope, count, (movie) => movieSummary(movie, scope.today())).slice(0, count);

const KNOWN_FOR = 3;
const RECORDED: Scope = { generated: false, today: () => '' };

/** A person as search, find and lists show one, with up to three movies and series. @param scope Without it, generated ones are left out. */
export const foundPerson = (person: Person, language: string, extra: { media_type?: 'person' } = {}, scope = RECORDED) => ({
  ...personRow(person),
  ...extra,
  known_for: [
    ...bestMovies(person, KNOWN_FOR, scope).map((movie) => ({ votes: movie.votes, row: movieRow(movie, language, MOVIE_TYPE) })),
    ...seriesOf(person, scope)
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
export const biographyOf = (person: Person, language: string, scope: Scope): string =>
  BIOGRAPHY[language]?.(person, moviesOf(person, scope).length, seriesOf(person, scope).length) ?? '';

function detailsOf(person: Person, call: Call) {
  const { original_name: _name, ...row } = personRow(person);
  return {
    ...row,
    also_known_as: person.aka ?? [],
    biography: biographyOf(person, languageOf(call), call),
    birthday: person.born ?? null,
    deathday: person.died ?? null,
    homepage: null,
    imdb_id: person.imdb ?? null,
    place_of_birth: person.place ?? null,
  };
}

export const personDetails = (call: Call) => detailsOf(personOf(call), call);

/** The person with the highest of TMDB's own ids. */
const [latest] = PEOPLE.filter(({ id }) => id < FIRST_UNRECORDED).toSorted((a, b) => b.id - a.id);
export const latestPerson = (call: Call) => detailsOf(existing(latest), call);
