import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const FIELDS = 'language country englishName title overview';

describe('translations', () => {
  it('lists all texts of a series in each language', async () => {
    const data = { name: 'Die Serie', overview: 'Worum es geht.', tagline: 'Ein Spruch.', homepage: 'https://example.com/de' };
    const rows = [
      { iso_639_1: 'de', iso_3166_1: 'DE', english_name: 'German', data },
      { iso_639_1: 'fr', iso_3166_1: 'FR', english_name: 'French', data: { name: '', overview: '', tagline: '', homepage: '' } },
    ];
    const body = JSON.stringify({ id: 7001, translations: { translations: rows } });
    gateway.sandbox.program({ faults: [{ path: '/3/tv/7001*', answer: { http: 200, body, type: 'application/json' } }] });
    const asked = await gateway.ask(`{ tvSeries(id: 7001) { translations { ${FIELDS} tagline homepage } } }`);
    expect(asked.body).toEqual({
      data: {
        tvSeries: {
          translations: [
            {
              language: 'de',
              country: 'DE',
              englishName: 'German',
              title: 'Die Serie',
              overview: 'Worum es geht.',
              tagline: 'Ein Spruch.',
              homepage: 'https://example.com/de',
            },
            { language: 'fr', country: 'FR', englishName: 'French', title: null, overview: null, tagline: null, homepage: null },
          ],
        },
      },
    });
  });

  it.each([
    ['tvSeason(series: 1399, number: 1)', 'tvSeason', 'Staffel 1', '10 Folgen ab 2011.'],
    ['tvEpisode(series: 1399, season: 1, number: 1)', 'tvEpisode', 'Winter Is Coming', 'Folge 1 der Staffel 1.'],
  ])('lists the name and the overview of %s in each language', async (field, name, title, overview) => {
    const { body } = await gateway.ask(`{ ${field} { translations { ${FIELDS} } } }`);
    const german = { language: 'de', country: 'DE', englishName: 'German', title, overview };
    expect(body).toMatchObject({ data: { [name]: { translations: expect.arrayContaining([german]) } } });
    expect(body.errors).toBeUndefined();
  });
});
