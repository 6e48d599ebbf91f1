import { expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';

const inOrder = (...ids: readonly number[]) => ids.map((tmdbId) => ({ tmdbId }));

it('sorts the movies of a collection by release date, those without one last, in one request', async () => {
  await using gateway = await startGateway();
  const parts = [
    { id: 1, release_date: '' },
    { id: 2, release_date: '2003-05-15' },
    { id: 3, release_date: '1999-03-30' },
    null,
    { id: 4 },
    { id: 5, release_date: '2021-12-16' },
  ];
  const body = JSON.stringify({ id: 2344, name: 'The Matrix Collection', parts });
  gateway.sandbox.program({ faults: [{ path: '/3/collection/2344', answer: { http: 200, type: 'application/json', body } }] });
  const asked = await gateway.ask(`{ collection(id: 2344) {
    parts { tmdbId } first: parts(sort: RELEASE_DATE_ASC) { tmdbId } last: parts(sort: RELEASE_DATE_DESC) { tmdbId } none: parts(sort: null) { tmdbId }
  } }`);
  expect(asked.body).toEqual({
    data: {
      collection: {
        parts: inOrder(1, 2, 3, 4, 5),
        first: inOrder(3, 2, 5, 1, 4),
        last: inOrder(5, 2, 3, 1, 4),
        none: inOrder(1, 2, 3, 4, 5),
      },
    },
  });
  expect(gateway.asked()).toEqual(['/3/collection/2344']);
});

it('has its English name under each tag of English, where the row of the translations is empty', async () => {
  await using gateway = await startGateway();
  const { body } = await gateway.ask('{ collection(id: 10) { name nameLanguage en: name(language: "en") us: name(language: "en-US") } }');
  const name = 'Star Wars Collection';
  expect(body).toEqual({ data: { collection: { name, nameLanguage: 'en-US', en: name, us: name } } });
});

it('is not taken in a search for translated where TMDB sends its original name', async () => {
  await using gateway = await startGateway();
  const found = async (languages: string): Promise<unknown> => {
    const { body } = await gateway.ask(
      `query @inContext(languages: ${languages}) { searchCollections(query: "star wars") { nodes { name nameLanguage } } }`,
    );
    return (body.data as { searchCollections: { nodes: unknown[] } }).searchCollections.nodes[0];
  };
  expect(await found('["fi", "de"]')).toEqual({ name: 'Star Wars Filmreihe', nameLanguage: 'de-DE' });
  expect(await found('["fi"]')).toEqual({ name: 'Star Wars Collection', nameLanguage: 'en' });
});
