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
  /** What the part of the order is called: a season, a volume. */
  readonly part: string | undefined;
  readonly row: TvEpisodeSummary;
}

const OrderedEpisodeConnection = connectionType('OrderedEpisode', {
  of: 'episodes of a series, in one order',
  node: () => TvEpisode,
  toNode: ({ series, row }: OrderedEpisode) => episodeNode(series, row),
  edgeFields: (t) => ({
    part: t.string({
      description: 'What the part of the order it stands in is called: a season, a volume. Null when it has no name.',
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
  // As they aired they are in the seasons, which are known when the details are.
  queries: ({ order }: OrderArgs): Query[] => (typeof order === 'number' ? [{}] : []),
};

/** A series' episodes as one list, as they aired or in one of its other orders. */
export const orderedEpisodes = {
  type: OrderedEpisodeConnection,
  description:
    'All episodes as one list: season by season as they aired, without specials (those are in `season(number: 0)`), or in another order. ' +
    'Null when nobody made such an order. Costs what all seasons cost, one request for 20 of them; another order costs one request beside the series’ own.',
  args: builder.args((t) => ({
    ...listArgs,
    order: t.field({
      type: EpisodeGroupType,
      description: 'Another order than by seasons: the first of that kind in `episodeGroups`, which has them all.',
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
