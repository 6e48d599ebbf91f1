import type { GraphQLResolveInfo } from 'graphql';
import { knownText, number, rowsOf } from '../../src/tmdb/known.ts';
import { languageParameter } from '../../src/tmdb/language.ts';
import { episodeGroup, type EpisodeGroupDetails, type EpisodeGroupSummary, type TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import { builder, nullableItems } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { operationLocale } from '../core/locale.ts';
import { byId } from '../core/by-id.ts';
import { Network } from '../reference/network.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';

/** TMDB's numbers of the orders of episodes. */
const TYPES = {
  ORIGINAL_AIR_DATE: { value: 1, description: 'In the order in which they first aired.' },
  ABSOLUTE: { value: 2, description: 'Numbered consecutively, without seasons.' },
  DVD: { value: 3, description: 'In the order on disc.' },
  DIGITAL: { value: 4, description: 'In the order of streaming services and downloads.' },
  STORY_ARC: { value: 5, description: 'In the order of the story.' },
  PRODUCTION: { value: 6, description: 'In the order of production.' },
  TV: { value: 7, description: 'In the order on television.' },
} as const;

type GroupType = (typeof TYPES)[keyof typeof TYPES]['value'];

export const EpisodeGroupType = builder.enumType('EpisodeGroupType', {
  description: 'The order of the episodes in a group.',
  values: TYPES,
});
const isType = (type: number | undefined): type is GroupType => Object.values(TYPES).some(({ value }) => value === type);

/** Rows in their order; TMDB sends them in any. One without a number stays behind the row before it. */
export function inOrder<Row extends { order?: number }>(rows: readonly Row[] | undefined): Row[] {
  let before = 0;
  const placed = rowsOf(rows).map((row) => ({ row, order: (before = number(row.order) ?? before) }));
  return placed.toSorted((a, b) => a.order - b.order).map(({ row }) => row);
}

/** TMDB sends orders of episodes in its own language only: in operations in another one, a row has no texts. */
export function inOwnLanguage(row: TvEpisodeSummary, context: Context, info: GraphQLResolveInfo): TvEpisodeSummary {
  if (languageParameter(operationLocale(context, info).languages[0]) === null) return row;
  const { name: _name, overview: _overview, ...rest } = row;
  return rest;
}

const GroupedEpisode = builder.objectRef<TvEpisodeSummary>('GroupedEpisode');

GroupedEpisode.implement({
  description: 'An episode and its position in a group.',
  fields: (t) => ({
    order: t.exposeInt('order', { description: 'Position, from 0.' }),
    episode: t.field({
      type: TvEpisode,
      description: 'The episode.',
      resolve: (row, _args, context, info) => episodeNode(row.show_id, inOwnLanguage(row, context, info)),
    }),
  }),
});

const EpisodeGroupPart = builder.objectRef<NonNullable<EpisodeGroupDetails['groups']>[number]>('EpisodeGroupPart');

EpisodeGroupPart.implement({
  description: 'One part of an episode group, such as a season of another order.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the part.' }),
    name: t.string({ description: 'Name of the part.', resolve: ({ name }) => knownText(name) }),
    order: t.exposeInt('order', { description: 'Position, from 0.' }),
    locked: t.exposeBoolean('locked', { description: 'Whether it is locked against changes by users.' }),
    episodes: t.field({
      type: [GroupedEpisode],
      nullable: nullableItems,
      description: 'Episodes of the part, in this order.',
      resolve: ({ episodes }) => (episodes ? inOrder(episodes) : null),
    }),
  }),
});

export const EpisodeGroup = builder.objectRef<Node<EpisodeGroupSummary>>('EpisodeGroup');

EpisodeGroup.implement({
  description: 'Another order of the episodes of a series.',
  ...nodeOptions(episodeGroup),
  fields: (t) => ({
    tmdbId: t.exposeString('id', { nullable: false, description: 'TMDB’s id of the group.' }),
    name: t.string({ description: 'Name of the group.', ...fromSummary(episodeGroup, (json) => knownText(json.name)) }),
    description: t.string({
      description: 'Purpose of the group. Null when TMDB has no description.',
      ...fromSummary(episodeGroup, (json) => knownText(json.description)),
    }),
    episodeCount: t.int({ description: 'Number of episodes.', ...fromSummary(episodeGroup, (json) => json.episode_count ?? null) }),
    groupCount: t.int({ description: 'Number of parts.', ...fromSummary(episodeGroup, (json) => json.group_count ?? null) }),
    type: t.field({
      type: EpisodeGroupType,
      description: 'Order of the episodes.',
      ...fromSummary(episodeGroup, ({ type }) => (isType(type) ? type : null)),
    }),
    network: t.field({
      type: Network,
      description: 'Network that uses this order. Null when TMDB names none.',
      ...fromSummary(episodeGroup, (json) => nodeOf(json.network)),
    }),
    groups: t.field({
      type: [EpisodeGroupPart],
      nullable: nullableItems,
      description: 'Parts of the group, with their episodes, in their order.',
      ...fromPart(episodeGroup, 'details', ({ groups }) => (groups ? inOrder(groups) : null)),
    }),
  }),
});

/** Makes the node of a group in a list of its series. */
export const groupNode = (summary: EpisodeGroupSummary): Node<EpisodeGroupSummary> | null =>
  typeof summary?.id === 'string' && episodeGroup.pattern.test(summary.id) ? { ref: summary.id, id: summary.id, summary } : null;

byId('episodeGroup', episodeGroup, EpisodeGroup, 'group of episodes');
