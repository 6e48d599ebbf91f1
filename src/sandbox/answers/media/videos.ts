import { languageOf, type Call } from '../../http/call.ts';
import type { VideoRow } from '../../catalogue/catalogue-rows.ts';

/** Rows of the videos in `language` (default English) and in the languages of `include_video_language`. */
export function videoRows(videos: readonly VideoRow[] = [], call: Call) {
  const languages = new Set([languageOf(call), ...(call.query.get('include_video_language') ?? '').split(',')]);
  return videos
    .filter(({ language }) => languages.has(language))
    .map(({ language, country, name, key, site, size, type, official, published, id }) => ({
      iso_639_1: language,
      iso_3166_1: country,
      name,
      key,
      site,
      size,
      type,
      official,
      published_at: published,
      id,
    }));
}
