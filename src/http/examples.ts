import { readdirSync, readFileSync } from 'node:fs';

/** The operations of `schema/examples`, in the order of their file names: GraphiQL's tabs, the README, tests and codegen share them. */
export interface Example {
  /** File name without its ending: `movie-page`. */
  readonly name: string;
  readonly query: string;
}

const FOLDER = new URL('../../schema/examples/', import.meta.url);

export const readExamples = (): Example[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => ({ name: file.slice(0, -'.graphql'.length), query: readFileSync(new URL(file, FOLDER), 'utf8') }));
