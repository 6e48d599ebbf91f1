import type { ObjectRef } from '@pothos/core';
import { badInput } from '../../src/tmdb/error.ts';
import { parseId, parseImdbId } from '../../src/tmdb/id.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import { byImdbId, findTarget } from './by-external-id.ts';
import type { Types } from './connection.ts';
import { lookUp, type LookUp } from './node-interface.ts';
import type { Node } from './node.ts';
import { selectsOnly } from './selection.ts';

/** A reference from another subgraph. Its values are not trusted. */
interface Reference {
  readonly id?: unknown;
  readonly tmdbId?: unknown;
  readonly imdbId?: unknown;
}

/** The keys by which other subgraphs can refer to an object, beside `id`. */
interface EntityOptions {
  /** False for seasons and episodes, which TMDB does not look up by their number alone. */
  readonly tmdbId?: boolean;
  /** The kind of its IMDb ids, where it has them. */
  readonly imdbOf?: 'title' | 'person';
  /** The lookup by TMDB's own id. Default: by its resource. */
  readonly lookUp?: LookUp;
}

/**
 * Makes a type an entity of Apollo Federation, which other subgraphs can refer to and extend. A reference on which only its
 * own keys are selected costs no TMDB request, so it does not promise that the object exists.
 */
export function entity<Summary>(
  type: ObjectRef<Types, Node<Summary>>,
  resource: Resource,
  { tmdbId: hasTmdbId = true, imdbOf, lookUp: find = (id, context, info) => lookUp(resource, id, context, info) }: EntityOptions = {},
): void {
  const keys = ['id', ...(hasTmdbId ? ['tmdbId'] : []), ...(imdbOf ? ['imdbId'] : [])];

  builder.asEntity(type, {
    // `as never`: Pothos derives the names of keys from their types, one literal each.
    key: keys.map((key) => builder.selection<Reference>(key as never)),
    // Async, so that a bad reference fails on its own and not with the whole list.
    resolveReference: async ({ id, tmdbId, imdbId }, context, info) => {
      const own = given(id) ?? (hasTmdbId ? given(tmdbId) : undefined);
      const ref = own === undefined ? undefined : parseId(type.name, own, resource.pattern);
      const other = imdbOf && given(imdbId);
      const asked = imdbOf && other !== undefined ? { imdbId: parseImdbId(imdbOf, other) } : {};
      // `as never` below: the types of Pothos test whether a generic Summary is a list, which TypeScript cannot decide.
      if (ref !== undefined) {
        const known = [...(hasTmdbId ? ['id', 'tmdbId'] : ['id']), ...Object.keys(asked)];
        return (selectsOnly(known, type.name, info) ? { ref, id: ref, ...asked } : await find(ref, context, info)) as never;
      }
      if (!imdbOf || asked.imdbId === undefined)
        throw badInput(`Expected a reference to a ${type.name} with one of these keys: ${keys.join(', ')}.`);
      if (selectsOnly(['imdbId'], type.name, info)) return { ref: asked.imdbId, id: asked.imdbId, ...asked };
      // Only types of titles and of persons have an IMDb id, and each of them can be found by it.
      return { ...(await findTarget(byImdbId(type.name as never, imdbOf, asked.imdbId), context, info)), ...asked };
    },
  });
}

/** Reads a key of a reference; undefined when it is neither a string nor a number. */
const given = (key: unknown): string | undefined => (typeof key === 'string' || typeof key === 'number' ? String(key) : undefined);
