import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import type { Resource } from '../../../src/tmdb/resource.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { resourceTables } from '../../support/resource-tables.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** The part of a resource that a field declares. */
interface Declared {
  readonly tmdb?: { readonly part?: { readonly resource: Resource; readonly part: string } };
}

const varies = ({ parts }: Resource, part: string): boolean => parts[part]?.varies.includes('query') === true;

/** The fields whose part varies by search words, with the resource: a field that is added is among them. */
const SEARCHES = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type))
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => {
      const { part } = (field.extensions as Declared).tmdb ?? {};
      return part && varies(part.resource, part.part)
        ? [{ field: `${type.name}.${field.name}`, resource: part.resource, args: field.args }]
        : [];
    }),
  );
const FIELDS = SEARCHES.map(({ field }) => field.replace('Query.', ''));

const sentWords = (): (string | null)[] => gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get('query'));

it('finds a field for each of TMDB’s searches, with search words that are required', async () => {
  const searches = (await resourceTables()).filter((resource) => Object.keys(resource.parts).some((part) => varies(resource, part)));
  expect(SEARCHES.map(({ resource }) => resource.name).toSorted()).toEqual(searches.map(({ name }) => name).toSorted());
  expect(FIELDS.length).toBeGreaterThanOrEqual(7);
  for (const { args } of SEARCHES) expect(args.map(({ name, type }) => `${name}: ${String(type)}`)).toContain('query: String!');
  const words = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) => args.some(({ name }) => name === 'query'));
  expect(words.map(({ name }) => name)).toEqual(FIELDS);
});

describe('search words', () => {
  it.each([
    ['decomposed letters', 'Ame\u0301lie Poulain', 'Amélie Poulain'],
    ['decomposed Hangul', '기생충'.normalize('NFD'), '기생충'],
    ['a decomposed voiced sound', '崖の上のポニョ ゴジラ'.normalize('NFD'), '崖の上のポニョ ゴジラ'],
    ['blanks around', '\t The  Third\n Man \u00A0', 'The Third Man'],
    ['ideographic blanks', '　花様\u3000\u3000年華', '花様 年華'],
    ['a zero-width space', '\u200BRififi\u200B', 'Rififi'],
    ['signs that an URL uses', 'M*A*S*H & 50% + #8?=/', 'M*A*S*H & 50% + #8?=/'],
    ['joined emoji', '👩\u200D🚀', '👩\u200D🚀'],
  ])('sends %s composed, trimmed and with one blank between words', async (_what, query, sent) => {
    gateway.asked();
    const { body } = await gateway.ask('query ($query: String!) { searchMovies(query: $query) { totalCount } }', { query });
    expect(body.errors).toBeUndefined();
    expect(sentWords()).toEqual([sent]);
  });

  it('sends one request for the same words in several spellings', async () => {
    gateway.asked();
    const { body } = await gateway.ask(
      'query ($a: String!, $b: String!) { a: search(query: $a) { totalCount } b: search(query: $b) { totalCount } }',
      {
        a: 'Pokémon  forever',
        b: ' Poke\u0301mon forever',
      },
    );
    expect(body.errors).toBeUndefined();
    expect(sentWords()).toEqual(['Pokémon forever']);
  });

  it.each(FIELDS)('sends the words of %s composed, trimmed and with one blank between them', async (field) => {
    gateway.asked();
    const query = ` ${'Ünïcorn'.normalize('NFD')}  of\t${field} `;
    const { body } = await gateway.ask(`query ($query: String!) { ${field}(query: $query) { totalCount } }`, { query });
    expect(body.errors).toBeUndefined();
    expect(sentWords()).toEqual([`Ünïcorn of ${field}`]);
  });

  it.each(FIELDS)('refuses blank words of %s and sends nothing', async (field) => {
    gateway.asked();
    for (const query of ['', ' ', '\t\n', '\u00A0\u3000', '\u200B \u200B']) {
      const { body } = await gateway.ask(`query ($query: String!) { ${field}(query: $query) { totalCount } }`, { query });
      expect(body.errors).toMatchObject([{ message: expect.stringContaining('1 to 500'), extensions: { code: 'BAD_USER_INPUT' } }]);
    }
    expect(gateway.asked()).toEqual([]);
  });

  it('counts the composed characters of long words', async () => {
    const search = 'query ($query: String!) { searchMovies(query: $query) { totalCount } }';
    expect((await gateway.ask(search, { query: 'e\u0301'.repeat(500) })).body.errors).toBeUndefined();
    expect((await gateway.ask(search, { query: 'é'.repeat(501) })).body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
