/**
 * Writes operations.json, the names of all operations and parameters of TMDB, from its OpenAPI documents. Run it when these change:
 * `node test/coverage/derive.ts ../shared/tmdb`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The names of an operation's query parameters, by its method and path, such as `GET /3/movie/{movie_id}`. */
export type Operations = Readonly<Record<string, readonly string[]>>;

/** The fields of an OpenAPI document that are read here. */
interface OpenApi {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly { name: string; in: string }[] }>>>>;
}

export const DOCUMENTS = ['openapi-v3.json', 'openapi-v4.json'] as const;

/** @param folder The folder of TMDB's OpenAPI documents. */
export function deriveOperations(folder: string): Operations {
  const rows = DOCUMENTS.flatMap((name) => operationsOf(JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as OpenApi));
  return Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function operationsOf({ servers: [server], paths }: OpenApi): [operation: string, parameters: string[]][] {
  // The document of v4 has `/4` in the URL of its server instead of its paths.
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
