import { startSubgraph, type Subgraph } from './subgraph.ts';

/*
 * The subgraph of another team: friends meet to watch a movie. It knows movies by TMDB's ids alone, so `tmdbId` is their only
 * key here. When another subgraph names a movie by its IMDb id, the router asks the gateway for `tmdbId`.
 */

export const typeDefs = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@external", "@requires", "@shareable"])

  type Query {
    watchParties: WatchPartyConnection!
    watchParty(id: ID!): WatchParty
  }

  type WatchPartyConnection {
    nodes: [WatchParty]!
    pageInfo: PageInfo!
  }

  type WatchParty @key(fields: "id") {
    id: ID!
    host: String!
    country: Country
    movie: Movie
  }

  type Movie @key(fields: "tmdbId") {
    tmdbId: Int!
    watchParties: [WatchParty!]!
    runtime: Int @external
    "In German, whatever the client's languages are."
    title(language: LanguageTag): String @external
    invitation: String @requires(fields: "title(language: \\"de\\")")
    "Minutes to keep free: the movie, and half an hour to talk."
    watchPartyMinutes: Int @requires(fields: "runtime")
  }

  scalar LanguageTag

  type Country @shareable {
    code: String
    name: String
    englishName: String
  }

  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

interface Movie {
  readonly tmdbId: number;
}

const GERMANY = { code: 'DE', name: 'Deutschland', englishName: 'Germany' };

const party = (id: string, tmdbId: number) => ({ id, host: `Host of ${id}`, country: GERMANY, movie: { tmdbId } });

/** Parties for generated movies of the sandbox. */
const LISTED = Array.from({ length: 20 }, (_, index) => party(`listed-${index}`, 1_000_000 + index));

const PARTIES = [
  ...LISTED,
  party('matrix', 603),
  party('fight', 550),
  party('fresh', 1_000_450),
  party('lost', 999_999), // TMDB does not know this movie.
];

const partyById = (_root: unknown, { id }: { id: string }) => PARTIES.find((one) => one.id === id);

export const startWatchParties = (): Promise<Subgraph> =>
  startSubgraph('watch-parties', typeDefs, {
    Query: {
      watchParties: () => ({
        nodes: LISTED,
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      }),
      watchParty: partyById,
    },
    WatchParty: { __resolveReference: (reference: { id: string }) => partyById(undefined, reference) },
    Movie: {
      watchParties: ({ tmdbId }: Movie) => PARTIES.filter(({ movie }) => movie.tmdbId === tmdbId),
      invitation: ({ title }: { title?: string | null }) => (typeof title === 'string' ? `Komm und sieh „${title}“!` : null),
      watchPartyMinutes: ({ runtime }: { runtime?: number | null }) => (typeof runtime === 'number' ? runtime + 30 : null),
    },
  });
