import { GatewayError } from '../../src/tmdb/error.ts';
import { rowsOf } from '../../src/tmdb/known.ts';
import { episodeGroup, seasonRef, tvSeason, tvSeries, type TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import { connectionType, listArgs } from '../core/connection.ts';
import { EpisodeGroupType, inOrder, inOwnLanguage } from './episode-group.ts';
import { connectList, type Connection, type PageArgs } from '../core/pages.ts';
import { fromEither, fromPart, inRounds } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';

/** An episode at its place in an order. */
interface OrderedEpisode {
  /** TMDB's number of the series. */
  readonly series: string;
  /** Name of the part of the order: a season, a volume. */
  readonly part: string | undefined;
  readonly row: TvEpisodeSummary;
}

const OrderedEpisodeConnection = connectionType('OrderedEpisode', {
  of: 'episodes of a series, in one order',
  node: () => TvEpisode,
  toNode: ({ series, row }: OrderedEpisode) => episodeNode(series, row),
  edgeFields: (t) => ({
    part: t.string({
      description: 'Name of the part of the order that holds the episode: a season, a volume. Null when it has none.',
      resolve: ({ row: { part } }) => part ?? null,
    }),
  }),
  paged: false,
});

interface OrderArgs extends PageArgs {
  order?: number | null | undefined;
}

type OrderedEpisodes = Connection<OrderedEpisode> | null;

const seasonNumbers = fromPart(tvSeries, 'details', ({ seasons }, _args: object) =>
  rowsOf(seasons)
    .map(({ season_number: number }) => number)
    .filter((number) => number > 0)
    .toSorted((a, b) => a - b),
);

const ofSeason = fromPart(tvSeason, 'details', ({ name, episodes }) => rowsOf(episodes).map((row) => ({ part: name, row })));

/**
 * All episodes in the order of airing: of the seasons that the details of the series name. When some of them fail, the
 * episodes of the others come, with the first failure as an error.
 */
const bySeasons = inRounds<Node, OrderArgs, OrderedEpisodes>(seasonNumbers.extensions.tmdb, async ({ ref }, args, context, info) => {
  const numbers = await seasonNumbers.resolve({ ref }, {}, context, info);
  const seasons = await Promise.allSettled(
    numbers.map(async (number) => await ofSeason.resolve({ ref: seasonRef(ref, number) }, {}, context, info)),
  );
  const came = seasons.flatMap((season) => (season.status === 'fulfilled' ? [season.value] : []));
  const failure: unknown = seasons.find(({ status }) => status === 'rejected');
  const { reason } = (failure ?? {}) as Partial<PromiseRejectedResult>;
  if (reason !== undefined) {
    if (came.length === 0 || !(reason instanceof GatewayError)) throw reason;
    context.report(reason, info);
  }
  return connectList(
    args,
    came.flat().map((episode) => ({ series: ref, ...episode })),
  );
});

const groupsOf = fromPart(tvSeries, 'episode_groups', ({ results }, _args: object) => rowsOf(results));

const ofGroup = fromPart(episodeGroup, 'details', ({ groups }) =>
  inOrder(groups).flatMap(({ name, episodes }) => inOrder(episodes).map((row) => ({ part: name, row }))),
);

/** All episodes in another order: of the first group of its type that the series names. */
const inGroup = inRounds<Node, OrderArgs, OrderedEpisodes>(
  groupsOf.extensions.tmdb,
  async ({ ref }, args, context, info) => {
    const groups = await groupsOf.resolve({ ref }, {}, context, info);
    const group = groups.find(({ id, type }) => type === args.order && episodeGroup.pattern.test(id));
    if (!group) return null;
    const episodes = await ofGroup.resolve({ ref: group.id }, {}, context, info);
    return connectList(
      args,
      episodes.map(({ part, row }) => ({ series: ref, part, row: inOwnLanguage(row, context, info) })),
    );
  },
  1,
);

/** The field of all episodes of a series as one list, in the order of airing or in another order. */
export const orderedEpisodes = {
  type: OrderedEpisodeConnection,
  description:
    'All episodes as one list: season by season in the order of airing, without specials (those are in `season(number: 0)`), or in another order. ' +
    'Without the episodes of a season that TMDB did not answer, for which there is an error. ' +
    'Null when TMDB does not have that order. Costs one request for every 20 seasons; another order costs one request beside that of the series, and its texts cost those of its seasons in a language other than English.',
  args: builder.args((t) => ({
    ...listArgs,
    order: t.field({
      type: EpisodeGroupType,
      description: 'Another order than by seasons: the first group of this type in `episodeGroups`.',
    }),
  })),
  ...fromEither<Node, OrderArgs, OrderedEpisodes>(({ order }) => (typeof order === 'number' ? inGroup : bySeasons)),
};
