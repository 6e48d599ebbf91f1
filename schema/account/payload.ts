import type { ObjectRef } from '@pothos/core';
import { builder } from '../core/builder.ts';
import type { Types } from '../core/connection.ts';
import { List } from '../lists/list.ts';
import { Movie } from '../movies/movie.ts';
import type { Node } from '../core/node.ts';
import { TvEpisode } from '../tv/tv-episode.ts';
import { TvSeries } from '../tv/tv-series.ts';

/** What a mutation returns: the thing that was changed, which is read only when something of it is selected. */
function payload<Summary>(
  name: string,
  field: string,
  what: string,
  type: ObjectRef<Types, Node<Summary>>,
): ObjectRef<Types, Node<Summary>> {
  const Payload = builder.objectRef<Node<Summary>>(name);
  Payload.implement({
    description: `${what} that was changed, as it is now.`,
    fields: (t) => ({
      // `as never`: Pothos asks of a generic type whether it could be a list, which TypeScript cannot decide.
      [field]: t.field({ type, description: `${what}.`, resolve: (node) => node as never }),
    }),
  });
  return Payload;
}

export const MoviePayload = payload('MoviePayload', 'movie', 'The film', Movie);
export const TvSeriesPayload = payload('TvSeriesPayload', 'tvSeries', 'The series', TvSeries);
export const TvEpisodePayload = payload('TvEpisodePayload', 'tvEpisode', 'The episode', TvEpisode);
export const ListPayload = payload('ListPayload', 'list', 'The list', List);
