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
  ['a film has no episodes and no seasons', NEO, { character: 'Neo', episodes: null, seasons: null }],
  ['a series has them', TYRION, { character: 'Tyrion Lannister', seasons: expect.arrayContaining([{ seasonNumber: 1 }]) }],
  ['a series has none where TMDB names none', BRAN, { episodes: [], seasons: [] }],
])('a credit of %s', async (_what, id, credit) => {
  const { body } = await gateway.ask(`{ credit(id: "${id}") { character episodes { seasonNumber } seasons { seasonNumber } } }`);
  expect(body).toMatchObject({ data: { credit } });
  expect(body.errors).toBeUndefined();
});
