import { parse } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { rehearse } from '../../../schema/beforehand/rehearsal.ts';
import { readExamples } from '../../../src/http/examples.ts';
import { startGateway } from '../../support/gateway.ts';

const LOCALE = { languages: ['en-US'], region: 'US', watchRegion: 'US', includeAdult: false } as const;

/** The first wishes of each query, as `Movie/credits`. */
const rehearsed = (text: string): string[][] =>
  rehearse(schema, parse(text), { ...LOCALE, languages: ['en-US'] }).map((wishes) =>
    wishes.map(({ resource, part }) => `${resource.name}/${part}`).toSorted(),
  );

it('finds the wishes with which a query begins', () => {
  expect(rehearsed('query ($id: ID!) { movie(id: $id) { title directors { name } keywords { name } } }')).toEqual([
    ['Movie/credits', 'Movie/details', 'Movie/keywords'],
  ]);
});

it.each([
  ['a list of ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', [[]]],
  ['an enum', 'query ($size: PosterSize!, $id: ID!) { movie(id: $id) { poster { url(size: $size) } } }', [['Movie/details']]],
  ['an input object', 'query ($filter: MovieFilter!) { discoverMovies(filter: $filter) { totalCount } }', [['discover/movie/details']]],
  ['a scalar that refuses any text', 'query ($language: LanguageTag!) { movie(id: 1) { title(language: $language) } }', [[]]],
  ['two queries', 'query A { movie(id: 1) { title } } query B { person(id: 1) { name } }', [['Movie/details'], ['Person/details']]],
  ['a mutation', 'mutation { createGuestSession { guestSessionId } }', []],
  ['a personal field', '{ viewer { username } }', [[]]],
])('takes some value for each variable, and survives what it cannot run: %s', (_what, text, wishes) => {
  expect(rehearsed(text)).toEqual(wishes);
});

it('finds wishes for every example', () => {
  for (const { name, query } of readExamples()) expect(rehearsed(query).flat(), name).not.toEqual([]);
});

it('expects the parts of the examples, from the first request of a busy gateway on, and brings none while it is idle', async () => {
  await using gateway = await startGateway({ sandbox: { latency: 50 } });
  await gateway.ask('{ movie(id: 603) { title } }');
  expect(gateway.asked()).toEqual(['/3/movie/603']);
  await Promise.all([604, 605, 550, 551].map((id) => gateway.ask(`{ movie(id: ${id}) { title } }`)));
  const [first, second, third, fourth] = gateway.asked();
  expect([first, second, third].filter((url) => url?.includes('append'))).toEqual([]);
  expect(fourth).toMatch(/append_to_response=.*credits/);
});
