import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Named {
  code: string;
  name: string | null;
  englishName: string;
}

describe('configuration', () => {
  it.each([undefined, null, {}])('has what TMDB sends beside images that are %j', async (images) => {
    await using odd = await startGateway();
    const answer = { http: 200, type: 'application/json', body: JSON.stringify({ images, change_keys: ['adult'] }) };
    odd.sandbox.program({ faults: [{ path: '/3/configuration', answer }] });
    const { body } = await odd.ask('{ configuration { baseUrl posterSizes changeKeys } }');
    expect(body).toEqual({ data: { configuration: { baseUrl: null, posterSizes: null, changeKeys: ['adult'] } } });
  });

  it('loads names of countries in the language of the operation, one request for each language', async () => {
    const query = '{ countries { code name englishName } }';
    const germany = async (languages: string) =>
      fieldOf<Named[]>(await gateway.ask(`query @inContext(languages: ${languages}) ${query}`), 'countries').find(
        ({ code }) => code === 'DE',
      );
    expect(await germany('["en"]')).toEqual({ code: 'DE', name: 'Germany', englishName: 'Germany' });
    expect(await germany('["de"]')).toEqual({ code: 'DE', name: 'Deutschland', englishName: 'Germany' });
    expect(gateway.asked()).toEqual(['/3/configuration/countries', '/3/configuration/countries?language=de']);
  });

  it('loads languages, departments, time zones and translations in one request each, regardless of the language', async () => {
    const query =
      'query @inContext(languages: ["de"]) { languages { code name englishName } departments { name jobs } timezones(country: DE) { country zones } primaryTranslations }';
    const { body } = await gateway.ask(query);
    expect(body).toMatchObject({
      data: {
        languages: expect.arrayContaining([
          { code: 'de', name: 'Deutsch', englishName: 'German' },
          { code: 'aa', name: null, englishName: 'Afar' },
        ]),
        departments: expect.arrayContaining([{ name: 'Directing', jobs: expect.arrayContaining(['Director']) }]),
        timezones: [{ country: 'DE', zones: expect.arrayContaining(['Europe/Berlin']) }],
        primaryTranslations: expect.arrayContaining(['de-DE', 'pt-BR']),
      },
    });
    expect(gateway.asked().toSorted()).toEqual(
      ['jobs', 'languages', 'primary_translations', 'timezones'].map((kind) => `/3/configuration/${kind}`),
    );
  });

  it.each(['{}', '{"list":[]}', 'null', '"DE"'])('rejects %s as a response with countries', async (body) => {
    const path = '/3/configuration/countries';
    gateway.sandbox.program({ faults: [{ path, answer: { http: 200, body, type: 'application/json' } }] });
    const asked = await gateway.ask('query @inContext(languages: ["fr"]) { countries { code } }');
    expect(asked.body.data).toEqual({ countries: null });
    expect(asked.body.errors?.[0]?.extensions.code).toBe('UPSTREAM_BAD_RESPONSE');
  });
});
