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

/** A source under a key that the fields of one source share. */
interface Keyed {
  readonly key: unknown;
  source: Source | undefined;
  readonly next: Keyed | undefined;
}

/** The sources of the fields of one object. They are few, and objects are many: a Map for each would take more memory. */
export class Sources {
  #first: Keyed | undefined;

  #find(key: unknown): Keyed | undefined {
    for (let one = this.#first; one; one = one.next) if (one.key === key) return one;
    return undefined;
  }

  get(key: unknown): Source | undefined {
    return this.#find(key)?.source;
  }

  set(key: unknown, source: Source): void {
    const known = this.#find(key);
    if (known) known.source = source;
    else this.#first = { key, source, next: this.#first };
  }

  /** Sets the summary of a list item, for all keys the same source. */
  setSummary<Doc>(key: unknown, summary: Doc): Source & { readonly doc: Doc } {
    let one = this.#first;
    while (one && !(one.source?.isSummary && one.source.doc === summary)) one = one.next;
    const source = one?.source ?? { doc: summary, isSummary: true };
    this.set(key, source);
    return source as Source & { readonly doc: Doc };
  }

  delete(key: unknown): void {
    const known = this.#find(key);
    if (known) known.source = undefined;
  }
}

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
  if (!sources) byObject.set(key, (sources = new Sources()));
  last = { resource, id, context, sources };
  return sources;
}

/** Discards the sources of objects that a write changed, so that the fields selected after it are read again. */
export function discardSources(changed: readonly Pick<Wish, 'resource' | 'ref'>[], context: Context): void {
  last = undefined;
  for (const { resource, ref } of changed) known(context).delete(keyOf(resource, ref));
}

const keyOf = (resource: Resource, id: string): string => `${resource.name}/${id}`;
