import type { EpisodeRow, Movie, Series } from '../catalogue/catalogue-rows.ts';
import { languageOf, type Call, type Scope } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import { movieById, movieRow, MOVIE_TYPE, movieSummary } from '../answers/movies/movies.ts';
import { episodeRow } from '../answers/tv/season-rows.ts';
import { seriesById, seriesSummary } from '../answers/tv/series-by-id.ts';
import { seriesRow, TV_TYPE } from '../answers/tv/series.ts';

/** A movie, series or episode in a user's ratings, favorites, watchlist or lists: few facts, since it is kept as long as these are. */
export interface MediaItem {
  readonly kind: 'movie' | 'tv' | 'episode';
  readonly id: number;
  /** Such as `movie:550`, since ids of different kinds overlap. */
  readonly key: string;
  readonly title: string;
  readonly date: string;
  readonly average: number;
  /** In minutes and US dollars, 0 when unknown: v4 adds these up over a list. */
  readonly runtime: number;
  readonly revenue: number;
  readonly backdrop: string | undefined;
  /** Its row in a list. @param isMixed Whether to tell `media_type`, as rows in lists of several kinds do. */
  show(call: Call, isMixed?: boolean): object;
}

type Facts = Pick<EpisodeRow, 'id' | 'date' | 'average' | 'runtime'> & { revenue?: number; backdrop?: string | undefined };

const item = (kind: MediaItem['kind'], title: string, facts: Facts, show: MediaItem['show']): MediaItem => ({
  kind,
  id: facts.id,
  key: `${kind}:${facts.id}`,
  title,
  date: facts.date ?? '',
  average: facts.average ?? 0,
  runtime: facts.runtime ?? 0,
  revenue: facts.revenue ?? 0,
  backdrop: facts.backdrop,
  show,
});

// Each takes only the facts that it keeps: a title with all its parts would fill the memory.
export const movieItem = ({ id, title, date, average, runtime = 0, revenue = 0, backdrop }: Movie): MediaItem =>
  item('movie', title, { id, date, average, runtime, revenue, backdrop }, (call, isMixed = false) =>
    movieRow(movieSummary(id, call.today()), languageOf(call), isMixed ? MOVIE_TYPE : {}),
  );
export const seriesItem = ({ id, name, date, average, backdrop }: Series): MediaItem =>
  item('tv', name, { id, date, average, backdrop }, (call, isMixed = false) =>
    seriesRow(seriesSummary(id, call.today()), languageOf(call), isMixed ? TV_TYPE : {}),
  );
export const episodeItem = (episode: EpisodeRow): MediaItem =>
  item('episode', episode.name, episode, (call) => episodeRow(episode, languageOf(call)));

const optional = <Row>(row: Row | undefined, itemOf: (row: Row) => MediaItem) => row && itemOf(row);
const BY_KIND: Readonly<Record<string, (id: number, scope: Scope) => MediaItem | undefined>> = {
  movie: (id, scope) => optional(movieById(id, scope), movieItem),
  tv: (id, scope) => optional(seriesById(id, scope), seriesItem),
};

/** The movie or series that a body names by kind and id. @throws status 5 for an invalid kind or id, 34 for an unknown id. */
export function itemNamed(kind: unknown, id: unknown, scope: Scope): MediaItem {
  const find = typeof kind === 'string' && Object.hasOwn(BY_KIND, kind) ? BY_KIND[kind] : undefined;
  if (!find || !Number.isSafeInteger(id)) throw failure(5);
  const item = find(Number(id), scope);
  if (!item) throw failure(34);
  return item;
}
