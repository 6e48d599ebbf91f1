import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A JSON object whose keys are not known in advance. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and neither null nor a list. */
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One real TMDB response and the request it answered. */
export interface Recording {
  /** Path inside the folder, which names the recording when its proof fails. */
  readonly file: string;
  readonly method: string;
  /** Begins with `/3` or `/4`, as TMDB was asked. */
  readonly path: string;
  /** The query without the API key; `session_id` is redacted. */
  readonly query: Readonly<Record<string, string>>;
  /** HTTP status. */
  readonly status: number;
  /** The path with its ids replaced by names, e.g. `/3/movie/{id}/credits`. */
  readonly family: string;
  /** `YYYY-MM-DD`, or `''` when unknown, which sorts as the oldest. */
  readonly recorded: string;
  /** `Cache-Control` as TMDB sent it, where it was recorded. */
  readonly cacheControl: string | undefined;
  readonly body: unknown;
}

/** The fields of an entry of manifest.json that are used here. */
interface ManifestEntry {
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly status: number;
  readonly family?: string;
  readonly recorded?: string;
  readonly response_headers?: Record<string, string>;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The folder of recorded TMDB answers: `TMDB_RECORDINGS`, relative to the repository, else `../shared/tmdb/fixtures`.
 * @returns undefined when it is not there; a suite then skips itself and says so in its name (see {@link suiteName}).
 */
export function recordingsFolder(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = path.resolve(repository, env['TMDB_RECORDINGS'] || '../shared/tmdb/fixtures');
  return existsSync(path.join(folder, 'manifest.json')) ? folder : undefined;
}

/** The title of a suite that needs the recordings; it says that the suite is skipped when they are absent. */
export function suiteName(title: string, folder: string | undefined): string {
  return folder === undefined ? `${title} (skipped: the recordings are absent, see TMDB_RECORDINGS)` : title;
}

/** Every recording in the folder, in the manifest's order; none when the folder is absent. */
export function loadRecordings(folder: string | undefined = recordingsFolder()): Recording[] {
  if (folder === undefined) return [];
  const manifest = readJson(path.join(folder, 'manifest.json')) as readonly ManifestEntry[]; // The folder's own format.
  return manifest.map((entry) => ({
    file: entry.file,
    method: entry.method,
    path: entry.path,
    query: entry.query ?? {},
    status: entry.status,
    family: entry.family ?? entry.path,
    recorded: entry.recorded ?? '',
    cacheControl: entry.response_headers?.['cache-control'],
    body: readJson(path.join(folder, entry.file)),
  }));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
