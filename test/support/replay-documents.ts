import { isObject, type Json, type Recording } from './recordings.ts';

/** The fields of a request that an answer depends on. */
interface ReplayRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

/** TMDB's answer. */
interface ReplayAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly cacheControl: string | undefined;
}

/** One document of a recording: the whole answer, or a part cut out of an appended one. */
interface ReplayDocument {
  readonly from: Recording;
  /** The document as its own path answers. */
  readonly alone: unknown;
  /** The document as it was appended, if it was; old answers keep the `id`. */
  readonly appended?: unknown;
}

const NOT_FOUND: ReplayAnswer = {
  status: 404,
  body: { success: false, status_code: 34, status_message: 'The resource you requested could not be found.' },
  cacheControl: undefined,
};

/** Parameters that never distinguish recorded answers. */
const IGNORED = new Set(['api_key', 'session_id', 'guest_session_id', 'username', 'password', 'confirm', 'append_to_response']);

/** A path as it was recorded, with credentials and account ids redacted. */
const withoutSecrets = (path: string): string => path.replace(/^(\/3\/guest_session|\/4\/account)\/[^/]+/, '$1/REDACTED');

/** Paths that were recorded as GET before TMDB made them POST. */
const POST_NOW = new Set(['/3/authentication/token/validate_with_login']);

/** TMDB's defaults: these values mean the same as an absent parameter. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  language: ['en', 'en-US'],
  page: ['1'],
  include_adult: ['false'],
  sort_by: ['popularity.desc'],
};

/**
 * The parameters that each document about a resource varies by. An appended answer shares its query among all parts,
 * so a keyword list recorded beside `page=2` is still the keyword list. A document that is not listed varies by all parameters.
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

/** Parameters that clients sent to a path that does not know them; TMDB ignores them. */
const UNKNOWN: Readonly<Record<string, readonly string[]>> = { '/3/search/tv': ['region'] };

const KINDS = 'movie|tv|person|collection|company|network';
const WITHIN = String.raw`/season/\d+(?:/episode/\d+)?`;

/** A resource's own path, its TMDB id, and the sub-path of one document about it, or about a season or episode of it. */
const RESOURCE = new RegExp(String.raw`^(?<resource>/3/(?:${KINDS})/(?:tt\d+|(?<id>\d+)))(?:${WITHIN})?(?:/(?<part>.+))?$`);

/** A season as a series names it among its parts, and the sub-path of one document about it. */
const SEASON = /^(?<season>season\/\d+)(?:\/(?<part>.+))?$/;

/** The recordings, cut into documents; answers a request from them as TMDB would. */
export class ReplayDocuments {
  readonly #byKey = new Map<string, ReplayDocument[]>();
  /** Resources of which a part was recorded, by path: they exist, though perhaps only their id is known. */
  readonly #resources = new Map<string, ReplayDocument>();

  constructor(recordings: readonly Recording[]) {
    for (const recording of recordings) {
      for (const [path, document] of cut(recording)) {
        const key = keyOf({ ...recording, path });
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), document]);
        const { resource, id } = RESOURCE.exec(path)?.groups ?? {};
        if (resource && id && path !== resource && recording.status < 400)
          this.#resources.set(resource, { from: recording, alone: { id: Number(id) } });
      }
    }
  }

  /**
   * Composes an appended answer from single documents; a part that was never recorded is left out, as TMDB does.
   * Where only parts of a resource were recorded, its details are just its id.
   */
  answer(request: ReplayRequest, pinned?: Recording): ReplayAnswer {
    const main = this.#find(request, pinned) ?? this.#resources.get(request.path);
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

/** Filters images that were recorded in all languages by some. */
function picturesIn(languages: readonly string[], { from, ...bodies }: ReplayDocument): ReplayDocument {
  const filtered = (body: unknown): unknown =>
    isObject(body)
      ? mapValues(body, (rows) => (Array.isArray(rows) ? rows.filter((row) => languages.includes(languageOf(row))) : rows))
      : body;
  return { from, ...(mapValues(bodies, filtered) as Omit<ReplayDocument, 'from'>) };
}

const mapValues = (object: object, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));

/** The language of an image; `null`, as TMDB writes it in a parameter, when it has no text. */
const languageOf = (row: unknown): string => String((isObject(row) && row['iso_639_1']) || null);

/** Cuts a recording into documents by path: itself and, when parts were appended, each of them as if requested alone. */
function cut(from: Recording): [path: string, document: ReplayDocument][] {
  const parts = appendedTo(from);
  if (from.status >= 400 || parts.length === 0) return [[from.path, { from, alone: from.body }]];
  const body = from.body as Json; // Only objects are answered with parts.
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

/** The id that a part has when it is requested alone: that of the resource, or of a season of it. */
function idOf(part: string, whole: Json): unknown {
  const season = whole[SEASON.exec(part)?.groups?.['season'] ?? ''];
  return isObject(season) ? season['id'] : whole['id'];
}

/** A part as it is appended: without the id. A season is a resource of its own and keeps its id. */
function withoutId(part: string, body: unknown): unknown {
  const groups = SEASON.exec(part)?.groups;
  if (groups && groups['part'] === undefined) return body;
  const { id: _id, ...rest } = body as Json;
  return rest;
}

/** Several values of one parameter in one order: to TMDB they are a set, and clients wrote them in any order. */
function inOrder(value: string): string {
  const separator = value.includes('|') ? '|' : ',';
  return value.split(separator).toSorted().join(separator);
}

/** The key of a request; requests with the same key have the same answer. */
function keyOf({ method, path, query }: ReplayRequest): string {
  const resource = RESOURCE.exec(path);
  const varies = resource ? VARIES[resource.groups?.['part'] ?? ''] : undefined;
  const matters = (name: string) => !IGNORED.has(name) && !UNKNOWN[path]?.includes(name) && (varies?.includes(name) ?? true);
  const values = Object.entries(query)
    .filter(([name, value]) => value !== '' && matters(name) && !DEFAULTS[name]?.includes(value))
    .map(([name, value]) => `${name}=${inOrder(value)}`);
  return `${POST_NOW.has(path) ? 'POST' : method} ${withoutSecrets(path)}?${values.toSorted().join('&')}`;
}
