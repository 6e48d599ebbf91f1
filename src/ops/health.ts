import type { Plugin } from 'graphql-yoga';
import type { CircuitBreakerTransport } from '../tmdb/engine/breaker.ts';

/** Whether a gateway should be sent anybody: `/ready`. That it lives at all is `/health`, which Yoga answers. */
export interface Readiness {
  /** From now on it is not: it is about to stop. */
  stop(): void;
  readonly plugin: Plugin;
}

/** After how many seconds it is worth looking again. */
const LOOK_AGAIN = '5';

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

export function createReadiness({ transport }: { readonly transport: CircuitBreakerTransport }): Readiness {
  let isStopping = false;

  function look(): { ready: boolean; reasons: string[] } {
    if (isStopping) return { ready: false, reasons: ['The gateway is stopping.'] };
    const { down, circuits } = transport;
    // Whatever of TMDB is up, and all that is cached, is still answered; and every other gateway over it finds the same.
    return {
      ready: down.length === 0 || down.length < [...circuits].length,
      reasons: down.map((paths) => `TMDB is taken to be down at /${paths}.`),
    };
  }

  return {
    stop() {
      isStopping = true;
    },
    plugin: answering('/ready', async (fetchAPI) => {
      const found = look();
      return new fetchAPI.Response(JSON.stringify(found), {
        status: found.ready ? 200 : 503,
        headers: {
          'content-type': 'application/json',
          'cache-control': 'no-store',
          ...(!found.ready && { 'retry-after': LOOK_AGAIN }),
        },
      });
    }),
  };
}

/** `/metrics`, for Prometheus. */
export const useMetrics = (text: () => Promise<string>): Plugin =>
  answering(
    '/metrics',
    async (fetchAPI) => new fetchAPI.Response(await text(), { headers: { 'content-type': PROMETHEUS, 'cache-control': 'no-store' } }),
  );

type FetchAPI = { readonly Response: typeof Response };

/** Answers GET (and HEAD) of one path. */
const answering = (path: string, answer: (fetchAPI: FetchAPI) => Promise<Response>): Plugin => ({
  async onRequest({ request, url, endResponse, fetchAPI }) {
    if (url.pathname === path && (request.method === 'GET' || request.method === 'HEAD')) endResponse(await answer(fetchAPI));
  },
});
