import type { ListItemBody } from '../../src/tmdb/api/account/writes.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { list } from '../../src/tmdb/api/account/list.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';

export const MAX_ITEMS = 100;
/** Characters. */
export const MAX_NAME = 200;
/** Characters of a description or a comment. */
export const MAX_TEXT = 5000;

export const ListItemInput = builder.inputType('ListItemInput', {
  description: 'A movie or a series: exactly one of the two ids.',
  fields: (t) => ({
    movie: t.id({ description: 'TMDB’s id of the movie, or its global id.' }),
    tvSeries: t.id({ description: 'TMDB’s id of the series, or its global id.' }),
    comment: t.string({
      description: `Comment on the item, at most ${MAX_TEXT} characters. Only \`updateListItems\` saves it: TMDB drops comments of \`addListItems\`.`,
    }),
  }),
});

type ItemInput = typeof ListItemInput.$inferInput;

export const parseListId = (id: string): string => parseId(list.name, id, list.pattern);

/** @throws GatewayError BAD_USER_INPUT */
function parseText(name: string, text: string, min: number, max: number): string {
  if (text.trim().length >= min && text.length <= max) return text;
  throw badInput(`Expected \`${name}\` to have ${min} to ${max} characters.`);
}

export const parseName = (name: string): string => parseText('name', name, 1, MAX_NAME);

export const parseDescription = (text: string): string => parseText('description', text, 0, MAX_TEXT);

function parseItem({ movie: movieId, tvSeries: seriesId, comment }: ItemInput): ListItemBody {
  const rest = typeof comment === 'string' ? { comment: parseText('comment', comment, 0, MAX_TEXT) } : {};
  if (movieId && !seriesId) return { media_type: 'movie', media_id: Number(parseId(movie.name, movieId)), ...rest };
  if (seriesId && !movieId) return { media_type: 'tv', media_id: Number(parseId(tvSeries.name, seriesId)), ...rest };
  throw badInput('Expected each item to have either `movie` or `tvSeries`.');
}

/** @throws GatewayError BAD_USER_INPUT */
export function parseItems(items: readonly ItemInput[]): ListItemBody[] {
  if (items.length === 0 || items.length > MAX_ITEMS) throw badInput(`Expected 1 to ${MAX_ITEMS} \`items\`.`);
  return items.map(parseItem);
}

/**
 * The id of the only item, as version 3 accepts one movie per request.
 * @throws GatewayError BAD_USER_INPUT
 */
export function onlyMovie(items: readonly ListItemBody[]): number {
  const [item] = items;
  if (item && items.length === 1 && item.media_type === 'movie') return item.media_id;
  throw badInput('Expected exactly one movie: series, and several items at once, need `TMDB-User-Token`.');
}
