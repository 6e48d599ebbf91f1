/**
 * Serves documents of the sandbox from memory, for every id and page, so that a gateway under load never waits for a document
 * to be made: a movie is always the same movie, under the id that was asked for. Credits are as long as those at TMDB.
 * POST /latency/60 delays all responses by 60 ms.
 */
import { createServer } from 'node:http';
import { startSandbox } from '../../../src/sandbox/server/server.ts';

/** The documents to show, and the digits in them that stand for their id. */
const STARS = {
  movie: { id: '550', imdb: '0137523' },
  tv: { id: '1399', imdb: '0944947' },
  person: { id: '287', imdb: '0000093' },
} as const;

/** The sandbox has a third of the credits of a well-known movie. */
const GROWTH = 3;

/** First id of a movie in a list, by the list's path. */
const LISTED = { day: 2_000_000, week: 3_000_000 } as const;

const PAGE = 20;

const sandbox = await startSandbox({ rateLimit: Infinity });
const templates = new Map<string, Promise<readonly string[]>>();
let latency = 0;

interface Row {
  readonly id: number;
  readonly credit_id: string;
}

const grown = (rows: readonly Row[]): Row[] =>
  Array.from({ length: GROWTH }, (_, turn) =>
    rows.map((row) => ({ ...row, id: row.id + turn * 1_000_000_000, credit_id: `${row.credit_id}${turn || ''}` })),
  ).flat();

/** Lengthens the credits that a document is, or has. */
function grow(document: Record<string, unknown>): void {
  const credits = document['credits'] ?? document['combined_credits'] ?? document;
  for (const key of ['cast', 'crew'] as const) {
    const { [key]: rows } = credits as Record<typeof key, readonly Row[] | undefined>;
    if (rows) Object.assign(credits, { [key]: grown(rows) });
  }
}

/** Fetches a document once, and cuts it where an id belongs. */
function template(path: string, cut: RegExp): Promise<readonly string[]> {
  const known = templates.get(path);
  if (known) return known;
  const made = (async () => {
    const response = await fetch(new URL(path, sandbox.origin), { headers: { authorization: 'Bearer speed' } });
    const document = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`The sandbox answers ${path} with ${response.status}.`);
    grow(document);
    return JSON.stringify(document).split(cut);
  })();
  templates.set(path, made);
  return made;
}

async function answer(url: string): Promise<string> {
  const one = /^\/3\/(movie|tv|person)\/(\d{7})\b(.*)$/.exec(url);
  if (one) {
    const [, kind = '', id = '', rest = ''] = one;
    const star = STARS[kind as keyof typeof STARS];
    const cut = new RegExp(`(?<="id":)${star.id}(?=,)|(?<="(?:tt|nm))${star.imdb}(?=")`);
    return (await template(`/3/${kind}/${star.id}${rest}`, cut)).join(id);
  }
  const list = /^\/3\/trending\/movie\/(day|week)\b.*?(?:[?&]page=(\d+))?(?:&|$)/.exec(url);
  if (list) {
    const window = list[1] as keyof typeof LISTED;
    const page = Number(list[2] ?? 1);
    const [head = '', ...rows] = await template(`/3/trending/movie/${window}`, /(?<="id":)\d+(?=,)/);
    const first = LISTED[window] + (page - 1) * PAGE;
    return head.replace('"page":1', `"page":${page}`) + rows.map((row, index) => `${first + index}${row}`).join('');
  }
  const path = url.replace(/(?<=\/search\/multi\?.*query=the)(%20|\+)\d+/, '');
  return (await template(path, /$^/)).join('');
}

const server = createServer((request, response) => {
  const url = request.url ?? '';
  const programmed = /^\/latency\/(\d+)$/.exec(url);
  if (programmed) latency = Number(programmed[1]);
  const send = (status: number, text: string): void =>
    void response
      .writeHead(status, {
        'Content-Type': 'application/json;charset=utf-8',
        'Cache-Control': 'public, max-age=28800',
        'Content-Length': Buffer.byteLength(text),
      })
      .end(text);
  (programmed ? Promise.resolve('{}') : answer(url)).then(
    (text) => (latency > 0 ? setTimeout(send, latency, 200, text) : send(200, text)),
    (error: unknown) => send(500, JSON.stringify({ status_code: 11, status_message: String(error) })),
  );
});
server.keepAliveTimeout = 600_000;
server.listen(Number(process.env['PORT']), '127.0.0.1');
