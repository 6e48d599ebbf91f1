import { languageOf, pagedList, type Call } from './call.ts';
import { FILMS, PEOPLE, type Film, type Person } from './catalogue.ts';
import { failure, invalid } from './failure.ts';
import { filmByImdb, filmRow, MOVIE, personByImdb } from './films.ts';
import { foundPerson } from './person.ts';
import { fold } from './slug.ts';

/** Every text a thing is found by, folded once. */
const filmTexts = FILMS.map((film) => ({
  found: film,
  texts: [film.title, ...Object.values(film.titles ?? {})].map(fold),
  popularity: film.popularity,
}));
const personTexts = PEOPLE.map((person) => ({
  found: person,
  texts: [person.name, person.original ?? '', ...(person.aka ?? [])].map(fold),
  popularity: person.popularity ?? 0,
}));

interface Entry<Found> {
  found: Found;
  texts: readonly string[];
  popularity: number;
}

/** Those with every word of the query in one of their texts: exact ones first, then by popularity. */
function matches<Found>(entries: readonly Entry<Found>[], call: Call): Entry<Found>[] {
  const query = call.query.get('query')?.trim();
  if (!query) throw invalid('query must be provided');
  const wanted = fold(query);
  const words = wanted.split(/\s+/);
  const rank = ({ texts, popularity }: Entry<Found>) => popularity + (texts.includes(wanted) ? 1e6 : 0);
  return entries
    .filter(({ texts }) => texts.some((text) => words.every((word) => text.includes(word))))
    .toSorted((a, b) => rank(b) - rank(a));
}

const inYear = ({ query }: Call) => {
  const year = query.get('primary_release_year') ?? query.get('year') ?? '';
  return ({ found }: Entry<Film>) => found.date.startsWith(year);
};

export function searchMovies(call: Call) {
  return pagedList(call, matches(filmTexts, call).filter(inYear(call)), ({ found }) => filmRow(found, languageOf(call)), 0);
}

export function searchPeople(call: Call) {
  return pagedList(call, matches(personTexts, call), ({ found }) => foundPerson(found, languageOf(call)), 0);
}

export function searchMulti(call: Call) {
  const language = languageOf(call);
  const films = matches(filmTexts, call).map(
    ({ found }: Entry<Film>) =>
      () =>
        filmRow(found, language, MOVIE),
  );
  const people = matches(personTexts, call).map(
    ({ found }: Entry<Person>) =>
      () =>
        foundPerson(found, language, { media_type: 'person' }),
  );
  return pagedList<() => object, object>(call, [...films, ...people], (show) => show(), 0);
}

/** By an id of another site; unknown ids find nothing, which is no failure. */
export function find(call: Call) {
  const [id = ''] = call.params;
  const source = call.query.get('external_source');
  if (!source) throw failure(5);
  const language = languageOf(call);
  const film = source === 'imdb_id' && id.startsWith('tt') ? filmByImdb(id, call.generated) : undefined;
  const person = source === 'imdb_id' && id.startsWith('nm') ? personByImdb(id, call.generated) : undefined;
  return {
    movie_results: film ? [filmRow(film, language, MOVIE)] : [],
    person_results: person ? [foundPerson(person, language, { media_type: 'person' })] : [],
    tv_results: [],
    tv_episode_results: [],
    tv_season_results: [],
  };
}
