import { knownText } from '../../src/tmdb/known.ts';
import { episodeGroup, type EpisodeGroupDetails, type EpisodeGroupSummary, type TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byId } from '../core/by-id.ts';
import { Network } from '../reference/network.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';

/** TMDB's numbers of the orders that episodes can be put in. */
const TYPES = {
  ORIGINAL_AIR_DATE: { value: 1, description: 'As they first aired.' },
  ABSOLUTE: { value: 2, description: 'Numbered through, without seasons.' },
  DVD: { value: 3, description: 'As on disc.' },
  DIGITAL: { value: 4, description: 'As sold to stream or download.' },
  STORY_ARC: { value: 5, description: 'By story.' },
  PRODUCTION: { value: 6, description: 'As they were made.' },
  TV: { value: 7, description: 'As on television.' },
} as const;

type GroupType = (typeof TYPES)[keyof typeof TYPES]['value'];

export const EpisodeGroupType = builder.enumType('EpisodeGroupType', { description: 'How a group orders the episodes.', values: TYPES });
const isType = (type: number | undefined): type is GroupType => Object.values(TYPES).some(({ value }) => value === type);

const GroupedEpisode = builder.objectRef<TvEpisodeSummary>('GroupedEpisode');

GroupedEpisode.implement({
  description: 'An episode at its place in a group.',
  fields: (t) => ({
    order: t.exposeInt('order', { description: 'Its place, from 0.' }),
    episode: t.field({ type: TvEpisode, description: 'The episode.', resolve: (row) => episodeNode(row.show_id, row) }),
  }),
});

const EpisodeGroupPart = builder.objectRef<NonNullable<EpisodeGroupDetails['groups']>[number]>('EpisodeGroupPart');

EpisodeGroupPart.implement({
  description: 'One part of a group: a season of another order.',
  fields: (t) => ({
    tmdbId: t.exposeString('id', { description: 'TMDB’s id of the part.' }),
    name: t.string({ description: 'What it is called.', resolve: ({ name }) => knownText(name) }),
    order: t.exposeInt('order', { description: 'Its place, from 0.' }),
    locked: t.exposeBoolean('locked', { description: 'Whether users can no longer change it.' }),
    episodes: t.field({
      type: [GroupedEpisode],
      nullable: nullableItems,
      description: 'Its episodes, in this order.',
      resolve: ({ episodes }) => episodes ?? null,
    }),
  }),
});

export const EpisodeGroup = builder.objectRef<Node<EpisodeGroupSummary>>('EpisodeGroup');

EpisodeGroup.implement({
  description: 'Another order of the episodes of a series.',
  ...nodeOptions(episodeGroup),
  fields: (t) => ({
    tmdbId: t.exposeString('id', { nullable: false, description: 'TMDB’s id of the group.' }),
    name: t.string({ description: 'What it is called.', ...fromSummary(episodeGroup, (json) => knownText(json.name)) }),
    description: t.string({
      description: 'What it is for. Null when nobody wrote it.',
      ...fromSummary(episodeGroup, (json) => knownText(json.description)),
    }),
    episodeCount: t.int({ description: 'How many episodes it has.', ...fromSummary(episodeGroup, (json) => json.episode_count ?? null) }),
    groupCount: t.int({ description: 'How many parts it has.', ...fromSummary(episodeGroup, (json) => json.group_count ?? null) }),
    type: t.field({
      type: EpisodeGroupType,
      description: 'How it orders the episodes.',
      ...fromSummary(episodeGroup, ({ type }) => (isType(type) ? type : null)),
    }),
    network: t.field({
      type: Network,
      description: 'Whose order it is. Null when nobody’s.',
      ...fromSummary(episodeGroup, (json) => nodeOf(json.network)),
    }),
    groups: t.field({
      type: [EpisodeGroupPart],
      nullable: nullableItems,
      description: 'Its parts, with their episodes.',
      ...fromPart(episodeGroup, 'details', (json) => json.groups ?? null),
    }),
  }),
});

/** A group as its series names it. */
export const groupNode = (summary: EpisodeGroupSummary): Node<EpisodeGroupSummary> | null =>
  typeof summary?.id === 'string' && episodeGroup.pattern.test(summary.id) ? { ref: summary.id, id: summary.id, summary } : null;

byId('episodeGroup', episodeGroup, EpisodeGroup, 'group of episodes');
