import type { FieldMap, FieldRef } from '@pothos/core';
import type { CastRow, Credits, CrewRow } from '../../src/tmdb/api/people/credits.ts';
import { knownText, rowsWhere } from '../../src/tmdb/known.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { connectionType, listArgs, type Types } from '../core/connection.ts';
import { connectList, type Edge, type PageArgs } from '../core/pages.ts';
import { fromPart, type PartField } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { kept } from '../core/selection.ts';
import { Person } from './person.ts';

/** The name on the edge of a credit, whose person may have no id. */
export const creditedName = <Row extends { readonly name?: string | null | undefined }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Edge<Row>>,
): FieldMap => ({
  name: t.string({
    description: 'Name of the person in this credit. It is there also when `node` is null.',
    resolve: ({ row }) => knownText(row.name),
  }),
});

export const CastConnection = connectionType('Cast', {
  of: 'roles',
  node: () => Person,
  toNode: (row: CastRow) => nodeOf(row),
  paged: false,
  edgeFields: (t) => ({
    ...creditedName(t),
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
    castId: t.int({ description: 'TMDB’s id of the role within its movie. Null for series.', resolve: ({ row }) => row.cast_id ?? null }),
    character: t.string({
      description: 'Name of the character. Null when TMDB does not know it.',
      resolve: ({ row }) => knownText(row.character),
    }),
    order: t.int({
      description: 'Billing order, from 0. Gaps are normal; guest stars of series begin at 500.',
      resolve: ({ row }) => row.order ?? null,
    }),
  }),
});

export const CrewConnection = connectionType('Crew', {
  of: 'jobs',
  node: () => Person,
  toNode: (row: CrewRow) => nodeOf(row),
  paged: false,
  edgeFields: (t) => ({
    ...creditedName(t),
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
    department: t.string({
      description: 'Department, such as `Directing`, `Writing` or `Camera`.',
      resolve: ({ row }) => knownText(row.department),
    }),
    job: t.string({
      description: 'Job, such as `Director`, `Screenplay` or `Director of Photography`.',
      resolve: ({ row }) => knownText(row.job),
    }),
  }),
});

export interface CrewArgs extends PageArgs {
  department?: string | null | undefined;
  job?: string | null | undefined;
}

export const crewArgs = builder.args((t) => ({
  ...listArgs,
  department: t.string({ description: 'Only this department, such as `Directing` or `Writing`.' }),
  job: t.string({ description: 'Only this job, such as `Director` or `Writer`.' }),
}));

/** The rows of one department or job. */
export const ofCrew = (crew: readonly CrewRow[] | null | undefined, args: CrewArgs): CrewRow[] =>
  rowsWhere(crew, ({ department, job }) => (args.department ?? department) === department && (args.job ?? job) === job);

type Fields<Summary> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<Summary>>;

type HasCredits = Resource<{ credits: Part<Credits> }>;

export const CAST = 'Cast in billing order; of a series, the regulars.';
export const CREW = 'Crew. A person appears once for each job.';

export const castField = <S>(t: Fields<S>, resource: HasCredits): FieldRef<Types> =>
  t.field({
    type: CastConnection,
    description: CAST,
    args: listArgs,
    ...fromPart(resource, 'credits', (json, args: PageArgs) => connectList(args, json.cast ?? [])),
  });

export const crewField = <S>(t: Fields<S>, resource: HasCredits): FieldRef<Types> =>
  t.field({
    type: CrewConnection,
    description: CREW,
    args: crewArgs,
    ...fromPart(resource, 'credits', (json, args: CrewArgs) => connectList(args, ofCrew(json.crew, args))),
  });

/** Jobs that have a field of their own. */
const JOBS = {
  directors: ['Directors, each once.', ({ job }) => job === 'Director'],
  writers: ['Writers, each once: all people in the department `Writing`.', ({ department }) => department === 'Writing'],
  producers: ['Producers, each once, without executive and other producers.', ({ job }) => job === 'Producer'],
  composers: ['Composers of the original music, each once.', ({ job }) => job === 'Original Music Composer'],
} as const satisfies Record<string, [description: string, matches: (row: CrewRow) => boolean]>;

type People = ReturnType<typeof nodeOf<CrewRow>>[];

/** A field with the people in a job. @param from How the field gets at the crew. */
export function jobField<S>(
  t: Fields<S>,
  name: keyof typeof JOBS,
  from: (pick: (json: { crew?: CrewRow[] }) => People) => PartField<S, object, People>,
): FieldRef<Types> {
  const [description, matches] = JOBS[name];
  /** By crew. A crew is long, and operations share the documents of the cache. */
  const known = new WeakMap<readonly CrewRow[], readonly CrewRow[]>();
  const people = (crew: readonly CrewRow[] | null | undefined): readonly CrewRow[] =>
    Array.isArray(crew) ? kept(known, crew, () => onePerPerson(rowsWhere(crew, matches))) : [];
  const field = from(({ crew }) => people(crew).map((row) => nodeOf(row)));
  return t.field({ type: [Person], nullable: nullableItems, description, ...field });
}

/** The rows of a list, in TMDB's order, but one for each person: the last. */
const onePerPerson = (rows: readonly CrewRow[]): CrewRow[] => [...new Map(rows.map((row) => [row.id, row])).values()];
