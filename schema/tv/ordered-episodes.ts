import type { GraphQLResolveInfo } from 'graphql';
import { rowsOf } from '../../src/tmdb/known.ts';
import type { Query } from '../../src/tmdb/resource.ts';
import { episodeGroup, seasonRef, tvSeason, tvSeries, type TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { connectionType, listArgs } from '../core/connection.ts';
import { EpisodeGroupType } from './episode-group.ts';
import { operationLocale } from '../core/locale.ts';
import { connectList, type Connection, type PageArgs } from '../core/pages.ts';
import type { Requirement } from '../core/look-ahead.ts';
import type { Node } from '../core/node.ts';
import { wishFor } from '../core/parameters.ts';
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

const requirement: Requirement = {
  resource: tvSeries,
  part: 'episode_groups',
  // In the order of airing they come from the seasons, which are known only after the details.
  queries: ({ order }: OrderArgs): Query[] => (typeof order === 'number' ? [{}] : []),
};

/** The field of all episodes of a series as one list, in the order of airing or in another order. */
export const orderedEpisodes = {
  type: OrderedEpisodeConnection,
  description:
    'All episodes as one list: season by season in the order of airing, without specials (those are in `season(number: 0)`), or in another order. ' +
    'Null when TMDB does not have that order. Costs one request for every 20 seasons; another order costs one request beside that of the series.',
  args: builder.args((t) => ({
    ...listArgs,
    order: t.field({
      type: EpisodeGroupType,
      description: 'Another order than by seasons: the first group of this type in `episodeGroups`.',
    }),
  })),
  extensions: { tmdb: requirement },
  async resolve({ ref }: Node, args: OrderArgs, context: Context, info: GraphQLResolveInfo): Promise<Connection<OrderedEpisode> | null> {
    const { order } = args;
    const rows = typeof order === 'number' ? await inGroup(ref, order, context, info) : await bySeasons(ref, context, info);
    return rows && connectList(args, rows);
  },
};

async function bySeasons(series: string, context: Context, info: GraphQLResolveInfo): Promise<OrderedEpisode[]> {
  const locale = operationLocale(context, info);
  const { seasons } = await context.load(wishFor(tvSeries, 'details', series, {}, locale));
  const numbers = rowsOf(seasons)
    .map(({ season_number: number }) => number)
    .filter((number) => number > 0)
    .toSorted((a, b) => a - b);
  const details = await Promise.all(
    numbers.map((number) => context.load(wishFor(tvSeason, 'details', seasonRef(series, number), {}, locale))),
  );
  return details.flatMap(({ name, episodes }) => rowsOf(episodes).map((row) => ({ series, part: name, row })));
}

async function inGroup(series: string, type: number, context: Context, info: GraphQLResolveInfo): Promise<OrderedEpisode[] | null> {
  const locale = operationLocale(context, info);
  const { results } = await context.load(wishFor(tvSeries, 'episode_groups', series, {}, locale));
  const group = rowsOf(results).find((row) => row.type === type && episodeGroup.pattern.test(row.id));
  if (!group) return null;
  const { groups } = await context.load(wishFor(episodeGroup, 'details', group.id, {}, locale));
  return inOrder(groups).flatMap(({ name, episodes }) => inOrder(episodes).map((row) => ({ series, part: name, row })));
}

const inOrder = <Row extends { order?: number }>(rows: readonly Row[] | undefined): Row[] =>
  rowsOf(rows).toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
