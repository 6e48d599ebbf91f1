import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { fieldOf, startGateway, type Asked } from '../../support/gateway.ts';
import { startAwards } from './awards.ts';
import type { Router } from './routers.ts';
import { startWatchParties } from './watch-parties.ts';

/** A supergraph of three subgraphs, behind a router. */
export interface Supergraph extends AsyncDisposable {
  /** Hints of the composition; its errors are thrown. */
  readonly hints: readonly string[];
  ask(query: string, headers?: Record<string, string>): Promise<Asked['body']>;
  /** Path and query of the TMDB requests since the last call. */
  asked(): string[];
}

/** Starts the gateway over a sandbox, the subgraphs of two other teams, and a router in front of the composed supergraph. */
export async function startSupergraph(startRouter: (supergraph: string) => Promise<Router>): Promise<Supergraph> {
  await using stack = new AsyncDisposableStack();
  const gateway = stack.use(await startGateway());
  const others = [stack.use(await startWatchParties()), stack.use(await startAwards())];
  const { sdl } = fieldOf<{ sdl: string }>(await gateway.ask('{ _service { sdl } }'), '_service');
  const subgraphs = [{ name: 'tmdb', url: gateway.url, typeDefs: sdl }, ...others];
  const {
    supergraphSdl,
    errors = [],
    hints = [],
  } = composeServices(subgraphs.map(({ name, url, typeDefs }) => ({ name, url, typeDefs: parse(typeDefs) })));
  if (supergraphSdl === undefined) throw new AggregateError(errors, errors.map(String).join('\n'));
  const { url } = stack.use(await startRouter(supergraphSdl));
  const started = stack.move();
  return {
    hints: hints.map(String),
    async ask(query, headers = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Asked['body'];
    },
    asked: () => gateway.asked(),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
