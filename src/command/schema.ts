import { readPackageFile } from './package.ts';
import { UsageError } from './option.ts';

/** Prints the SDL for clients, that of the subgraph, or the answer of the introspection query. */
export async function schema({ subgraph, introspection }: { subgraph?: boolean; introspection?: boolean }): Promise<void> {
  if (subgraph && introspection) throw new UsageError('Expected --subgraph or --introspection, not both.');
  const sdl = readPackageFile(`schema/${subgraph ? 'subgraph' : 'schema'}.graphql`);
  process.stdout.write(introspection ? await introspect(sdl) : sdl);
}

async function introspect(sdl: string): Promise<string> {
  const { buildSchema, introspectionFromSchema } = await import('graphql');
  return `${JSON.stringify({ data: introspectionFromSchema(buildSchema(sdl)) }, undefined, 2)}\n`;
}
