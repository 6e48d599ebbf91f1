/**
 * Writes operations.json, the names of all that TMDB offers, from its OpenAPI documents. Run it when these change:
 * `node test/coverage/derive.ts ../shared/tmdb`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** By method and path, `GET /3/movie/{movie_id}`: the names of its query parameters. */
export type Operations = Readonly<Record<string, readonly string[]>>;

/** A document as far as it is read here. */
interface OpenApi {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly { name: string; in: string }[] }>>>>;
}

export const DOCUMENTS = ['openapi-v3.json', 'openapi-v4.json'] as const;

/** @param folder Where the documents are. */
export function deriveOperations(folder: string): Operations {
  const rows = DOCUMENTS.flatMap((name) => operationsOf(JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as OpenApi));
  return Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function operationsOf({ servers: [server], paths }: OpenApi): [operation: string, parameters: string[]][] {
  // The document of v4 has the `/4` in its address instead of its paths.
  const base = new URL(server?.url ?? '').pathname.replace(/\/$/, '');
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { parameters = [] }]): [string, string[]] => [
      `${method.toUpperCase()} ${base}${template}`,
      parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])).toSorted(),
    ]),
  );
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error(`The folder of ${DOCUMENTS.join(' and ')} was expected.`);
  const lines = Object.entries(deriveOperations(folder)).map(
    ([operation, parameters]) => ` ${JSON.stringify(operation)}: ${JSON.stringify(parameters)}`,
  );
  writeFileSync(new URL('operations.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
}
