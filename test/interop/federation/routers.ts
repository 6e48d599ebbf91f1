import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createGatewayRuntime } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

/** Headers of clients that a router has to pass on to the gateway. */
const PROPAGATED = ['accept-language', 'tmdb-region', 'tmdb-watch-region', 'tmdb-session-id', 'tmdb-guest-session-id', 'tmdb-user-token'];

/** A listening router. */
export interface Router extends AsyncDisposable {
  readonly url: string;
}

interface Caller {
  readonly headers?: IncomingHttpHeaders;
}

export async function startApolloGateway(supergraph: string): Promise<Router> {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ url = '' }) =>
      new RemoteGraphQLDataSource<Caller>({
        url,
        willSendRequest({ request, context: { headers = {} } }) {
          for (const name of PROPAGATED) {
            const value = headers[name];
            if (typeof value === 'string') request.http?.headers.set(name, value);
          }
        },
      }),
  });
  const server = new ApolloServer<Caller>({ gateway, includeStacktraceInErrorResponses: false });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { url, [Symbol.asyncDispose]: () => server.stop() };
}

/** @param maxCost Maximum price of an operation, in TMDB requests. Default: none. */
export async function startHiveGateway(supergraph: string, maxCost?: number): Promise<Router> {
  const gateway = createGatewayRuntime({
    supergraph,
    // The planner of Hive Router: without it Hive Gateway knows no `@interfaceObject`.
    unifiedGraphHandler,
    logging: false,
    ...(maxCost !== undefined && { demandControl: { maxCost } }),
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => Object.fromEntries(PROPAGATED.map((name) => [name, request.headers.get(name)])),
    },
  });
  const server = createServer(gateway);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway[Symbol.asyncDispose]();
    },
  };
}
