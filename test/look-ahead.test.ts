import * as fc from 'fast-check';
import { defaultFieldResolver, isObjectType, type GraphQLResolveInfo } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../schema/core/context.ts';
import { declarationOf } from '../schema/core/declaration.ts';
import { operationLocale } from '../schema/core/locale.ts';
import { schema } from '../schema/index.ts';
import type { Wish } from '../src/tmdb/resource.ts';
import { startGateway, type Asked } from './support/gateway.ts';
import { choicesFrom, randomOperation } from './support/random-operation.ts';

/** Loads that no declaration of their field announced, when look-ahead makes none. */
const undeclared = new Set<string>();
/** Fields that loaded something. */
const loading = new Set<string>();

const nameOf = ({ resource, ref, part }: Wish): string => `${resource.name}/${ref}/${part}`;

/** Notes the wish of a field, unless its declaration has it. */
function check(wish: Wish, source: object, args: Record<string, unknown>, context: Context, info: GraphQLResolveInfo): void {
  const name = `${info.parentType.name}.${info.fieldName}`;
  loading.add(name);
  const field = info.parentType.getFields()[info.fieldName];
  const declaration = field && declarationOf({ field, args });
  if (declaration?.more !== undefined) return;
  const declared = declaration?.wishes(args as never, operationLocale(context, info), { ref: '', ...source }, context) ?? [];
  if (!declared.map(nameOf).includes(nameOf(wish))) undeclared.add(`${name} loads ${nameOf(wish)}`);
}

/** Lets each resolver load through a context of its own that checks its loads. */
beforeAll(() => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve = defaultFieldResolver } = field;
      field.resolve = (source: object, args: Record<string, unknown>, context: Context, info) => {
        if (context.lookAhead !== false) return resolve(source, args, context, info);
        const load = (wish: Wish) => {
          check(wish, source, args, context, info);
          return context.load(wish);
        };
        return resolve(source, args, Object.create(context, { load: { value: Object.assign(load, context.load) } }), info);
      };
    }
  }
});

interface Run {
  readonly answer: Asked['body'];
  readonly requests: readonly string[];
}

/** Runs an operation with an empty cache. */
async function run(query: string, lookAhead: boolean): Promise<Run> {
  await using gateway = await startGateway({ lookAhead, env: { OPERATION_MAX_REQUESTS: '1000' } });
  const { body } = await gateway.ask(query);
  const errors = body.errors?.toSorted((a, b) => (String(a.path) < String(b.path) ? -1 : 1)) ?? [];
  return { answer: { ...body, errors }, requests: gateway.asked() };
}

/** Number of requests for an object that another request was for already. */
const repeats = (requests: readonly string[]): number =>
  requests.length - new Set(requests.map((url) => /^\/3\/tv\/\d+\/season\/\d+\/episode\/\d+|^\/3\/\w+\/[^/?]+/.exec(url)?.[0] ?? url)).size;

const operation = fc
  .array(fc.nat(999), { minLength: 150, maxLength: 150, size: 'max' })
  .map((tape) => randomOperation(schema, choicesFrom(tape)));

describe('look-ahead', () => {
  it('changes no answer when it is switched off, which costs no fewer requests', { timeout: 120_000 }, async () => {
    let saved = 0;
    await fc.assert(
      fc.asyncProperty(operation, async (query) => {
        const on = await run(query, true);
        // Documents that exceed a limit show nothing.
        fc.pre(on.answer.data !== undefined);
        const off = await run(query, false);
        expect(on.answer).toEqual(off.answer);
        // A list may lead to an object again, which by chance waits there for parts that were foreseen elsewhere: one more request.
        const again = Math.max(0, repeats(on.requests) - repeats(off.requests));
        expect(on.requests.length - again, `${on.requests.join(' ')} against ${off.requests.join(' ')}`).toBeLessThanOrEqual(
          off.requests.length,
        );
        saved += off.requests.length - on.requests.length;
      }),
      { numRuns: 120, seed: 16 },
    );
    expect(saved).toBeGreaterThan(80);
    expect([...undeclared]).toEqual([]);
    expect(loading.size).toBeGreaterThan(100);
  });

  it('reads the variables of each execution of a document', async () => {
    await using gateway = await startGateway();
    const query = `query Pictures($id: ID!, $first: [LanguageTag]!, $second: [LanguageTag]!) {
      movie(id: $id) { poster(languages: $first) { path } images(languages: $second) { backdrops { path } } }
    }`;
    for (const [id, first, second] of [
      [603, ['en'], ['fr']],
      [604, ['de'], ['es', 'it']],
      [605, ['en'], ['ja']],
    ]) {
      const before = gateway.asked().length;
      const { body } = await gateway.ask(query, { id, first, second });
      expect(body.errors).toBeUndefined();
      expect(gateway.asked().slice(before)).toHaveLength(1);
    }
  });
});
