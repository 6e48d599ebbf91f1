import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { elementsOf, type Element } from './elements.ts';

/** A condition on the elements that it concerns. */
interface Rule {
  readonly expected: string;
  readonly concerns: (element: Element, schema: GraphQLSchema) => boolean;
  readonly holds: (element: Element, schema: GraphQLSchema) => boolean;
}

const CASES = { camelCase: /^[a-z][a-zA-Z0-9]*$/, PascalCase: /^[A-Z][a-zA-Z0-9]*$/, SCREAMING_CASE: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/ };

const CASE_OF: Readonly<Record<Element['kind'], keyof typeof CASES>> = {
  type: 'PascalCase',
  field: 'camelCase',
  argument: 'camelCase',
  'input field': 'camelCase',
  directive: 'camelCase',
  'enum value': 'SCREAMING_CASE',
};

/** Spellings to avoid, each with the one to use, and the kinds of elements that it concerns. */
const SPELLINGS = [
  [/^series$/, 'tvSeries', ['field']],
  [/^region$/, 'country', ['field']], // In answers. Arguments are a region or a watch region.
  [/sortBy/, 'sort', ['field', 'argument', 'input field']],
  [/imeZone/, 'timezone', ['field', 'argument', 'input field']],
  [/RunTime/, 'runtime', ['field', 'argument', 'input field']],
  [/DateYear/, 'the year without the date', ['field', 'argument', 'input field']],
] as const satisfies readonly (readonly [RegExp, string, readonly Element['kind'][]])[];

/** Fields with values of no fixed shape. */
const ANY_SHAPE = new Set(['ChangeItem.value', 'ChangeItem.originalValue']);

/** Whether a value of the type can be missing at TMDB: a Node, or an abstract type with a Node among its types. */
function isNode(type: GraphQLType, schema: GraphQLSchema): boolean {
  const named = getNamedType(type);
  if (isAbstractType(named) && named.name !== 'Node') return schema.getPossibleTypes(named).some((possible) => isNode(possible, schema));
  return named.name === 'Node' || (isObjectType(named) && named.getInterfaces().some(({ name }) => name === 'Node'));
}

const hasFields = ({ itself }: Element, ...names: string[]): boolean =>
  (isObjectType(itself) || isInterfaceType(itself)) && names.every((name) => name in itself.getFields());
const takes = ({ args = [] }: Element, name: string): boolean => args.some((arg) => arg.name === name);
const nullable = (type: GraphQLType | undefined): GraphQLType | undefined => type && getNullableType(type);
const itemOf = (type: GraphQLType | undefined): GraphQLType | undefined => {
  const list = nullable(type);
  return isListType(list) ? (list.ofType as GraphQLType) : undefined; // The items of a list type.
};

const RULES: readonly Rule[] = [
  { expected: 'a description', concerns: () => true, holds: ({ description }) => Boolean(description?.trim()) },
  ...Object.keys(CASES).map((name): Rule => {
    const wanted = name as keyof typeof CASES; // Object.keys widens the type.
    return { expected: wanted, concerns: ({ kind }) => CASE_OF[kind] === wanted, holds: (element) => CASES[wanted].test(element.name) };
  }),
  ...SPELLINGS.map(([word, expected, kinds]): Rule => ({
    expected,
    concerns: ({ kind }) => kinds.some((one) => one === kind),
    holds: ({ name }) => !word.test(name),
  })),
  {
    expected: 'a type of its own instead of JSON',
    concerns: ({ type }) => type !== undefined && getNamedType(type).name === 'JSON',
    holds: ({ at }) => ANY_SHAPE.has(at),
  },
  {
    expected: 'a name that ends in Connection',
    concerns: (element) => hasFields(element, 'edges', 'pageInfo'),
    holds: ({ name }) => name.endsWith('Connection'),
  },
  {
    expected: 'edges, nodes, pageInfo and totalCount',
    concerns: ({ kind, name }) => kind === 'type' && name.endsWith('Connection'),
    holds: (element) => hasFields(element, 'edges', 'nodes', 'pageInfo', 'totalCount'),
  },
  {
    expected: 'a cursor and a node',
    concerns: ({ kind, name }) => kind === 'type' && name.endsWith('Edge'),
    holds: (element) => hasFields(element, 'cursor', 'node'),
  },
  {
    expected: 'a connection, since it takes `after`',
    concerns: (element) => element.kind === 'field' && takes(element, 'after'),
    holds: ({ type }) => type !== undefined && getNamedType(type).name.endsWith('Connection'),
  },
  {
    expected: 'nullable: TMDB may not have it',
    concerns: ({ kind, type }, schema) => kind === 'field' && type !== undefined && !itemOf(type) && isNode(type, schema),
    holds: ({ type }) => !isNonNullType(type),
  },
  {
    expected: 'nullable items: one bad row never loses the list',
    concerns: ({ kind, type }, schema) => kind === 'field' && type !== undefined && itemOf(type) !== undefined && isNode(type, schema),
    holds: ({ type }) => !isNonNullType(itemOf(type)),
  },
  {
    expected: 'an ID that is never null',
    concerns: ({ kind, name }) => kind === 'field' && name === 'id',
    holds: ({ type }) => String(type) === 'ID!',
  },
];

/** The problems of a schema, one line each. */
export function problemsOf(schema: GraphQLSchema): string[] {
  return elementsOf(schema).flatMap((element) =>
    RULES.filter(({ concerns, holds }) => concerns(element, schema) && !holds(element, schema)).map(
      ({ expected }) => `${element.at}: expected ${expected}.`,
    ),
  );
}
