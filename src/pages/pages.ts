import type { Config } from '../config.ts';
import type { Endpoint, Endpoints } from '../http/endpoint.ts';
import { firstPage, plainFirstPage } from './first-page.ts';
import { PAGES, type PageName } from './frame.ts';

/** `/schema.graphql`, the SDL for clients. */
const sdl: Endpoint = async () => {
  const { readPackageFile } = await import('../command/package.ts');
  return { headers: { 'content-type': 'text/plain; charset=utf-8' }, body: readPackageFile('schema/schema.graphql') };
};

/** The pages of a gateway, by path. GraphiQL is not among them: it shares its path with GraphQL. */
export function pageEndpoints(config: Config): Endpoints {
  const { graphiql, introspection, production } = config;
  const names: PageName[] = ['first', ...(graphiql ? ['explorer' as const] : []), ...(introspection ? ['schema' as const] : [])];
  return {
    [PAGES.first]: (production ? plainFirstPage : firstPage)(config, names),
    ...(introspection && { [PAGES.schema]: sdl }),
  };
}
