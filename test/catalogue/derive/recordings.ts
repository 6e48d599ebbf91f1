import { readFileSync } from 'node:fs';

/* Reads recorded answers leniently: a missing value is an unknown one. */

export type Json = Record<string, unknown>;
interface Recording {
  file: string;
  method: string;
  path: string;
  query: Record<string, string>;
  status: number;
  body: Json;
}

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const text = (row: Json, key: string) => (typeof row[key] === 'string' ? row[key] : '');
export const number = (row: Json, key: string) => (typeof row[key] === 'number' ? row[key] : 0);
export const object = (row: Json, key: string): Json => (isObject(row[key]) ? row[key] : {});
export const rows = (row: Json, key: string): Json[] => (Array.isArray(row[key]) ? row[key].filter(isObject) : []);
export const strings = (row: Json, key: string): string[] =>
  Array.isArray(row[key]) ? row[key].filter((value) => typeof value === 'string') : [];

const folder = process.env['TMDB_RECORDINGS'] ?? new URL('../../../../shared/tmdb/fixtures', import.meta.url).pathname;
const read = (file: string): unknown => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
export const answers = (read('manifest.json') as Omit<Recording, 'body'>[])
  .filter(({ method, status }) => method === 'GET' && status === 200)
  .map((entry): Recording => ({ ...entry, body: read(entry.file) as Json }));
export const answerOf = (path: string): Json => answers.find((answer) => answer.path === path)?.body ?? {};

/** Every object of a JSON tree, outermost first. */
export function* objects(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const item of value) yield* objects(item);
  else if (isObject(value)) {
    yield value;
    for (const item of Object.values(value)) yield* objects(item);
  }
}
