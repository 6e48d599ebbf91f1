import { readdirSync, readFileSync } from 'node:fs';

/** An operation of `schema/examples`. */
export interface Example {
  /** File name without its extension: `movie-page`. */
  readonly name: string;
  readonly query: string;
}

const FOLDER = new URL('../../schema/examples/', import.meta.url);

/** Reads all examples, sorted by file name. GraphiQL's menu, tests and codegen share them. */
export const readExamples = (): Example[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => ({ name: file.slice(0, -'.graphql'.length), query: readFileSync(new URL(file, FOLDER), 'utf8') }));
