import type { Series, SeriesCastRow, SeriesCrewRow } from '../../catalogue/catalogue-rows.ts';
import { crewPart, personPart } from '../people/person-part.ts';
import { episodesOf, type InSeason } from './seasons.ts';

type Cast = readonly SeriesCastRow[];
type Crew = readonly SeriesCrewRow[];
export interface People {
  cast: Cast;
  crew: Crew;
}

export const seriesPeople = ({ cast = [], crew = [] }: Series): People => ({ cast, crew });

/** Merges rows with one credit id, and counts their episodes. */
function countedOnce<Row extends { credit: string }>(rows: readonly Row[]): (Row & { episodes: number })[] {
  const found = new Map<string, Row & { episodes: number }>();
  for (const row of rows) found.set(row.credit, { ...row, episodes: (found.get(row.credit)?.episodes ?? 0) + 1 });
  return [...found.values()];
}

/** The people of a season: the regular cast, with at most the season's episodes, and guests and crew of single episodes. */
export function seasonPeople({ series, season }: InSeason): People & { guests: Cast } {
  const episodes = episodesOf(series, season);
  return {
    cast: (series.cast ?? []).filter(({ seenIn }) => !seenIn).map((row) => ({ ...row, episodes: Math.min(row.episodes, season.episodes) })),
    crew: countedOnce(episodes.flatMap(({ crew = [] }) => crew)),
    guests: countedOnce(episodes.flatMap(({ guests = [] }) => guests)),
  };
}

/** Each credit of a series once: those of the series, of its creators, and of its recorded episodes. */
export function allPeople({ cast = [], crew = [], creators = [], episodes = [] }: Series): People {
  const known = new Set([...cast, ...crew].map(({ credit }) => credit));
  const others = <Row extends { credit: string }>(rows: readonly Row[]) => rows.filter(({ credit }) => !known.has(credit));
  return {
    cast: [...cast, ...countedOnce(others(episodes.flatMap(({ guests = [] }) => guests)))],
    crew: [
      ...crew,
      ...others(creators).map((row) => ({ ...row, department: 'Creator', job: 'Creator', episodes: 0 })),
      ...countedOnce(others(episodes.flatMap((episode) => episode.crew ?? []))),
    ],
  };
}

export const castRows = (cast: Cast) =>
  cast.map(({ id, character, credit }, order) => ({ ...personPart(id), character, credit_id: credit, order }));
export const creditLists = ({ cast, crew }: People) => ({ cast: castRows(cast), crew: crew.map(crewPart) });

const total = (rows: readonly { episodes: number }[]) => rows.reduce((sum, { episodes }) => sum + episodes, 0);
const grouped = <Row extends { id: number }>(rows: readonly Row[], keyOf: (row: Row) => unknown) =>
  [...Map.groupBy(rows, keyOf).values()].map((own) => ({ id: own[0]?.id ?? 0, own }));

/** Lists each person once, with all roles; crew once in each department. */
export const aggregateLists = ({ cast, crew }: People) => ({
  cast: grouped(cast, ({ id }) => id).map(({ id, own }, order) => ({
    ...personPart(id),
    roles: own.map(({ credit, character, episodes }) => ({ credit_id: credit, character, episode_count: episodes })),
    total_episode_count: total(own),
    order,
  })),
  crew: grouped(crew, ({ id, department }) => `${id} ${department}`).map(({ id, own }) => ({
    ...personPart(id),
    jobs: own.map(({ credit, job, episodes }) => ({ credit_id: credit, job, episode_count: episodes })),
    department: own[0]?.department ?? '',
    total_episode_count: total(own),
  })),
});
