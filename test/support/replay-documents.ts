import { isObject, type Json, type Recording } from './recordings.ts';

/** A request as far as an answer depends on it. */
interface ReplayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** What TMDB would send. */
interface ReplayAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly cacheControl: string | undefined;
}

/** One document of a recording: the whole answer, or a part cut out of an appended one. */
interface ReplayDocument {
  readonly from: Recording;
  /** As its own path answers. */
  readonly alone: unknown;
  /** As it was appended, where it was; old answers differ in keeping the `id`. */
  readonly appended?: unknown;
}

const NOT_FOUND: ReplayAnswer = {
  status: 404,
  body: { success: false, status_code: 34, status_message: 'The resource you requested could not be found.' },
  cacheControl: undefined,
};

/** Never tell one recorded answer from another. */
const IGNORED = new Set(['api_key', 'session_id', 'guest_session_id', 'username', 'password', 'confirm', 'append_to_response']);

/** Credentials and the like in paths, which were recorded without them. */
const withoutSecrets = (path: string): string => path.replace(/^(\/3\/guest_session|\/4\/account)\/[^/]+/, '$1/REDACTED');

/** Recorded as a GET, before TMDB made it a POST. */
const POST_NOW = new Set(['/3/authentication/token/validate_with_login']);

/** What TMDB does when the parameter is absent, so that saying it makes no difference. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  language: ['en', 'en-US'],
  page: ['1'],
  include_adult: ['false'],
  sort_by: ['popularity.desc'],
};

/**
 * What each document about one thing varies by. An appended answer shares its query among all parts,
 * so that a keyword list recorded beside `page=2` is still the keyword list. A document that is not listed varies by all.
 */
const VARIES: Readonly<Record<string, readonly string[]>> = {
  '': ['language'],
  account_states: [],
  aggregate_credits: ['language'],
  alternative_names: [],
  alternative_titles: ['country'],
  changes: ['start_date', 'end_date', 'page'],
  combined_credits: ['language'],
  content_ratings: [],
  credits: ['language'],
  episode_groups: [],
  external_ids: [],
  images: ['language', 'include_image_language'],
  keywords: [],
  lists: ['language', 'page'],
  movie_credits: ['language'],
  movies: ['language', 'page'],
  recommendations: ['language', 'page'],
  release_dates: [],
  releases: [],
  reviews: ['language', 'page'],
  screened_theatrically: [],
  similar: ['language', 'page'],
  tagged_images: ['language', 'page'],
  trailers: ['language'],
  translations: [],
  tv_credits: ['language'],
  videos: ['language', 'include_video_language'],
  'watch/providers': [],
};

/** Parameters that clients sent to a list that does not know them; TMDB ignores those. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = { '/3/search/tv': ['region'] };

const KINDS = 'movie|tv|person|collection|company|network';
const WITHIN = String.raw`/season/\d+(?:/episode/\d+)?`;

/** A thing's own path, its TMDB id, and the sub-path of one document about it, or about a season or episode in it. */
const THING = new RegExp(String.raw`^(?<thing>/3/(?:${KINDS})/(?:tt\d+|(?<id>\d+)))(?:${WITHIN})?(?:/(?<part>.+))?$`);

/** A season as a series names it among its parts, and the sub-path of one document about it. */
const SEASON = /^(?<season>season\/\d+)(?:\/(?<part>.+))?$/;

/** The recordings, cut into documents; answers a request from them as TMDB would. */
export class ReplayDocuments {
  readonly #byKey = new Map<string, ReplayDocument[]>();
  /** Things of which a part was recorded, by path: they exist, though perhaps no more than their id is known. */
  readonly #things = new Map<string, ReplayDocument>();

  constructor(recordings: readonly Recording[]) {
    for (const recording of recordings) {
      for (const [path, document] of cut(recording)) {
        const key = keyOf({ ...recording, path });
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), document]);
        const { thing, id } = THING.exec(path)?.groups ?? {};
        if (thing && id && path !== thing && recording.status < 400)
          this.#things.set(thing, { from: recording, alone: { id: Number(id) } });
      }
    }
  }

  /**
   * Composes an appended answer from single documents; a part that was never recorded is left out, as TMDB does.
   * Where only parts of a thing were recorded, its details are just its id.
   */
  answer(request: ReplayRequest, pinned?: Recording): ReplayAnswer {
    const main = this.#find(request, pinned) ?? this.#things.get(request.path);
    if (!main) return NOT_FOUND;
    const { status, cacheControl } = main.from;
    if (status >= 400) return { status, body: main.alone, cacheControl };
    const appended = appendedTo(request).flatMap((part) => {
      const document = this.#find({ ...request, path: `${request.path}/${part}` }, pinned);
      return document && document.from.status < 400 ? [[part, document.appended ?? withoutId(part, document.alone)]] : [];
    });
    const body = appended.length === 0 ? main.alone : { ...(main.alone as Json), ...Object.fromEntries(appended) };
    return { status, body, cacheControl };
  }

  #find(request: ReplayRequest, pinned: Recording | undefined): ReplayDocument | undefined {
    const candidates = this.#byKey.get(keyOf(request)) ?? [];
    const [best] = candidates.toSorted((a, b) => rank(b, pinned).localeCompare(rank(a, pinned)));
    const { include_image_language: languages, ...query } = request.query;
    if (best || languages === undefined) return best;
    const inAll = this.#find({ ...request, query }, pinned);
    return inAll && picturesIn(languages.split(','), inAll);
  }
}

/** The pinned recording first, then answers before errors, then by date. */
function rank({ from }: ReplayDocument, pinned: Recording | undefined): string {
  return `${from === pinned ? 1 : 0} ${from.status < 400 ? 1 : 0} ${from.recorded}`;
}

/** Of pictures that were recorded without naming languages, those in some. */
function picturesIn(languages: readonly string[], { from, ...bodies }: ReplayDocument): ReplayDocument {
  const filtered = (body: unknown): unknown =>
    isObject(body)
      ? mapValues(body, (rows) => (Array.isArray(rows) ? rows.filter((row) => languages.includes(languageOf(row))) : rows))
      : body;
  return { from, ...(mapValues(bodies, filtered) as Omit<ReplayDocument, 'from'>) };
}

const mapValues = (object: object, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** Null, as TMDB writes it in a parameter, where a picture has no text. */
const languageOf = (row: unknown): string => String((isObject(row) && row['iso_639_1']) || null);

/** A recording's documents by path: itself and, when parts were appended, each of them as if asked alone. */
function cut(from: Recording): [path: string, document: ReplayDocument][] {
  const parts = appendedTo(from);
  if (from.status >= 400 || parts.length === 0) return [[from.path, { from, alone: from.body }]];
  const body = from.body as Json; // only objects are answered with parts
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !parts.includes(key)));
  const documents: [string, ReplayDocument][] = [[from.path, { from, alone: own }]];
  for (const part of parts.filter((name) => name in body)) {
    const appended = body[part];
    documents.push([`${from.path}/${part}`, { from, alone: { id: idOf(part, body), ...(appended as Json) }, appended }]);
  }
  return documents;
}

function appendedTo({ query }: Pick<ReplayRequest, 'query'>): string[] {
  return (query['append_to_response'] ?? '').split(',').filter(Boolean);
}

/** What a part carries when it stands alone: the id of what it is about, which is the whole or a season of it. */
function idOf(part: string, whole: Json): unknown {
  const season = whole[SEASON.exec(part)?.groups?.['season'] ?? ''];
  return isObject(season) ? season['id'] : whole['id'];
}

/** Appended parts lack the id; a season is a thing of its own and keeps it. */
function withoutId(part: string, body: unknown): unknown {
  const groups = SEASON.exec(part)?.groups;
  if (groups && groups['part'] === undefined) return body;
  const { id: _id, ...rest } = body as Json;
  return rest;
}

/** Requests with one key have one answer. */
function keyOf({ method, path, query }: ReplayRequest): string {
  const thing = THING.exec(path);
  const varies = thing ? VARIES[thing.groups?.['part'] ?? ''] : undefined;
  const matters = (name: string) => !IGNORED.has(name) && !UNKNOWN[path]?.includes(name) && (varies?.includes(name) ?? true);
  const values = Object.entries(query)
    .filter(([name, value]) => value !== '' && matters(name) && !DEFAULTS[name]?.includes(value))
    .map(([name, value]) => `${name}=${value}`);
  return `${POST_NOW.has(path) ? 'POST' : method} ${withoutSecrets(path)}?${values.toSorted().join('&')}`;
}
