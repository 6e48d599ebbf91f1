import type { ObjectRef } from '@pothos/core';
import { builder } from '../core/builder.ts';
import type { Types } from '../core/connection.ts';
import { List } from '../lists/list.ts';
import { Movie } from '../movies/movie.ts';
import type { Node } from '../core/node.ts';
import { TvEpisode } from '../tv/tv-episode.ts';
import { TvSeries } from '../tv/tv-series.ts';

/** Makes the payload of a mutation: the changed resource, which is read only when fields of it are selected. */
function payload<Summary>(
  name: string,
  field: string,
  noun: string,
  type: ObjectRef<Types, Node<Summary>>,
): ObjectRef<Types, Node<Summary>> {
  const Payload = builder.objectRef<Node<Summary>>(name);
  Payload.implement({
    description: `The ${noun} after the change.`,
    fields: (t) => ({
      // `as never`: Pothos asks of a generic type whether it could be a list, which TypeScript cannot decide.
      [field]: t.field({ type, description: `The ${noun} after the change.`, resolve: (node) => node as never }),
    }),
  });
  return Payload;
}

export const MoviePayload = payload('MoviePayload', 'movie', 'movie', Movie);
export const TvSeriesPayload = payload('TvSeriesPayload', 'tvSeries', 'series', TvSeries);
export const TvEpisodePayload = payload('TvEpisodePayload', 'tvEpisode', 'episode', TvEpisode);
export const ListPayload = payload('ListPayload', 'list', 'list', List);
