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
