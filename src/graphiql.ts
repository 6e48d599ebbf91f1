import type { GraphiQLOptions } from 'graphql-yoga';
import type { Config } from './config.ts';
import { readExamples } from './examples.ts';

/** Opens with the examples, each a tab. In the sandbox the title and the first tab say so. */
export function graphiqlOptions({ sandbox }: Config): GraphiQLOptions {
  return {
    title: sandbox ? 'TMDB gateway · sandbox: no TMDB key is set' : 'TMDB gateway',
    defaultTabs: readExamples().map(({ query }, index) => ({ query: sandbox && index === 0 ? SANDBOX_NOTE + query : query })),
    defaultEditorToolsVisibility: false,
    // Every answer tells what it cost in TMDB requests.
    additionalHeaders: { 'TMDB-Explain': '1' },
  };
}

const SANDBOX_NOTE = `# Sandbox: facts about some films, drawn pictures.
# The real TMDB: TMDB_ACCESS_TOKEN=… npm start

`;

/** The page comes from the package, which needs no CDN; it is large, so it is loaded when first asked for. */
export async function graphiqlPage(options: GraphiQLOptions): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  // Without `query`, which the page reads though its type has none, every visit after the first opens one more, empty tab.
  const page = { ...options, query: options.defaultTabs?.[0]?.query };
  return renderGraphiQL(page);
}
