import type { Target } from '../core/declaration.ts';

/** A reference of another subgraph to an object of this one. Its values are not trusted. */
export interface Reference {
  readonly [key: string]: unknown;
}

/** By the type that a reference names. @throws GatewayError BAD_USER_INPUT for a bad reference. */
const TARGETS = new Map<string, (reference: Reference) => Target>();

/** Says what the references to a type lead to. */
export function addReferences(typename: string, target: (reference: Reference) => Target): void {
  TARGETS.set(typename, target);
}

/** Tests whether references name a type: an entity, or an interface of entities. */
export const isEntity = (typename: unknown): boolean => typeof typename === 'string' && TARGETS.has(typename);

/** Returns what a reference leads to; undefined for one that its resolver refuses. */
export function targetOfReference(reference: Reference): Target | undefined {
  try {
    return TARGETS.get(String(reference['__typename']))?.(reference);
  } catch {
    return undefined;
  }
}
