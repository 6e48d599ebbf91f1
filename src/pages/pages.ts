import type { Config } from '../config.ts';
import type { Endpoint, Endpoints } from '../http/endpoint.ts';
import type { Metrics } from '../ops/metrics.ts';
import { firstPage, plainFirstPage } from './first-page.ts';
import { PAGES, STATUS_EVENTS, type PageName } from './frame.ts';
import { statusEvents, statusPage } from './status-page.ts';

/** Serves the documentation of the package as text, by their own paths; 404 for one that is not there, as in an image. */
const packageFile: Endpoint = async ({ path }) => {
  const { readPackageFile } = await import('../command/package.ts');
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  try {
    if (!/^\/(?:README\.md|docs\/[a-z]+\.md)$/.test(path)) throw new Error('Not a page of the documentation.');
    return { headers, body: readPackageFile(path.slice(1)) };
  } catch {
    return { status: 404, headers, body: 'The gateway does not have this page.\n' };
  }
};

/** `/schema.graphql`, the SDL for clients. */
const sdl: Endpoint = async () => {
  const { readPackageFile } = await import('../command/package.ts');
  return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: readPackageFile('schema/schema.graphql') };
};

/**
 * The pages of a gateway, by path: those of the public port, and those beside `/metrics`. GraphiQL is not among them, as it
 * shares its path with GraphQL.
 */
export function pageEndpoints(
  config: Config,
  metrics: Metrics | undefined,
  stopping: AbortSignal,
): Record<'ofGateway' | 'ofMetricsPort', Endpoints> {
  const { graphiql, introspection, production, metricsPort } = config;
  const hasStatus = metrics !== undefined && metricsPort === undefined && !production;
  const has: Readonly<Record<PageName, boolean>> = {
    first: true,
    explorer: graphiql,
    status: hasStatus,
    schema: introspection,
    docs: !production,
  };
  const names = (Object.keys(has) as PageName[]).filter((name) => has[name]);
  const statusOf = (pages: readonly PageName[]): Endpoints =>
    metrics ? { [PAGES.status]: statusPage(config, pages, metrics), [STATUS_EVENTS]: statusEvents(metrics, stopping) } : {};
  return {
    ofGateway: {
      [PAGES.first]: production ? plainFirstPage(names) : firstPage(config, names, hasStatus ? metrics : undefined),
      ...(introspection && { [PAGES.schema]: sdl }),
      ...(hasStatus && statusOf(names)),
      ...(!production && { [PAGES.docs]: packageFile, '/docs/': packageFile }),
    },
    ofMetricsPort: statusOf(['status']),
  };
}
