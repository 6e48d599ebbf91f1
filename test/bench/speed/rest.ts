import { Pool } from 'undici';

/** Documents that are kept parsed, by path, as a careful client would keep them. The oldest goes first. */
const MAX_KEPT = 500;

const kept = new Map<string, Promise<unknown>>();
const pool = new Pool(process.env['TMDB_API_URL'] ?? '', { connections: 18 });
const headers = { authorization: 'Bearer speed', accept: 'application/json' };

/** Reads a document of TMDB's version 3, such as `/movie/603`. */
export function get<Document>(path: string): Promise<Document> {
  const known = kept.get(path);
  if (known) return known as Promise<Document>;
  const made = pool.request({ method: 'GET', path: `/3${path}`, headers }).then(async ({ statusCode, body }) => {
    if (statusCode !== 200) throw new Error(`TMDB answers ${path} with ${statusCode}.`);
    return JSON.parse(await body.text()) as unknown;
  });
  kept.set(path, made);
  made.catch(() => kept.delete(path));
  if (kept.size > MAX_KEPT) for (const [oldest] of kept.entries().take(1)) kept.delete(oldest);
  return made as Promise<Document>;
}
