import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const FIELDS = ['search', 'searchMovies', 'searchTvSeries', 'searchPeople', 'searchCollections', 'searchCompanies', 'searchKeywords'];

const sentWords = (): (string | null)[] => gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get('query'));

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
