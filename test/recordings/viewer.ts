import type { Check, Table } from '../support/compare.ts';
import { isObject, type Recording } from '../support/recordings.ts';
import { GUEST, SESSION, USER } from './credentials.ts';
import { type List, listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { episode, movie, series } from './rows.ts';
import { image, instant, number, positive, same, text, under } from './rules.ts';
import { supplied } from './supplied.ts';

/** The account of a session: the gateway requests it without its number, but it was recorded under its number. */
export const ownAccount = ({ path, body }: Recording): readonly Recording[] => {
  const id = Number(path.split('/')[3]);
  return [supplied('/3/account', isObject(body) && body['id'] === id ? body : { id })];
};

const account: Table = under('', 'viewer.', {
  id: same('tmdbId'),
  name: text('name'),
  username: text('username'),
  iso_639_1: same('language'),
  iso_3166_1: same('country'),
  include_adult: same('includeAdult'),
  'avatar.gravatar.hash': same('gravatarHash'),
  'avatar.tmdb.avatar_path': image('avatar', 'profile'),
});

const ownList: Table = {
  description: text('description'),
  id: same('tmdbId'),
  iso_639_1: same('language'),
  name: same('name'),
  poster_path: image('poster', 'poster'),
};

const ownListV3: Table = { ...ownList, favorite_count: same('favoriteCount'), item_count: same('itemCount'), list_type: same('listType') };

/** A boolean that version 4 writes as 0 or 1. */
const flag = (at: string): Check => ({ at, expected: Boolean });

const ownListV4: Table = {
  ...ownList,
  adult: flag('adult'),
  average_rating: number('averageRating'),
  backdrop_path: image('backdrop', 'backdrop'),
  created_at: instant('createdAt'),
  featured: flag('featured'),
  iso_3166_1: same('country'),
  number_of_items: same('itemCount'),
  public: flag('public'),
  revenue: positive('revenue'),
  runtime: positive('runtime'), // A string here.
  updated_at: instant('updatedAt'),
};

/** A rating is in TMDB's row, and on our edge. */
const rated: Table = { 'results[].rating': number('edges[].rating') };

interface Place extends Pick<List, 'row' | 'beside'> {
  /** Below the account: `favorite/movies`. */
  readonly path: string;
  readonly field: string;
}

const RATED: readonly Place[] = [
  { path: 'rated/movies', field: 'ratedMovies', row: movie, beside: rated },
  { path: 'rated/tv', field: 'ratedTvSeries', row: series, beside: rated },
  { path: 'rated/tv/episodes', field: 'ratedTvEpisodes', row: episode, beside: rated },
];

const PLACES: readonly Place[] = [
  { path: 'favorite/movies', field: 'favoriteMovies', row: movie },
  { path: 'favorite/tv', field: 'favoriteTvSeries', row: series },
  { path: 'watchlist/movies', field: 'watchlistMovies', row: movie },
  { path: 'watchlist/tv', field: 'watchlistTvSeries', row: series },
  ...RATED,
  { path: 'lists', field: 'lists', row: ownListV3 },
];

const placeFamily = (base: string, { path, field, ...list }: Place): Family =>
  listFamily({ family: `${base}/${path}`, root: `viewer.${field}`, ...list });

/** A rating; false when the account has not rated the title. */
const rating = (at: string): Check => ({ at, expected: (value) => (isObject(value) ? value['value'] : null) });

/** The account states of a title. */
function accountStates(family: string, root: string, args: string): Family {
  const states = `${root}.accountStates`;
  const table: Table = {
    id: same(`${root}.tmdbId`),
    favorite: same(`${states}.favorite`),
    rated: rating(`${states}.rating`),
    watchlist: same(`${states}.watchlist`),
  };
  return {
    family: `${family}/account_states`,
    headers: SESSION,
    question: ({ body }) => ({ documents: [{ name: root, body, table }], arguments: { [root]: args } }),
  };
}

const SEASON = '/3/tv/{id}/season/{n}';

/** Documents about the account of the caller. */
export const viewerFamilies: readonly Family[] = [
  {
    family: '/3/account/{account_id}',
    headers: SESSION,
    besides: ownAccount,
    question: ({ body }) => ({ documents: [{ name: 'account', body, table: account }], arguments: {} }),
  },
  ...PLACES.map((place) => ({ ...placeFamily('/3/account/{account_id}', place), headers: SESSION, besides: ownAccount })),
  ...RATED.map((place) => ({ ...placeFamily('/3/guest_session/{guest_session_id}', place), headers: GUEST })),
  {
    family: '/4/account/{account_object_id}/lists',
    headers: USER,
    question: (recording) => {
      const { documents, ...asked } = placeFamily('', { path: '', field: 'lists', row: ownListV4 }).question(recording);
      return { documents: documents.map((document) => ({ ...document, name: 'lists.v4' })), ...asked };
    },
  },
  accountStates('/3/movie/{id}', 'movie', 'id: 550'),
  accountStates('/3/tv/{id}', 'tvSeries', 'id: 1399'),
  accountStates(`${SEASON}/episode/{n}`, 'tvEpisode', 'series: 1399, season: 1, number: 1'),
  {
    family: `${SEASON}/account_states`,
    headers: SESSION,
    question: ({ body }) => ({
      documents: [
        {
          name: 'tvSeason',
          body,
          table: {
            id: same('tvSeason.tmdbId'),
            ...under('results[].', 'tvSeason.episodeRatings[].', {
              id: same('tmdbId'),
              episode_number: same('episodeNumber'),
              rated: rating('rating'),
            }),
          },
        },
      ],
      arguments: { tvSeason: 'series: 1399, number: 1' },
    }),
  },
];
