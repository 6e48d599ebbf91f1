import type { EpisodeRow, Film, Series } from './catalogue-rows.ts';
import { failure } from './failure.ts';
import { filmById, filmRow, MOVIE } from './films.ts';
import { episodeRow } from './season-rows.ts';
import { seriesById } from './series-by-id.ts';
import { seriesRow, TV } from './series.ts';

/** What people rate, mark and put into lists. */
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
  readonly backdrop: string | null;
  /** Its row. @param isMixed Whether it says its `media_type`, as rows do where kinds meet. */
  show(language: string, isMixed?: boolean): object;
}

const key = (kind: Thing['kind'], id: number) => `${kind}:${id}`;

export const filmThing = (film: Film): Thing => ({
  kind: 'movie',
  id: film.id,
  key: key('movie', film.id),
  title: film.title,
  date: film.date,
  average: film.average,
  runtime: film.runtime ?? 0,
  revenue: film.revenue ?? 0,
  backdrop: film.backdrop ?? null,
  show: (language, isMixed = false) => filmRow(film, language, isMixed ? MOVIE : {}),
});

export const seriesThing = (series: Series): Thing => ({
  kind: 'tv',
  id: series.id,
  key: key('tv', series.id),
  title: series.name,
  date: series.date,
  average: series.average,
  runtime: 0,
  revenue: 0,
  backdrop: series.backdrop ?? null,
  show: (language, isMixed = false) => seriesRow(series, language, isMixed ? TV : {}),
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
  backdrop: null,
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
