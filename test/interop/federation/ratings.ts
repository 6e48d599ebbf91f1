import { readFileSync } from 'node:fs';
import { globalId } from '../../../src/tmdb/id.ts';
import { startSubgraph, type Subgraph } from './subgraph.ts';

/*
 * The subgraph of a team that adds a field to every movie and series: their ratings at IMDb. It reads the format that IMDb
 * publishes (https://developer.imdb.com/non-commercial-datasets/); the rows of the file beside it are made up.
 */

export const typeDefs = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@external", "@interfaceObject", "@requires"])

  type Query {
    "What the editors recommend."
    picks(first: Int! = 5): [Media]!
  }

  type Media @key(fields: "id") @interfaceObject {
    id: ID!
    imdbId: String @external
    "Ratings at IMDb. Null when it has none."
    ratings: Ratings @requires(fields: "imdbId")
  }

  type Ratings {
    "Average from 1 to 10."
    average: Float!
    votes: Int!
  }
`;

interface Ratings {
  readonly average: number;
  readonly votes: number;
}

/** Reads IMDb's `title.ratings.tsv`: the columns `tconst`, `averageRating` and `numVotes` below a header. */
export function readRatings(tsv: string): Map<string, Ratings> {
  const [header, ...lines] = tsv.trimEnd().split('\n');
  if (header !== 'tconst\taverageRating\tnumVotes') throw new Error('Expected the columns tconst, averageRating and numVotes.');
  return new Map(
    lines.map((line) => {
      const [id = '', average, votes] = line.split('\t');
      return [id, { average: Number(average), votes: Number(votes) }];
    }),
  );
}

/** Movies and series by turns; the last one is unknown to TMDB. */
const PICKS = [
  globalId('Movie', 1_000_200),
  globalId('TvSeries', 1_000_008),
  globalId('Movie', 1_000_201),
  globalId('TvSeries', 1_000_016),
  globalId('Movie', 1_000_202),
  globalId('Movie', 999_997),
];

export const startRatings = (): Promise<Subgraph> => {
  const ratings = readRatings(readFileSync(new URL('title.ratings.tsv', import.meta.url), 'utf8'));
  return startSubgraph('ratings', typeDefs, {
    Query: { picks: (_root: unknown, { first }: { first: number }) => PICKS.slice(0, first).map((id) => ({ id })) },
    Media: { ratings: ({ imdbId }: { imdbId?: string | null }) => ratings.get(imdbId ?? '') },
  });
};
