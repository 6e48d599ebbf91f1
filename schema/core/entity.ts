import type { ObjectRef } from '@pothos/core';
import { badInput } from '../../src/tmdb/error.ts';
import { parseId, parseImdbId } from '../../src/tmdb/id.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import type { Types } from './connection.ts';
import { lookUp, type LookUp } from './node-interface.ts';
import type { Node } from './node.ts';
import { selectsOnly } from './selection.ts';

/** What another subgraph knows of a thing: nothing of it is trusted. */
interface Reference {
  readonly id?: unknown;
  readonly tmdbId?: unknown;
  readonly imdbId?: unknown;
}

/** By which keys other subgraphs can name a thing, beside `id`. */
interface EntityOptions {
  /** False for what TMDB does not look up by its number alone: seasons and episodes. */
  readonly tmdbId?: boolean;
  /** What its IMDb ids are of, and how one leads to it. */
  readonly imdbId?: { readonly of: 'title' | 'person'; readonly lookUp: LookUp };
  /** How it is looked up by TMDB's own id, where its resource does not say. */
  readonly lookUp?: LookUp;
}

/**
 * Makes a type an entity of Apollo Federation, which other subgraphs can name and extend. A reference of which only its own
 * keys are selected costs no TMDB request, so it does not promise that the thing exists.
 */
export function entity<Summary>(
  type: ObjectRef<Types, Node<Summary>>,
  resource: Resource,
  { tmdbId: hasTmdbId = true, imdbId: imdb, lookUp: find = (id, context, info) => lookUp(resource, id, context, info) }: EntityOptions = {},
): void {
  const keys = ['id', ...(hasTmdbId ? ['tmdbId'] : []), ...(imdb ? ['imdbId'] : [])];

  builder.asEntity(type, {
    // `as never`: Pothos derives the names of keys from their types, one literal each.
    key: keys.map((key) => builder.selection<Reference>(key as never)),
    // Async, so that a bad reference fails by itself and not with the whole list.
    resolveReference: async ({ id, tmdbId, imdbId }, context, info) => {
      const own = given(id) ?? (hasTmdbId ? given(tmdbId) : undefined);
      const ref = own === undefined ? undefined : parseId(type.name, own, resource.pattern);
      const other = imdb && given(imdbId);
      const asked = imdb && other !== undefined ? { imdbId: parseImdbId(imdb.of, other) } : {};
      // `as never` below: Pothos asks of a generic Summary whether it could be a list, which TypeScript cannot decide.
      if (ref !== undefined) {
        const known = [...(hasTmdbId ? ['id', 'tmdbId'] : ['id']), ...Object.keys(asked)];
        return (selectsOnly(known, type.name, info) ? { ref, id: ref, ...asked } : await find(ref, context, info)) as never;
      }
      if (!imdb || asked.imdbId === undefined) throw badInput(`A reference to a ${type.name} holds one of: ${keys.join(', ')}.`);
      if (selectsOnly(['imdbId'], type.name, info)) return { ref: asked.imdbId, id: asked.imdbId, ...asked };
      return { ...(await imdb.lookUp(asked.imdbId, context, info)), ...asked } as never;
    },
  });
}

/** A key as it stands in a reference; undefined for anything that is none. */
const given = (key: unknown): string | undefined => (typeof key === 'string' || typeof key === 'number' ? String(key) : undefined);
