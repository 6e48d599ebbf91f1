import type { Call } from '../../http/call.ts';
import { decodedId } from '../../generated/coded-id.ts';
import { failure } from '../../http/failure.ts';
import { movieById } from '../movies/movies.ts';
import { generatedReview, reviewCount } from '../../generated/generated-parts.ts';
import { seriesById } from '../tv/series-by-id.ts';

/** Finds the title that a review is about, by the kind that its id encodes. */
const MEDIA = {
  review: [movieById, 'movie'],
  'series-review': [seriesById, 'tv'],
} as const;

/** One review by its id, with the title that it is about. @throws status 34. */
export function reviewDetails(call: Call) {
  const [text = ''] = call.params;
  const kind = decodedId('review', text) ? 'review' : 'series-review';
  const { id = 0, index = 0 } = decodedId(kind, text) ?? {};
  const [find, media_type] = MEDIA[kind];
  const media = find(id, call);
  if (!media || index >= reviewCount(id)) throw failure(34);
  const media_title = 'title' in media ? media.title : media.name;
  return { ...generatedReview(id, index, kind), iso_639_1: 'en', media_id: id, media_title, media_type };
}
