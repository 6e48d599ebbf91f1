import type { GraphQLResolveInfo } from 'graphql';
import { account, accountV4, guestSession, type AccountDetails, type Rating } from '../../src/tmdb/api/account/account.ts';
import { SIGNED_IN, USER } from '../../src/tmdb/credentials.ts';
import { NUMBER, parseId, sentId } from '../../src/tmdb/id.ts';
import { knownNumber, knownText, number } from '../../src/tmdb/known.ts';
import { list } from '../../src/tmdb/api/account/list.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { accountOf, type CredentialKind } from '../../src/tmdb/session.ts';
import type { TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { connectionType, loadPages, pageArgs, type Types } from '../core/connection.ts';
import { imageAt, Profile } from '../media/image.ts';
import { List, listNode } from '../lists/list.ts';
import { operationLocale } from '../core/locale.ts';
import { Movie, MovieConnection } from '../movies/movie.ts';
import type { PageArgs } from '../core/pages.ts';
import { nodeOf } from '../core/node.ts';
import { wishFor } from '../core/parameters.ts';
import { episodeNode, TvEpisode } from '../tv/tv-episode.ts';
import { TvSeries, TvSeriesConnection } from '../tv/tv-series.ts';
import type { MovieSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

/** In version 3 a rating is a number, in version 4 it comes with its day. */
const ratingEdge = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { row: Rating }>) => ({
  rating: t.float({
    description: 'How the caller rated it, from 0.5 to 10.',
    resolve: ({ row }) => knownNumber(row.rating ?? row.account_rating?.value),
  }),
});

const RatedMovieConnection = connectionType('RatedMovie', {
  of: 'films that the caller rated',
  node: () => Movie,
  toNode: (row: MovieSummary & Rating) => nodeOf(row),
  edgeFields: ratingEdge,
});

const RatedTvSeriesConnection = connectionType('RatedTvSeries', {
  of: 'series that the caller rated',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary & Rating) => nodeOf(row),
  edgeFields: ratingEdge,
});

const RatedTvEpisodeConnection = connectionType('RatedTvEpisode', {
  of: 'episodes that the caller rated',
  node: () => TvEpisode,
  toNode: (row: TvEpisodeSummary & Rating) => episodeNode(row.show_id, row),
  edgeFields: ratingEdge,
});

const OwnListConnection = connectionType('OwnList', {
  of: 'lists of the caller',
  node: () => List,
  toNode: (row: Parameters<typeof listNode>[0]) => listNode(row, true),
});

const AccountSort = builder.enumType('AccountSort', {
  description: 'How what a user marked is ordered.',
  values: {
    CREATED_AT_ASC: { value: 'created_at.asc', description: 'What was marked first comes first.' },
    CREATED_AT_DESC: { value: 'created_at.desc', description: 'What was marked last comes first.' },
  },
});

/** Where a list of the caller's is, by what they are signed in with; the first of these that they sent. */
const PLACES = {
  favoriteMovies: { session: 'favorite/movies', user: 'movie/favorites' },
  favoriteTvSeries: { session: 'favorite/tv', user: 'tv/favorites' },
  watchlistMovies: { session: 'watchlist/movies', user: 'movie/watchlist' },
  watchlistTvSeries: { session: 'watchlist/tv', user: 'tv/watchlist' },
  ratedMovies: { session: 'rated/movies', user: 'movie/rated', guest: 'rated/movies' },
  ratedTvSeries: { session: 'rated/tv', user: 'tv/rated', guest: 'rated/tv' },
  ratedTvEpisodes: { session: 'rated/tv/episodes', guest: 'rated/tv/episodes' },
  recommendedMovies: { user: 'movie/recommendations' },
  recommendedTvSeries: { user: 'tv/recommendations' },
  lists: { session: 'lists', user: 'lists' },
} as const satisfies Record<string, { readonly [kind in CredentialKind]?: string }>;

async function loadPlace(
  place: { readonly [kind in CredentialKind]?: string },
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const { kind, value } = context.credential(Object.keys(place) as CredentialKind[]);
  const pages = (resource: Resource, ref: string) => loadPages(resource, place[kind] ?? '', { ref }, args, context, info);
  if (kind === 'guest') return pages(guestSession, value);
  if (kind === 'user') return pages(accountV4, accountOf(value));
  return pages(account, await accountNumber(context, info));
}

/** The account's number, as its paths need it. */
export async function accountNumber(context: Context, info: GraphQLResolveInfo): Promise<string> {
  return sentId('account', NUMBER, (await accountOfSession(context, info)).id);
}

const accountOfSession = (context: Context, info: GraphQLResolveInfo): Promise<AccountDetails> =>
  context.load(wishFor(account, 'details', 'me', {}, operationLocale(context, info)));

/** A field that a place answers. `as never`: which rows come follows from the place. */
const place = (name: keyof typeof PLACES) => ({
  resolve: (_viewer: object, args: PageArgs, context: Context, info: GraphQLResolveInfo) =>
    loadPlace(PLACES[name], args, context, info) as never,
});

/** A field that the account itself answers. */
const details = <Out>(pick: (json: AccountDetails) => Out) => ({
  resolve: async (_viewer: object, _args: object, context: Context, info: GraphQLResolveInfo) =>
    pick(await accountOfSession(context, info)),
});

const SESSION = 'Needs the header `TMDB-Session-Id`.';
const EITHER = 'Needs the header `TMDB-Session-Id` or `TMDB-User-Token`.';
const ANY = 'Needs the header `TMDB-Session-Id`, `TMDB-User-Token` or `TMDB-Guest-Session-Id`.';
const TOKEN = 'Needs the header `TMDB-User-Token`.';

const Viewer = builder.objectRef<object>('Viewer');

Viewer.implement({
  description: 'The caller, by the credentials in their headers. Nothing here is ever shared with anybody, or kept beyond the operation.',
  fields: (t) => {
    const sort = { sort: t.arg({ type: AccountSort, description: 'What was marked first comes first, when it is not given.' }) };
    return {
      tmdbId: t.int({ description: `TMDB’s number of the account. ${SESSION}`, ...details(({ id }) => number(id)) }),
      accountId: t.string({
        description: `The id of the account in version 4 of TMDB’s API, of hex digits. Free. ${TOKEN}`,
        resolve: (_viewer, _args, context) => accountOf(context.credential(USER).value),
      }),
      username: t.string({ description: `The name of the account. ${SESSION}`, ...details((json) => knownText(json.username)) }),
      name: t.string({
        description: `The name in the account. Null when it is empty. ${SESSION}`,
        ...details((json) => knownText(json.name)),
      }),
      language: t.string({
        description: `ISO 639-1 code of the account’s language. ${SESSION}`,
        ...details((json) => knownText(json.iso_639_1)),
      }),
      country: t.string({
        description: `ISO 3166-1 code of the account’s country. ${SESSION}`,
        ...details((json) => knownText(json.iso_3166_1)),
      }),
      includeAdult: t.boolean({
        description: `Whether the account wants to find pornography. ${SESSION}`,
        ...details((json) => json.include_adult ?? null),
      }),
      avatar: t.field({
        type: Profile,
        description: `The picture of the account. Null when it has none. ${SESSION}`,
        ...details((json) => imageAt(json.avatar?.tmdb?.avatar_path)),
      }),
      gravatarHash: t.string({
        description: `What the picture goes by at https://gravatar.com. ${SESSION}`,
        ...details((json) => knownText(json.avatar?.gravatar?.hash)),
      }),
      favoriteMovies: t.field({
        type: MovieConnection,
        description: `Films they marked. ${EITHER}`,
        args: { ...sort, ...pageArgs },
        ...place('favoriteMovies'),
      }),
      favoriteTvSeries: t.field({
        type: TvSeriesConnection,
        description: `Series they marked. ${EITHER}`,
        args: { ...sort, ...pageArgs },
        ...place('favoriteTvSeries'),
      }),
      watchlistMovies: t.field({
        type: MovieConnection,
        description: `Films they want to watch. ${EITHER}`,
        args: { ...sort, ...pageArgs },
        ...place('watchlistMovies'),
      }),
      watchlistTvSeries: t.field({
        type: TvSeriesConnection,
        description: `Series they want to watch. ${EITHER}`,
        args: { ...sort, ...pageArgs },
        ...place('watchlistTvSeries'),
      }),
      ratedMovies: t.field({
        type: RatedMovieConnection,
        description: `Films they rated. ${ANY}`,
        args: { ...sort, ...pageArgs },
        ...place('ratedMovies'),
      }),
      ratedTvSeries: t.field({
        type: RatedTvSeriesConnection,
        description: `Series they rated. ${ANY}`,
        args: { ...sort, ...pageArgs },
        ...place('ratedTvSeries'),
      }),
      ratedTvEpisodes: t.field({
        type: RatedTvEpisodeConnection,
        description: 'Episodes they rated. Needs the header `TMDB-Session-Id` or `TMDB-Guest-Session-Id`.',
        args: { ...sort, ...pageArgs },
        ...place('ratedTvEpisodes'),
      }),
      recommendedMovies: t.field({
        type: MovieConnection,
        description: `Films that TMDB thinks they would like. ${TOKEN}`,
        args: pageArgs,
        ...place('recommendedMovies'),
      }),
      recommendedTvSeries: t.field({
        type: TvSeriesConnection,
        description: `Series that TMDB thinks they would like. ${TOKEN}`,
        args: pageArgs,
        ...place('recommendedTvSeries'),
      }),
      lists: t.field({
        type: OwnListConnection,
        description: `Lists they made, private ones too. ${EITHER}`,
        args: pageArgs,
        ...place('lists'),
      }),
      list: t.field({
        type: List,
        description: `One list of theirs, which may be private: what version 3 says of it with \`TMDB-Session-Id\`, what version 4 says with \`TMDB-User-Token\`.`,
        args: { id: t.arg.id({ required: true, description: 'TMDB’s number of the list, or its global id.' }) },
        resolve(_viewer, { id }, context) {
          context.credential([...SIGNED_IN, ...USER]);
          const ref = parseId(list.name, id, list.pattern);
          return { ref, id: ref, own: true };
        },
      }),
    };
  },
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    description:
      'The caller. Null, with an error, when they sent no credential of TMDB’s: `TMDB-Session-Id`, `TMDB-Guest-Session-Id` or `TMDB-User-Token`.',
    resolve(_root, _args, { credential }) {
      credential(['session', 'guest', 'user']);
      return {};
    },
  }),
);
