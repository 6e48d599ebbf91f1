import type { MaybePromise } from '@whatwg-node/promise-helpers';
import type { Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import type { Node } from './node.ts';
import { perOperation } from './per-operation.ts';

/** The document that answers a field of an object: its details, or the summary of a list item. */
export interface Source<Doc = unknown> {
  /** A promise until it is there. */
  doc: MaybePromise<Doc>;
  readonly isSummary: boolean;
}

/** The sources of the fields of one object, by a key that the fields of one source share. */
type Sources = Map<unknown, Source>;

/** The sources that an operation used, by resource and id. */
const known = perOperation((): Map<string, Sources> => new Map());

/** Those that were found last: an executor resolves the fields of an object one after the other. */
let last: { readonly resource: Resource; readonly id: string; readonly context: Context; readonly sources: Sources } | undefined;

/**
 * Finds the sources of an object's fields in this operation. Lists are older or newer than details, so the first source that
 * answers a field of an object answers it wherever the operation reaches the object: one answer never has two values for it,
 * unless a write changed the object in between.
 */
export function sourcesOf(resource: Resource, { id }: Pick<Node, 'id'>, context: Context): Sources {
  if (last?.id === id && last.resource === resource && last.context === context) return last.sources;
  const byObject = known(context);
  const key = keyOf(resource, id);
  let sources = byObject.get(key);
  if (!sources) byObject.set(key, (sources = new Map()));
  last = { resource, id, context, sources };
  return sources;
}

/** Discards the sources of objects that a write changed, so that the fields selected after it are read again. */
export function discardSources(changed: readonly Pick<Wish, 'resource' | 'ref'>[], context: Context): void {
  last = undefined;
  for (const { resource, ref } of changed) known(context).delete(keyOf(resource, ref));
}

const keyOf = (resource: Resource, id: string): string => `${resource.name}/${id}`;
