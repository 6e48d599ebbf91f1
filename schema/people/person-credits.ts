import type { ObjectRef } from '@pothos/core';
import { inOrder } from '../../src/tmdb/api/people/filmography.ts';
import { knownDate, knownText, rowsOf } from '../../src/tmdb/known.ts';
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
import type { MovieSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

type Types = typeof builder.$inferSchemaTypes;

interface Options<Row, Shape> extends Pick<ConnectionOptions<Row, Shape>, 'of' | 'node' | 'toNode'> {
  /** Which kinds of things are among them. */
  readonly kinds: readonly ('film' | 'series')[];
}

const orderedArgs = builder.args((t) => ({
  ...listArgs,
  sort: t.field({
    type: FilmographySort,
    description: 'In which order; TMDB’s own when it is not given. It costs no request. A cursor is good for the order that it came in.',
  }),
}));

/** The type of what a person did, for one kind of thing or for all: roles, and jobs behind the camera. */
function creditsType<Row, Shape>(name: string, { kinds, ...options }: Options<Row, Shape>): ObjectRef<Types, PersonCredits<Row>> {
  const [ofFilms, ofSeries] = [kinds.includes('film'), kinds.includes('series')];
  const inSeries = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { row: CastCredit<Row> | CrewCredit<Row> }>) =>
    ofSeries && {
      episodeCount: t.int({
        description: `In how many episodes. Null ${ofFilms ? 'of films, and ' : ''}when TMDB does not say.`,
        resolve: ({ row }) => row.episode_count ?? null,
      }),
      firstCreditAirDate: t.field({
        type: 'Date',
        description: `When the first of them aired. Null ${ofFilms ? 'of films, and ' : ''}when TMDB does not say.`,
        resolve: ({ row }) => knownDate(row.first_credit_air_date),
      }),
    };
  const Cast = connectionType(`${name}Cast`, {
    ...options,
    paged: false,
    toNode: (row: CastCredit<Row>) => options.toNode(row),
    edgeFields: (t) => ({
      creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
      character: t.string({ description: 'Who is played. Null when TMDB does not know.', resolve: ({ row }) => knownText(row.character) }),
      ...(ofFilms && {
        order: t.int({
          description: `The billing, from 0; gaps are normal.${ofSeries ? ' Null of series.' : ''}`,
          resolve: ({ row }) => row.order ?? null,
        }),
      }),
      ...inSeries(t),
    }),
  });
  const Crew = connectionType(`${name}Crew`, {
    ...options,
    paged: false,
    toNode: (row: CrewCredit<Row>) => options.toNode(row),
    edgeFields: (t) => ({
      creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: ({ row }) => knownText(row.credit_id) }),
      department: t.string({ description: 'Directing, Writing, Camera …', resolve: ({ row }) => knownText(row.department) }),
      job: t.string({ description: 'Director, Screenplay, Director of Photography …', resolve: ({ row }) => knownText(row.job) }),
      ...inSeries(t),
    }),
  });
  const ref = builder.objectRef<PersonCredits<Row>>(name);
  ref.implement({
    description: `What a person did: ${options.of}.`,
    fields: (t) => ({
      cast: t.field({
        type: Cast,
        args: orderedArgs,
        description: 'Before the camera.',
        resolve: ({ cast }, args) => connectList(args, inOrder(cast, args.sort)) as never,
      }),
      crew: t.field({
        type: Crew,
        args: orderedArgs,
        description: 'Behind the camera. A thing stands here once for each job.',
        resolve: ({ crew }, args) => connectList(args, inOrder(crew, args.sort)) as never,
      }),
    }),
  });
  return ref;
}

export const PersonMovieCredits = creditsType('PersonMovieCredits', {
  of: 'films',
  node: () => Movie,
  toNode: (row: MovieSummary) => nodeOf(row),
  kinds: ['film'],
});
export const PersonTvCredits = creditsType('PersonTvCredits', {
  of: 'series',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary) => nodeOf(row),
  kinds: ['series'],
});
export const PersonCombinedCredits = creditsType('PersonCombinedCredits', {
  of: 'films and series',
  node: () => KnownFor,
  toNode: knownForNode,
  kinds: ['film', 'series'],
});

/** The department of everybody before the camera. */
const ACTING = 'Acting';

/** Only what was done in one department. */
export function inDepartment<Row>(credits: PersonCredits<Row>, department: string | null | undefined): PersonCredits<Row> {
  if (department === null || department === undefined) return credits;
  return {
    cast: department === ACTING ? (credits.cast ?? []) : [],
    crew: rowsOf(credits.crew).filter((row) => row.department === department),
  };
}
