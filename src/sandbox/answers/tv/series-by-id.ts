import { numberOf, type Call, type Scope } from '../../http/call.ts';
import type { Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES, SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { existing } from '../../http/failure.ts';
import { generatedSeries, generatedSeriesSummary } from '../../generated/generated-series.ts';
import { generatedNeighbours } from '../../generated/generated-movies.ts';
import { closest } from '../media/closest.ts';
import { remembered } from '../../generated/remembered.ts';
import { isGenerated } from '../../generated/generated-people.ts';

const recentSeries = remembered(generatedSeries, 200);

/** The catalogue's series, else a generated one when the id is one of the sandbox's own. */
export const seriesById = (id: number, { generated, today }: Scope): Series | undefined =>
  SERIES_BY_ID.get(id) ?? (generated && isGenerated(id) ? recentSeries(id, today()) : undefined);

/** A series for lists: of a generated one, the summary alone. */
export const seriesSummary = (id: number, today: string): Series => SERIES_BY_ID.get(id) ?? generatedSeriesSummary(id, today);

/** The series that a path names. @throws status 34. */
export const seriesOf = (call: Call): Series => existing(seriesById(numberOf(call.params[0]), call));

const byFame = SERIES.toSorted((a, b) => b.votes - a.votes);
const LINKED = { recommendations: { most: 41, salt: 5 }, similar: { most: 90, salt: 6 } } as const;

/** Ids of series with the same genres or network; without generated series, only those of the catalogue. */
export function relatedSeries(series: Series, kind: keyof typeof LINKED, { generated }: Call): number[] {
  const { most, salt } = LINKED[kind];
  const score = (other: Series) =>
    other.genres.filter((id) => series.genres.includes(id)).length +
    (kind === 'recommendations' && other.networks?.some((id) => series.networks?.includes(id)) ? 1 : 0);
  const ids = SERIES_BY_ID.has(series.id) ? closest(byFame, series, score, most) : generatedNeighbours(series.id, most, salt, SERIES);
  return generated ? ids : ids.filter((id) => SERIES_BY_ID.has(id));
}
