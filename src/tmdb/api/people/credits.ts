import type { PersonSummary } from '../summary.ts';

export interface CastRow extends PersonSummary {
  credit_id?: string;
  /** Only of movies. */
  cast_id?: number;
  character?: string;
  order?: number;
}

/** One row per person and job. */
export interface CrewRow extends PersonSummary {
  credit_id?: string;
  department?: string;
  job?: string;
}

export interface Credits {
  cast?: CastRow[];
  crew?: CrewRow[];
}

/** A person with all roles in a series or season, each with its number of episodes. */
export interface AggregateCastRow extends PersonSummary {
  roles?: { credit_id?: string; character?: string; episode_count?: number }[];
  total_episode_count?: number;
  order?: number;
}

export interface AggregateCrewRow extends PersonSummary {
  jobs?: { credit_id?: string; job?: string; episode_count?: number }[];
  department?: string;
  total_episode_count?: number;
}

export interface AggregateCredits {
  cast?: AggregateCastRow[];
  crew?: AggregateCrewRow[];
}
