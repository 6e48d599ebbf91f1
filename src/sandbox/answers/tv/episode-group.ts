import { languageOf, type Call } from '../../http/call.ts';
import type { EpisodeGroupRow, Series } from '../../catalogue/catalogue-rows.ts';
import { SERIES } from '../../catalogue/catalogue.ts';
import { decodedId } from '../../generated/coded-id.ts';
import { failure } from '../../http/failure.ts';
import { networkRows } from '../reference/network.ts';
import { hex } from '../../generated/random.ts';
import { episodeRow } from './season-rows.ts';
import { episodesOf } from './seasons.ts';
import { seriesById } from './series-by-id.ts';
import { seasonName } from '../../generated/series-text.ts';

/** One group with all episodes but specials; any other order is by seasons here. */
const ABSOLUTE = 2;

interface Part {
  name: string;
  episodes: ReturnType<typeof episodesOf>;
}

function partsOf(series: Series, { type, name }: EpisodeGroupRow, language: string): Part[] {
  const { seasons = [] } = series;
  if (type !== ABSOLUTE) return seasons.map((season) => ({ name: seasonName(season, language), episodes: episodesOf(series, season) }));
  return [{ name, episodes: seasons.filter(({ number }) => number > 0).flatMap((season) => episodesOf(series, season)) }];
}

/** @param parts What it consists of. */
const groupRow = ({ id, name, type, network }: EpisodeGroupRow, parts: readonly Part[]) => ({
  description: '',
  episode_count: parts.reduce((sum, { episodes }) => sum + episodes.length, 0),
  group_count: parts.length,
  id,
  name,
  network: networkRows(network === undefined ? [] : [network])[0] ?? null,
  type,
});

/** The other orders of a series' episodes. */
export const groupRows = (series: Series) => (series.groups ?? []).map((group) => groupRow(group, partsOf(series, group, 'en')));

const known = new Map(SERIES.flatMap((series) => (series.groups ?? []).map(({ id }) => [id, series] as const)));

/** One of the orders that series name, with the episodes in it. */
export function episodeGroup(call: Call) {
  const [id = ''] = call.params;
  const series = known.get(id) ?? seriesById(decodedId('episode-group', id)?.id ?? 0, call.generated);
  const group = series?.groups?.find((row) => row.id === id);
  if (!series || !group) throw failure(34);
  const language = languageOf(call);
  const parts = partsOf(series, group, language);
  return {
    ...groupRow(group, parts),
    groups: parts.map(({ name, episodes }, order) => ({
      id: hex(24, 'group', id, order),
      name,
      order: order + 1,
      episodes: episodes.map((episode, index) => ({ ...episodeRow(episode, language), order: index })),
      locked: true,
    })),
  };
}
