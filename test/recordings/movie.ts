import type { Compared, Table } from '../support/compare.ts';
import { isObject, type Recording } from '../support/recordings.ts';
import type { Family, Question } from './prove.ts';
import { film, person, picture, providers } from './rows.ts';
import { image, instant, number, oneOf, page, positive, same, text, under } from './rules.ts';

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
  'belongs_to_collection.id': same('collection.tmdbId'),
  'belongs_to_collection.name': same('collection.name'),
  'belongs_to_collection.poster_path': image('collection.poster', 'poster'),
  'belongs_to_collection.backdrop_path': image('collection.backdrop', 'backdrop'),
  'production_companies[].id': same('productionCompanies[].tmdbId'),
  'production_companies[].name': same('productionCompanies[].name'),
  'production_companies[].logo_path': image('productionCompanies[].logo', 'logo'),
  'production_companies[].origin_country': text('productionCompanies[].originCountry'),
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
  changes: {
    'changes[].key': same('changes[].key'),
    ...under('changes[].items[].', 'changes[].items[].', {
      id: same('tmdbId'),
      action: same('action'),
      time: instant('time'),
      iso_639_1: text('language'),
      iso_3166_1: text('country'),
      value: same('value'),
      original_value: same('originalValue'),
    }),
  },
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
    'keywords[].name': same('keywords[].name'),
    'keywords[].id': same('keywords[].tmdbId'),
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
    ...under('results[].', 'reviews.nodes[].', {
      content: text('content'),
      author: text('author.displayName'),
      'author_details.name': text('author.name'),
      'author_details.username': same('author.username'),
      'author_details.avatar_path': image('author.avatar', 'profile'),
      'author_details.rating': number('author.rating'),
      created_at: instant('createdAt'),
      updated_at: instant('updatedAt'),
      url: same('url'),
      id: same('tmdbId'),
    }),
    ...page('reviews'),
    id: same('tmdbId'),
  },
  similar: films('similar'),
  trailers: {},
  translations: {
    'translations[].iso_639_1': same('translations[].language'),
    'translations[].iso_3166_1': same('translations[].country'),
    'translations[].name': text('translations[].name'),
    'translations[].english_name': same('translations[].englishName'),
    ...under('translations[].data.', 'translations[].', {
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

const PATH = /^\/3\/movie\/(?<id>\w+)(?:\/(?<part>.+))?$/;

/** A film's document, or several when they were appended. */
function movieQuestion(recording: Recording): Question {
  const { id = '', part = 'details' } = PATH.exec(recording.path)?.groups ?? {};
  const appended = recording.status < 400 ? (recording.query['append_to_response']?.split(',') ?? []) : [];
  return {
    documents: documentsOf(recording.body, part, appended),
    arguments: { movie: id.startsWith('tt') ? `imdbId: "${id}"` : `id: ${id}`, ...partArguments(recording.query) },
  };
}

/** The document at the path itself, and those appended to it, which lack the `id` that they have alone. */
function documentsOf(body: unknown, part: string, appended: readonly string[]): Compared[] {
  if (!isObject(body)) return [];
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !appended.includes(key)));
  return [
    documentOf(part, own, parts[part] ?? {}),
    ...appended.filter((name) => name in body).map((name) => documentOf(name, body[name], withoutId(parts[name] ?? {}))),
  ];
}

const documentOf = (part: string, body: unknown, table: Table): Compared => ({
  name: `movie.${part}`,
  body,
  table: under('', 'movie.', table),
});

function withoutId({ id: _id, ...table }: Table): Table {
  return table;
}

/** The recorded query as arguments of the fields that take it. */
function partArguments(query: Recording['query']): Record<string, string> {
  const { include_image_language: languages, page: number = '1', start_date: start, end_date: end } = query;
  const paged = ['lists', 'recommendations', 'reviews', 'similar'];
  const found = Object.fromEntries(paged.map((field) => [`movie.${field}`, `page: ${number}`]));
  if (languages) found['movie.images'] = `languages: ${JSON.stringify(languages.split(','))}`;
  const window = [start && `startDate: "${start}"`, end && `endDate: "${end}"`].filter(Boolean).join(', ');
  if (window) found['movie.changes'] = window;
  return found;
}

/** The documents about a film, and the lists of films and of their genres. */
export const movieFamilies: readonly Family[] = [
  ...Object.keys(parts)
    .filter((part) => part !== 'trailers') // never recorded by itself
    .map((part) => ({
      family: part === 'details' ? '/3/movie/{id}' : `/3/movie/{id}/${part}`,
      question: movieQuestion,
    })),
  {
    family: '/3/trending/movie/{time_window}',
    question: ({ path, query, body }) => ({
      documents: [
        {
          name: 'trendingMovies',
          body,
          table: { ...under('results[].', 'trendingMovies.nodes[].', film), ...page('trendingMovies') },
        },
      ],
      arguments: { trendingMovies: `window: ${path.endsWith('week') ? 'WEEK' : 'DAY'}, page: ${query['page'] ?? 1}` },
    }),
  },
  {
    family: '/3/genre/movie/list',
    question: ({ body }) => ({
      documents: [
        {
          name: 'movieGenres',
          body,
          table: { 'genres[].id': same('movieGenres[].tmdbId'), 'genres[].name': same('movieGenres[].name') },
        },
      ],
      arguments: {},
    }),
  },
];
