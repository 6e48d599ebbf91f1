import DataLoader from 'dataloader';
import { buildSchema, isObjectType, isUnionType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { get } from '../rest.ts';

/** Documents of TMDB. */
// oxlint-disable-next-line typescript/no-explicit-any -- Resolvers as one writes them by hand, over documents without types; every answer is compared with the gateway's.
type Json = any;

export interface Context {
  readonly load: DataLoader<string, Json>;
}

/** A loader of one operation: each document once, and all that one tick asks for at the same time. */
export const createContext = (): Context => ({ load: new DataLoader((paths) => Promise.all(paths.map((path) => get<Json>(path)))) });

type Resolver = GraphQLFieldResolver<Json, Context>;

const key =
  (name: string): Resolver =>
  (row) =>
    row[name];

const connection = (rows: Json[], first = rows.length) => ({ rows: rows.slice(0, first) });

/** A list's row lacks some details, which are then loaded. */
const detail =
  (name: string): Resolver =>
  async (row, _args, { load }) =>
    name in row ? row[name] : (await load.load(`/movie/${row.id}`))[name];

const CONNECTION: Record<string, Resolver> = { nodes: key('rows'), edges: key('rows') };
const EDGE: Record<string, Resolver> = { character: (row) => row.character || null, node: (row) => row };
const MEDIA: Record<string, Resolver> = { tmdbId: key('id'), voteAverage: key('vote_average'), voteCount: key('vote_count') };

/** Resolvers as one writes them by hand: one request for each relation, and the default for fields of the same name. */
const RESOLVERS: Record<string, Record<string, Resolver>> = {
  Query: {
    movie: (_root, { id }, { load }) => load.load(`/movie/${id}`),
    tvSeries: (_root, { id }, { load }) => load.load(`/tv/${id}`),
    person: (_root, { id }, { load }) => load.load(`/person/${id}`),
    trendingMovies: async (_root, { page, window }, { load }) =>
      connection((await load.load(`/trending/movie/${window.toLowerCase()}?page=${page}`)).results),
    search: async (_root, { query }, { load }) => connection((await load.load(`/search/multi?query=${encodeURIComponent(query)}`)).results),
  },
  Movie: {
    ...MEDIA,
    originalTitle: key('original_title'),
    originalLanguage: key('original_language'),
    runtime: detail('runtime'),
    imdbId: detail('imdb_id'),
    cast: async ({ id }, { first }, { load }) => connection((await load.load(`/movie/${id}/credits`)).cast, first),
    directors: async ({ id }, _args, { load }) =>
      (await load.load(`/movie/${id}/credits`)).crew.filter(({ job }: Json) => job === 'Director'),
    videos: async ({ id }, _args, { load }) => (await load.load(`/movie/${id}/videos`)).results,
    keywords: async ({ id }, _args, { load }) => (await load.load(`/movie/${id}/keywords`)).keywords,
    recommendations: async ({ id }, { first }, { load }) => connection((await load.load(`/movie/${id}/recommendations`)).results, first),
  },
  TvSeries: {
    ...MEDIA,
    numberOfSeasons: key('number_of_seasons'),
    season: ({ id }, { number }, { load }) => load.load(`/tv/${id}/season/${number}`),
  },
  TvEpisode: {
    episodeNumber: key('episode_number'),
    airDate: key('air_date'),
    runtime: (row) => row.runtime || null,
    voteAverage: key('vote_average'),
  },
  Person: {
    tmdbId: key('id'),
    placeOfBirth: key('place_of_birth'),
    knownForDepartment: key('known_for_department'),
    combinedCredits: ({ id }, _args, { load }) => load.load(`/person/${id}/combined_credits`),
  },
  PersonCombinedCredits: { cast: ({ cast }, { first }) => connection(cast, first) },
  Video: { url: ({ key: id }) => `https://www.youtube.com/watch?v=${id}` },
  MovieConnection: CONNECTION,
  SearchConnection: CONNECTION,
  CastConnection: CONNECTION,
  CastEdge: EDGE,
  PersonCombinedCreditsCastConnection: CONNECTION,
  PersonCombinedCreditsCastEdge: EDGE,
};

const TYPES: Record<string, string> = { movie: 'Movie', tv: 'TvSeries', person: 'Person', collection: 'Collection' };

/** The gateway's own SDL, with these resolvers. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(new URL('../../../../schema/schema.graphql', import.meta.url), 'utf8'));
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) type.resolveType = ({ media_type: kind }: Json) => TYPES[kind] ?? '';
    if (!isObjectType(type)) continue;
    for (const [name, resolve] of Object.entries(RESOLVERS[type.name] ?? {})) {
      const field = type.getFields()[name];
      if (!field) throw new Error(`The SDL has no field ${type.name}.${name}.`);
      field.resolve = resolve;
    }
  }
  return schema;
}
