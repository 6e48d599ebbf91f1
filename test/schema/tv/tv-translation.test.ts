import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIn, tagOf, type OfLanguage } from '../../../src/tmdb/language.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { loadRecordings, recordingsFolder, suiteName } from '../../support/recordings.ts';
import { startReplay } from '../../support/replay-server.ts';

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

const folder = recordingsFolder();

/** A row of recorded translations. */
interface Row extends OfLanguage {
  readonly data: { readonly name?: string };
}

/** Recorded translations of seasons and episodes, with the field that asks for the object. */
const translated = loadRecordings(folder).flatMap(({ path, body }) => {
  const [, series, season, episode] = /^\/3\/tv\/(\d+)\/season\/(\d+)(?:\/episode\/(\d+))?\/translations$/.exec(path) ?? [];
  if (series === undefined) return [];
  const { translations: rows } = body as { translations: Row[] };
  return [
    {
      rows,
      field: episode
        ? `tvEpisode(series: ${series}, season: ${season}, number: ${episode})`
        : `tvSeason(series: ${series}, number: ${season})`,
    },
  ];
});

describe.skipIf(folder === undefined)(suiteName('recorded names of seasons and episodes', folder), () => {
  it('finds recorded translations of a season and of an episode', () => {
    expect(translated.map(({ field }) => field.split('(', 1)[0]).toSorted()).toEqual(['tvEpisode', 'tvSeason']);
  });

  it.each(translated)('names for $field exactly the languages that have a written name', async ({ field, rows }) => {
    const replay = await startReplay();
    await using recorded = await startGateway({ env: { TMDB_API_URL: replay.origin } });
    const tags = rows.map((row) => tagOf(row) ?? '');
    const names = tags.map((tag, at) => `l${at}: nameLanguage(language: "${tag}")`);
    const { body } = await recorded.ask(`{ object: ${field} { ${names.join(' ')} } }`);
    await replay.close();
    expect(body.errors).toBeUndefined();
    const found = (body.data as { object: Record<string, string | null> }).object;
    const claimed = tags.filter((_tag, at) => found[`l${at}`] !== null);
    const written = tags.filter((tag) => rows.some((row) => isIn(tag)(row) && row.data.name));
    expect(written.length).toBeGreaterThan(10);
    expect(written.length).toBeLessThan(tags.length);
    expect(claimed).toEqual(written);
    expect(replay.requests).toHaveLength(1);
  });
});
