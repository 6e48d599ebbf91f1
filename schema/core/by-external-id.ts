import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import { find, type ExternalSource, type FindResults } from '../../src/tmdb/api/discovery/find.ts';
import { NUMBER, parseImdbId } from '../../src/tmdb/id.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { person } from '../../src/tmdb/api/people/person.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { episodeRef, tvEpisode, tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import { lookUp } from './node-interface.ts';
import type { Node } from './node.ts';
import { wishFor } from './parameters.ts';
import { selectsOnly } from './selection.ts';

interface Found {
  readonly resource: Resource;
  /** The key of its rows in the answer of `/find`. */
  readonly rows: keyof FindResults;
  /** Returns the ref of a row, where it is not the row's id. */
  readonly refOf?: (row: never) => string;
}

/** The types that are looked up by ids of other sites. */
const FOUND = {
  Movie: { resource: movie, rows: 'movie_results' },
  Person: { resource: person, rows: 'person_results' },
  TvEpisode: {
    resource: tvEpisode,
    rows: 'tv_episode_results',
    refOf: (row: NonNullable<FindResults['tv_episode_results']>[number]) =>
      episodeRef(row.show_id ?? 'unknown', row.season_number, row.episode_number),
  },
  TvSeries: { resource: tvSeries, rows: 'tv_results' },
} as const satisfies Record<string, Found>;

/**
 * Looks up an object through `/find`: TMDB takes an IMDb id in the path of movies only. Costs one request more than TMDB's own id.
 * @throws GatewayError NOT_FOUND
 */
export async function lookUpByExternalId(
  type: keyof typeof FOUND,
  source: ExternalSource,
  externalId: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Node<never>> {
  const { resource, rows, refOf = ({ id }: { id: number }) => String(id) }: Found = FOUND[type];
  const found = await context.load(wishFor(find, 'details', externalId, {}, operationLocale(context, info), { external_source: source }));
  const [row] = rowsOf<{ id: number }>(found[rows]);
  const ref = row ? refOf(row as never) : '';
  if (!(resource.pattern ?? NUMBER).test(ref)) throw new GatewayError('NOT_FOUND', 'TMDB has no match for this id.');
  // The answer of `/find` has already confirmed that it exists, and named its ids.
  if (selectsOnly(['id', 'tmdbId'], resource.name, info)) return { ref, id: ref, summary: row as never };
  return lookUp(resource, ref, context, info);
}

/** Makes the lookup of a type by IMDb id, which is the id of a title or of a person. */
export const byImdbId =
  (type: keyof typeof FOUND, of: 'title' | 'person') =>
  async (imdbId: string, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> =>
    lookUpByExternalId(type, 'imdb_id', parseImdbId(of, imdbId), context, info);
