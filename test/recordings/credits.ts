import type { Table } from '../support/compare.ts';
import { person } from './rows.ts';
import { same, text, under } from './rules.ts';

/** A member of the cast, with the role on the edge of the connection. */
export const cast = (connection: string): Table =>
  under('', `${connection}.edges[].`, {
    character: text('character'),
    order: same('order'),
    credit_id: text('creditId'),
    ...under('', 'node.', person),
    name: [text('name'), text('node.name')],
  });

/** A member of the crew, with the job on the edge of the connection. */
export const crew = (connection: string): Table =>
  under('', `${connection}.edges[].`, {
    department: text('department'),
    job: text('job'),
    credit_id: text('creditId'),
    ...under('', 'node.', person),
    name: [text('name'), text('node.name')],
  });

/** Everybody in a series or season, each person once with all roles or jobs. */
export const aggregateCredits: Table = {
  ...under('cast[].', 'aggregateCast.edges[].', {
    ...under('roles[].', 'roles[].', {
      character: text('character'),
      credit_id: text('creditId'),
      episode_count: same('episodeCount'),
    }),
    total_episode_count: same('totalEpisodeCount'),
    order: same('order'),
    ...under('', 'node.', person),
  }),
  ...under('crew[].', 'aggregateCrew.edges[].', {
    ...under('jobs[].', 'jobs[].', { job: text('job'), credit_id: text('creditId'), episode_count: same('episodeCount') }),
    department: text('department'),
    total_episode_count: same('totalEpisodeCount'),
    ...under('', 'node.', person),
  }),
  id: same('tmdbId'),
};
