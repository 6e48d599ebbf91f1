import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tagOf } from '../../src/tmdb/language.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { readPages } from './markdown.ts';

const page = readPages().find(({ file }) => file === 'docs/languages.md')?.prose ?? '';

/** The names in backticks. */
const namesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** The rows of the table with this head: the names in backticks of the first two cells. */
function rowsBelow(head: string): { tags: string[]; read: string[] }[] {
  const table = page.slice(page.indexOf(`| ${head} |`)).split('\n\n', 1)[0] ?? '';
  const rows = table.split('\n').slice(2);
  return rows.map((row) => row.split('|')).map(([, tags = '', read = '']) => ({ tags: namesIn(tags), read: namesIn(read) }));
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** A language that no row of the table names. */
const OTHER = 'cy';

describe('the tags of docs/languages.md', () => {
  const rows = rowsBelow('tag | read as | because').flatMap(({ tags, read }) =>
    // One reading of several tags, a reading of each, or several readings of one tag, the first of which counts.
    tags.map((tag, at) => ({ tag, read: (tags.length === read.length ? read[at] : read[0]) ?? OTHER })),
  );

  it('finds the table', () => {
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.filter(({ read }) => read === OTHER).length).toBeGreaterThanOrEqual(3);
  });

  it.each(rows)('sends $read to TMDB for the tag $tag, in @inContext and in the header', async ({ tag, read }) => {
    const query = `movies of ${tag}`;
    gateway.asked();
    await gateway.ask(
      'query ($tag: LanguageTag!, $query: String!) @inContext(languages: [$tag, "cy"]) { searchMovies(query: $query) { totalCount } }',
      { tag, query },
    );
    const ask = 'query ($query: String!) { searchMovies(query: $query) { totalCount } }';
    await gateway.ask(ask, { query: `${query} again` }, { 'accept-language': `${tag}, ${OTHER};q=0.5` });
    expect(gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get('language'))).toEqual([read, read]);
  });
});

describe('the texts that are no tag in docs/languages.md', () => {
  const [, sentence = ''] = /^A text that is no tag, such as ([^]*?), is `BAD_USER_INPUT`/m.exec(page) ?? [];

  it.each(namesIn(sentence))('refuses %s in an operation and ignores it in the header, without asking TMDB for it', async (text) => {
    gateway.asked();
    const query = '{ movie(id: 603) { title } }';
    const { body } = await gateway.ask(`query @inContext(languages: ["${text}"]) ${query}`);
    expect(body.errors).toMatchObject([{ message: expect.stringContaining('such as de, pt-BR'), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.asked()).toEqual([]);
    expect((await gateway.ask(query, {}, { 'accept-language': `${text}, de;q=0.5` })).body).toEqual({
      data: { movie: { title: 'Matrix' } },
    });
  });

  it('finds the sentence', () => {
    expect(namesIn(sentence)).toHaveLength(2);
  });
});

describe('the double codes of docs/languages.md', () => {
  const rows = rowsBelow('codes at TMDB | language').flatMap(({ tags, read: [read] }) => tags.map((code) => ({ code, read })));

  it('finds the table', () => {
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });

  it.each(rows)('reads the code $code as $read', ({ code, read = null }) => {
    const [language = '', country] = code.split('-');
    expect(tagOf({ iso_639_1: language, ...(country !== undefined && { iso_3166_1: country }) })).toBe(read);
  });
});
