import type { ObjectRef } from '@pothos/core';
import { inOrder } from '../../src/tmdb/api/people/filmography.ts';
import { knownDate, knownText, rowsOf, rowsWhere } from '../../src/tmdb/known.ts';
import type { CastCredit, CrewCredit, PersonCredits } from '../../src/tmdb/api/people/person.ts';
import { builder } from '../core/builder.ts';
import { FilmographySort } from '../discovery/discover-sort.ts';
import { connectionType, listArgs, type ConnectionOptions } from '../core/connection.ts';
import { knownForNode } from '../media/media-node.ts';
import { KnownFor } from '../media/media.ts';
import { Movie } from '../movies/movie.ts';
import { connectList } from '../core/pages.ts';
import { nodeOf } from '../core/node.ts';
import { TvSeries } from '../tv/tv-series.ts';
import type { MediaRow, MovieSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

type Types = typeof builder.$inferSchemaTypes;

interface Options<Row, Shape> extends Pick<ConnectionOptions<Row, Shape>, 'of' | 'node' | 'toNode'> {
  /** The kinds of media among the credits. */
  readonly kinds: readonly ('movie' | 'series')[];
}

const orderedArgs = builder.args((t) => ({
  ...listArgs,
  sort: t.field({
    type: FilmographySort,
    description: 'Order of the rows. Default: TMDB’s own. Costs no request. A cursor is valid only for the order in which it was given.',
  }),
}));

/** Makes the type of a person's credits, cast and crew, for one kind of media or for both. */
function creditsType<Row, Shape>(name: string, { kinds, ...options }: Options<Row, Shape>): ObjectRef<Types, PersonCredits<Row>> {
  const [ofMovies, ofSeries] = [kinds.includes('movie'), kinds.includes('series')];
  const seriesFields = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { row: CastCredit<Row> | CrewCredit<Row> }>) =>
    ofSeries && {
      episodeCount: t.int({
        description: `Number of episodes. Null ${ofMovies ? 'for movies, and ' : ''}when TMDB does not know it.`,
        resolve: ({ row }) => row.episode_count ?? null,
      }),
      firstCreditAirDate: t.field({
        type: 'Date',
        description: `Air date of the first of these episodes. Null ${ofMovies ? 'for movies, and ' : ''}when TMDB does not know it.`,
        resolve: ({ row }) => knownDate(row.first_credit_air_date),
      }),
    };
  const Cast = connectionType(`${name}Cast`, {
    ...options,
    paged: false,
    toNode: (row: CastCredit<Row>) => options.toNode(row),
    edgeFields: (t) => ({
      creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
      character: t.string({
        description: 'Name of the character. Null when TMDB does not know it.',
        resolve: ({ row }) => knownText(row.character),
      }),
      ...(ofMovies && {
        order: t.int({
          description: `Billing order, from 0. Gaps are normal.${ofSeries ? ' Null for series.' : ''}`,
          resolve: ({ row }) => row.order ?? null,
        }),
      }),
      ...seriesFields(t),
    }),
  });
  const Crew = connectionType(`${name}Crew`, {
    ...options,
    paged: false,
    toNode: (row: CrewCredit<Row>) => options.toNode(row),
    edgeFields: (t) => ({
      creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
      department: t.string({
        description: 'Department, such as `Directing`, `Writing` or `Camera`.',
        resolve: ({ row }) => knownText(row.department),
      }),
      job: t.string({
        description: 'Job, such as `Director`, `Screenplay` or `Director of Photography`.',
        resolve: ({ row }) => knownText(row.job),
      }),
      ...seriesFields(t),
    }),
  });
  const ref = builder.objectRef<PersonCredits<Row>>(name);
  ref.implement({
    description: `Credits of a person in ${options.of}.`,
    fields: (t) => ({
      cast: t.field({
        type: Cast,
        args: orderedArgs,
        description: 'Roles in front of the camera.',
        resolve: ({ cast }, args) => connectList(args, inOrder(cast, args.sort)) as never,
      }),
      crew: t.field({
        type: Crew,
        args: orderedArgs,
        description: `Jobs behind the camera. A ${kinds.join(' or ')} appears once for each job.`,
        resolve: ({ crew }, args) => connectList(args, inOrder(crew, args.sort)) as never,
      }),
    }),
  });
  return ref;
}

export const PersonMovieCredits = creditsType('PersonMovieCredits', {
  of: 'movies',
  node: () => Movie,
  toNode: (row: MovieSummary) => nodeOf(row),
  kinds: ['movie'],
});
export const PersonTvCredits = creditsType('PersonTvCredits', {
  of: 'series',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary) => nodeOf(row),
  kinds: ['series'],
});
export const PersonCombinedCredits = creditsType('PersonCombinedCredits', {
  of: 'movies and series',
  node: () => KnownFor,
  toNode: knownForNode,
  kinds: ['movie', 'series'],
});

/** The department of every role in front of the camera. */
const ACTING = 'Acting';

/** The credits in one department; all without a department. */
export function inDepartment<Row>(credits: PersonCredits<Row>, department: string | null | undefined): PersonCredits<Row> {
  if (department === null || department === undefined) return credits;
  return {
    cast: department === ACTING ? (credits.cast ?? []) : [],
    crew: rowsWhere(credits.crew, (row) => row.department === department),
  };
}

/** As many as TMDB has in its lists. */
const KNOWN_FOR = 3;

/**
 * Returns the movies and series that a person is known for: those with the most votes in the department the person is known
 * for, or in all where that has none.
 */
export function knownFor(credits: PersonCredits<MediaRow>, department: string | null): MediaRow[] {
  const inOwn = allOf(inDepartment(credits, department));
  const rows = inOrder(inOwn.length > 0 ? inOwn : allOf(credits), 'vote_count.desc');
  const byMedia = new Map(rows.map((row) => [`${row.media_type} ${row.id}`, row]));
  return [...byMedia.values()].slice(0, KNOWN_FOR);
}

const allOf = ({ cast, crew }: PersonCredits<MediaRow>): MediaRow[] => [...rowsOf(cast), ...rowsOf(crew)];
