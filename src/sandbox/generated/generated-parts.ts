import type { ImageRow, Movie, ProviderRow, Providers, VideoRow } from '../catalogue/catalogue-rows.ts';
import { codedId } from './coded-id.ts';
import { generatedPicture } from './generated-names.ts';
import { MARKETS } from './markets.ts';
import { hex, random } from './random.ts';

/* Parts that no recording has, and those that TMDB's users write: generated from the id, and so the same each time. */

const SERVICES: readonly ProviderRow[] = [
  { provider_id: 8, provider_name: 'Netflix', logo_path: '/pbpMk2JmcoNnQwx5JGpXngfoWtp.jpg', display_priority: 0 },
  { provider_id: 9, provider_name: 'Amazon Prime Video', logo_path: '/pvske1MyAoymrs5bguRfVqYiM9a.jpg', display_priority: 4 },
  { provider_id: 337, provider_name: 'Disney Plus', logo_path: '/97yvRBw1GzX7fXprcF80er19ot.jpg', display_priority: 3 },
  { provider_id: 2, provider_name: 'Apple TV Store', logo_path: '/SPnB1qiCkYfirS2it3hZORwGVn.jpg', display_priority: 3 },
  { provider_id: 3, provider_name: 'Google Play Movies', logo_path: '/8z7rC8uIDaTM91X0ZfkRf04ydj2.jpg', display_priority: 2 },
];
/** How many of them stream; the others rent and sell. */
const STREAMS = 3;
const shops = SERVICES.slice(STREAMS);

/** The offers of all titles. The service that streams one changes from country to country. */
const OFFERS: readonly Providers[] = Array.from({ length: STREAMS }, (_, first) =>
  Object.fromEntries(
    Object.keys(MARKETS).map((country, index) => {
      const stream = (first + index) % STREAMS;
      return [country, { flatrate: SERVICES.slice(stream, stream + 1), rent: shops, buy: shops.slice(0, 1) }];
    }),
  ),
);
/** Watch providers of a movie or series in every market. */
export const generatedProviders = (id: number): Providers => OFFERS[id % STREAMS] ?? {};

const TRAILERS = [
  ['en', 'US', 'Official Trailer 1'],
  ['en', 'US', 'Official Trailer 2'],
  ['de', 'DE', 'Deutscher Trailer'],
] as const;

export const generatedVideos = ({ id, date }: Pick<Movie, 'id' | 'date'>): VideoRow[] =>
  TRAILERS.map(([language, country, name], index) => ({
    id: hex(24, id, 'video', index),
    key: hex(11, id, index),
    name,
    site: 'YouTube',
    size: 1080,
    type: 'Trailer',
    official: true,
    published: `${date.slice(0, 4) || '2000'}-01-15T12:00:00.000Z`,
    language,
    country,
  }));

/** Images of each kind, with their languages. */
const IMAGES = {
  posters: ['p', 1000, 1500, ['en', 'de', 'fr', null]],
  backdrops: ['b', 1920, 1080, [null, 'en', 'de']],
  logos: ['l', 800, 300, ['en', 'de']],
} as const;

/** The images of a title, one in each language. @param first The file of the first image, where one is known. */
export function generatedImages(kind: keyof typeof IMAGES, id: number, first?: string): ImageRow[] {
  const [letter, width, height, languages] = IMAGES[kind];
  return languages.map((language, index) => [
    (index === 0 && first) || generatedPicture(letter, id, index),
    width,
    height,
    language,
    5 + ((id + index) % 40) / 10,
    1 + ((id + index) % 30),
  ]);
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
