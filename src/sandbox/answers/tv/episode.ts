import { languageOf, type Call } from '../../http/call.ts';
import { externalIds } from '../media/external-ids.ts';
import { SERIES_BY_ID } from '../../catalogue/catalogue.ts';
import { imageLists, onlyImage } from '../media/images.ts';
import { generatedVideos } from '../../generated/generated-parts.ts';
import { crewPart } from '../people/person-part.ts';
import { episodeFacts, episodePeople } from './season-rows.ts';
import { episodeOf } from './seasons.ts';
import { castRows, seasonPeople } from './series-credits.ts';
import { episodeOverview } from '../../generated/series-text.ts';
import { translationsOf } from '../media/translations.ts';
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
  external_ids: (call) => externalIds('episode', episodeOf(call).episode),
  images: (call) => imageLists({ stills: onlyImage(episodeOf(call).episode.still, 1920, 1080, null) }, call),
  translations: (call) => {
    const { episode } = episodeOf(call);
    // A made-up name is in no translation.
    return translationsOf((language) => ({ name: episode.name, overview: episodeOverview(episode, language) }));
  },
  videos: (call) => {
    const { series, episode } = episodeOf(call);
    // No video of a real episode is known.
    const videos = SERIES_BY_ID.has(series.id) ? [] : generatedVideos({ id: episode.id, date: episode.date ?? '' });
    return { results: videoRows(videos, call) };
  },
} satisfies Record<string, (call: Call) => object>;
