import { startSubgraph, type Subgraph } from './subgraph.ts';

/*
 * What another team offers: people meet to watch a film. It knows films by TMDB's numbers alone, so that is their only key
 * here: of a film that others name by its IMDb id, the router asks the gateway for the number.
 */

const typeDefs = /* GraphQL */ `
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
    "Minutes to keep free: the film, and half an hour to talk."
    watchPartyMinutes: Int @requires(fields: "runtime")
  }

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

interface Film {
  readonly tmdbId: number;
}

const GERMANY = { code: 'DE', name: 'Deutschland', englishName: 'Germany' };

const party = (id: string, tmdbId: number) => ({ id, host: `Host of ${id}`, country: GERMANY, movie: { tmdbId } });

/** Of films that the sandbox makes up. */
const LISTED = Array.from({ length: 20 }, (_, index) => party(`listed-${index}`, 1_000_000 + index));

const PARTIES = [
  ...LISTED,
  party('matrix', 603),
  party('fight', 550),
  party('lost', 999_999), // Nobody at TMDB knows this film.
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
      watchParties: ({ tmdbId }: Film) => PARTIES.filter(({ movie }) => movie.tmdbId === tmdbId),
      watchPartyMinutes: ({ runtime }: { runtime?: number | null }) => (typeof runtime === 'number' ? runtime + 30 : null),
    },
  });
