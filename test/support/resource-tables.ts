import { readdirSync } from 'node:fs';
import type { Resource } from '../../src/tmdb/resource.ts';

const API = new URL('../../src/tmdb/api/', import.meta.url);

const isResource = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'function' && 'parts' in value;

/** Every resource that a module of src/tmdb/api/ exports. */
export async function resourceTables(): Promise<Resource[]> {
  const files = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, API).href) as Promise<Record<string, unknown>>));
  return modules.flatMap((module) => Object.values(module).filter(isResource));
}
