import type { ExternalIds } from '../../src/tmdb/api/reference/external-ids.ts';
import { knownId } from '../../src/tmdb/known.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { fromPart, type PartField } from '../core/fields.ts';

/** Makes the field of the IMDb id: the id of the reference, or else the id in a part. */
export function imdbIdFrom(resource: Resource, part: string): PartField<unknown, object, string | null> {
  const field = fromPart(resource, part, (json, _args: object) => knownId((json as ExternalIds).imdb_id));
  return { ...field, resolve: async (node, ...rest) => node.imdbId ?? field.resolve(node, ...rest) };
}
