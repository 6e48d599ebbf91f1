import { rowsOf } from '../../src/tmdb/known.ts';
import { seasonRef, tvSeason, tvSeries, type TvEpisodeSummary } from '../../src/tmdb/api/titles/tv.ts';
import type { Declaration } from '../core/declaration.ts';
import { fromPart, inRounds, type DeclaredField } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import { episodeNode, partsOf } from './tv-episode.ts';

/** From an episode to the next one, or to the previous one. */
type Step = 1 | -1;

const inSeason = fromPart(tvSeason, 'details', ({ episodes }, _args: object) => rowsOf(episodes));

/** The numbers of the seasons that have episodes, without specials. */
const seasonsOf = fromPart(tvSeries, 'details', ({ seasons }, _args: object) =>
  rowsOf(seasons)
    .filter(({ season_number: number, episode_count: count }) => number > 0 && count !== 0)
    .map(({ season_number: number }) => number),
);

/** Finds the nearest number beyond another, in the direction of a step. */
const nearest = <Item>(items: readonly Item[], numberOf: (item: Item) => number, from: number, step: Step): Item | undefined =>
  items.filter((item) => step * (numberOf(item) - from) > 0).toSorted((a, b) => step * (numberOf(a) - numberOf(b)))[0];

const episodeFrom = (rows: readonly TvEpisodeSummary[], from: number, step: Step): TvEpisodeSummary | undefined =>
  nearest(rows, (row) => row.episode_number, from, step);

/** The seasons that are certain to be needed: its own, and for a first episode the season before, which then rides along. */
function seasonsFrom(ref: string, step: Step): readonly [own: string, ...others: string[]] {
  const { series, season, episode } = partsOf(ref);
  const isFirst = step === -1 && episode <= 1 && season > 1;
  return [seasonRef(series, season), ...(isFirst ? [seasonRef(series, season - 1)] : [])];
}

/**
 * Makes the field of the next or the previous episode: in the same season, else in the nearest that has episodes. Specials
 * (season 0) follow one another only.
 */
export function neighbour(step: Step): DeclaredField<Node<TvEpisodeSummary>, object, Node<TvEpisodeSummary> | null> {
  const { part, wishes } = inSeason.extensions.tmdb;
  const first: Declaration<object> = {
    ...(part && { part }),
    summary: () => ({}),
    wishes: (args, locale, { ref }, caller) => seasonsFrom(ref, step).flatMap((at) => wishes(args, locale, { ref: at }, caller)),
  };
  return inRounds(first, async ({ ref }, _args, context, info) => {
    const { series, season, episode } = partsOf(ref);
    const episodesOf = async (at: string): Promise<TvEpisodeSummary[]> => inSeason.resolve({ ref: at }, {}, context, info);
    const [own, ...others] = seasonsFrom(ref, step);
    // Sent together; a series may lack the season with the next number, which its details will say.
    const ahead = (at: string): void => void episodesOf(at).catch(() => {});
    others.forEach(ahead);
    const row = episodeFrom(await episodesOf(own), episode, step);
    if (row || season === 0 || season + step < 1) return episodeNode(series, row);
    ahead(seasonRef(series, season + step));
    const number = nearest(await seasonsOf.resolve({ ref: series }, {}, context, info), Number, season, step);
    if (number === undefined) return null;
    return episodeNode(series, episodeFrom(await episodesOf(seasonRef(series, number)), -step * Infinity, step));
  });
}
