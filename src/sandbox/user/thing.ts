import type { EpisodeRow, Film, Series } from '../catalogue/catalogue-rows.ts';
import { failure } from '../http/failure.ts';
import { filmById, filmRow, MOVIE, summaryById } from '../answers/movies/movies.ts';
import { episodeRow } from '../answers/tv/season-rows.ts';
import { seriesById, seriesSummary } from '../answers/tv/series-by-id.ts';
import { seriesRow, TV } from '../answers/tv/series.ts';

/** What people rate, mark and put into lists: little of it, as it is kept for as long as they do. */
export interface Thing {
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

const key = (kind: Thing['kind'], id: number) => `${kind}:${id}`;

export const filmThing = ({ id, title, date, average, runtime = 0, revenue = 0, backdrop }: Film): Thing => ({
  kind: 'movie',
  id,
  key: key('movie', id),
  title,
  date,
  average,
  runtime,
  revenue,
  backdrop,
  show: (language, isMixed = false) => filmRow(summaryById(id), language, isMixed ? MOVIE : {}),
});

export const seriesThing = ({ id, name: title, date, average, backdrop }: Series): Thing => ({
  kind: 'tv',
  id,
  key: key('tv', id),
  title,
  date,
  average,
  runtime: 0,
  revenue: 0,
  backdrop,
  show: (language, isMixed = false) => seriesRow(seriesSummary(id), language, isMixed ? TV : {}),
});

export const episodeThing = (episode: EpisodeRow): Thing => ({
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

const BY_KIND: Readonly<Record<string, (id: number, generated: boolean) => Thing | undefined>> = {
  movie: (id, generated) => {
    const film = filmById(id, generated);
    return film && filmThing(film);
  },
  tv: (id, generated) => {
    const series = seriesById(id, generated);
    return series && seriesThing(series);
  },
};

/** What a body names by kind and id. @throws status 5 for what is no kind or no id, 34 for what does not exist. */
export function thingNamed(kind: unknown, id: unknown, generated: boolean): Thing {
  const find = typeof kind === 'string' && Object.hasOwn(BY_KIND, kind) ? BY_KIND[kind] : undefined;
  if (!find || !Number.isSafeInteger(id)) throw failure(5);
  const thing = find(Number(id), generated);
  if (!thing) throw failure(34);
  return thing;
}
