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

/** Credentials and statuses of every rating, for the descriptions. */
const NEEDS = 'Needs `TMDB-Session-Id` or `TMDB-Guest-Session-Id`. TMDB’s statuses: 3 (no such session), 34 (not found).';

const RATING = 'Rating from 0.5 to 10, in steps of 0.5.';

/** @throws GatewayError BAD_USER_INPUT */
function parseRating(rating: number): number {
  if (rating >= 0.5 && rating <= 10 && Number.isInteger(rating * 2)) return rating;
  throw badInput('Expected a rating from 0.5 to 10 in steps of 0.5, such as 7.5.');
}

async function writeRating(resource: Resource, ref: string, rating: number, { load }: Context): Promise<Node<never>> {
  await load.write(rate({ resource, ref }, parseRating(rating)));
  return { ref, id: ref };
}

async function deleteRating(resource: Resource, ref: string, { load }: Context): Promise<Node<never>> {
  await load.write(unrate({ resource, ref }));
  return { ref, id: ref };
}

/** The mutations that rate a movie or a series and that delete the rating, by their names. */
const MUTATIONS = [
  { rate: 'rateMovie', unrate: 'unrateMovie', noun: 'movie', resource: movie, type: MoviePayload },
  { rate: 'rateTvSeries', unrate: 'unrateTvSeries', noun: 'series', resource: tvSeries, type: TvSeriesPayload },
] as const;

for (const { noun, resource, type, ...names } of MUTATIONS) {
  const id = { required: true, description: `TMDB’s id of the ${noun}, or its global id.` } as const;
  builder.mutationField(names.rate, (t) =>
    t.field({
      type,
      description: `Rates a ${noun}, or changes its rating. ${NEEDS}`,
      args: { id: t.arg.id(id), rating: t.arg.float({ required: true, description: RATING }) },
      resolve: (_root, args, context) => writeRating(resource, parseId(resource.name, args.id), args.rating, context),
    }),
  );
  builder.mutationField(names.unrate, (t) =>
    t.field({
      type,
      description: `Deletes the caller’s rating of a ${noun}. ${NEEDS}`,
      args: { id: t.arg.id(id) },
      resolve: (_root, args, context) => deleteRating(resource, parseId(resource.name, args.id), context),
    }),
  );
}

const episodeArgs = builder.args((t) => ({
  series: t.id({ required: true, description: 'TMDB’s id of the series, or its global id.' }),
  season: t.int({ required: true, description: 'Number of the season; 0 for specials.' }),
  number: t.int({ required: true, description: 'Number of the episode in its season.' }),
}));

const refOf = ({ series, season, number }: { series: string; season: number; number: number }): string =>
  parseEpisodeRef(parseId(tvSeries.name, series), season, number);

builder.mutationFields((t) => ({
  rateTvEpisode: t.field({
    type: TvEpisodePayload,
    description: `Rates an episode, or changes its rating. ${NEEDS}`,
    args: { ...episodeArgs, rating: t.arg.float({ required: true, description: RATING }) },
    resolve: (_root, { rating, ...episode }, context) => writeRating(tvEpisode, refOf(episode), rating, context),
  }),
  unrateTvEpisode: t.field({
    type: TvEpisodePayload,
    description: `Deletes the caller’s rating of an episode. ${NEEDS}`,
    args: episodeArgs,
    resolve: (_root, episode, context) => deleteRating(tvEpisode, refOf(episode), context),
  }),
}));
