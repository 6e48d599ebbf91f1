import type { Table } from '../support/compare.ts';
import { date, file, image, number, oneOf, same, text, under } from './rules.ts';

/** A film, as lists show one. */
export const film: Table = {
  title: same('title'),
  original_title: same('originalTitle'),
  original_language: same('originalLanguage'),
  overview: text('overview'),
  release_date: [date('releaseDate'), { at: 'releaseYear', expected: (day) => Number(String(day).slice(0, 4)) || null }],
  poster_path: image('poster', 'poster'),
  backdrop_path: image('backdrop', 'backdrop'),
  popularity: number('popularity'),
  vote_average: number('voteAverage'),
  vote_count: same('voteCount'),
  adult: same('adult'),
  video: same('video'),
  softcore: same('softcore'),
  'genre_ids[]': same('genres[].tmdbId'),
  media_type: oneOf('__typename', { movie: 'Movie' }),
  id: same('tmdbId'),
};

/** A person, as credits and lists of people show one. */
export const person: Table = {
  name: same('name'),
  original_name: same('originalName'),
  adult: same('adult'),
  gender: oneOf('gender', { 1: 'FEMALE', 2: 'MALE', 3: 'NON_BINARY' }),
  known_for_department: text('knownForDepartment'),
  popularity: number('popularity'),
  profile_path: image('profile', 'profile'),
  id: same('tmdbId'),
};

/** A row of a list of pictures. */
export const picture = (kind: 'poster' | 'backdrop' | 'logo'): Table => ({
  file_path: file(kind),
  width: same('width'),
  height: same('height'),
  aspect_ratio: same('aspectRatio'),
  iso_639_1: same('language'),
  iso_3166_1: same('country'),
  vote_average: number('voteAverage'),
  vote_count: same('voteCount'),
});

/** Where something is offered in one of the ways, by country; below its own object in the answer. */
export const providers = (kind: string): Table =>
  under(`results{}.${kind}[].`, `watchProviders[region={}].${kind}[].`, {
    provider_id: same('tmdbId'),
    provider_name: same('name'),
    logo_path: image('logo', 'logo'),
    display_priority: same('displayPriority'),
  });
