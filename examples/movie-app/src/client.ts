import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import type { DocumentNode } from 'graphql';
import { troubleOf } from './errors.ts';
import possibleTypes from './gql/possible-types.ts';

declare module '@apollo/client' {
  namespace ApolloClient.DeclareDefaultOptions {
    interface WatchQuery {
      errorPolicy: 'all';
    }
  }
}

const { VITE_GATEWAY_URL = '', VITE_TRUSTED_DOCUMENTS } = import.meta.env;

/**
 * Context of the operations that need the user's session. All others are sent without it, so that the gateway can answer them from
 * what it stored for everybody.
 */
export const PERSONAL = { personal: true };

/** TMDB answers `FORBIDDEN` for a session that it does not know, and this app asks only for what is the user's own. */
const SESSION_ENDED = new Set<string | undefined>(['UNAUTHENTICATED', 'FORBIDDEN']);

/** Sends the hash of a document, which the client preset wrote beside it, instead of its text. */
const trustedDocuments = (): ApolloLink =>
  new PersistedQueryLink({
    useGETForHashedQueries: true,
    generateHash: (document: DocumentNode) => (document as DocumentNode & { __meta__: { hash: string } }).__meta__.hash,
  });

/** Reads null as missing: a page that failed is requested again when the user comes back to it. */
const UNLESS_NULL = { read: (value: unknown) => value ?? undefined };

/**
 * Creates a client with an empty cache. Each language has one of its own, since a text is stored under its field and not under its
 * language; so does each session. Regions are arguments, which the cache tells apart.
 * @param onExpired Called when the gateway refuses the session.
 */
export const createClient = (language: string, sessionId: string | undefined, onExpired: () => void): ApolloClient =>
  new ApolloClient({
    link: ApolloLink.from([
      new ErrorLink(({ error, operation }) => {
        if (operation.getContext().personal && SESSION_ENDED.has(troubleOf(error)?.code)) onExpired();
      }),
      new SetContextLink(({ headers, personal }) => ({
        headers: {
          ...headers,
          'accept-language': language,
          ...(personal && sessionId !== undefined && { 'tmdb-session-id': sessionId }),
        },
      })),
      ...(VITE_TRUSTED_DOCUMENTS === 'true' ? [trustedDocuments()] : []),
      new HttpLink({ uri: `${VITE_GATEWAY_URL}/graphql` }),
    ]),
    incrementalHandler: new Defer20220824Handler(),
    cache: new InMemoryCache({
      ...possibleTypes,
      typePolicies: {
        Query: {
          fields: {
            movie: UNLESS_NULL,
            tvSeries: UNLESS_NULL,
            person: UNLESS_NULL,
            collection: UNLESS_NULL,
            search: relayStylePagination(['query']),
            viewer: { merge: true },
          },
        },
        PersonCombinedCredits: { merge: true, fields: { cast: relayStylePagination(['sort']) } },
        // Values without an id: selections of several screens come together in them.
        AccountStates: { merge: true },
        Backdrop: { merge: true },
        Poster: { merge: true },
        Profile: { merge: true },
      },
    }),
    // A row that fails is null, with its error beside it: the rest of the screen is shown.
    defaultOptions: { watchQuery: { errorPolicy: 'all' } },
  });
