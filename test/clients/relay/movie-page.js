// What an app of Relay says of its data: relay-compiler reads this file, and relay.test.ts runs what it makes of it.
import { graphql } from 'relay-runtime';

export const page = graphql`
  query moviePageQuery($id: ID!) @throwOnFieldError {
    movie(id: $id) {
      id
      title
      ...moviePage_recommendations
    }
  }
`;

export const recommendations = graphql`
  fragment moviePage_recommendations on Movie
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" })
  @refetchable(queryName: "moviePageRecommendationsQuery") {
    recommendations(first: $count, after: $cursor) @connection(key: "moviePage_recommendations") {
      edges {
        node {
          id
          title
        }
      }
    }
  }
`;

export const deferred = graphql`
  query moviePageDeferredQuery($id: ID!) {
    movie(id: $id) {
      title
      ...moviePage_details @defer
    }
  }
`;

export const details = graphql`
  fragment moviePage_details on Movie {
    runtime
  }
`;

export const guest = graphql`
  mutation moviePageGuestMutation {
    createGuestSession {
      guestSessionId
      expiresAt
    }
  }
`;
