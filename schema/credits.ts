import { knownText, rowsOf } from '../src/tmdb/known.ts';
import type { CastRow, CrewRow } from '../src/tmdb/credits.ts';
import { connectionType } from './connection.ts';
import { nodeOf } from './part.ts';
import { Person } from './person.ts';

export const MovieCastConnection = connectionType('MovieCast', {
  of: 'roles of a film',
  node: () => Person,
  toNode: (row: CastRow) => nodeOf(row),
  paged: false,
  edgeFields: (t) => ({
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
    castId: t.int({ description: 'TMDB’s number of the role within the film.', resolve: ({ row }) => row.cast_id ?? null }),
    character: t.string({ description: 'Who is played. Null when TMDB does not know.', resolve: ({ row }) => knownText(row.character) }),
    order: t.int({ description: 'The billing, from 0; gaps are normal.', resolve: ({ row }) => row.order ?? null }),
  }),
});

export const MovieCrewConnection = connectionType('MovieCrew', {
  of: 'jobs at a film',
  node: () => Person,
  toNode: (row: CrewRow) => nodeOf(row),
  paged: false,
  edgeFields: (t) => ({
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
    department: t.string({ description: 'Directing, Writing, Camera …', resolve: ({ row }) => knownText(row.department) }),
    job: t.string({ description: 'Director, Screenplay, Director of Photography …', resolve: ({ row }) => knownText(row.job) }),
  }),
});

/** The people of a crew with these jobs, each once, in TMDB's order. */
export function peopleOf(
  crew: readonly CrewRow[] | null | undefined,
  matches: (row: CrewRow) => boolean,
): ReturnType<typeof nodeOf<CrewRow>>[] {
  const rows = new Map(
    rowsOf(crew)
      .filter(matches)
      .map((row) => [row.id, row]),
  );
  return [...rows.values()].map((row) => nodeOf(row));
}
