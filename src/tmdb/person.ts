import { FRESH } from './freshness.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

/** A person as credits and lists name them. */
export interface PersonSummary {
  id: number;
  name?: string;
  original_name?: string;
  /** 0 unknown, 1 female, 2 male, 3 non-binary. */
  gender?: number | null;
  adult?: boolean;
  popularity?: number;
  known_for_department?: string | null;
  profile_path?: string | null;
}

export interface CastRow extends PersonSummary {
  credit_id?: string;
  cast_id?: number;
  character?: string;
  order?: number;
}

/** A person stands here once per job. */
export interface CrewRow extends PersonSummary {
  credit_id?: string;
  department?: string;
  job?: string;
}

/** @see https://developer.themoviedb.org/reference/person-details */
export type PersonDetails = Omit<PersonSummary, 'original_name'>;

export const person = {
  name: 'Person',
  path: (ref) => `/person/${ref}`,
  appends: true,
  parts: { details: part<PersonDetails>({ fresh: FRESH.details, varies: ['language'] }) },
} as const satisfies Resource;
