import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

it('tells the headquarters and the parent of a company', async () => {
  const { body } = await gateway.ask('{ company(id: 1) { name description headquarters homepage parentCompany { tmdbId name } } }');
  expect(body).toEqual({
    data: {
      company: {
        name: 'Lucasfilm Ltd.',
        description: 'Lucasfilm Ltd. has its headquarters in San Francisco, California.',
        headquarters: 'San Francisco, California',
        homepage: 'https://www.lucasfilm.com',
        parentCompany: { tmdbId: 20_193, name: 'The Walt Disney Company' },
      },
    },
  });
});

it('tells the country of a parent, which only its own details have', async () => {
  const { body } = await gateway.ask(
    '{ company(id: 1) { parentCompany { name originCountry } } same: company(id: 20193) { originCountry } movie(id: 550) { productionCompanies { originCountry } } }',
  );
  expect(body).toMatchObject({ data: { company: { parentCompany: { originCountry: 'US' } }, same: { originCountry: 'US' } } });
  // Those of a movie are in its details.
  gateway.asked();
  await gateway.ask('{ movie(id: 603) { productionCompanies { name originCountry } } }');
  expect(gateway.asked()).toEqual(['/3/movie/603']);
});

it('tells the headquarters of a network', async () => {
  const { body } = await gateway.ask('{ network(id: 49) { name headquarters homepage } }');
  expect(body).toEqual({
    data: { network: { name: 'HBO', headquarters: 'New York City, New York', homepage: 'https://www.hbo.com' } },
  });
});

it('tells the type of an alternative name, null when TMDB sends none', async () => {
  const results = [
    { name: 'A', type: 'Former name' },
    { name: 'B', type: '' },
  ];
  const body = JSON.stringify({ id: 7001, alternative_names: { results } });
  gateway.sandbox.program({ faults: [{ path: '/3/company/7001*', answer: { http: 200, body, type: 'application/json' } }] });
  const asked = await gateway.ask('{ company(id: 7001) { alternativeNames { name type } } }');
  expect(asked.body).toEqual({
    data: {
      company: {
        alternativeNames: [
          { name: 'A', type: 'Former name' },
          { name: 'B', type: null },
        ],
      },
    },
  });
});
