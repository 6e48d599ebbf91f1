import { isObjectType, type GraphQLSchema } from 'graphql';

/** Names of types and of root fields that a newcomer looks for, in their order. */
const FIRST = `
  movie tvSeries tvSeason tvEpisode person collection search find trending discoverMovies discoverTvSeries
  popularMovies topRatedMovies nowPlayingMovies upcomingMovies popularTvSeries viewer rateLimit
  createRequestToken approveRequestToken createSession deleteSession createGuestSession
  Movie TvSeries TvSeason TvEpisode Person Collection Media SearchResult Poster Viewer ErrorCode
`.split(/\s+/);

/** What a newcomer looks for comes first, the machinery of Federation last, and the rest stays as it is. */
function rankOf(name: string): number {
  const index = FIRST.indexOf(name);
  return name.startsWith('_') ? FIRST.length + 1 : index === -1 ? FIRST.length : index;
}

/** Sorts the keys of a record in place. */
function sortKeys(record: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(record).toSorted(([one], [other]) => rankOf(one) - rankOf(other))) {
    delete record[name];
    record[name] = value;
  }
}

/** Orders a schema for the documentation beside the editor, which lists types and fields as the schema has them. */
export function putNewcomersFirst(schema: GraphQLSchema): void {
  sortKeys(schema.getTypeMap());
  for (const root of [schema.getQueryType(), schema.getMutationType()]) if (isObjectType(root)) sortKeys(root.getFields());
}
