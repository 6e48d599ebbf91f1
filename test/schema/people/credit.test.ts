import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const NEO = '644a5e9e2b10cecdc36b4533';
const TYRION = '5256c8b219c2956ff6047cd8';
const BRAN = '5256c8b119c2956ff6047c22';

it.each([
  ['null episodes and seasons for a credit in a movie', NEO, { character: 'Neo', episodes: null, seasons: null }],
  [
    'the seasons of a credit in a series',
    TYRION,
    { character: 'Tyrion Lannister', seasons: expect.arrayContaining([{ seasonNumber: 1 }]) },
  ],
  ['empty lists for a credit in a series without episodes and seasons', BRAN, { episodes: [], seasons: [] }],
])('returns %s', async (_title, id, credit) => {
  const { body } = await gateway.ask(`{ credit(id: "${id}") { character episodes { seasonNumber } seasons { seasonNumber } } }`);
  expect(body).toMatchObject({ data: { credit } });
  expect(body.errors).toBeUndefined();
});
