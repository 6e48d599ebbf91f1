import type { Check, Table } from '../support/compare.ts';
import { providers, review } from './rows.ts';
import { image, instant, page, positive, same, text, under } from './rules.ts';

// Documents that several resources have, below the object of the resource in the answer.

/** Alternative titles. @param key TMDB's key of the list. */
export const alternativeTitles = (key: string): Table => ({
  ...under(`${key}[].`, 'alternativeTitles[].', { title: same('title'), iso_3166_1: same('country'), type: text('type') }),
  id: same('tmdbId'),
});

const IDS = {
  imdb_id: text('imdbId'),
  wikidata_id: text('wikidataId'),
  facebook_id: text('facebookId'),
  instagram_id: text('instagramId'),
  twitter_id: text('twitterId'),
  tiktok_id: text('tiktokId'),
  youtube_id: text('youtubeId'),
  freebase_mid: text('freebaseMid'),
  freebase_id: text('freebaseId'),
  tvdb_id: positive('tvdbId'),
  tvrage_id: positive('tvrageId'),
} as const satisfies Readonly<Record<string, Check>>;

/** Ids at other sites. @param keys The sites that have this kind of resource. */
export const externalIds = (...keys: readonly (keyof typeof IDS)[]): Table => ({
  ...under('', 'externalIds.', Object.fromEntries(keys.map((key) => [key, IDS[key]]))),
  id: same('tmdbId'),
});

/** A page of rows that belong to the resource. */
export const pageOf = (connection: string, row: Table): Table => ({
  ...under('results[].', `${connection}.nodes[].`, row),
  ...page(connection),
  id: same('tmdbId'),
});

/** The lists of users that contain the title. */
export const lists: Table = pageOf('lists', {
  name: same('name'),
  description: text('description'),
  favorite_count: same('favoriteCount'),
  item_count: same('itemCount'),
  iso_639_1: same('language'),
  iso_3166_1: text('country'),
  list_type: same('listType'),
  poster_path: image('poster', 'poster'),
  // Ids of lists from before 2014 are not numbers.
  id: { at: 'tmdbId', expected: (id) => (Number.isInteger(Number(id)) ? Number(id) : null) },
});

/** Reviews by users. */
export const reviews: Table = pageOf('reviews', review);

/** Trailers and other videos. */
export const videos: Table = {
  ...under('results[].', 'videos[].', {
    name: same('name'),
    key: same('key'),
    site: same('site'),
    size: same('size'),
    type: same('type'),
    official: same('official'),
    published_at: instant('publishedAt'),
    iso_639_1: same('language'),
    iso_3166_1: same('country'),
    id: same('tmdbId'),
  }),
  id: same('tmdbId'),
};

/** Watch providers by country. */
export const watchProviders: Table = {
  'results{}.link': same('watchProviders[country={}].link'),
  ...providers('flatrate'),
  ...providers('rent'),
  ...providers('buy'),
  ...providers('free'),
  ...providers('ads'),
  id: same('tmdbId'),
};
