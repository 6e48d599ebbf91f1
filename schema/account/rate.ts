import { rate, unrate } from '../../src/tmdb/api/account/writes.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { parseEpisodeRef, tvEpisode, tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import type { Node } from '../core/node.ts';
import { MoviePayload, TvEpisodePayload, TvSeriesPayload } from './payload.ts';

/** What TMDB can answer to every rating, for the descriptions. */
const CAN_FAIL = 'Needs `TMDB-Session-Id` or `TMDB-Guest-Session-Id`. TMDB’s statuses: 3 (no such session), 34 (no such thing).';

/** @throws GatewayError BAD_USER_INPUT */
function parseRating(rating: number): number {
  if (rating >= 0.5 && rating <= 10 && Number.isInteger(rating * 2)) return rating;
  throw badInput('A rating is from 0.5 to 10, in halves.');
}

const rated = async (resource: Resource, ref: string, rating: number, { load }: Context): Promise<Node<never>> => {
  await load.write(rate({ resource, ref }, parseRating(rating)));
  return { ref, id: ref };
};

const unrated = async (resource: Resource, ref: string, { load }: Context): Promise<Node<never>> => {
  await load.write(unrate({ resource, ref }));
  return { ref, id: ref };
};

for (const [name, resource, type, what] of [
  ['Movie', movie, MoviePayload, 'film'],
  ['TvSeries', tvSeries, TvSeriesPayload, 'series'],
] as const) {
  builder.mutationField(`rate${name}`, (t) =>
    t.field({
      type,
      description: `Rates a ${what}, or changes the rating. ${CAN_FAIL}`,
      args: {
        id: t.arg.id({ required: true, description: `TMDB’s number of the ${what}, or its global id.` }),
        rating: t.arg.float({ required: true, description: 'From 0.5 to 10, in halves.' }),
      },
      resolve: (_root, { id, rating }, context) => rated(resource, parseId(resource.name, id), rating, context),
    }),
  );
  builder.mutationField(`unrate${name}`, (t) =>
    t.field({
      type,
      description: `Takes the rating of a ${what} back. ${CAN_FAIL}`,
      args: { id: t.arg.id({ required: true, description: `TMDB’s number of the ${what}, or its global id.` }) },
      resolve: (_root, { id }, context) => unrated(resource, parseId(resource.name, id), context),
    }),
  );
}

const episodeArgs = builder.args((t) => ({
  series: t.id({ required: true, description: 'TMDB’s number of the series, or its global id.' }),
  season: t.int({ required: true, description: 'The number of the season; 0 for specials.' }),
  number: t.int({ required: true, description: 'The number of the episode in the season.' }),
}));

const refOf = ({ series, season, number }: { series: string; season: number; number: number }): string =>
  parseEpisodeRef(parseId(tvSeries.name, series), season, number);

builder.mutationField('rateTvEpisode', (t) =>
  t.field({
    type: TvEpisodePayload,
    description: `Rates an episode, or changes the rating. ${CAN_FAIL}`,
    args: { ...episodeArgs, rating: t.arg.float({ required: true, description: 'From 0.5 to 10, in halves.' }) },
    resolve: (_root, { rating, ...episode }, context) => rated(tvEpisode, refOf(episode), rating, context),
  }),
);

builder.mutationField('unrateTvEpisode', (t) =>
  t.field({
    type: TvEpisodePayload,
    description: `Takes the rating of an episode back. ${CAN_FAIL}`,
    args: episodeArgs,
    resolve: (_root, episode, context) => unrated(tvEpisode, refOf(episode), context),
  }),
);
