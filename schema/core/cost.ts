import SchemaBuilder, { BasePlugin, type SchemaTypes } from '@pothos/core';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { WRITE } from '../../src/tmdb/need.ts';
import { partOf } from '../../src/tmdb/resource.ts';
import { declarationByDefault } from './declaration.ts';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      cost: CostPlugin<Types>;
    }
  }
}

/** Assumed rows of lists that have no `first`, or none by default. A router knows nothing of how long a list is. */
const ASSUMED_SIZES: Readonly<Record<string, number>> = {
  // Objects by their ids, genres, providers: most of Query.
  Query: 20,
  FindResult: 1,
  // By the names of fields.
  directors: 2,
  creators: 2,
  composers: 2,
  writers: 4,
  producers: 6,
  genres: 4,
  networks: 2,
  productionCompanies: 4,
  knownFor: 3,
};
const ASSUMED_SIZE = 10;
const ASSUMED_ROWS = 20;

/** Arguments that may need a request more: another language of a part, an id that is first looked up. */
const DEAR_ARGUMENTS: ReadonlySet<string> = new Set(['languages', 'imdbId', 'tvdbId']);

type Field = GraphQLField<unknown, unknown>;

interface Directive {
  readonly name: string;
  readonly args: object;
}

/** Adds directives of the SDL to an element. */
function annotate(element: { extensions: object }, ...directives: readonly Directive[]): void {
  const { directives: others = [] } = element.extensions as { directives?: readonly Directive[] };
  element.extensions = { ...element.extensions, directives: [...others, ...directives] };
}

const cost = (weight: number): Directive => ({ name: 'cost', args: { weight } });

/** The names of the resources that the fields of a type load, where neither a list item nor another object has the value. */
function resourcesOf(type: GraphQLObjectType): ReadonlySet<string> {
  const names = Object.values(type.getFields()).flatMap((field) => {
    const { part, isIn, rows, more } = declarationByDefault(field) ?? {};
    if (!part || rows || more !== undefined) return [];
    const { name } = part.resource;
    if (name === type.name) return isIn ? [] : [name];
    return isLeafType(getNamedType(field.type)) ? [name] : [];
  });
  return new Set(names);
}

/** The requests that a field needs beside those of its object and of the objects to which it leads. */
function requestsOf(field: Field, parent: GraphQLObjectType, ofType: number): number {
  const declaration = declarationByDefault(field);
  if (!declaration) return 0;
  const { part, rows, more, looksUp, leadsTo } = declaration;
  if (looksUp) return ofType > 0 ? 0 : 1;
  if (leadsTo) return 0;
  if (rows) return 1;
  // Documents may lead to further ones, also where usually none follows.
  const following = more === undefined ? 0 : Math.max(1, Number(more));
  // What is the caller's own travels alone.
  if (part?.resource.name === parent.name) return partOf(part).personal ? 1 : following;
  return isLeafType(getNamedType(field.type)) ? following : 1 + following;
}

const isConnection = (type: unknown): boolean => isObjectType(type) && 'nodes' in type.getFields() && 'pageInfo' in type.getFields();

type Weights = ReadonlyMap<unknown, number>;

const weightOf = (type: unknown, weights: Weights): number => weights.get(type) ?? Number(isCompositeType(type));

/** Tests whether nothing below a type costs a request. */
function isFree(type: GraphQLNamedType, weights: Weights, seen = new Set<GraphQLNamedType>()): boolean {
  if (seen.has(type) || isLeafType(type)) return true;
  seen.add(type);
  if (!isObjectType(type) || weightOf(type, weights) > 0) return false;
  return Object.values(type.getFields()).every((field) => {
    const named = getNamedType(field.type);
    return requestsOf(field, type, weightOf(named, weights)) === 0 && isFree(named, weights, seen);
  });
}

/** The size of a list or of the rows of a connection; undefined for a field that is neither. */
function sizeOf(field: Field, parent: GraphQLObjectType, weights: Weights): Directive | undefined {
  const named = getNamedType(field.type);
  const first = field.args.find(({ name }) => name === 'first');
  const slicing = first && { slicingArguments: ['first'], requireOneSlicingArgument: false };
  if (isConnection(named)) {
    const assumed = first?.defaultValue === undefined && { assumedSize: ASSUMED_ROWS };
    return { name: 'listSize', args: { ...assumed, ...slicing, sizedFields: ['edges', 'nodes'] } };
  }
  if (!isListType(getNullableType(field.type)) || !isCompositeType(named) || isConnection(parent)) return undefined;
  // The size multiplies what the list itself costs, too.
  if (isFree(named, weights)) return { name: 'listSize', args: { assumedSize: 1 } };
  return { name: 'listSize', args: { assumedSize: ASSUMED_SIZES[parent.name] ?? ASSUMED_SIZES[field.name] ?? ASSUMED_SIZE, ...slicing } };
}

/**
 * Weighs the schema for the demand control of routers, from the declarations of its fields: one TMDB request weighs 1. An object
 * that has documents of its own weighs 1 wherever it is, since a router knows neither what a list item brings nor what travels
 * together; everything else is free, but for the pages of a list and for what is requested apart from its object.
 * @see https://www.apollographql.com/docs/graphos/routing/security/demand-control
 */
function weigh(schema: GraphQLSchema): void {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const objects = types.filter(isObjectType);
  const weights: Weights = new Map(objects.map((type) => [type, roots.includes(type) ? 0 : resourcesOf(type).size]));
  for (const type of objects) {
    annotate(type, cost(weightOf(type, weights)));
    for (const field of Object.values(type.getFields())) {
      const ofType = weightOf(getNamedType(field.type), weights);
      const requests = type === schema.getMutationType() ? WRITE.atMost : requestsOf(field, type, ofType);
      const size = sizeOf(field, type, weights);
      // The weight of a field stands for that of its type.
      const isPriced = requests > 0 || (roots.includes(type) && ofType === 0);
      annotate(field, ...(isPriced ? [cost(requests + ofType)] : []), ...(size ? [size] : []));
      for (const argument of field.args) {
        if (isInputObjectType(getNamedType(argument.type))) annotate(argument, cost(0));
        else if (DEAR_ARGUMENTS.has(argument.name)) annotate(argument, cost(1));
      }
    }
  }
  for (const type of types.filter(isInputObjectType)) {
    for (const field of Object.values(type.getFields())) if (isInputObjectType(getNamedType(field.type))) annotate(field, cost(0));
  }
}

class CostPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    weigh(schema);
    return schema;
  }
}

SchemaBuilder.registerPlugin('cost', CostPlugin);
