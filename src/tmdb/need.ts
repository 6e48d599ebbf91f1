import type { Query, Wish } from './resource.ts';

/** How often something happens: at least, usually, and at most. */
export interface Times {
  readonly certain: number;
  readonly likely: number;
  readonly atMost: number;
}

/** Requests of a write: its own, and one for the account or the list that it is about. */
export const WRITE: Times = { certain: 1, likely: 1, atMost: 2 };

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
  /** The objects for each of which it is needed, as often. Absent when it is needed for one. */
  readonly each?: Each | undefined;
}

/** Several objects of one type of which the same is selected. No two have a wish in common. */
export interface Each {
  /** A number that stands for their refs in the wish. */
  readonly standIn: string;
  readonly refs: readonly string[];
}

/** Makes the wish of a need for one of its objects. */
export function wishOfOne(wish: Wish, { standIn }: Each, ref: string): Wish {
  const query: Query = Object.fromEntries(Object.entries(wish.query).map(([name, value]) => [name, value?.replaceAll(standIn, ref)]));
  return { ...wish, ref: wish.ref.replace(standIn, ref), query };
}

/** What an operation needs, known before it is run. */
export interface Needs {
  readonly list: readonly Need[];
  /** Whether only the first documents of an operation that selects too many were looked at. */
  readonly isCut: boolean;
}

/** The TMDB requests that an operation needs. */
export interface Estimate extends Times {
  /** Present when the operation selects more than is priced: it then needs at least what is certain, and `atMost` is the cap. */
  readonly isCut?: true;
  /** Likely requests by the field that needs them first, the dearest first. */
  readonly byPath: readonly { readonly path: string; readonly requests: number }[];
  readonly dearest: { readonly path: string; readonly requests: number } | null;
  /** Likely requests by the resource or part that they ask for, and the parts appended to each. */
  readonly templates: readonly { readonly path: string; readonly appended: number; readonly count: number }[];
}
