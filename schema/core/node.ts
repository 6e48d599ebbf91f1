import { NUMBER } from '../../src/tmdb/id.ts';
import type { Wish } from '../../src/tmdb/resource.ts';

/** The value behind an object of the graph: the key to its documents, and the summary that a list brought. */
export interface Node<Summary = unknown> {
  /** The id in its path: TMDB's own, or an IMDb id where TMDB accepts one. */
  readonly ref: string;
  /** TMDB's own id. */
  readonly id: string;
  /** The IMDb id by which another subgraph referred to it. */
  readonly imdbId?: string;
  /** Its type, where a field returns an interface or a union. */
  readonly typename?: string;
  readonly summary?: Summary;
  /** Whether it belongs to the caller, and so is requested with the caller's credential. */
  readonly own?: boolean;
}

/** Makes a wish about the caller's own object a personal one. */
export const onBehalfOf = <Doc>({ own }: Pick<Node, 'own'>, wish: Wish<Doc>): Wish<Doc> => (own ? { ...wish, own } : wish);

/** The node of a row of a list; null when the row has no usable id, so that one bad row never loses the list. */
export const nodeOf = <Summary extends { id: number }>(summary: Summary | null | undefined): Node<Summary> | null =>
  summary && NUMBER.test(String(summary.id)) ? { ref: String(summary.id), id: String(summary.id), summary } : null;
