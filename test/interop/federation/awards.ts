import { startSubgraph, type Subgraph } from './subgraph.ts';

/* The subgraph of a third team: awards. It knows movies and people by their IMDb ids alone, and series by their numbers at TheTVDB. */

export const typeDefs = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key"])

  type Query {
    awards: [Award]!
    award(id: ID!): Award
  }

  type Award @key(fields: "id") {
    id: ID!
    movie: Movie
    winner: Person
    series: TvSeries
  }

  type Movie @key(fields: "imdbId") {
    imdbId: String
    awards: [Award!]!
  }

  type Person @key(fields: "imdbId") {
    imdbId: String
    awards: [Award!]!
  }

  type TvSeries @key(fields: "tvdbId") {
    tvdbId: Int
    awards: [Award!]!
  }
`;

interface Award {
  readonly id: string;
  readonly movie?: { imdbId: string };
  readonly winner?: { imdbId: string };
  readonly series?: { tvdbId: number };
}

/** Generated movies of the sandbox, other ones than those of the watch parties. */
const LISTED: Award[] = Array.from({ length: 20 }, (_, index) => ({
  id: `listed-${index}`,
  movie: { imdbId: `tt${101_000_100 + index}` },
}));

const AWARDS: Award[] = [
  ...LISTED,
  { id: 'golden-popcorn', movie: { imdbId: 'tt0133093' }, winner: { imdbId: 'nm0000206' } },
  { id: 'golden-throne', series: { tvdbId: 121_361 } },
  // TMDB knows neither of these.
  { id: 'lost', movie: { imdbId: 'tt9999999' }, winner: { imdbId: 'nm9999999' } },
];

export const startAwards = (): Promise<Subgraph> =>
  startSubgraph('awards', typeDefs, {
    Query: {
      awards: () => LISTED,
      award: (_root: unknown, { id }: { id: string }) => AWARDS.find((one) => one.id === id),
    },
    Award: { __resolveReference: ({ id }: { id: string }) => AWARDS.find((one) => one.id === id) },
    Movie: { awards: ({ imdbId }: { imdbId: string }) => AWARDS.filter(({ movie }) => movie?.imdbId === imdbId) },
    Person: { awards: ({ imdbId }: { imdbId: string }) => AWARDS.filter(({ winner }) => winner?.imdbId === imdbId) },
    TvSeries: { awards: ({ tvdbId }: { tvdbId: number }) => AWARDS.filter(({ series }) => series?.tvdbId === tvdbId) },
  });
