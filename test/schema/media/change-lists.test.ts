import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it.each([
  ['movieChanges', 'movie', 'Movie'],
  ['tvSeriesChanges', 'tv', 'TvSeries'],
  ['personChanges', 'person', 'Person'],
])('lists %s with their adult and softcore flags in one request', async (field, path, type) => {
  const results = [
    { id: 7, adult: true, softcore: false },
    { id: 8, adult: false, softcore: true },
    { id: 9, adult: null },
  ];
  const body = JSON.stringify({ page: 1, results, total_pages: 1, total_results: 3 });
  gateway.sandbox.program({ faults: [{ path: `/3/${path}/changes`, answer: { http: 200, body, type: 'application/json' } }] });
  gateway.asked();
  const asked = await gateway.ask(`{ ${field} { edges { adult softcore node { __typename tmdbId } } } }`);
  expect(asked.body).toEqual({
    data: {
      [field]: {
        edges: [
          { adult: true, softcore: false, node: { __typename: type, tmdbId: 7 } },
          { adult: false, softcore: true, node: { __typename: type, tmdbId: 8 } },
          { adult: null, softcore: null, node: { __typename: type, tmdbId: 9 } },
        ],
      },
    },
  });
  expect(gateway.asked()).toEqual([`/3/${path}/changes`]);
});
