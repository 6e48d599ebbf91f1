import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type PothosTypeConfig, type SchemaTypes } from '@pothos/core';
import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLInt, GraphQLString } from 'graphql';
import { second } from '../../src/tmdb/duration.ts';
import { partOf, type Resource, type Wish } from '../../src/tmdb/resource.ts';
import type { Declared } from './declaration.ts';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      cacheControl: CacheControlPlugin<Types>;
    }
  }
}

/**
 * Freshness hints for the caches of routers and clients, which read them from the SDL. What belongs to
 * the caller is private.
 * @see https://www.apollographql.com/docs/apollo-server/performance/caching
 */
export const cacheControl = new GraphQLDirective({
  name: 'cacheControl',
  description: 'How long a cache may keep an answer with this type or field.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.INTERFACE, DirectiveLocation.UNION],
  args: {
    maxAge: { type: GraphQLInt, description: 'Maximum age in seconds.' },
    // Text, since composition gives a hint about an enum that only a directive uses.
    scope: { type: GraphQLString, description: '`PRIVATE` where the value belongs to the caller.' },
    inheritMaxAge: { type: GraphQLBoolean, description: 'Whether it has the maximum age of its parent.' },
  },
});

/** The `extensions` of a type or field: the declaration of what it loads, or its maximum age in seconds. */
interface Extensions {
  readonly tmdb?: Declared;
  readonly maxAge?: number;
  readonly isPrivate?: boolean;
}

/** Extensions of a type or field whose value belongs to the caller. */
export const PRIVATE = { extensions: { isPrivate: true } } as const;

interface Hint {
  readonly maxAge: number;
  readonly scope?: 'PRIVATE';
}

/** A personal value is never cached. */
const NEVER: Hint = { maxAge: 0, scope: 'PRIVATE' };

/** Extensions of a type or field whose value is the details of a resource. */
export const freshAs = (resource: Resource): { extensions: { maxAge: number } } => ({
  extensions: { maxAge: secondsOf({ resource, part: 'details' }) },
});

/** Minimum freshness of a part, in seconds. */
const secondsOf = (part: Pick<Wish, 'resource' | 'part'>): number => (partOf(part).fresh?.floor ?? 0) / second;

const KINDS: ReadonlySet<string> = new Set(['Object', 'Interface', 'Union']);

/**
 * Derives the hints from the resources: an object has the minimum freshness of its details, a field of another part that
 * of the part. Types inside a document inherit; a field of Query without a hint is not cached.
 */
class CacheControlPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    if (!KINDS.has(type.kind)) return type;
    return {
      ...type,
      extensions: { ...type.extensions, directives: directives(hintOf(type.extensions as Extensions) ?? { inheritMaxAge: true }) },
    };
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const hint = hintOf(field.extensions as Extensions);
    // The types that implement the interface have hints of their own.
    if (field.kind === 'Interface' || !hint) return field;
    const { maxAge, scope } = hintOf(this.buildCache.getTypeConfig(field.parentType).extensions as Extensions) ?? {};
    if (hint.maxAge === maxAge && hint.scope === scope) return field;
    return { ...field, extensions: { ...field.extensions, directives: directives(hint) } };
  }
}

function hintOf({ tmdb, maxAge, isPrivate }: Extensions = {}): Hint | undefined {
  if (isPrivate) return NEVER;
  if (maxAge !== undefined) return { maxAge };
  if (typeof tmdb !== 'object' || !tmdb.part) return undefined;
  return partOf(tmdb.part).personal ? NEVER : { maxAge: secondsOf(tmdb.part) };
}

const directives = (args: Hint | { inheritMaxAge: true }) => [{ name: 'cacheControl', args }];

SchemaBuilder.registerPlugin('cacheControl', CacheControlPlugin);
