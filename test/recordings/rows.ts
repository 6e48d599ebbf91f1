import type { Table } from '../support/compare.ts';
import {
  date,
  file,
  image,
  instant,
  type Kind,
  language,
  number,
  oneOf,
  positive,
  same,
  text,
  trimmed,
  under,
  union,
  year,
} from './rules.ts';

/** Fields that movies and series share in lists. */
const media: Table = {
  original_language: same('originalLanguage'),
  overview: text('overview'),
  poster_path: image('poster', 'poster'),
  backdrop_path: image('backdrop', 'backdrop'),
  popularity: number('popularity'),
  vote_average: number('voteAverage'),
  vote_count: same('voteCount'),
  adult: same('adult'),
  softcore: same('softcore'),
  'genre_ids[]': same('genres[].tmdbId'),
  id: same('tmdbId'),
};

/** A movie in a list. */
export const movie: Table = {
  title: same('title'),
  original_title: same('originalTitle'),
  release_date: [date('releaseDate'), year('releaseYear')],
  video: same('video'),
  media_type: oneOf('__typename', { movie: 'Movie' }),
  ...media,
};

/** A series in a list. */
export const series: Table = {
  name: same('name'),
  original_name: same('originalName'),
  first_air_date: [date('firstAirDate'), year('firstAirYear')],
  'origin_country[]': same('originCountries[]'),
  media_type: oneOf('__typename', { tv: 'TvSeries' }),
  ...media,
};

/** A movie or series that a person is known or credited for. */
export const knownFor: Table = union({ Movie: movie, TvSeries: series });

/** Fields that seasons and episodes share. */
const aired: Table = {
  name: same('name'),
  overview: text('overview'),
  air_date: date('airDate'),
  season_number: same('seasonNumber'),
  vote_average: number('voteAverage'),
  show_id: same('tvSeries.tmdbId'),
  id: same('itsId:tmdbId'), // In a union with movies and series, whose ids are never null.
};

/** A season in credits. */
export const season: Table = {
  episode_count: same('episodeCount'),
  poster_path: image('poster', 'poster'),
  media_type: oneOf('__typename', { tv_season: 'TvSeason' }),
  ...aired,
};

/** An episode in credits and tagged pictures. */
export const episode: Table = {
  episode_number: same('episodeNumber'),
  episode_type: same('episodeType'),
  production_code: text('productionCode'),
  runtime: positive('runtime'),
  still_path: image('still', 'still'),
  vote_count: same('voteCount'),
  media_type: oneOf('__typename', { tv_episode: 'TvEpisode' }),
  ...aired,
};

/** Fields of a person in every document. */
export const personFields: Table = {
  name: same('name'),
  adult: same('adult'),
  gender: oneOf('gender', { 1: 'FEMALE', 2: 'MALE', 3: 'NON_BINARY' }),
  known_for_department: text('knownForDepartment'),
  popularity: number('popularity'),
  profile_path: image('profile', 'profile'),
  id: same('tmdbId'),
};

/** A person in credits and lists of people. */
export const person: Table = {
  ...personFields,
  original_name: same('originalName'),
  media_type: oneOf('__typename', { person: 'Person' }),
  ...under('known_for[].', 'knownFor[].', knownFor),
};

/** A collection in a search. */
export const collection: Table = {
  name: same('name'),
  original_name: same('originalName'),
  original_language: same('originalLanguage'),
  overview: text('overview'),
  adult: same('adult'),
  poster_path: image('poster', 'poster'),
  backdrop_path: image('backdrop', 'backdrop'),
  media_type: oneOf('__typename', { collection: 'Collection' }),
  id: same('tmdbId'),
};

/** A company in movies and searches. */
export const company: Table = {
  name: same('name'),
  logo_path: image('logo', 'logo'),
  origin_country: text('originCountry'),
  id: same('tmdbId'),
};

/** A keyword: TMDB knows nothing else about it. */
export const keyword: Table = {
  name: same('name'),
  id: same('tmdbId'),
};

/** A review in the reviews of a movie. */
export const review: Table = {
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
};

/** A row of a list of pictures. */
export const picture = (kind: Kind): Table => ({
  file_path: file(kind),
  width: same('width'),
  height: same('height'),
  aspect_ratio: same('aspectRatio'),
  iso_639_1: language('language'),
  iso_3166_1: same('country'),
  vote_average: number('voteAverage'),
  vote_count: same('voteCount'),
});

/** The texts in each language. @param data The texts of this resource. */
export const translations = (data: Table): Table =>
  under('translations[].', 'translations[].', {
    iso_639_1: same('language'),
    iso_3166_1: same('country'),
    name: text('name'),
    english_name: same('englishName'),
    ...under('data.', '', data),
  });

/** The changes of one resource. */
export const changes: Table = {
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
};

/** The providers of one kind by country, below the object of the title in the answer. @param kind `rent`, `buy` … */
export const providers = (kind: string): Table =>
  under(`results{}.${kind}[].`, `watchProviders[country={}].${kind}[].`, {
    provider_id: same('tmdbId'),
    provider_name: trimmed('name'),
    logo_path: image('logo', 'logo'),
    display_priority: same('displayPriority'),
  });
