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

/** The type of an order that has one group, with all episodes except specials. Other orders have a group per season. */
const ABSOLUTE = 2;

interface Group {
  name: string;
  episodes: ReturnType<typeof episodesOf>;
}

function groupsOf(series: Series, { type, name }: EpisodeGroupRow, language: string): Group[] {
  const { seasons = [] } = series;
  if (type !== ABSOLUTE) return seasons.map((season) => ({ name: seasonName(season, language), episodes: episodesOf(series, season) }));
  return [{ name, episodes: seasons.filter(({ number }) => number > 0).flatMap((season) => episodesOf(series, season)) }];
}

const groupRow = ({ id, name, type, network }: EpisodeGroupRow, groups: readonly Group[]) => ({
  description: '',
  episode_count: groups.reduce((sum, { episodes }) => sum + episodes.length, 0),
  group_count: groups.length,
  id,
  name,
  network: networkRows(network === undefined ? [] : [network])[0] ?? null,
  type,
});

/** Rows of the other orders of a series' episodes. */
export const groupRows = (series: Series) => (series.groups ?? []).map((group) => groupRow(group, groupsOf(series, group, 'en')));

const known = new Map(SERIES.flatMap((series) => (series.groups ?? []).map(({ id }) => [id, series] as const)));

/** One order by its id, with its episodes. @throws status 34. */
export function episodeGroup(call: Call) {
  const [id = ''] = call.params;
  const series = known.get(id) ?? seriesById(decodedId('episode-group', id)?.id ?? 0, call);
  const group = series?.groups?.find((row) => row.id === id);
  if (!series || !group) throw failure(34);
  const language = languageOf(call);
  const groups = groupsOf(series, group, language);
  return {
    ...groupRow(group, groups),
    groups: groups.map(({ name, episodes }, order) => ({
      id: hex(24, 'group', id, order),
      name,
      order: order + 1,
      episodes: episodes.map((episode, index) => ({ ...episodeRow(episode, language), order: index })),
      locked: true,
    })),
  };
}
