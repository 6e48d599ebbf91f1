import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type PothosTypeConfig, type SchemaTypes } from '@pothos/core';
import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLInt } from 'graphql';
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
 * Freshness hints for the caches of routers and clients, which read them from the SDL. There is no `scope`, since only
 * public fields and types carry a hint.
 * @see https://www.apollographql.com/docs/apollo-server/performance/caching
 */
export const cacheControl = new GraphQLDirective({
  name: 'cacheControl',
  description: 'How long a cache may keep an answer with this type or field.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.INTERFACE, DirectiveLocation.UNION],
  args: {
    maxAge: { type: GraphQLInt, description: 'Maximum age in seconds.' },
    inheritMaxAge: { type: GraphQLBoolean, description: 'Whether it has the maximum age of its parent.' },
  },
});

/** The `extensions` of a type or field: the declaration of what it loads, or its maximum age in seconds. */
interface Extensions {
  readonly tmdb?: Declared;
  readonly maxAge?: number;
}

/** Extensions of a type or field whose value is the details of a resource. */
export const freshAs = (resource: Resource): { extensions: { maxAge: number } } => ({
  extensions: { maxAge: secondsOf({ resource, part: 'details' }) },
});

/** Minimum freshness of a part, in seconds: 0 for a personal part, which is never cached. */
const secondsOf = (part: Pick<Wish, 'resource' | 'part'>): number => (partOf(part).fresh?.floor ?? 0) / second;

const KINDS: ReadonlySet<string> = new Set(['Object', 'Interface', 'Union']);

/**
 * Derives the hints from the resources: an object has the minimum freshness of its details, a field of another part that
 * of the part. Types inside a document inherit; a field of Query without a hint is not cached.
 */
class CacheControlPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    if (!KINDS.has(type.kind)) return type;
    const maxAge = maxAgeOf(type.extensions as Extensions);
    return { ...type, extensions: { ...type.extensions, directives: hint(maxAge === undefined ? { inheritMaxAge: true } : { maxAge }) } };
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const maxAge = maxAgeOf(field.extensions as Extensions);
    // The types that implement the interface have hints of their own.
    if (field.kind === 'Interface' || maxAge === undefined || maxAge === this.maxAgeOfType(field.parentType)) return field;
    return { ...field, extensions: { ...field.extensions, directives: hint({ maxAge }) } };
  }

  private maxAgeOfType(name: string): number | undefined {
    return maxAgeOf(this.buildCache.getTypeConfig(name).extensions as Extensions);
  }
}

const maxAgeOf = ({ tmdb, maxAge }: Extensions = {}): number | undefined =>
  maxAge ?? (typeof tmdb === 'object' && tmdb.part ? secondsOf(tmdb.part) : undefined);

const hint = (args: { maxAge: number } | { inheritMaxAge: true }) => [{ name: 'cacheControl', args }];

SchemaBuilder.registerPlugin('cacheControl', CacheControlPlugin);
