import type { Person } from '../../catalogue/catalogue-rows.ts';
import { PERSON_BY_ID, PERSON_BY_IMDB } from '../../catalogue/catalogue.ts';
import { generatedPerson, idOfImdb, isGenerated } from '../../generated/generated-movies.ts';
import { failure } from '../../http/failure.ts';

/** The catalogue's person, else a generated one for the ids that are the sandbox's own. */
export function personById(id: number, generated: boolean): Person | undefined {
  return PERSON_BY_ID.get(id) ?? (generated && isGenerated(id) ? generatedPerson(id) : undefined);
}

/** @param imdb Such as `nm0000158`. */
export function personByImdb(imdb: string, generated: boolean): Person | undefined {
  const id = idOfImdb(imdb.slice(2));
  return PERSON_BY_IMDB.get(imdb) ?? (id === undefined ? undefined : personById(id, generated));
}

/** A person named in credits, who therefore exists. @throws status 11 otherwise, as that would be a bug. */
export function credited(id: number): Person {
  const person = personById(id, true);
  if (!person) throw failure(11);
  return person;
}
