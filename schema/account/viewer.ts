import type { GraphQLResolveInfo } from 'graphql';
import { account, accountV4, guestSession, type AccountDetails, type Rating } from '../../src/tmdb/api/account/account.ts';
import { SIGNED_IN, USER } from '../../src/tmdb/credentials.ts';
import { NUMBER, parseId, sentId } from '../../src/tmdb/id.ts';
import type { AccountStates } from '../../src/tmdb/api/account/account-states.ts';
import type { Page } from '../../src/tmdb/api/page.ts';
import type { HasStates } from '../media/account-states.ts';
import { knownNumber, knownText, number } from '../../src/tmdb/known.ts';
import { list } from '../../src/tmdb/api/account/list.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { accountOf, type CredentialKind } from '../../src/tmdb/session.ts';
import type { TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import { PRIVATE } from '../core/cache-control.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { connectionType, fromPages, pageArgs, type Types } from '../core/connection.ts';
import type { Caller, Declaration } from '../core/declaration.ts';
import { detailsWish, field, inRounds } from '../core/fields.ts';
import { imageAt, Profile } from '../media/image.ts';
import { List, listNode } from '../lists/list.ts';
import { Movie, MovieConnection } from '../movies/movie.ts';
import { rowsWanted, type PageArgs } from '../core/pages.ts';
import { nodeOf } from '../core/node.ts';
import { episodeNode, TvEpisode } from '../tv/tv-episode.ts';
import { TvSeries, TvSeriesConnection } from '../tv/tv-series.ts';
import type { MovieSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

/** The caller's rating: a number in version 3, an object with a date in version 4. */
const ratingEdge = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, { row: Rating }>) => ({
  rating: t.float({
    description: 'The caller’s rating, from 0.5 to 10.',
    resolve: ({ row }) => knownNumber(row.rating ?? row.account_rating?.value),
  }),
});

const RatedMovieConnection = connectionType('RatedMovie', {
  of: 'rated movies',
  node: () => Movie,
  toNode: (row: MovieSummary & Rating) => nodeOf(row),
  edgeFields: ratingEdge,
});

const RatedTvSeriesConnection = connectionType('RatedTvSeries', {
  of: 'rated series',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary & Rating) => nodeOf(row),
  edgeFields: ratingEdge,
});

const RatedTvEpisodeConnection = connectionType('RatedTvEpisode', {
  of: 'rated episodes',
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
  description: 'Order of a user’s favorites, watchlist and ratings.',
  values: {
    CREATED_AT_ASC: { value: 'created_at.asc', description: 'Oldest entry first.' },
    CREATED_AT_DESC: { value: 'created_at.desc', description: 'Newest entry first.' },
  },
});

type PartByCredential = { readonly [kind in CredentialKind]?: string };

/** The part that answers each personal list, by the kind of credential. The first kind that the caller sent is used. */
const PERSONAL_PARTS = {
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
} as const satisfies Record<string, PartByCredential>;

type StatesOf = (row: Rating) => AccountStates;

function ratedBy({ rating, account_rating: v4 }: Rating): AccountStates {
  const value = rating ?? v4?.value;
  return value === undefined ? {} : { rated: { value } };
}

/** What each personal list says about its rows. */
const STATES: { readonly [name in keyof typeof PERSONAL_PARTS]?: StatesOf } = {
  favoriteMovies: () => ({ favorite: true }),
  favoriteTvSeries: () => ({ favorite: true }),
  watchlistMovies: () => ({ watchlist: true }),
  watchlistTvSeries: () => ({ watchlist: true }),
  ratedMovies: ratedBy,
  ratedTvSeries: ratedBy,
  ratedTvEpisodes: ratedBy,
};

/** Adds what the list says to each of its rows, of which TMDB may send some empty. */
const withStates = (page: Page<Rating | null>, statesOf: StatesOf): Page<(Rating & HasStates) | null> =>
  Array.isArray(page.results) ? { ...page, results: page.results.map((row) => row && { ...row, account_states: statesOf(row) }) } : page;

/** A field answered by the account of the session. */
const fromAccount = <Out>(pick: (json: AccountDetails) => Out) =>
  field({ wishes: (_args: object, locale) => [detailsWish(account, 'me', locale)] }, ([json]) => pick(json));

/** TMDB's number of the caller's account, which its paths need. */
const numberOfSession = fromAccount(({ id }) => sentId('account', NUMBER, id));

/** Finds TMDB's number of the caller's account. */
export const accountNumber = async (context: Context, info: GraphQLResolveInfo): Promise<string> =>
  await numberOfSession.resolve({}, {}, context, info);

/** Makes a field answered by a personal list. `as never`: the type of the rows follows from the name. */
function fromPersonalPart(name: keyof typeof PERSONAL_PARTS) {
  const parts: PartByCredential = PERSONAL_PARTS[name];
  const statesOf = STATES[name];
  const pagesOf = (resource: Resource, kind: CredentialKind, ref: string) =>
    fromPages(resource, parts[kind] ?? '', {
      list: ref,
      ...(statesOf && { toPage: (page) => withStates(page as Page<Rating>, statesOf) as never }),
    });
  /** Reads the list of a credential that names the account itself; that of a session has to be asked first. */
  const listOf = ({ credential }: Caller) => {
    const { kind, value } = credential(Object.keys(parts) as CredentialKind[]);
    if (kind === 'guest') return pagesOf(guestSession, kind, value);
    return kind === 'user' ? pagesOf(accountV4, kind, accountOf(value)) : undefined;
  };
  const first: Declaration<PageArgs> = {
    wishes: (args, locale, at, caller) => (listOf(caller) ?? numberOfSession).extensions.tmdb.wishes(args, locale, at, caller),
    rows: (args) => ({ certain: 0, likely: rowsWanted(args), atMost: rowsWanted(args) }),
  };
  return inRounds<object, PageArgs, never>(
    first,
    async (viewer, args, context, info) => {
      const list = listOf(context) ?? pagesOf(account, 'session', await accountNumber(context, info));
      return list.resolve(viewer, args, context, info) as never;
    },
    (_args, _at, caller) => (listOf(caller) ? 0 : 1),
  );
}

const sortArg = builder.args((t) => ({
  sort: t.field({ type: AccountSort, description: 'Order of the entries. Default: oldest first.' }),
}));

const SESSION = 'Needs the header `TMDB-Session-Id`.';
const EITHER = 'Needs the header `TMDB-Session-Id` or `TMDB-User-Token`.';
const ANY = 'Needs the header `TMDB-Session-Id`, `TMDB-User-Token` or `TMDB-Guest-Session-Id`.';
const TOKEN = 'Needs the header `TMDB-User-Token`.';

const Viewer = builder.objectRef<object>('Viewer');

Viewer.implement({
  ...PRIVATE,
  description:
    'The caller, identified by the credentials in the headers. Nothing here is shared between callers, or cached beyond the operation.',
  fields: (t) => ({
    tmdbId: t.int({ description: `TMDB’s id of the account. ${SESSION}`, ...fromAccount(({ id }) => number(id)) }),
    accountId: t.string({
      description: `TMDB’s id of the account in version 4 of its API, in hexadecimal digits. Costs no request. ${TOKEN}`,
      resolve: (_viewer, _args, context) => accountOf(context.credential(USER).value),
    }),
    username: t.string({ description: `User name of the account. ${SESSION}`, ...fromAccount((json) => knownText(json.username)) }),
    name: t.string({
      description: `Display name of the account. Null when it is empty. ${SESSION}`,
      ...fromAccount((json) => knownText(json.name)),
    }),
    language: t.string({
      description: `Language of the account, as an ISO 639-1 code. ${SESSION}`,
      ...fromAccount((json) => knownText(json.iso_639_1)),
    }),
    country: t.string({
      description: `Country of the account, as an ISO 3166-1 code. ${SESSION}`,
      ...fromAccount((json) => knownText(json.iso_3166_1)),
    }),
    includeAdult: t.boolean({
      description: `Whether the account is set to include adult results. ${SESSION}`,
      ...fromAccount((json) => json.include_adult ?? null),
    }),
    avatar: t.field({
      type: Profile,
      description: `Avatar of the account. Null when it has none. ${SESSION}`,
      ...fromAccount((json) => imageAt(json.avatar?.tmdb?.avatar_path)),
    }),
    gravatarHash: t.string({
      description: `Hash of the avatar at https://gravatar.com. ${SESSION}`,
      ...fromAccount((json) => knownText(json.avatar?.gravatar?.hash)),
    }),
    favoriteMovies: t.field({
      type: MovieConnection,
      description: `Favorite movies. ${EITHER}`,
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('favoriteMovies'),
    }),
    favoriteTvSeries: t.field({
      type: TvSeriesConnection,
      description: `Favorite series. ${EITHER}`,
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('favoriteTvSeries'),
    }),
    watchlistMovies: t.field({
      type: MovieConnection,
      description: `Movies on the watchlist. ${EITHER}`,
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('watchlistMovies'),
    }),
    watchlistTvSeries: t.field({
      type: TvSeriesConnection,
      description: `Series on the watchlist. ${EITHER}`,
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('watchlistTvSeries'),
    }),
    ratedMovies: t.field({
      type: RatedMovieConnection,
      description: `Movies that the caller rated. ${ANY}`,
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('ratedMovies'),
    }),
    ratedTvSeries: t.field({
      type: RatedTvSeriesConnection,
      description: `Series that the caller rated. ${ANY}`,
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('ratedTvSeries'),
    }),
    ratedTvEpisodes: t.field({
      type: RatedTvEpisodeConnection,
      description: 'Episodes that the caller rated. Needs the header `TMDB-Session-Id` or `TMDB-Guest-Session-Id`.',
      args: { ...sortArg, ...pageArgs },
      ...fromPersonalPart('ratedTvEpisodes'),
    }),
    recommendedMovies: t.field({
      type: MovieConnection,
      description: `Movies that TMDB recommends to the caller. ${TOKEN}`,
      args: pageArgs,
      ...fromPersonalPart('recommendedMovies'),
    }),
    recommendedTvSeries: t.field({
      type: TvSeriesConnection,
      description: `Series that TMDB recommends to the caller. ${TOKEN}`,
      args: pageArgs,
      ...fromPersonalPart('recommendedTvSeries'),
    }),
    lists: t.field({
      type: OwnListConnection,
      description: `Lists that the caller created, including private ones. ${EITHER}`,
      args: pageArgs,
      ...fromPersonalPart('lists'),
    }),
    list: t.field({
      type: List,
      description:
        'One list of the caller, public or private. `TMDB-Session-Id` reads it through version 3 of TMDB’s API, `TMDB-User-Token` through version 4.',
      args: { id: t.arg.id({ required: true, description: 'TMDB’s id of the list, or its global id.' }) },
      resolve(_viewer, { id }, context) {
        context.credential([...SIGNED_IN, ...USER]);
        const ref = parseId(list.name, id, list.pattern);
        return { ref, id: ref, own: true };
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: Viewer,
    ...PRIVATE,
    description: 'The caller. Null, with an error, without a credential: `TMDB-Session-Id`, `TMDB-Guest-Session-Id` or `TMDB-User-Token`.',
    resolve(_root, _args, { credential }) {
      credential(['session', 'guest', 'user']);
      return {};
    },
  }),
);
