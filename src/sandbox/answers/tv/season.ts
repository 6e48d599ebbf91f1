import { languageOf, type Call } from '../../http/call.ts';
import { externalIds } from '../media/external-ids.ts';
import { imageLists, onlyImage } from '../media/images.ts';
import { networkRows } from '../reference/network.ts';
import { hex } from '../../generated/random.ts';
import { episodePeople, episodeRow, seasonRow } from './season-rows.ts';
import { episodesOf, seasonOf } from './seasons.ts';
import { aggregateLists, creditLists, seasonPeople } from './series-credits.ts';
import { seriesProviders } from './series-parts.ts';
import { seasonName, seasonOverview } from '../../generated/series-text.ts';
import { translationsOf } from '../media/translations.ts';
import { videoRows } from '../media/videos.ts';

export function seasonDetails(call: Call) {
  const { series, season } = seasonOf(call);
  const language = languageOf(call);
  const { episode_count: _count, ...row } = seasonRow(season, language);
  return {
    _id: hex(24, 'season', season.id),
    ...row,
    episodes: episodesOf(series, season).map((episode) => ({ ...episodeRow(episode, language), ...episodePeople(episode) })),
    networks: networkRows(series.networks),
  };
}

/** Every part of a season besides its details. The `id` is left out: only a part's own path adds it. */
export const SEASON_PARTS = {
  aggregate_credits: (call) => {
    const { cast, crew, guests } = seasonPeople(seasonOf(call));
    return aggregateLists({ cast: [...cast, ...guests], crew });
  },
  credits: (call) => creditLists(seasonPeople(seasonOf(call))),
  external_ids: (call) => externalIds('season', seasonOf(call).season),
  images: (call) => {
    const { poster, posters = onlyImage(poster, 1000, 1500, 'en') } = seasonOf(call).season;
    return imageLists({ posters }, call);
  },
  translations: (call) => {
    const { season } = seasonOf(call);
    return translationsOf((language) => ({ name: seasonName(season, language), overview: seasonOverview(season, language) }));
  },
  videos: (call) => {
    const { series, season } = seasonOf(call);
    // A first season without videos of its own has those of the series.
    return { results: videoRows(season.videos ?? (season.number === 1 ? series.videos : []), call) };
  },
  'watch/providers': (call) => ({ results: seriesProviders(seasonOf(call).series) }),
} satisfies Record<string, (call: Call) => object>;
