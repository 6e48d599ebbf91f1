import {
  buildASTSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  Kind,
  parse,
  valueFromASTUntyped,
  type DirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/* The price of an operation as routers estimate it from the SDL of a subgraph: https://ibm.github.io/graphql-specs/cost-spec.html */

type Args = Readonly<Record<string, unknown>>;

interface Annotated {
  readonly astNode?: { readonly directives?: readonly DirectiveNode[] | undefined } | null | undefined;
}

/** Returns the arguments of a directive on an element of an SDL; undefined without the directive. */
export function directiveOn({ astNode }: Annotated, name: string): Args | undefined {
  const found = astNode?.directives?.find((directive) => directive.name.value === name);
  return found && Object.fromEntries((found.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]));
}

const weightOn = (annotated: Annotated): number | undefined => directiveOn(annotated, 'cost')?.['weight'] as number | undefined;

/** The weight that the specification gives to a type without `@cost`. */
const defaultWeight = (type: GraphQLNamedType): number => (isCompositeType(type) || isInputObjectType(type) ? 1 : 0);

/** The weight of a field: its own, else that of its type. */
function weightOf(field: GraphQLField<unknown, unknown>): number {
  const type = getNamedType(field.type);
  return weightOn(field) ?? weightOn(type) ?? defaultWeight(type);
}

function priceOfInput(input: GraphQLArgument | GraphQLInputField, value: unknown): number {
  const type = getNamedType(input.type);
  const own = weightOn(input) ?? defaultWeight(type);
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return own;
  const fields = Object.values(type.getFields()).filter(({ name }) => name in value);
  return own + fields.reduce((sum, field) => sum + priceOfInput(field, (value as Args)[field.name]), 0);
}

/** Reads a subgraph's SDL, whose directives of Federation it does not define. */
export const readSubgraph = (sdl: string): GraphQLSchema => buildASTSchema(parse(sdl), { assumeValidSDL: true });

/** Estimates an operation. Lists without a size count as one. */
export function routerPrice(schema: GraphQLSchema, text: string): number {
  const { definitions } = parse(text);
  const fragments = new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [])));
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return 0;

  function priceOf(set: SelectionSetNode | undefined, type: GraphQLNamedType, sizes: ReadonlyMap<string, number>): number {
    let sum = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind !== Kind.FIELD) {
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
        const on = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
        sum += priceOf(fragment?.selectionSet, on ?? type, sizes);
        continue;
      }
      const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
      if (!field || !('args' in field)) continue; // `__typename`
      const args: Args = getArgumentValues(field, node, {});
      const {
        slicingArguments = [],
        assumedSize,
        sizedFields,
      } = (directiveOn(field, 'listSize') ?? {}) as {
        slicingArguments?: string[];
        assumedSize?: number;
        sizedFields?: string[];
      };
      const slices = slicingArguments.map((name) => args[name]).filter((slice) => typeof slice === 'number');
      const size = slices.length > 0 ? Math.max(...slices) : assumedSize;
      const own = sizedFields ? undefined : size;
      const count = isListType(getNullableType(field.type)) ? (sizes.get(field.name) ?? own ?? 1) : 1;
      const below = new Map(sizedFields && size !== undefined ? sizedFields.map((name) => [name, size]) : []);
      const given = field.args.filter(({ name }) => node.arguments?.some((argument) => argument.name.value === name));
      sum += count * (weightOf(field) + priceOf(node.selectionSet, getNamedType(field.type), below));
      sum += given.reduce((total, argument) => total + priceOfInput(argument, args[argument.name]), 0);
    }
    return sum;
  }

  const root = schema.getRootType(operation.operation);
  return root ? priceOf(operation.selectionSet, root, new Map()) : 0;
}
