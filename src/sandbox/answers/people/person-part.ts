import type { Person } from '../../catalogue/catalogue-rows.ts';
import { credited } from './person-by-id.ts';

/** The fields of a person that lists, search results and credits share. */
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
export const personPart = (id: number) => personRow(credited(id));

export const crewPart = ({ id, department, job, credit }: { id: number; department: string; job: string; credit: string }) => ({
  ...personPart(id),
  credit_id: credit,
  department,
  job,
});
