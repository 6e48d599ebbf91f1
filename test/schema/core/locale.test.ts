import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { signIn } from '../../support/accounts.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

describe('the languages of an operation', () => {
  it('applies the languages of an operation to the payload of a mutation as to a query', async () => {
    const ada = await signIn(gateway, 'ada');
    const fields = 'id title titleLanguage overviewLanguage videos { language }';
    const query = await gateway.ask(`query @inContext(languages: ["de"]) { movie(id: 603) { ${fields} } }`);
    expect(query.body).toMatchObject({ data: { movie: { titleLanguage: 'de', overviewLanguage: 'de' } } });
    const mutation = await ada.ask(
      `mutation ($languages: [LanguageTag!]) @inContext(languages: $languages) { rateMovie(id: 603, rating: 8) { movie { ${fields} } } }`,
      { languages: ['de'] },
    );
    expect(mutation.body).toEqual({ data: { rateMovie: query.body.data } });
  });

  it('reads several Accept-Language headers as one', async () => {
    const headers = { 'content-type': 'application/json', 'accept-language': ['en;q=0.1, fr;q=0.5', 'xx-Latn, de;q=0.8'] };
    const answer = await new Promise<string>((resolve, reject) => {
      request(gateway.url, { method: 'POST', headers }, (response) => resolve(text(response)))
        .on('error', reject)
        .end(JSON.stringify({ query: '{ movie(id: 603) { titleLanguage } }' }));
    });
    expect(JSON.parse(answer)).toEqual({ data: { movie: { titleLanguage: 'de' } } });
  });

  it.each([
    ['uz-Cyrl-UZ', 'uz-UZ'],
    ['zh-Hans-HK', 'zh-CN'],
    ['es-419', 'es-MX'],
    ['fil-PH', 'tl-PH'],
    ['zh-cmn-Hant', 'zh-TW'],
    ['ces-CZ-u-co-standard', 'cs-CZ'],
    ['no-nyn', 'no'],
  ])('understands the tag %s wherever a language is named', async (tag, language) => {
    const inContext = `query ($tag: LanguageTag!) @inContext(languages: [$tag]) { trendingMovies { totalCount } }`;
    await gateway.ask(inContext, { tag });
    await gateway.ask('{ trendingMovies { totalCount } }', {}, { 'accept-language': `${tag}, *;q=0.5` });
    // The second operation finds the answer to the first in the cache.
    expect(gateway.asked().filter((url) => url.includes('trending'))).toEqual([`/3/trending/movie/day?language=${language}`]);
    const named = await gateway.ask('query ($tag: LanguageTag!) { movie(id: 603) { title(language: $tag) } }', { tag });
    expect(named.body.errors).toBeUndefined();
    const pictures = await gateway.ask('query ($tag: LanguageTag!) { movie(id: 604) { poster(languages: [$tag]) { path } } }', { tag });
    expect(pictures.body.errors).toBeUndefined();
  });

  it('ignores a language that TMDB does not have, wherever it is named', async () => {
    const titles = 'movie(id: 603) { title titleLanguage hawaiian: title(language: "haw") }';
    const { body } = await gateway.ask(`query @inContext(languages: ["haw-US", "de"]) { ${titles} }`);
    expect(body).toEqual({ data: { movie: { title: 'Matrix', titleLanguage: 'de', hawaiian: 'The Matrix' } } });
    const alone = await gateway.ask(
      'query @inContext(languages: ["gsw"]) { movie(id: 603) { titleLanguage } }',
      {},
      { 'accept-language': 'gsw, de' },
    );
    expect(alone.body).toEqual({ data: { movie: { titleLanguage: 'de' } } });
    const ada = await signIn(gateway, 'ada');
    const list = await ada.ask('mutation { createList(name: "Hawaii", language: "haw") { list { id } } }');
    expect(list.body).toMatchObject({
      errors: [{ message: expect.stringContaining('such as de'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('creates a list in the language of the operation', async () => {
    const ada = await signIn(gateway, 'ada');
    const { body } = await ada.askV4(
      'mutation @inContext(languages: ["pt-BR", "en"]) { createList(name: "Meus filmes") { list { language country } } }',
    );
    expect(body).toEqual({ data: { createList: { list: { language: 'pt', country: 'BR' } } } });
  });
});
