import {
  execute,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  OperationTypeNode,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import { wishKey, type Wish } from '../../src/tmdb/resource.ts';
import type { Context } from '../core/context.ts';

/**
 * The wishes with which the queries of a document begin, found by running them without a TMDB: none is answered, so each
 * query ends there. Variables without a default get some value of their type; a query that refuses it makes no wishes.
 */
export function rehearse(schema: GraphQLSchema, document: DocumentNode, locale: Locale): Wish[][] {
  const queries = document.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.QUERY,
  );
  return queries.map((query) => {
    const wishes = new Map<string, Wish>();
    const answer = execute({
      schema,
      document,
      operationName: query.name?.value,
      variableValues: variablesOf(schema, query),
      contextValue: contextFor(locale, (wish) => void wishes.set(wishKey(wish), wish)),
    });
    void Promise.resolve(answer).catch(() => {});
    return [...wishes.values()];
  });
}

/** Everything that a query needs before its first document comes. */
function contextFor(locale: Locale, onWish: (wish: Wish) => void): Context {
  const never = new Promise<never>(() => {});
  const load = (wish: Wish): Promise<never> => {
    onWish(wish);
    return never;
  };
  return {
    load: Object.assign(load, { prime() {}, allowPartial() {}, write: () => never }),
    locale,
    signedIn: [],
    credential() {
      throw new TypeError('a rehearsal has no credential');
    },
    approvalUrl: () => '',
    imageUrl: '',
    today: new Date().toISOString().slice(0, 10),
    spend() {},
    report() {},
    assertAffordable() {},
    kept: new Map(),
    rateLimit: () => ({ limit: 0, available: 0, queued: 0 }),
  };
}

function variablesOf(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const required = variableDefinitions.flatMap(({ variable, type, defaultValue }) => {
    const inputType = defaultValue ? undefined : (typeFromAST(schema, type) as GraphQLInputType | undefined); // Valid documents name input types.
    return inputType && isNonNullType(inputType) ? [[variable.name.value, valueOf(inputType.ofType)] as const] : [];
  });
  return Object.fromEntries(required);
}

/** Some value of a type, for each built-in scalar; other scalars take a text or refuse it. */
const SCALARS: Readonly<Record<string, unknown>> = { Boolean: true, Float: 1, ID: '1', Int: 1 };

function valueOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType);
  if (isListType(type)) return [valueOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return SCALARS[getNamedType(type).name] ?? 'a';
  const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type) && field.defaultValue === undefined);
  return Object.fromEntries(required.map((field) => [field.name, valueOf(field.type)]));
}
