import type { Person } from '../../catalogue/catalogue-rows.ts';
import { MOVIE_BY_ID, PERSON_BY_ID, PERSON_BY_IMDB, SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import type { Scope } from '../../http/call.ts';
import { moviesWith } from '../../generated/generated-movies.ts';
import { generatedPerson, idOfImdb, isGenerated, knownId, ownRows } from '../../generated/generated-people.ts';
import { failure } from '../../http/failure.ts';

type Generated = Pick<Scope, 'generated'>;

const isCredited = (id: number) =>
  moviesWith(id).some((title) => [MOVIE_BY_ID, SERIES_BY_ID].some((titles) => ownRows(titles.get(knownId(title))?.cast, id).length > 0));

/** The catalogue's person, else a generated one: for an id that is the sandbox's own, or of a person in the catalogue's casts. */
export function personById(id: number, { generated }: Generated): Person | undefined {
  return PERSON_BY_ID.get(id) ?? (isGenerated(id) && (generated || isCredited(id)) ? generatedPerson(id) : undefined);
}

/** @param imdb Such as `nm0000158`. */
export const personByImdb = (imdb: string, scope: Generated): Person | undefined =>
  PERSON_BY_IMDB.get(imdb) ?? personById(idOfImdb(imdb), scope);

/** A person named in credits, who therefore exists. @throws status 11 otherwise, as that would be a bug. */
export function credited(id: number): Person {
  const person = personById(id, { generated: true });
  if (!person) throw failure(11);
  return person;
}
