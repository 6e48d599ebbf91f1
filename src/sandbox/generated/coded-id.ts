import { hex } from './random.ts';

const KINDS = ['credit', 'review', 'series-credit', 'series-review', 'episode-credit', 'episode-group'] as const;
type Kind = (typeof KINDS)[number];

/** Eight digits that tell the kind. No id of TMDB's begins with them by chance. */
const TAGS = Object.fromEntries(KINDS.map((kind) => [kind, hex(8, 'coded', kind)])) as Record<Kind, string>;
const eight = (value: number) => value.toString(16).padStart(8, '0');

/**
 * An id of 24 hexadecimal digits, like those of TMDB's credits and reviews, for generated ones. It encodes its owner, so
 * that the credit or review can be looked up by its id alone.
 */
export const codedId = (kind: Kind, id: number, index: number): string => TAGS[kind] + eight(id) + eight(index);

/** The owner that an id encodes; undefined for any other id. */
export function decodedId(kind: Kind, text: string): { id: number; index: number } | undefined {
  const [, tag, id = '', index = ''] = /^([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})$/.exec(text) ?? [];
  return tag === TAGS[kind] ? { id: parseInt(id, 16), index: parseInt(index, 16) } : undefined;
}
