import type { ValueOf } from './sample.ts';

const MEDIA = { Movie: 'movie', TvSeries: 'tv', TvSeason: 'tv_season', TvEpisode: 'tv_episode', Person: 'person' };

const numbers = new Map<string, number>();

/** A number for each place: one object has one value for each of its fields, so no two places hold the same object. */
function numberOf(place: string): number {
  const number = numbers.get(place) ?? numbers.size;
  numbers.set(place, number);
  return number;
}

/** Values that are not plain strings, by a pattern of the key path; the first pattern that matches wins. */
const VALUES: readonly (readonly [key: RegExp, value: (row: number, type: string, place: string) => unknown])[] = [
  [
    /(credit_id|^(reviews|videos|tagged_images|episode_groups)\.results\[\]\.id|changes.*items\[\]\.id|groups\[\]\.id|created_by\.id)$/,
    (row) => `5256c8b219c2956ff60${String(10_000 + row)}`,
  ],
  [/^tagged_images\.results\[\]\.media_type$/, (row) => ['movie', 'tv', 'season', 'episode'][row % 4]],
  [/image_type$/, (row) => ['poster', 'backdrop', 'still', 'profile', 'logo'][row % 5]],
  [/^credits\..*\]\.media_type$/, (_row, type) => (type === '' ? 'person' : MEDIA[type as keyof typeof MEDIA])],
  [/^tv_credits\..*media_type$/, () => 'tv'],
  [/^belongs_to_collection\.media_type$/, () => 'collection'],
  [/^(created_by|aggregate_credits\.(cast|crew))\[\]\.media_type$/, () => 'person'],
  [/^(last|next)_episode_to_air\.media_type$/, () => 'tv_episode'],
  [/^(seasons|tv_season_results)\[\]\.media_type$/, () => 'tv_season'],
  [/(groups\[\]\.episodes|^tv_episode_results)\[\]\.media_type$/, () => 'tv_episode'],
  [/^tv_results\[\]\.media_type$/, () => 'tv'],
  [/^person_results\[\]\.media_type$/, () => 'person'],
  [/^content_ratings\..*rating$/, (row) => ['TV-MA', '16'][row % 2]],
  [/media_type$/, (_row, type) => MEDIA[type as keyof typeof MEDIA] ?? 'movie'],
  [/homepage$/, (row) => `https://example.org/${row}`],
  [/imdb_id$/, (row) => `tt013309${row}`],
  [/tvrage_id$/, (row) => 4820 + row],
  [/(wikidata|facebook|instagram|twitter|tiktok|youtube|freebase)\w*$/, (row) => `name${row}`],
  [/genre(_ids\[\]|s\[\]\.id)$/, (row) => 1000 + row],
  [/(^|[._])id$/, (_row, _type, place) => 2000 + numberOf(place)],
  [/episode_number$/, (_row, _type, place) => 40 + numberOf(place)],
  [/_path$/, (row) => `/picture${row}.jpg`],
  [/(time|_at|release_dates\[\]\.release_date)$/, (row) => `2003-05-1${row}T10:00:00.000Z`],
  [/(date|birthday|deathday)$/, (row) => `2001-02-1${row}`],
  [/^videos\.results\[\]\.iso_639_1$/, () => 'en'], // TMDB sends only those in the requested language.
  [/iso_639_1$|original_language$/, (row) => ['en', 'de'][row % 2]],
  [/iso_3166_1$|origin_country(\[\])?$/, (row) => ['US', 'DE'][row % 2]],
  [/(adult|video|softcore|official|in_production|public|locked)$/, (row) => row % 2 === 0],
  [/(popularity|vote_average|aspect_ratio|rating)$/, (row) => 1.25 + row],
  [/(gender|release_dates\[\]\.type|page|total_pages)$/, () => 1],
  [
    /(runtime|budget|revenue|_count|order|cast_id|width|height|size|priority|priorities\{\}|_number|total_results|number_of_\w+|run_time\[\])$/,
    (row) => 40 + row,
  ],
];

/** A plausible value of TMDB's at a key path. */
export const sampleValue: ValueOf = (key, indexes, types) => {
  const row = indexes.at(-1) ?? 0;
  const found = VALUES.find(([pattern]) => pattern.test(key));
  return found ? found[1](row, types.at(-1) ?? '', `${key} ${indexes.join('.')}`) : `some ${key} ${row}`;
};
