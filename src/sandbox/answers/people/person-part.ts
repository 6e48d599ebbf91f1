import { credited } from './person-by-id.ts';

/** The fields of a person that every row of cast or crew has. */
export function personPart(id: number) {
  const person = credited(id);
  return {
    adult: false,
    gender: person.gender ?? 0,
    id,
    known_for_department: person.department ?? 'Acting',
    name: person.name,
    original_name: person.original ?? person.name,
    popularity: person.popularity ?? 0,
    profile_path: person.profile ?? null,
  };
}

export const crewPart = ({ id, department, job, credit }: { id: number; department: string; job: string; credit: string }) => ({
  ...personPart(id),
  credit_id: credit,
  department,
  job,
});
