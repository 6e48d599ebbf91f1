import { hex } from './random.ts';

const KINDS = ['credit', 'review', 'series-credit', 'series-review', 'episode-credit', 'episode-group'] as const;
type Kind = (typeof KINDS)[number];

/** Eight digits that say the kind: nobody's credit begins with them by chance. */
const TAGS = Object.fromEntries(KINDS.map((kind) => [kind, hex(8, 'coded', kind)])) as Record<Kind, string>;
const eight = (value: number) => value.toString(16).padStart(8, '0');

/**
 * An id of 24 hex digits, as TMDB gives to credits and reviews, for what is made up on demand: it says what it belongs
 * to, so that it can be asked for by itself.
 */
export const codedId = (kind: Kind, id: number, index: number): string => TAGS[kind] + eight(id) + eight(index);

/** What an id belongs to; undefined for one that is no such id. */
export function decodedId(kind: Kind, text: string): { id: number; index: number } | undefined {
  const [, tag, id = '', index = ''] = /^([0-9a-f]{8})([0-9a-f]{8})([0-9a-f]{8})$/.exec(text) ?? [];
  return tag === TAGS[kind] ? { id: parseInt(id, 16), index: parseInt(index, 16) } : undefined;
}
