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
 * Hints how long an answer may be cached, for routers and clients that read it from the SDL. Without `scope`, since every
 * field that carries it is public.
 * @see https://www.apollographql.com/docs/apollo-server/performance/caching
 */
export const cacheControl = new GraphQLDirective({
  name: 'cacheControl',
  description: 'Time for which an answer that contains this may be cached.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.INTERFACE, DirectiveLocation.UNION],
  args: {
    maxAge: { type: GraphQLInt, description: 'Seconds.' },
    inheritMaxAge: { type: GraphQLBoolean, description: 'Inherits the time of its parent.' },
  },
});

/** Extensions of a type or field from which its hint follows: the part that brings it, or seconds. */
interface Extensions {
  readonly tmdb?: Requirement | (() => unknown);
  readonly maxAge?: number;
}

/** Extensions for a type or field whose value is the details of a resource. */
export const freshAs = (resource: Resource): { extensions: { maxAge: number } } => ({
  extensions: { maxAge: secondsOf({ resource, part: 'details' }) },
});

/** Seconds for which a part is fresh at least; personal parts are never cached. */
const secondsOf = (part: Pick<Wish, 'resource' | 'part'>): number => (partOf(part).fresh?.floor ?? 0) / second;

const KINDS: ReadonlySet<string> = new Set(['Object', 'Interface', 'Union']);

/**
 * Derives the hints from the parts: an object may be cached as long as its details are fresh at least, and a field of another
 * part as long as that part. Types inside a document inherit; fields of Query without a hint are not cached.
 */
class CacheControlPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onTypeConfig(type: PothosTypeConfig): PothosTypeConfig {
    if (!KINDS.has(type.kind)) return type;
    const maxAge = maxAgeOf(type.extensions as Extensions);
    return { ...type, extensions: { ...type.extensions, directives: hint(maxAge === undefined ? { inheritMaxAge: true } : { maxAge }) } };
  }

  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const maxAge = maxAgeOf(field.extensions as Extensions);
    // The types that implement an interface have hints of their own.
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
