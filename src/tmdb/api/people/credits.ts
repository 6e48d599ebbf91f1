import type { PersonSummary } from '../summary.ts';

export interface CastRow extends PersonSummary {
  credit_id?: string;
  /** Of films only. */
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

export interface Credits {
  cast?: CastRow[];
  crew?: CrewRow[];
}

/** A person with all roles in a series or season, each with its episodes. */
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
