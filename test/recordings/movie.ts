import type { Table } from '../support/compare.ts';
import type { Family } from './prove.ts';
import { changes, collection, company, film, keyword, person, picture, providers, review, translations } from './rows.ts';
import { image, instant, oneOf, page, positive, same, text, under } from './rules.ts';
import { type Thing, thingFamilies } from './thing.ts';

const RELEASE_TYPES = { 1: 'PREMIERE', 2: 'THEATRICAL_LIMITED', 3: 'THEATRICAL', 4: 'DIGITAL', 5: 'PHYSICAL', 6: 'TV' };

/** A film by itself. */
const details: Table = {
  ...film,
  imdb_id: text('imdbId'),
  tagline: text('tagline'),
  homepage: text('homepage'),
  status: same('status'),
  runtime: positive('runtime'),
  budget: positive('budget'),
  revenue: positive('revenue'),
  'genres[].id': same('genres[].tmdbId'),
  'genres[].name': same('genres[].name'),
  ...under('belongs_to_collection.', 'collection.', collection),
  ...under('production_companies[].', 'productionCompanies[].', company),
  'production_countries[].iso_3166_1': same('productionCountries[].code'),
  'production_countries[].name': same('productionCountries[].name'),
  'origin_country[]': same('originCountries[]'),
  'spoken_languages[].iso_639_1': same('spokenLanguages[].code'),
  'spoken_languages[].name': text('spokenLanguages[].name'),
  'spoken_languages[].english_name': text('spokenLanguages[].englishName'),
};

/** Who made it; the role is on the edge. */
const credits: Table = {
  'cast[].character': text('cast.edges[].character'),
  'cast[].order': same('cast.edges[].order'),
  'cast[].cast_id': same('cast.edges[].castId'),
  'cast[].credit_id': same('cast.edges[].creditId'),
  ...under('cast[].', 'cast.edges[].node.', person),
  'crew[].department': same('crew.edges[].department'),
  'crew[].job': same('crew.edges[].job'),
  'crew[].credit_id': same('crew.edges[].creditId'),
  ...under('crew[].', 'crew.edges[].node.', person),
  id: same('tmdbId'),
};

/** A page of films beside the film that they belong to. */
const films = (connection: string): Table => ({
  ...under('results[].', `${connection}.nodes[].`, film),
  ...page(connection),
  id: same('tmdbId'),
});

/** One table for each document about a film, by TMDB's name of it; below `movie` in the answer. */
const parts: Readonly<Record<string, Table>> = {
  details,
  alternative_titles: {
    'titles[].title': same('alternativeTitles[].title'),
    'titles[].iso_3166_1': same('alternativeTitles[].country'),
    'titles[].type': text('alternativeTitles[].type'),
    id: same('tmdbId'),
  },
  changes,
  credits,
  external_ids: {
    imdb_id: text('externalIds.imdbId'),
    wikidata_id: text('externalIds.wikidataId'),
    facebook_id: text('externalIds.facebookId'),
    instagram_id: text('externalIds.instagramId'),
    twitter_id: text('externalIds.twitterId'),
    id: same('tmdbId'),
  },
  images: {
    ...under('posters[].', 'images.posters[].', picture('poster')),
    ...under('backdrops[].', 'images.backdrops[].', picture('backdrop')),
    ...under('logos[].', 'images.logos[].', picture('logo')),
    id: same('tmdbId'),
  },
  keywords: {
    ...under('keywords[].', 'keywords[].', keyword),
    id: same('tmdbId'),
  },
  lists: {
    ...under('results[].', 'lists.nodes[].', {
      name: same('name'),
      description: text('description'),
      favorite_count: same('favoriteCount'),
      item_count: same('itemCount'),
      iso_639_1: same('language'),
      iso_3166_1: text('country'),
      list_type: same('listType'),
      poster_path: image('poster', 'poster'),
      // Until 2014 lists had ids that were no numbers.
      id: { at: 'tmdbId', expected: (id) => (Number.isInteger(Number(id)) ? Number(id) : null) },
    }),
    ...page('lists'),
    id: same('tmdbId'),
  },
  recommendations: films('recommendations'),
  release_dates: {
    'results[].iso_3166_1': same('releaseDates[].country'),
    ...under('results[].release_dates[].', 'releaseDates[].releases[].', {
      certification: text('certification'),
      'descriptors[]': same('descriptors[]'),
      iso_639_1: text('language'),
      note: text('note'),
      release_date: instant('date'),
      type: oneOf('type', RELEASE_TYPES),
    }),
    id: same('tmdbId'),
  },
  releases: {},
  reviews: {
    ...under('results[].', 'reviews.nodes[].', review),
    ...page('reviews'),
    id: same('tmdbId'),
  },
  similar: films('similar'),
  trailers: {},
  translations: {
    ...translations({
      title: text('title'),
      overview: text('overview'),
      tagline: text('tagline'),
      homepage: text('homepage'),
      runtime: positive('runtime'),
    }),
    id: same('tmdbId'),
  },
  videos: {
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
  },
  'watch/providers': {
    'results{}.link': same('watchProviders[region={}].link'),
    ...providers('flatrate'),
    ...providers('rent'),
    ...providers('buy'),
    ...providers('free'),
    ...providers('ads'),
    id: same('tmdbId'),
  },
};

/** A film, with all that was recorded about it. */
export const movieThing: Thing = { kind: 'movie', parts, paged: ['lists', 'recommendations', 'reviews', 'similar'] };

/** The documents about a film. */
export const movieFamilies: readonly Family[] = [
  // `trailers` were never recorded by themselves.
  ...thingFamilies(movieThing).filter(({ family }) => !family.endsWith('/trailers')),
  {
    family: '/3/movie/latest',
    question: ({ body }) => ({
      documents: [{ name: 'latestMovie', body, table: under('', 'latestMovie.', details) }],
      arguments: {},
    }),
  },
];
