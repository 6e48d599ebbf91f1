import { startSubgraph, type Subgraph } from './subgraph.ts';

/* What a third team offers: prizes. It knows films and people only by their ids at IMDb. */

const typeDefs = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key"])

  type Query {
    awards: [Award]!
    award(id: ID!): Award
  }

  type Award @key(fields: "id") {
    id: ID!
    movie: Movie
    winner: Person
  }

  type Movie @key(fields: "imdbId") {
    imdbId: String
    awards: [Award!]!
  }

  type Person @key(fields: "imdbId") {
    imdbId: String
    awards: [Award!]!
  }
`;

interface Award {
  readonly id: string;
  readonly movie: { imdbId: string };
  readonly winner?: { imdbId: string };
}

/** Films that the sandbox makes up, others than those of the watch parties. */
const LISTED: Award[] = Array.from({ length: 20 }, (_, index) => ({
  id: `listed-${index}`,
  movie: { imdbId: `tt${101_000_100 + index}` },
}));

const AWARDS: Award[] = [
  ...LISTED,
  { id: 'golden-popcorn', movie: { imdbId: 'tt0133093' }, winner: { imdbId: 'nm0000206' } },
  // Nobody at TMDB knows these.
  { id: 'lost', movie: { imdbId: 'tt9999999' }, winner: { imdbId: 'nm9999999' } },
];

export const startAwards = (): Promise<Subgraph> =>
  startSubgraph('awards', typeDefs, {
    Query: {
      awards: () => LISTED,
      award: (_root: unknown, { id }: { id: string }) => AWARDS.find((one) => one.id === id),
    },
    Award: { __resolveReference: ({ id }: { id: string }) => AWARDS.find((one) => one.id === id) },
    Movie: { awards: ({ imdbId }: { imdbId: string }) => AWARDS.filter(({ movie }) => movie.imdbId === imdbId) },
    Person: { awards: ({ imdbId }: { imdbId: string }) => AWARDS.filter(({ winner }) => winner?.imdbId === imdbId) },
  });
