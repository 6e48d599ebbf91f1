import { languageOf, numberOf, type Call } from './call.ts';
import { FILMS_BY_PERSON, FILM_BY_ID, PERSON_BY_ID, type Film, type Person } from './catalogue.ts';
import { changesOf } from './changes.ts';
import { failure } from './failure.ts';
import { filmById, filmRow, MOVIE, personById } from './films.ts';
import { generatedRoles } from './generated.ts';
import { imageRows, onlyImage } from './images.ts';

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

/** A person as search and find show one, with up to three films. */
export const foundPerson = (person: Person, language: string, extra: { media_type?: 'person' } = {}) => ({
  ...personRow(person),
  ...extra,
  known_for: filmsOf(person)
    .slice(0, 3)
    .map((film) => filmRow(film, language, MOVIE)),
});

const BIOGRAPHY: Record<string, (person: Person, count: number) => string> = {
  en: ({ name, place }, count) => `${name}${place ? `, from ${place},` : ''} is credited in ${count} films here.`,
  de: ({ name, place }, count) => `${name}${place ? ` (${place})` : ''} hat hier an ${count} Filmen mitgewirkt.`,
};

export function personDetails(call: Call) {
  const person = personOf(call);
  return {
    adult: false,
    also_known_as: person.aka ?? [],
    biography: BIOGRAPHY[languageOf(call)]?.(person, filmsOf(person).length) ?? '',
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
  };
}

/** Every document about a person besides the details; without the `id` that only the path of its own adds. */
export const PERSON_PARTS = {
  changes: (call) => changesOf(call, personOf(call).id),
  external_ids: (call) => ({
    freebase_mid: null,
    freebase_id: null,
    imdb_id: personOf(call).imdb ?? null,
    tvrage_id: null,
    wikidata_id: null,
    facebook_id: null,
    instagram_id: null,
    tiktok_id: null,
    twitter_id: null,
    youtube_id: null,
  }),
  images: (call) => ({ profiles: imageRows(onlyImage(personOf(call).profile, 1000, 1500, null)) }),
  movie_credits: (call) => {
    const person = personOf(call);
    const language = languageOf(call);
    const films = filmsOf(person);
    return {
      cast: films.flatMap((film) =>
        (film.cast ?? []).flatMap(({ id, character, credit }, order) =>
          id === person.id ? [{ ...filmRow(film, language), character, credit_id: credit, order }] : [],
        ),
      ),
      crew: films.flatMap((film) =>
        (film.crew ?? []).flatMap(({ id, credit, department, job }) =>
          id === person.id ? [{ ...filmRow(film, language), credit_id: credit, department, job }] : [],
        ),
      ),
    };
  },
} satisfies Record<string, (call: Call) => object>;
