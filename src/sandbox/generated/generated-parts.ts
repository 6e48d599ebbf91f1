import type { Movie, ProviderRow, Providers, VideoRow } from '../catalogue/catalogue-rows.ts';
import { codedId } from './coded-id.ts';
import { hex, random } from './random.ts';

/* Parts that no recording has, and those that TMDB's users write: generated from the id, and so the same each time. */

const PROVIDERS: readonly ProviderRow[] = [
  { provider_id: 2, provider_name: 'Apple TV', logo_path: '/apple-tv.jpg', display_priority: 4 },
  { provider_id: 3, provider_name: 'Google Play Movies', logo_path: '/google-play.jpg', display_priority: 14 },
  { provider_id: 8, provider_name: 'Netflix', logo_path: '/netflix.jpg', display_priority: 0 },
  { provider_id: 337, provider_name: 'Disney Plus', logo_path: '/disney-plus.jpg', display_priority: 1 },
];

/** Watch providers of a movie or series whose recording names none. */
export function generatedProviders(id: number): Providers {
  const [shop, other, ...streams] = PROVIDERS as [ProviderRow, ProviderRow, ...ProviderRow[]];
  const stream = streams[id % 3];
  return {
    US: { ...(stream && { flatrate: [stream] }), rent: [shop, other], buy: [shop, other] },
    DE: { rent: [shop], buy: [shop] },
  };
}

export function generatedVideos({ id, title, date }: Pick<Movie, 'id' | 'title' | 'date'>): VideoRow[] {
  return [
    {
      id: hex(24, id, 'video'),
      key: hex(11, id, 'trailer'),
      name: `${title} (Trailer)`,
      site: 'YouTube',
      size: 1080,
      type: 'Trailer',
      official: true,
      published: `${date || '2000-01-01'}T12:00:00.000Z`,
      language: 'en',
      country: 'US',
    },
  ];
}

const REVIEWERS = ['anna', 'bertil', 'chiara', 'dmitri', 'elif', 'fatou', 'goran', 'hanako'];
const VERDICTS = [
  'I would watch it again.',
  'The first half is the better one.',
  'The music stays with me.',
  'Not for everyone, but for me.',
  'Too long by a quarter of an hour.',
];

export const reviewCount = (id: number): number => 1 + (id % 37);
/** One review of a movie or series. @param index Its place in the list, from 0. */
export function generatedReview(id: number, index: number, kind: 'review' | 'series-review' = 'review') {
  const { pick, below } = random((kind === 'review' ? id : ~id) * 41 + index);
  const username = pick(REVIEWERS);
  const review = codedId(kind, id, index);
  const at = `20${String(10 + below(15))}-0${1 + below(9)}-1${below(10)}T0${below(10)}:30:00.000Z`;
  return {
    author: username,
    author_details: {
      name: '',
      username,
      avatar_path: index % 3 === 0 ? `/avatar-${username}.jpg` : null,
      rating: index % 4 === 3 ? null : 1 + below(10),
    },
    content: `${pick(VERDICTS)}\r\n\r\n${pick(VERDICTS)}`,
    created_at: at,
    id: review,
    updated_at: at,
    url: `https://www.themoviedb.org/review/${review}`,
  };
}
