import type { EpisodeRow, Movie, Series } from '../catalogue/catalogue-rows.ts';
import { failure } from '../http/failure.ts';
import { movieById, movieRow, MOVIE_TYPE, movieSummary } from '../answers/movies/movies.ts';
import { episodeRow } from '../answers/tv/season-rows.ts';
import { seriesById, seriesSummary } from '../answers/tv/series-by-id.ts';
import { seriesRow, TV_TYPE } from '../answers/tv/series.ts';

/** What people rate, mark and put into lists: little of it, as it is kept for as long as they do. */
export interface MediaItem {
  readonly kind: 'movie' | 'tv' | 'episode';
  readonly id: number;
  /** Such as `movie:550`: ids of different kinds overlap. */
  readonly key: string;
  readonly title: string;
  readonly date: string;
  readonly average: number;
  /** Minutes and dollars, 0 when unknown: what v4 sums up over a list. */
  readonly runtime: number;
  readonly revenue: number;
  readonly backdrop: string | undefined;
  /** Its row. @param isMixed Whether it says its `media_type`, as rows do where kinds meet. */
  show(language: string, isMixed?: boolean): object;
}

const key = (kind: MediaItem['kind'], id: number) => `${kind}:${id}`;

export const movieItem = ({ id, title, date, average, runtime = 0, revenue = 0, backdrop }: Movie): MediaItem => ({
  kind: 'movie',
  id,
  key: key('movie', id),
  title,
  date,
  average,
  runtime,
  revenue,
  backdrop,
  show: (language, isMixed = false) => movieRow(movieSummary(id), language, isMixed ? MOVIE_TYPE : {}),
});

export const seriesItem = ({ id, name: title, date, average, backdrop }: Series): MediaItem => ({
  kind: 'tv',
  id,
  key: key('tv', id),
  title,
  date,
  average,
  runtime: 0,
  revenue: 0,
  backdrop,
  show: (language, isMixed = false) => seriesRow(seriesSummary(id), language, isMixed ? TV_TYPE : {}),
});

export const episodeItem = (episode: EpisodeRow): MediaItem => ({
  kind: 'episode',
  id: episode.id,
  key: key('episode', episode.id),
  title: episode.name,
  date: episode.date ?? '',
  average: episode.average ?? 0,
  runtime: episode.runtime ?? 0,
  revenue: 0,
  backdrop: undefined,
  show: (language) => episodeRow(episode, language),
});

const BY_KIND: Readonly<Record<string, (id: number, generated: boolean) => MediaItem | undefined>> = {
  movie: (id, generated) => {
    const movie = movieById(id, generated);
    return movie && movieItem(movie);
  },
  tv: (id, generated) => {
    const series = seriesById(id, generated);
    return series && seriesItem(series);
  },
};

/** What a body names by kind and id. @throws status 5 for what is no kind or no id, 34 for what does not exist. */
export function itemNamed(kind: unknown, id: unknown, generated: boolean): MediaItem {
  const find = typeof kind === 'string' && Object.hasOwn(BY_KIND, kind) ? BY_KIND[kind] : undefined;
  if (!find || !Number.isSafeInteger(id)) throw failure(5);
  const media = find(Number(id), generated);
  if (!media) throw failure(34);
  return media;
}
