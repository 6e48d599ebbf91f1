import type { GraphiQLOptions } from 'graphql-yoga';
import type { Config } from './config.ts';
import { readExamples } from './examples.ts';

/** Opens with the examples, each a tab. In the sandbox the first tab says so. */
export function graphiqlOptions(config: Config): GraphiQLOptions {
  const note = config.sandbox ? SANDBOX_NOTE : '';
  return {
    title: config.sandbox ? 'TMDB gateway (sandbox)' : 'TMDB gateway',
    defaultTabs: readExamples().map(({ query }) => ({ query: note + query })),
    defaultQuery: note,
  };
}

const SANDBOX_NOTE = `# This gateway runs on its sandbox: a small TMDB of its own, with real facts
# about some films and pictures that it draws. To ask the real TMDB, start the
# gateway with TMDB_ACCESS_TOKEN set.

`;

/** The page comes from the package, which needs no CDN; it is large, so it is loaded when first asked for. */
export async function graphiqlPage(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL(options);
}
