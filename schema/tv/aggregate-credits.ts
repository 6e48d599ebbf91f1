import type { FieldRef } from '@pothos/core';
import type { AggregateCastRow, AggregateCredits, AggregateCrewRow } from '../../src/tmdb/api/people/credits.ts';
import { knownText, rowsWhere } from '../../src/tmdb/known.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { connectionType, listArgs, type Types } from '../core/connection.ts';
import { creditedName, type CrewArgs } from '../people/credits.ts';
import { connectList, type PageArgs } from '../core/pages.ts';
import { fromPart } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { Person } from '../people/person.ts';

const AggregateRole = builder.objectRef<NonNullable<AggregateCastRow['roles']>[number]>('AggregateRole');

AggregateRole.implement({
  description: 'One role of a person in a series or season.',
  fields: (t) => ({
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: (row) => knownText(row.credit_id) }),
    character: t.string({
      description: 'Name of the character. Null when TMDB does not know it.',
      resolve: ({ character }) => knownText(character),
    }),
    episodeCount: t.exposeInt('episode_count', { description: 'Number of episodes.' }),
  }),
});

const AggregateJob = builder.objectRef<NonNullable<AggregateCrewRow['jobs']>[number]>('AggregateJob');

AggregateJob.implement({
  description: 'One job of a person on a series or season.',
  fields: (t) => ({
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: (row) => knownText(row.credit_id) }),
    job: t.string({ description: 'Name of the job: `Director`, `Writer` …', resolve: ({ job }) => knownText(job) }),
    episodeCount: t.exposeInt('episode_count', { description: 'Number of episodes.' }),
  }),
});

const AggregateCastConnection = connectionType('AggregateCast', {
  of: 'cast members, each with all roles',
  node: () => Person,
  toNode: (row: AggregateCastRow) => nodeOf(row),
  paged: false,
  edgeFields: (t) => ({
    ...creditedName(t),
    roles: t.field({
      type: [AggregateRole],
      nullable: nullableItems,
      description: 'All roles of the person.',
      resolve: ({ row }) => row.roles ?? null,
    }),
    totalEpisodeCount: t.int({ description: 'Total number of episodes.', resolve: ({ row }) => row.total_episode_count ?? null }),
    order: t.int({ description: 'Position in the billing, from 0.', resolve: ({ row }) => row.order ?? null }),
  }),
});

const AggregateCrewConnection = connectionType('AggregateCrew', {
  of: 'crew members, each with all jobs in a department',
  node: () => Person,
  toNode: (row: AggregateCrewRow) => nodeOf(row),
  paged: false,
  edgeFields: (t) => ({
    ...creditedName(t),
    department: t.string({
      description: 'Name of the department: `Directing`, `Writing`, `Camera` …',
      resolve: ({ row }) => knownText(row.department),
    }),
    jobs: t.field({
      type: [AggregateJob],
      nullable: nullableItems,
      description: 'All jobs of the person in the department.',
      resolve: ({ row }) => row.jobs ?? null,
    }),
    totalEpisodeCount: t.int({ description: 'Total number of episodes.', resolve: ({ row }) => row.total_episode_count ?? null }),
  }),
});

type Fields<Summary> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<Summary>>;

type HasAggregateCredits = Resource<{ aggregate_credits: Part<AggregateCredits> }>;

export const aggregateCastField = <S>(t: Fields<S>, resource: HasAggregateCredits): FieldRef<Types> =>
  t.field({
    type: AggregateCastConnection,
    description: 'Cast of all episodes, each person once.',
    args: listArgs,
    ...fromPart(resource, 'aggregate_credits', (json, args: PageArgs) => connectList(args, json.cast ?? [])),
  });

export const aggregateCrewField = <S>(t: Fields<S>, resource: HasAggregateCredits): FieldRef<Types> =>
  t.field({
    type: AggregateCrewConnection,
    description: 'Crew of all episodes, each person once for each department.',
    args: builder.args((arg) => ({
      ...listArgs,
      department: arg.string({ description: 'Only crew of this department: `Directing`, `Writing` …' }),
    })),
    ...fromPart(resource, 'aggregate_credits', (json, args: CrewArgs) =>
      connectList(
        args,
        rowsWhere(json.crew, ({ department }) => (args.department ?? department) === department),
      ),
    ),
  });
