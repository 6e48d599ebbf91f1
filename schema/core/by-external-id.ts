import type { MaybePromise } from '@whatwg-node/promise-helpers';
import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import { find, parseExternalId, type ExternalSource, type FindResults } from '../../src/tmdb/api/discovery/find.ts';
import type { ExternalIds } from '../../src/tmdb/api/reference/external-ids.ts';
import { isId, NUMBER, parseImdbId } from '../../src/tmdb/id.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { person } from '../../src/tmdb/api/people/person.ts';
import type { DocumentOf, Resource, Wish } from '../../src/tmdb/resource.ts';
import { episodeRef, seasonRef, tvEpisode, tvSeason, tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import type { Context } from './context.ts';
import { lookUpOf, type Place, type Target } from './declaration.ts';
import type { DeclaredField } from './fields.ts';
import { operationLocale } from './locale.ts';
import { loadSelected } from './look-ahead.ts';
import { lookUp } from './node-interface.ts';
import type { ExternalKey, Node } from './node.ts';
import { wishFor } from './parameters.ts';
import { selectsOnly } from './selection.ts';

/** TMDB's names of the sites whose ids the fields hold. */
const EXTERNAL_KEYS = {
  imdbId: 'imdb_id',
  tvdbId: 'tvdb_id',
  wikidataId: 'wikidata_id',
} as const satisfies Record<ExternalKey, ExternalSource>;

interface Found {
  readonly resource: Resource;
  /** The sites by whose ids TMDB finds it. */
  readonly keys: readonly ExternalKey[];
  /** The kind of its IMDb ids. */
  readonly imdbOf?: 'title' | 'person';
  /** The key of its rows in the answer of `/find`. */
  readonly rows: keyof FindResults;
  /** Returns the ref of a row, where it is not the row's id. */
  readonly refOf?: (row: never) => string;
  /** Whether TMDB takes an IMDb id in place of its own number, which its reference does not document. */
  readonly takesImdbId?: boolean;
}

/** The types that are looked up by ids of other sites. */
const FOUND = {
  Movie: { resource: movie, keys: ['imdbId', 'wikidataId'], imdbOf: 'title', rows: 'movie_results', takesImdbId: true },
  Person: { resource: person, keys: ['imdbId', 'wikidataId'], imdbOf: 'person', rows: 'person_results' },
  TvEpisode: {
    resource: tvEpisode,
    keys: ['imdbId', 'tvdbId'],
    imdbOf: 'title',
    rows: 'tv_episode_results',
    refOf: (row: NonNullable<FindResults['tv_episode_results']>[number]) =>
      episodeRef(row.show_id ?? 'unknown', row.season_number, row.episode_number),
  },
  TvSeason: {
    resource: tvSeason,
    keys: ['tvdbId'],
    rows: 'tv_season_results',
    refOf: (row: NonNullable<FindResults['tv_season_results']>[number]) => seasonRef(row.show_id ?? 'unknown', row.season_number),
  },
  TvSeries: { resource: tvSeries, keys: ['imdbId', 'tvdbId', 'wikidataId'], imdbOf: 'title', rows: 'tv_results' },
} as const satisfies Record<string, Found>;

type FoundType = keyof typeof FOUND;

/** An object by its id at another site. */
interface ExternalId {
  readonly type: FoundType;
  readonly key: ExternalKey;
  readonly externalId: string;
}

/** How a field names an object: by a valid ref of its resource, or by an id of another site. */
export type Named = Target | ExternalId;

/** Arguments of a field that finds an object by its own id or by its IMDb id. */
export interface IdArgs {
  id?: string | null | undefined;
  imdbId?: string | null | undefined;
}

/** Lists the fields that hold ids of other sites by which objects of a type are found. */
export const externalKeysOf = (typename: string): readonly ExternalKey[] => (isFound(typename) ? FOUND[typename].keys : []);

const isFound = (typename: string): typename is FoundType => Object.hasOwn(FOUND, typename);

/** Names an object by its id at another site. @throws GatewayError BAD_USER_INPUT */
export function byExternalId(type: FoundType, key: ExternalKey, raw: string): ExternalId {
  const { imdbOf }: Found = FOUND[type];
  return { type, key, externalId: key === 'imdbId' && imdbOf ? parseImdbId(imdbOf, raw) : parseExternalId(EXTERNAL_KEYS[key], raw) };
}

/** Lists the ids of other sites by which an object is named, as TMDB lists them. */
export const externalIdsOf = (named: readonly ExternalId[]): ExternalIds =>
  Object.fromEntries(named.map(({ key, externalId }) => [EXTERNAL_KEYS[key], externalId]));

/** Returns the place of an object's documents, if it is known before anything is loaded. */
function placeOf(target: Named): Target | undefined {
  if ('resource' in target) return target;
  const { resource, takesImdbId = false }: Found = FOUND[target.type];
  // Where TMDB does not find an IMDb id in its path, `/find` may.
  return takesImdbId && target.key === 'imdbId' ? { resource, ref: target.externalId, more: 0 } : undefined;
}

/** Returns what is known of an object before it is looked up. */
export function targetOf(named: Named): Target {
  // What has no place is named by an id of another site.
  return placeOf(named) ?? foundTarget(named as ExternalId);
}

function foundTarget(named: ExternalId): Target {
  const { resource }: Found = FOUND[named.type];
  return { resource, ref: '', foundBy: { wish: (locale) => findWish(named, locale), knows: fieldsInFind(named) } };
}

/** The fields that the answer of `/find` has for the object that it finds. */
const fieldsInFind = ({ key }: ExternalId): readonly string[] => ['id', 'tmdbId', key];

const findWish = ({ key, externalId }: ExternalId, locale: Locale): Wish<DocumentOf<(typeof find)['parts']['details']>> =>
  wishFor(find, 'details', externalId, {}, locale, { external_source: EXTERNAL_KEYS[key] });

/** Makes a field that finds one object, with all parts that its selection needs. */
export function fromTarget<Args extends object>(
  target: (args: Args, at: Place) => Named,
): DeclaredField<object, NoInfer<Args>, Node<never>> {
  return {
    extensions: { tmdb: lookUpOf((args: Args, at) => [targetOf(target(args, at))]) },
    resolve: (source, args, context, info) => findTarget(target(args, { ref: '', ...source }), context, info),
  };
}

/**
 * Makes a field that finds several objects, in the order of their names. One that is not found, or has a bad name, is null with
 * an error at its place.
 * @param targets Readers of the names, which throw for a bad one.
 */
export function fromTargets<Args extends object>(
  targets: (args: Args) => readonly (() => Named)[],
): DeclaredField<object, NoInfer<Args>, Promise<Node<never>>[]> {
  const valid = (args: Args): Target[] =>
    targets(args).flatMap((read) => {
      try {
        return [targetOf(read())];
      } catch {
        return []; // The resolver reports it at its place.
      }
    });
  return {
    extensions: { tmdb: lookUpOf(valid) },
    resolve: async (_source, args, context, info) => targets(args).map(async (read) => findTarget(read(), context, info)),
  };
}

/** Finds an object. @throws GatewayError NOT_FOUND */
export const findTarget = (target: Named, context: Context, info: GraphQLResolveInfo): MaybePromise<Node<never>> =>
  'resource' in target ? lookUp(target.resource, target.ref, context, info) : findByExternalId(target, context, info);

async function findByExternalId(target: ExternalId, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> {
  const place = placeOf(target);
  if (!place) return lookUpByExternalId(target, context, info);
  try {
    const { id } = (await loadSelected(place.resource, place.ref, context, info)) as { id: number };
    if (isId(NUMBER, id)) return { ref: place.ref, id: String(id) };
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'NOT_FOUND') throw error;
  }
  return lookUpByExternalId(target, context, info);
}

/**
 * Looks up an object through `/find`: TMDB takes an IMDb id in the path of movies only. Costs one request more than TMDB's own id.
 * @throws GatewayError NOT_FOUND
 */
async function lookUpByExternalId(target: ExternalId, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> {
  const { resource, rows, refOf = ({ id }: { id: number }) => String(id) }: Found = FOUND[target.type];
  const found = await context.load(findWish(target, operationLocale(context, info)));
  const [row] = rowsOf<{ id: number }>(found[rows]);
  const ref = row ? refOf(row as never) : '';
  if (!(resource.pattern ?? NUMBER).test(ref)) throw new GatewayError('NOT_FOUND', 'TMDB has no match for this id.');
  const externalIds = externalIdsOf([target]);
  // The answer of `/find` has already confirmed that it exists, and named its ids.
  if (selectsOnly(fieldsInFind(target), resource.name, info)) return { ref, id: ref, summary: row as never, externalIds };
  return { ...(await lookUp(resource, ref, context, info)), externalIds };
}
