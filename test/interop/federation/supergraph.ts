import { fieldOf, startGateway, type Asked } from '../../support/gateway.ts';
import { startAwards } from './awards.ts';
import { COMPOSERS, supergraphOf } from './composition.ts';
import { startMembers } from './members.ts';
import { startRatings } from './ratings.ts';
import type { Router } from './routers.ts';
import { startWatchParties } from './watch-parties.ts';

/** A supergraph of all subgraphs here, behind a router. */
export interface Supergraph extends AsyncDisposable {
  ask(query: string, headers?: Record<string, string>): Promise<Asked['body']>;
  /** Path and query of the TMDB requests since the last call. */
  asked(): string[];
}

/** Starts the gateway over a sandbox, the subgraphs of other teams, and a router in front of the composed supergraph. */
export async function startSupergraph(startRouter: (supergraph: string) => Promise<Router>): Promise<Supergraph> {
  await using stack = new AsyncDisposableStack();
  const gateway = stack.use(await startGateway());
  const others = await Promise.all([startWatchParties(), startAwards(), startRatings(), startMembers()]);
  for (const one of others) stack.use(one);
  const { sdl } = fieldOf<{ sdl: string }>(await gateway.ask('{ _service { sdl } }'), '_service');
  // Hive's composition drops the `@external` that `@requires` needs on an `@interfaceObject`.
  const composition = COMPOSERS['@apollo/composition']([{ name: 'tmdb', url: gateway.url, typeDefs: sdl }, ...others]);
  const { url } = stack.use(await startRouter(supergraphOf(composition)));
  const started = stack.move();
  return {
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
