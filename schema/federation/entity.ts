import type { InterfaceRef, ObjectRef } from '@pothos/core';
import { badInput } from '../../src/tmdb/error.ts';
import { parseGlobalId, parseId } from '../../src/tmdb/id.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder } from '../core/builder.ts';
import { byExternalId, externalIdsOf, externalKeysOf, findTarget, targetOf } from '../core/by-external-id.ts';
import type { Types } from '../core/connection.ts';
import type { Target } from '../core/declaration.ts';
import { lookUp, targetOfNode, type LookUp } from '../core/node-interface.ts';
import type { ExternalKey, Node } from '../core/node.ts';
import { addReferences } from './references.ts';
import { selectsOnly } from '../core/selection.ts';

/** A reference from another subgraph. Its values are not trusted. */
type Reference = { readonly [key in 'id' | 'tmdbId' | ExternalKey]?: unknown };

/** How other subgraphs can refer to an object, beside `id` and its ids at other sites. */
interface EntityOptions {
  /** False for seasons and episodes, which TMDB does not look up by their number alone. */
  readonly tmdbId?: boolean;
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
  { tmdbId: hasTmdbId = true, lookUp: find = (id, context, info) => lookUp(resource, id, context, info) }: EntityOptions = {},
): void {
  const externalKeys = externalKeysOf(type.name);
  const ownKeys = hasTmdbId ? (['id', 'tmdbId'] as const) : (['id'] as const);
  const keys = [...ownKeys, ...externalKeys];

  /** @throws GatewayError BAD_USER_INPUT */
  function read(reference: Reference) {
    const own = ownKeys.map((key) => given(reference[key])).find((id) => id !== undefined);
    const ref = own === undefined ? undefined : parseId(type.name, own, resource.pattern);
    const elsewhere = externalKeys.flatMap((key) => {
      const id = given(reference[key]);
      // Only types in the table of `/find` have such keys.
      return id === undefined ? [] : [byExternalId(type.name as never, key, id)];
    });
    const [first] = elsewhere;
    const externalFields = elsewhere.map(({ key }) => key);
    if (ref !== undefined) return { ref, elsewhere, known: [...ownKeys, ...externalFields] };
    if (first) return { first, elsewhere, known: externalFields };
    throw badInput(`Expected a reference to a ${type.name} with one of these keys: ${keys.join(', ')}.`);
  }

  addReferences(type.name, (reference: Reference) => {
    const { ref, first, known } = read(reference);
    const target = first ? targetOf(first) : { resource, ref, ...targetOfNode({ type: type.name, ref }) };
    return { ...target, knows: known };
  });

  builder.asEntity(type, {
    // `as never`: Pothos derives the names of keys from their types, one literal each.
    key: keys.map((key) => builder.selection<Reference>(key as never)),
    // Async, so that a bad reference fails on its own and not with the whole list.
    resolveReference: async (reference, context, info) => {
      const { ref, first, elsewhere, known } = read(reference);
      const externalIds = externalIdsOf(elsewhere);
      const isEnough = selectsOnly(known, type.name, info);
      // `as never`: the types of Pothos test whether a generic Summary is a list, which TypeScript cannot decide.
      if (!first) return (isEnough ? { ref, id: ref, externalIds } : await find(ref, context, info)) as never;
      const { externalId } = first;
      return isEnough ? { ref: externalId, id: externalId, externalIds } : { ...(await findTarget(first, context, info)), externalIds };
    },
  });
}

/** The fields that a global id answers. */
const IN_GLOBAL_ID = ['id', 'tmdbId'] as const;

/**
 * Makes an interface an entity, so that another subgraph adds a field to all types behind it with `@interfaceObject`. Its only
 * key is the global id, which says the type: a reference on which only `__typename`, `id` and `tmdbId` are selected costs no
 * TMDB request.
 */
export function entityInterface(type: InterfaceRef<Types, Node>, resources: readonly Resource[]): void {
  const nouns = resources.map(({ name }) => name).join(' or ');

  /** @throws GatewayError BAD_USER_INPUT */
  function read({ id: raw }: Reference): Target {
    const id = given(raw) ?? '';
    const resource = resources.find(({ name }) => name === parseGlobalId(id)?.type);
    if (!resource) throw badInput(`Expected a reference to a ${type.name} with its \`id\`: the global id of a ${nouns}.`);
    return { resource, ref: parseId(resource.name, id, resource.pattern), knows: IN_GLOBAL_ID };
  }

  addReferences(type.name, read);
  builder.asEntity(type, {
    key: builder.selection<{ id: string }>('id'),
    // Async, so that a bad reference fails on its own and not with the whole list.
    resolveReference: async (reference, context, info) => {
      const { resource, ref } = read(reference);
      const isEnough = selectsOnly(IN_GLOBAL_ID, resource.name, info);
      return { ...(isEnough ? { ref, id: ref } : await lookUp(resource, ref, context, info)), typename: resource.name };
    },
  });
}

/** Reads a key of a reference; undefined when it is neither a string nor a number. */
const given = (key: unknown): string | undefined => (typeof key === 'string' || typeof key === 'number' ? String(key) : undefined);
