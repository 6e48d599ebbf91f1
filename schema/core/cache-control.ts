import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type PothosTypeConfig, type SchemaTypes } from '@pothos/core';
import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLInt } from 'graphql';
import { second } from '../../src/tmdb/duration.ts';
import { partOf, type Resource, type Wish } from '../../src/tmdb/resource.ts';
import type { Requirement } from './look-ahead.ts';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      cacheControl: CacheControlPlugin<Types>;
    }
  }
}

/**
 * How long an answer may be kept, for caches of routers and clients that read it from the SDL. Without `scope`, since all
 * that carries it is public.
 * @see https://www.apollographql.com/docs/apollo-server/performance/caching
 */
export const cacheControl = new GraphQLDirective({
  name: 'cacheControl',
  description: 'How long an answer that holds this may be kept.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.INTERFACE, DirectiveLocation.UNION],
  args: {
    maxAge: { type: GraphQLInt, description: 'Seconds.' },
    inheritMaxAge: { type: GraphQLBoolean, description: 'As long as what it stands in.' },
  },
});

/** What a type or field may say of itself in its `extensions`: the part that brings it, or seconds. */
interface Extensions {
  readonly tmdb?: Requirement | (() => unknown);
  readonly maxAge?: number;
}

/** For a type or field whose value is the details of a resource. */
export const freshAs = (resource: Resource): { extensions: { maxAge: number } } => ({
  extensions: { maxAge: secondsOf({ resource, part: 'details' }) },
});

/** How long a part is fresh at the least; what is personal is never kept. */
const secondsOf = (part: Pick<Wish, 'resource' | 'part'>): number => (partOf(part).fresh?.floor ?? 0) / second;

const KINDS: ReadonlySet<string> = new Set(['Object', 'Interface', 'Union']);

/**
 * Writes the hints from what is known anyway: a thing may be kept as long as its details are fresh at the least, a field of
 * another part as long as that part. What stands inside a document inherits; what says nothing in Query is not kept.
 */
class CacheControlPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    if (!KINDS.has(type.kind)) return type;
    const maxAge = maxAgeOf(type.extensions as Extensions);
    return { ...type, extensions: { ...type.extensions, directives: hint(maxAge === undefined ? { inheritMaxAge: true } : { maxAge }) } };
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const maxAge = maxAgeOf(field.extensions as Extensions);
    // The types that implement an interface say it for themselves.
    if (field.kind === 'Interface' || maxAge === undefined || maxAge === this.maxAgeOfType(field.parentType)) return field;
    return { ...field, extensions: { ...field.extensions, directives: hint({ maxAge }) } };
  }

  private maxAgeOfType(name: string): number | undefined {
    return maxAgeOf(this.buildCache.getTypeConfig(name).extensions as Extensions);
  }
}

const maxAgeOf = ({ tmdb, maxAge }: Extensions = {}): number | undefined =>
  maxAge ?? (typeof tmdb === 'object' ? secondsOf(tmdb) : undefined);

const hint = (args: { maxAge: number } | { inheritMaxAge: true }) => [{ name: 'cacheControl', args }];

SchemaBuilder.registerPlugin('cacheControl', CacheControlPlugin);
