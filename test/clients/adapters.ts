import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Client, fetchExchange } from '@urql/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import type { Started } from './started.ts';

/** The answer to an operation, as a client hands it to the code that uses it. */
export interface Answer<Data> {
  readonly data: Data | null | undefined;
  readonly errors: readonly unknown[];
}

/** Sends an operation through a client. */
export type Ask = <Data extends object>(document: string, variables?: Record<string, unknown>) => Promise<Answer<Data>>;

function apollo({ url: uri, fetch }: Started): Ask {
  const client = new ApolloClient({ link: new HttpLink({ uri, fetch }), cache: new InMemoryCache() });
  return async <Data extends object>(document: string, variables: Record<string, unknown> = {}) => {
    const parsed = gql(document);
    const isMutation = document.startsWith('mutation');
    const { data, error } = isMutation
      ? await client.mutate<Data>({ mutation: parsed, variables, errorPolicy: 'all' })
      : await client.query<Data>({ query: parsed, variables, errorPolicy: 'all' });
    return { data, errors: CombinedGraphQLErrors.is(error) ? error.errors : [] };
  };
}

function urql({ url, fetch }: Started): Ask {
  const client = new Client({ url, fetch, exchanges: [fetchExchange], preferGetMethod: false });
  return async <Data extends object>(document: string, variables: Record<string, unknown> = {}) => {
    const send = document.startsWith('mutation') ? client.mutation<Data> : client.query<Data>;
    const { data, error } = await send.call(client, document, variables).toPromise();
    return { data, errors: error?.graphQLErrors ?? [] };
  };
}

function graphqlRequest({ url, fetch }: Started): Ask {
  const client = new GraphQLClient(url, { fetch });
  return async <Data extends object>(document: string, variables: Record<string, unknown> = {}) => {
    try {
      return { data: await client.request<Data>(document, variables), errors: [] };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      return { data: error.response.data as Data, errors: error.response.errors ?? [] };
    }
  };
}

export const ADAPTERS: readonly (readonly [name: string, create: (server: Started) => Ask])[] = [
  ['Apollo Client', apollo],
  ['urql', urql],
  ['graphql-request', graphqlRequest],
];
