import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** A named element of a schema. */
export interface Element {
  readonly kind: 'type' | 'field' | 'argument' | 'enum value' | 'input field' | 'directive';
  /** Its place: `Movie.title(language:)`. */
  readonly at: string;
  readonly name: string;
  readonly description: string | null | undefined;
  /** Of fields, arguments and input fields. */
  readonly type?: GraphQLOutputType | GraphQLInputType;
  /** Of fields. */
  readonly args?: readonly GraphQLArgument[];
  /** Of types: itself. */
  readonly itself?: GraphQLNamedType;
}

/** Whether Federation names it, such as `_service`. */
const isFederations = ({ name }: { readonly name: string }): boolean => name.startsWith('_');

/** All elements that a schema itself defines, without those of every schema or subgraph. */
export function elementsOf(schema: GraphQLSchema): Element[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !isFederations(type),
  );
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return [
    ...types.flatMap((type): Element[] => [
      { kind: 'type', at: type.name, name: type.name, description: type.description, itself: type },
      ...membersOf(type),
    ]),
    ...directives.flatMap(({ name, description, args }): Element[] => [
      { kind: 'directive', at: `@${name}`, name, description },
      ...argumentsOf(`@${name}`, args),
    ]),
  ];
}

function membersOf(type: GraphQLNamedType): Element[] {
  if (isEnumType(type)) {
    return type.getValues().map(({ name, description }) => ({ kind: 'enum value', at: `${type.name}.${name}`, name, description }));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => ({ kind: 'input field', at: `${type.name}.${field.name}`, ...field }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).filter((field) => !isFederations(field));
  return fields.flatMap((field): Element[] => {
    const at = `${type.name}.${field.name}`;
    return [{ kind: 'field', at, ...field }, ...argumentsOf(at, field.args)];
  });
}

const argumentsOf = (at: string, args: readonly GraphQLArgument[]): Element[] =>
  args.map((arg) => ({ kind: 'argument', at: `${at}(${arg.name}:)`, ...arg }));
