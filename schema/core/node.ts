import { NUMBER } from '../../src/tmdb/id.ts';
import type { Wish } from '../../src/tmdb/resource.ts';

/** The value behind a thing of the graph: where its documents are, and the summary it came with when a list brought it. */
export interface Node<Summary = unknown> {
  /** What goes into its path: TMDB's id, or an IMDb id where TMDB takes one. */
  readonly ref: string;
  /** TMDB's own id. */
  readonly id: string;
  /** The IMDb id that another subgraph named it by. */
  readonly imdbId?: string;
  /** Its type, where it stands behind an interface or in a union. */
  readonly typename?: string;
  readonly summary?: Summary;
  /** It is the caller's, so it is asked for in their name. */
  readonly own?: boolean;
}

/** A wish about a node: the caller's own is asked for as such. */
export const onBehalfOf = <Doc>({ own }: Pick<Node, 'own'>, wish: Wish<Doc>): Wish<Doc> => (own ? { ...wish, own } : wish);

/** A node for a row of a list; null when the row has no usable number, so that one bad row never loses the list. */
export const nodeOf = <Summary extends { id: number }>(summary: Summary | null | undefined): Node<Summary> | null =>
  summary && NUMBER.test(String(summary.id)) ? { ref: String(summary.id), id: String(summary.id), summary } : null;
