import { nodeOf, type Node } from '../core/node.ts';
import type { MediaRow } from '../../src/tmdb/api/summary.ts';

/** The types that TMDB's `media_type` stands for. */
const TYPES = { movie: 'Movie', tv: 'TvSeries', person: 'Person', collection: 'Collection' } as const;
type MediaType = (typeof TYPES)[keyof typeof TYPES];

/** Finds the type of a row in a mixed list: from `media_type` or, without it, from its keys. */
function typeOf(row: MediaRow & { [key: string]: unknown }): MediaType | undefined {
  const { media_type: kind } = row;
  if (kind) return Object.hasOwn(TYPES, kind) ? TYPES[kind as keyof typeof TYPES] : undefined;
  if ('title' in row || 'release_date' in row) return 'Movie';
  if ('first_air_date' in row || 'origin_country' in row) return 'TvSeries';
  if ('known_for' in row || 'profile_path' in row || 'gender' in row) return 'Person';
  return undefined;
}

/** Makes the nodes of a mixed list: null for a row whose type is not offered here, or not known. */
export const mediaNode =
  (offered: readonly MediaType[]) =>
  (row: MediaRow): Node<never> | null => {
    const typename = typeof row === 'object' && row !== null ? typeOf(row as MediaRow & { [key: string]: unknown }) : undefined;
    const node = typename !== undefined && offered.includes(typename) ? nodeOf(row) : null;
    // The row is the summary of the type that was found; TypeScript cannot follow from one to the other.
    return node && typename !== undefined ? ({ ...node, typename } as Node<never>) : null;
  };

export const knownForNode = mediaNode(['Movie', 'TvSeries']);
