import type { ExternalIds } from '../../src/tmdb/api/reference/external-ids.ts';
import { knownId, knownNumber } from '../../src/tmdb/known.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { fromPart, type PartField } from '../core/fields.ts';

/** Makes the field of an id at another site: the id by which the object was found, or else the id in a part. */
function externalId<Out>(resource: Resource, part: string, read: (ids: ExternalIds) => Out): PartField<unknown, object, Out> {
  const field = fromPart(resource, part, (json, _args: object) => read(json as ExternalIds));
  return { ...field, resolve: (node, ...rest) => (node.externalIds && read(node.externalIds)) ?? field.resolve(node, ...rest) };
}

/** @param part Details of movies and people have it too. */
export const imdbIdFrom = (resource: Resource, part: 'details' | 'external_ids'): PartField<unknown, object, string | null> =>
  externalId(resource, part, ({ imdb_id: id }) => knownId(id));

export const tvdbIdFrom = (resource: Resource): PartField<unknown, object, number | null> =>
  externalId(resource, 'external_ids', ({ tvdb_id: id }) => knownNumber(id));

export const wikidataIdFrom = (resource: Resource): PartField<unknown, object, string | null> =>
  externalId(resource, 'external_ids', ({ wikidata_id: id }) => knownId(id));
