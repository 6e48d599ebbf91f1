import { languageOf, numberOf, type Call } from '../../http/call.ts';
import { changesOf } from '../reference/changes.ts';
import { failure } from '../../http/failure.ts';
import { TEXT_LANGUAGES } from '../../generated/movie-text.ts';
import { imageLanguages, imageRows, onlyImage } from '../media/images.ts';
import { networkRows } from '../reference/network.ts';
import { hex } from '../../generated/random.ts';
import { episodePeople, episodeRow, seasonRow } from './season-rows.ts';
import { episodesOf, isSeasonId, seasonOf } from './seasons.ts';
import { aggregateLists, creditLists, seasonPeople } from './series-credits.ts';
import { seriesProviders } from './series-parts.ts';
import { seasonName, seasonOverview } from '../../generated/series-text.ts';
import { inLanguage } from '../media/translations.ts';
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
  external_ids: (call) => {
    const { external = {} } = seasonOf(call).season;
    return {
      freebase_mid: external.freebaseMid ?? null,
      freebase_id: external.freebase ?? null,
      tvdb_id: external.tvdb ?? null,
      tvrage_id: external.tvrage ?? null,
      wikidata_id: external.wikidata ?? null,
    };
  },
  images: (call) => {
    const { poster, posters } = seasonOf(call).season;
    return { posters: imageRows(posters ?? onlyImage(poster, 1000, 1500, 'en'), imageLanguages(call)) };
  },
  translations: (call) => {
    const { season } = seasonOf(call);
    return {
      translations: TEXT_LANGUAGES.map((language) => ({
        ...inLanguage(language),
        data: { name: seasonName(season, language), overview: seasonOverview(season, language) },
      })),
    };
  },
  videos: (call) => {
    const { series, season } = seasonOf(call);
    // A first season without videos of its own has those of the series.
    return { results: videoRows(season.videos ?? (season.number === 1 ? series.videos : []), call) };
  },
  'watch/providers': (call) => ({ results: seriesProviders(seasonOf(call).series) }),
} satisfies Record<string, (call: Call) => object>;

/** The changes of the season with this id. @throws status 34. */
export function seasonChanges(call: Call) {
  const id = numberOf(call.params[0]);
  if (!isSeasonId(id, call.generated)) throw failure(34);
  return changesOf(call, id);
}
