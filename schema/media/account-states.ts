import type { FieldRef } from '@pothos/core';
import type { AccountStates as States, Rated, SeasonAccountStates } from '../../src/tmdb/api/account/account-states.ts';
import { knownNumber, number } from '../../src/tmdb/known.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { builder } from '../core/builder.ts';
import type { Types } from '../core/connection.ts';
import { fromPart, type PartField } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import { selectsOnly } from '../core/selection.ts';

const PERSONAL = 'Needs the header `TMDB-Session-Id` or `TMDB-Guest-Session-Id`. Costs one more request, which is never shared or cached';

const ratingOf = (rated: Rated | null | undefined): number | null => (typeof rated === 'object' ? knownNumber(rated?.value) : null);

export const AccountStates = builder.objectRef<States>('AccountStates');

AccountStates.implement({
  description: 'The caller’s favourite, watchlist entry and rating of a title.',
  fields: (t) => ({
    favorite: t.boolean({
      description: 'Whether it is among the caller’s favourites. Null for episodes.',
      resolve: ({ favorite }) => favorite ?? null,
    }),
    watchlist: t.boolean({
      description: 'Whether it is on the caller’s watchlist. Null for episodes.',
      resolve: ({ watchlist }) => watchlist ?? null,
    }),
    rating: t.float({ description: 'The caller’s rating, from 0.5 to 10. Null without one.', resolve: ({ rated }) => ratingOf(rated) }),
  }),
});

const EpisodeRating = builder.objectRef<NonNullable<SeasonAccountStates['results']>[number]>('EpisodeRating');

EpisodeRating.implement({
  description: 'The caller’s rating of one episode of a season.',
  fields: (t) => ({
    tmdbId: t.int({ description: 'TMDB’s id of the episode.', resolve: ({ id }) => number(id) }),
    episodeNumber: t.int({ description: 'Number of the episode in the season.', resolve: (row) => number(row.episode_number) }),
    rating: t.float({ description: 'The caller’s rating, from 0.5 to 10. Null without one.', resolve: ({ rated }) => ratingOf(rated) }),
  }),
});

export const ACCOUNT_STATES = `The caller’s favourite, watchlist entry and rating. ${PERSONAL}, but nothing for what the caller’s own list says of its rows: \`watchlist\` in a watchlist, \`favorite\` among the favorites, \`rating\` among the ratings.`;

/** Makes the field of movies, series and episodes. */
export const accountStatesField = <S>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Node<S>>,
  resource: Resource<{ account_states: Part<States> }>,
): FieldRef<Types> => t.field({ type: AccountStates, description: ACCOUNT_STATES, ...statesFrom(resource) });

/** What a personal list says about each of its rows, added to the row: a watchlist, that the row is on the watchlist. */
export interface HasStates {
  readonly account_states?: States;
}

/** The fields that each of TMDB's keys answers. */
const FIELDS: Record<keyof States, string> = { favorite: 'favorite', watchlist: 'watchlist', rated: 'rating' };

/** Makes the field from the row of a personal list, as far as that says what is selected, or else from its own part. */
function statesFrom(resource: Resource<{ account_states: Part<States> }>): PartField<unknown, object, States> {
  const fromTmdb = fromPart(resource, 'account_states', (json, _args: object) => json);
  return {
    extensions: { tmdb: { ...fromTmdb.extensions.tmdb, isIn: (summary: HasStates) => summary.account_states !== undefined } },
    resolve: async (node, args, context, info) => {
      const { account_states: known } = (node.summary ?? {}) as HasStates;
      const names = Object.keys(known ?? {}).map((key) => FIELDS[key as keyof States]);
      return known && selectsOnly(names, 'AccountStates', info) ? known : fromTmdb.resolve(node, args, context, info);
    },
  };
}

/** Makes the field of seasons. */
export const episodeRatingsField = <S>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Node<S>>,
  resource: Resource<{ account_states: Part<SeasonAccountStates> }>,
): FieldRef<Types> =>
  t.field({
    type: [EpisodeRating],
    nullable: { list: true, items: true },
    description: `The caller’s ratings of its episodes, all in one request. ${PERSONAL}.`,
    ...fromPart(resource, 'account_states', (json) => json.results ?? null),
  });
