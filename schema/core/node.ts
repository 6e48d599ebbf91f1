import { NUMBER } from '../../src/tmdb/id.ts';
import type { ExternalIds } from '../../src/tmdb/api/reference/external-ids.ts';
import type { Wish } from '../../src/tmdb/resource.ts';

/** The fields that hold ids of other sites by which objects can be found. */
export type ExternalKey = 'imdbId' | 'tvdbId' | 'wikidataId';

/** The value behind an object of the graph: the ref of its documents, and its summary when it came from a list. */
export interface Node<Summary = unknown> {
  /** The id in its path: TMDB's id, or an IMDb id where TMDB takes one. */
  readonly ref: string;
  /** TMDB's own id. */
  readonly id: string;
  /** The ids of other sites by which it was found. */
  readonly externalIds?: ExternalIds;
  /** Its type, where the field's type is an interface or a union. */
  readonly typename?: string;
  readonly summary?: Summary;
  /** Whether it belongs to the caller, so that requests for it carry the caller's credential. */
  readonly own?: boolean;
}

/** Marks the wish for a node that belongs to the caller. */
export const onBehalfOf = <Doc>({ own }: Pick<Node, 'own'>, wish: Wish<Doc>): Wish<Doc> => (own ? { ...wish, own } : wish);

/** Makes the node of a row of a list; null when the row has no usable number, so that one bad row never loses the list. */
export function nodeOf<Summary extends { id: number }>(summary: Summary | null | undefined): Node<Summary> | null {
  const id = String(summary?.id);
  return summary && NUMBER.test(id) ? { ref: id, id, summary } : null;
}
