import type { Wish } from './resource.ts';

/** How often something happens: at least, usually, and at most. */
export interface Times {
  readonly certain: number;
  readonly likely: number;
  readonly atMost: number;
}

/** What one field of an operation will wish for, known before the operation is run. */
export interface Need {
  /** The field, by names from the operation's root: `trendingMovies.nodes.runtime`. */
  readonly path: string;
  /** The wish, or one for any row of a list, of which the ref stands for each row. */
  readonly wish: Wish;
  readonly times: Times;
  /** Whether the wish is for the rows of a list, or for an object of which only what leads to it is known. */
  readonly isRow: boolean;
  /** The number of requests that usually follow, where its document may lead to further wishes. */
  readonly more?: number | undefined;
}

/** The TMDB requests that an operation needs. */
export interface Estimate extends Times {
  /** Likely requests by the field that needs them first, the dearest first. */
  readonly byPath: readonly { readonly path: string; readonly requests: number }[];
  readonly dearest: { readonly path: string; readonly requests: number } | null;
  /** Likely requests by the resource or part that they ask for, and the parts appended to each. */
  readonly templates: readonly { readonly path: string; readonly appended: number; readonly count: number }[];
}
