import { languageOf, numberOf, type Call } from '../../http/call.ts';
import { SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { changesOf } from '../reference/changes.ts';
import { failure } from '../../http/failure.ts';
import { TEXT_LANGUAGES } from '../../generated/movie-text.ts';
import { imageLanguages, imageRows, onlyImage } from '../media/images.ts';
import { generatedVideos } from '../../generated/generated-parts.ts';
import { crewPart } from '../people/person-part.ts';
import { episodeFacts, episodePeople } from './season-rows.ts';
import { episodeOf, isEpisodeId } from './seasons.ts';
import { castRows, seasonPeople } from './series-credits.ts';
import { episodeOverview } from '../../generated/series-text.ts';
import { inLanguage } from '../media/translations.ts';
import { videoRows } from '../media/videos.ts';

export function episodeDetails(call: Call) {
  const { episode } = episodeOf(call);
  return { ...episodeFacts(episode, languageOf(call)), ...episodePeople(episode) };
}

/** Every part of an episode besides its details. The `id` is left out: only a part's own path adds it. */
export const EPISODE_PARTS = {
  credits: (call) => {
    const { episode, ...place } = episodeOf(call);
    const { crew = [] } = episode;
    return { cast: castRows(seasonPeople(place).cast), crew: crew.map(crewPart), guest_stars: episodePeople(episode).guest_stars };
  },
  external_ids: (call) => {
    const { imdb, external = {} } = episodeOf(call).episode;
    return {
      imdb_id: imdb ?? null,
      freebase_mid: external.freebaseMid ?? null,
      freebase_id: external.freebase ?? null,
      tvdb_id: external.tvdb ?? null,
      tvrage_id: external.tvrage ?? null,
      wikidata_id: external.wikidata ?? null,
    };
  },
  images: (call) => ({ stills: imageRows(onlyImage(episodeOf(call).episode.still, 1920, 1080, null), imageLanguages(call)) }),
  translations: (call) => {
    const { episode } = episodeOf(call);
    return {
      translations: TEXT_LANGUAGES.map((language) => ({
        ...inLanguage(language),
        // A made-up name is in no translation.
        data: { name: episode.name, overview: episodeOverview(episode, language) },
      })),
    };
  },
  videos: (call) => {
    const { series, episode } = episodeOf(call);
    // No video of a real episode is known.
    const videos = SERIES_BY_ID.has(series.id) ? [] : generatedVideos({ id: episode.id, date: episode.date ?? '' });
    return { results: videoRows(videos, call) };
  },
} satisfies Record<string, (call: Call) => object>;

/** The changes of the episode with this id. @throws status 34. */
export function episodeChanges(call: Call) {
  const id = numberOf(call.params[0]);
  if (!isEpisodeId(id, call.generated)) throw failure(34);
  return changesOf(call, id);
}
