import { startSubgraph, type Subgraph } from './subgraph.ts';

/* The subgraph of a team that knows nothing of movies. It has Relay's `Node` and `PageInfo` of its own. */

export const typeDefs = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@shareable"])

  interface Node {
    id: ID!
  }

  type Query {
    members(first: Int): MemberConnection!
  }

  type MemberConnection {
    edges: [MemberEdge]!
    pageInfo: PageInfo!
  }

  type MemberEdge {
    cursor: String!
    node: Member
  }

  type Member implements Node @key(fields: "id") {
    id: ID!
    name: String!
    favorite: Movie
  }

  type Movie @key(fields: "imdbId") {
    imdbId: String
  }

  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`;

/** A generated movie of the sandbox that no other subgraph names. */
const MEMBERS = [{ id: 'ada', name: 'Ada', favorite: { imdbId: 'tt101000300' } }];

export const startMembers = (): Promise<Subgraph> =>
  startSubgraph('members', typeDefs, {
    Query: {
      members: () => ({
        edges: MEMBERS.map((node) => ({ cursor: node.id, node })),
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: MEMBERS[0]?.id, endCursor: MEMBERS.at(-1)?.id },
      }),
    },
    Member: { __resolveReference: ({ id }: { id: string }) => MEMBERS.find((one) => one.id === id) },
  });
