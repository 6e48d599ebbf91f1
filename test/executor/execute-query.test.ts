import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { execute } from '@graphql-tools/executor';
import * as fc from 'fast-check';
import {
  buildSchema,
  getOperationAST,
  GraphQLError,
  isObjectType,
  parse,
  validate,
  type ExecutionResult,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { executeQuery } from '../../src/executor/execute-query.ts';
import { heapUsed } from '../support/heap.ts';

const TYPES = /* GraphQL */ `
  interface Named {
    name: String!
    friend: Named
  }
  type Cat implements Named {
    name: String!
    friend: Named
    lives(of: Int = 9, in: Where = { home: "here" }): Int
    kittens: [Cat!]!
  }
  type Dog implements Named {
    name: String!
    friend: Named
    tricks: [String]
    puppies: [[Dog]!]
  }
  union Pet = Cat | Dog
  input Where {
    home: String!
    rooms: [Int!]
  }
  type Query {
    cat: Cat
    dog: Dog!
    pet: Pet
    pets: [Pet]
    named: [Named!]
    count(of: Int!, in: Where): Int!
    find(in: Where = { home: "here" }, toString: Int, first: [Int!] = 1): Int
  }
`;

/** A whole number for each place of an answer, the same in each execution. */
type Chance = (place: string) => number;

interface Context {
  readonly chance: Chance;
  readonly calls: string[];
}

const FAILURES: Record<number, (place: string) => unknown> = {
  0: () => null,
  1: () => undefined,
  2: (place) => {
    throw new GraphQLError(`thrown at ${place}`, { extensions: { code: 'SOME' } });
  },
  3: (place) => Promise.reject(new Error(`rejected at ${place}`)),
  4: (place) => new Error(`returned at ${place}`),
  5: () => ({ valueOf: () => ({}), __typename: 'Query' }),
};

/** Answers, waits or fails, by chance. */
function anything(type: string, place: string, chance: Chance): unknown {
  const failure = FAILURES[chance(`failure of ${place}`) % 24];
  if (failure) return failure(place);
  const value = anyValue(type.replace(/!$/, ''), place, chance);
  return chance(`delay of ${place}`) % 3 === 0 ? Promise.resolve().then(() => value) : value;
}

function anyValue(type: string, place: string, chance: Chance): unknown {
  const number = chance(`value of ${place}`);
  if (type.startsWith('[')) {
    const item = type.slice(1, -1);
    // After an item that fails at once, graphql-tools leaves the failures of items that wait unhandled.
    return Array.from({ length: number % (item.endsWith('!') ? 2 : 4) }, (_, index) => itemOf(item, `${place}.${index}`, chance));
  }
  if (type === 'Int') return number % 10;
  return type === 'String' ? place : { __typename: type === 'Pet' || type === 'Named' ? (number % 2 === 0 ? 'Cat' : 'Dog') : type };
}

/** A list holds its failures, as it can't throw them. */
function itemOf(type: string, place: string, chance: Chance): unknown {
  try {
    return anything(type, place, chance);
  } catch (error) {
    return error;
  }
}

const placeOf = ({ path }: GraphQLResolveInfo): string => {
  const keys: unknown[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev) keys.push(`${at.typename}.${at.key}`);
  return keys.toReversed().join('/');
};

function schemaOfChance(): GraphQLSchema {
  const schema = buildSchema(TYPES);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    if (type.name === 'Dog') type.isTypeOf = (_value, { chance }: Context) => chance('Dog') % 2 === 0 || Promise.resolve(true);
    for (const field of Object.values(type.getFields())) {
      field.resolve = (_source, args, { chance, calls }: Context, info) => {
        const place = placeOf(info);
        const { fieldName, fieldNodes, returnType, parentType, variableValues, rootValue, fragments, operation } = info;
        const types = `${String(parentType)} ${String(returnType)}`;
        const document = { nodes: fieldNodes.length, fragments: Object.keys(fragments), operation: operation.loc?.end };
        const isOfSchema = info.schema === schema;
        calls.push(inspect({ place, args, fieldName, document, types, variableValues, rootValue, isOfSchema }, { depth: null }));
        return anything(String(returnType), place, chance);
      };
    }
  }
  return schema;
}

const schema = schemaOfChance();

/** Lists of fields by the type that has them, as texts; the depth bounds them. */
const { Query: anyQuery } = fc.letrec<Record<'Query' | 'Cat' | 'Dog' | 'Named' | 'Pet', string>>((tie) => {
  const condition = fc.constantFrom(
    '',
    '',
    '',
    '',
    '@include(if: $yes)',
    '@skip(if: $no)',
    '@skip(if: true)',
    '@include(if: $no) @skip(if: $yes)',
  );
  const field = (text: string, below: fc.Arbitrary<string> = fc.constant('')): fc.Arbitrary<string> =>
    fc
      .tuple(fc.constantFrom('', '', `other_${text.split('(')[0]}: `, '__proto__: '), condition, below)
      .map(([alias, when, set]) => `${alias}${text} ${when} ${set}`);
  const on = (type: string, below: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(condition, below).map(([when, set]) => `... on ${type} ${when} ${set}`);
  const set = (...fields: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc
      .array(fc.oneof({ maxDepth: 3, depthIdentifier: 'below' }, field('__typename'), ...fields), { minLength: 1, maxLength: 5 })
      .map((all) => `{ ${all.join(' ')} }`);
  const ofNamed = [field('name'), field('friend', tie('Named')), fc.constant('...Some'), on('Named', set(field('name')))];
  return {
    Query: set(
      field('cat', tie('Cat')),
      field('dog', tie('Dog')),
      field('pet', tie('Pet')),
      field('pets', tie('Pet')),
      field('named', tie('Named')),
      field('count(of: $count)'),
      field('find'),
      field('find(toString: $toString, first: $list)'),
      field('find(in: $in, first: 3)'),
      field('find(in: { home: $home }, first: $list)'),
      field('count(of: 3, in: { home: "there", rooms: [1, 2] })'),
      field('__type(name: "Cat")', fc.constant('{ fields(includeDeprecated: $yes) { name type { name } } }')),
      fc.constant('...Root'),
    ),
    Cat: set(...ofNamed, field('lives'), field('lives(of: $count)'), field('lives(in: { home: $home })'), field('kittens', tie('Cat'))),
    Dog: set(...ofNamed, field('tricks'), field('puppies', tie('Dog'))),
    Named: set(...ofNamed, on('Cat', tie('Cat')), on('Dog', tie('Dog'))),
    Pet: set(on('Cat', tie('Cat')), on('Dog', tie('Dog')), fc.constant('...Some')),
  };
});

const FRAGMENTS = `
  fragment Root on Query { cat { name lives } count(of: $count) }
  fragment Some on Named { name friend @include(if: $yes) { __typename ... on Cat { kittens { name } } } }
`;

const anyDocument = anyQuery
  .map(
    (set) =>
      `query Any($yes: Boolean = true, $no: Boolean!, $count: Int = 2, $home: String! = "here", $in: Where, $toString: Int, $list: [Int!]) ${set} ${FRAGMENTS}`,
  )
  // Fields can be in conflict, and fragments unused.
  .filter((text) => validate(schema, parse(text)).every(({ message }) => message.includes('is never used')));

const anyVariables = fc.record(
  {
    yes: fc.constantFrom(true, false, null),
    no: fc.constantFrom(true, false, null),
    count: fc.constantFrom(1, null, 'x'),
    home: fc.constant('there'),
    in: fc.constantFrom(null, { home: 'else' }, { home: null }),
    toString: fc.constantFrom(null, 3),
    list: fc.constantFrom(null, 5, [1, 2]),
  },
  { requiredKeys: ['no'] },
);

/** A result as clients see it. Errors of fields that wait have no certain order. */
const seen = ({ data, errors = [] }: ExecutionResult): object => ({
  data: JSON.stringify(data),
  errors: errors.map((error) => JSON.stringify(error)).toSorted(),
});

it('executes any query as graphql-tools does, also when its steps are known', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyDocument,
      fc.array(fc.tuple(anyVariables, fc.func(fc.nat())), { minLength: 1, maxLength: 4 }),
      async (text, runs) => {
        const document = parse(text);
        const definition = getOperationAST(document);
        if (!definition) throw new Error('There is one operation.');
        for (const [variableValues, chance] of runs) {
          const theirs: Context = { chance, calls: [] };
          const ours: Context = { chance, calls: [] };
          const expected = (await execute({ schema, document, contextValue: theirs, variableValues })) as ExecutionResult;
          const found = await executeQuery({ schema, document, definition }, ours, variableValues);
          await setImmediate(); // What fails beside a field that has failed is reported as it comes.
          expect(seen(found)).toEqual(seen(expected));
          expect(ours.calls.toSorted()).toEqual(theirs.calls.toSorted());
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it('handles what fails later in a list that failed', async () => {
  const schema = buildSchema('type Query { cats: [Cat!] } type Cat { name: String! }');
  const document = parse('{ cats { name } }');
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is one operation.');
  const cats = [
    { name: () => Promise.reject(new Error('late')) },
    Promise.reject(new Error('later')),
    { name: null },
    Promise.reject(new Error('never')),
  ];
  Object.assign(schema.getQueryType()?.getFields()['cats'] ?? {}, { resolve: () => cats });
  const { data, errors } = await executeQuery({ schema, document, definition }, {}, {});
  expect(data).toEqual({ cats: null });
  expect(errors?.map(({ message, path }) => ({ message, path }))).toEqual([
    { message: 'Cannot return null for non-nullable field Cat.name.', path: ['cats', 2, 'name'] },
  ]);
});

it('keeps few steps, however many documents there are', { timeout: 60_000 }, async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `key${index}`);
  const schema = buildSchema(`type Query { cat(is: Int): Cat } type Cat { ${keys.map((key) => `${key}(of: Int): String`).join(' ')} }`);
  Object.assign(schema.getQueryType()?.getFields()['cat'] ?? {}, { resolve: () => ({}) });
  const conditions = ['a', 'b', 'c'];
  const cats = Array.from({ length: 100 }, (_, index) => `cat${index}: cat { ...F }`).join(' ');
  const documents = Array.from({ length: 40 }, (_, index) =>
    parse(`
      query ($a: Boolean!, $b: Boolean!, $c: Boolean!) { ${conditions.map((name) => `...On @include(if: $${name})`).join(' ')} ${cats} }
      fragment On on Query { cat(is: ${index}) { __typename } }
      fragment F on Cat { ${keys.join(' ')} }
    `),
  );
  const runAll = async (): Promise<void> => {
    for (const document of documents) {
      const definition = getOperationAST(document);
      if (!definition) throw new Error('There is one operation.');
      for (let set = 0; set < 2 ** conditions.length; set += 1) {
        const variables = Object.fromEntries(conditions.map((name, bit) => [name, (set & (1 << bit)) !== 0]));
        const { errors } = await executeQuery({ schema, document, definition }, {}, variables);
        expect(errors).toBeUndefined();
      }
    }
  };
  const before = heapUsed();
  await runAll();
  // All would take 480 MB.
  expect(heapUsed() - before).toBeLessThan(40 * 2 ** 20);
  expect(documents).toHaveLength(40); // Until here they are in use.
});

it('keeps few sets of steps, however many values @skip and @include have', { timeout: 60_000 }, async () => {
  const schema = buildSchema('type Query { a: Int }');
  const names = Array.from({ length: 40 }, (_, index) => `v${index}`);
  const document = parse(`
    query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { __typename @skip(if: true) ...F @skip(if: true) }
    fragment F on Query { ${names.map((name) => `${name}: a @include(if: $${name})`).join(' ')} }
  `);
  const definition = getOperationAST(document);
  if (!definition) throw new Error('There is one operation.');
  const before = heapUsed();
  for (let set = 0; set < 40_000; set += 1) {
    const variables = Object.fromEntries(names.map((name, bit) => [name, Math.floor(set / 2 ** bit) % 2 === 1]));
    expect(await executeQuery({ schema, document, definition }, {}, variables)).toEqual({ data: {} });
  }
  // All would take 20 MB.
  expect(heapUsed() - before).toBeLessThan(6 * 2 ** 20);
  expect(document.definitions).toHaveLength(2); // Until here it is in use.
});
