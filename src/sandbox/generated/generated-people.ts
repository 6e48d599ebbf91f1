import type { Person } from '../catalogue/catalogue-rows.ts';
import { codedId } from './coded-id.ts';
import { FIRST_GENERATED, LAST_ID } from '../catalogue/first-ids.ts';
import { generatedName, generatedPicture, twoDigits } from './generated-names.ts';
import { random } from './random.ts';

/*
 * People for every id from FIRST_GENERATED on, derived from the id alone. Credits can be computed in both directions: role
 * `k` of title `m` belongs to person `m + k * STEP`, so a person's titles are found without a list of all titles.
 */

const PEOPLE = 1_999_000_000;
const STEP = 104_729;

/** How many people every title has in its cast; generated people follow those known. */
export const CAST = 15;

/** Generated IMDb ids have more digits than those of real titles and people, and so cannot be mistaken for them. */
const IMDB = 100_000_000;

export const isGenerated = (id: number): boolean => id >= FIRST_GENERATED && id <= LAST_ID;

const wrap = (value: number, size: number) => ((value % size) + size) % size;
/** The person with a role in a movie or series. */
export const personFor = (title: number, role: number) => FIRST_GENERATED + wrap(title - FIRST_GENERATED + role * STEP, PEOPLE);
/** The generated movie or series in which a generated person has a role. */
export const workFor = (person: number, role: number) => FIRST_GENERATED + wrap(person - FIRST_GENERATED - role * STEP, PEOPLE);
/** The id of the catalogue that has the same people in its roles as a generated title; a title need not exist there. */
export const knownId = (title: number) => (title < PEOPLE ? title : title - PEOPLE);
/** Those of a title's rows that are a person's own. */
export const ownRows = <Row extends { id: number }>(rows: readonly Row[] = [], person: number) => rows.filter(({ id }) => id === person);

type CreditKind = 'credit' | 'series-credit';
const credited = (kind: CreditKind, title: number, role: number) => ({ id: personFor(title, role), credit: codedId(kind, title, role) });

/** The row of a generated person in the cast of a title. */
export const generatedCastRow = (kind: CreditKind, title: number, role: number) => ({
  ...credited(kind, title, role),
  character: generatedName(title + role).split(' ')[0] ?? '',
});
/** The crew of a generated title, in the roles after those of the cast. */
export const generatedCrew = (kind: CreditKind, title: number, jobs: readonly (readonly [department: string, job: string])[]) =>
  jobs.map(([department, job], index) => ({ ...credited(kind, title, CAST + index), department, job }));

export const generatedImdb = (id: number): string => String(id + IMDB);
/** The id encoded in a generated IMDb id; -1 for any other. */
export function idOfImdb(imdb: string): number {
  const id = Number(imdb.slice(2)) - IMDB;
  return isGenerated(id) ? id : -1;
}

export function generatedPerson(id: number): Person {
  const { below, pick } = random(id ^ 0xbeef);
  return {
    id,
    name: generatedName(id),
    gender: 1 + below(3),
    department: 'Acting',
    profile: generatedPicture('f', id),
    popularity: below(30_000) / 1000,
    imdb: `nm${generatedImdb(id)}`,
    born: `${1930 + below(70)}-${twoDigits(1 + below(12))}-${twoDigits(1 + below(28))}`,
    place: pick(['Berlin, Germany', 'Lyon, France', 'Chicago, Illinois, USA']),
    aka: [],
  };
}
