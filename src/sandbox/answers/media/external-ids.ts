import type { Elsewhere } from '../../catalogue/catalogue-rows.ts';

/** TMDB's name of each kind of id, and the catalogue's key for it. */
export const SOURCES = {
  imdb_id: 'imdb',
  wikidata_id: 'wikidata',
  facebook_id: 'facebook',
  instagram_id: 'instagram',
  twitter_id: 'twitter',
  tiktok_id: 'tiktok',
  youtube_id: 'youtube',
  tvdb_id: 'tvdb',
  tvrage_id: 'tvrage',
  freebase_mid: 'freebaseMid',
  freebase_id: 'freebase',
} as const satisfies Record<string, keyof Elsewhere | 'imdb'>;
type Source = keyof typeof SOURCES;

const SEASON: readonly Source[] = ['freebase_mid', 'freebase_id', 'tvdb_id', 'tvrage_id', 'wikidata_id'];
const SOCIAL: readonly Source[] = ['facebook_id', 'instagram_id', 'twitter_id'];
/** The ids that TMDB tells of each kind. */
const TOLD = {
  movie: ['imdb_id', 'wikidata_id', ...SOCIAL],
  series: ['imdb_id', ...SEASON, ...SOCIAL],
  season: SEASON,
  episode: ['imdb_id', ...SEASON],
  person: ['imdb_id', ...SEASON.filter((name) => name !== 'tvdb_id'), ...SOCIAL, 'tiktok_id', 'youtube_id'],
} as const satisfies Record<string, readonly Source[]>;

/** The ids of an entry at other sites; null for unknown ones. */
export function externalIds(kind: keyof typeof TOLD, { imdb, external }: { imdb?: string; external?: Elsewhere }) {
  const known = { imdb, ...external };
  return Object.fromEntries(TOLD[kind].map((name) => [name, known[SOURCES[name]] ?? null]));
}
