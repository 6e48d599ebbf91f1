import type { Call, Scope } from '../../http/call.ts';
import { decodedId } from '../../generated/coded-id.ts';
import { failure } from '../../http/failure.ts';
import { movieById } from '../movies/movies.ts';
import { generatedReview, reviewCount } from '../../generated/generated-parts.ts';
import { seriesById } from '../tv/series-by-id.ts';

/** The title that a review is about, by the kind that its id encodes. */
const MEDIA = {
  review: (id: number, scope: Scope) => {
    const movie = movieById(id, scope);
    return movie && { media_id: movie.id, media_title: movie.title, media_type: 'movie' };
  },
  'series-review': (id: number, scope: Scope) => {
    const series = seriesById(id, scope);
    return series && { media_id: series.id, media_title: series.name, media_type: 'tv' };
  },
} as const;

/** One review by its id, with the title that it is about. @throws status 34. */
export function reviewDetails(call: Call) {
  const [text = ''] = call.params;
  const kind = decodedId('review', text) ? 'review' : 'series-review';
  const { id = 0, index = 0 } = decodedId(kind, text) ?? {};
  const media = MEDIA[kind](id, call);
  if (!media || index >= reviewCount(id)) throw failure(34);
  return { ...generatedReview(id, index, kind), iso_639_1: 'en', ...media };
}
