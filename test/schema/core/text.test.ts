import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/sandbox/server/faults.ts';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

const answers = (path: string, json: unknown): Fault => ({
  path,
  answer: { http: 200, body: JSON.stringify(json), type: 'application/json' },
});

/** A Japanese movie of 1954 without a German translation. */
const movie = { id: 346, title: '七人の侍', original_title: '七人の侍', original_language: 'ja', overview: '', tagline: '', homepage: '' };
const translations = {
  translations: [
    {
      iso_639_1: 'fr',
      iso_3166_1: 'FR',
      data: { title: 'Les Sept Samouraïs', overview: '', tagline: '', homepage: 'https://example.org/fr' },
    },
    {
      iso_639_1: 'en',
      iso_3166_1: 'US',
      data: { title: 'Seven Samurai', overview: 'Farmers hire seven.', tagline: 'Seven.', homepage: '' },
    },
  ],
};
const TEXTS = 'title titleLanguage overview overviewLanguage tagline taglineLanguage homepage';

describe('the texts of a movie', () => {
  it('takes each text of a movie from the first language that has it, in one request', async () => {
    gateway.sandbox.program({ faults: [answers('/3/movie/346', { ...movie, translations })] });
    const { body } = await gateway.ask(`query @inContext(languages: ["de", "fr", "en"]) { movie(id: 346) { ${TEXTS} originalTitle } }`);
    expect(body).toEqual({
      data: {
        movie: {
          title: 'Les Sept Samouraïs',
          titleLanguage: 'fr-FR',
          overview: 'Farmers hire seven.',
          overviewLanguage: 'en-US',
          tagline: 'Seven.',
          taglineLanguage: 'en-US',
          homepage: 'https://example.org/fr',
          originalTitle: '七人の侍',
        },
      },
    });
    expect(gateway.asked()).toEqual(['/3/movie/346?append_to_response=translations&language=de']);
  });

  it('requests no translations for an operation in one language', async () => {
    gateway.sandbox.program({ faults: [answers('/3/movie/346', movie)] });
    const { body } = await gateway.ask(
      `query @inContext(languages: ["de"]) { movie(id: 346) { title titleLanguage overview overviewLanguage } }`,
    );
    expect(body).toEqual({ data: { movie: { title: '七人の侍', titleLanguage: 'ja', overview: null, overviewLanguage: null } } });
    expect(gateway.asked()).toEqual(['/3/movie/346?language=de']);
  });

  it('returns texts in several languages beside each other in one request', async () => {
    gateway.sandbox.program({ faults: [answers('/3/movie/346', { ...movie, translations })] });
    const { body } = await gateway.ask(
      '{ movie(id: 346) { fr: title(language: "fr") en: title(language: "en") de: title(language: "de") none: overview(language: "fr") } }',
    );
    expect(body).toEqual({ data: { movie: { fr: 'Les Sept Samouraïs', en: 'Seven Samurai', de: '七人の侍', none: null } } });
    expect(gateway.asked()).toEqual(['/3/movie/346?append_to_response=translations']);
  });

  it('returns the known texts when translations fail', async () => {
    gateway.sandbox.program({
      faults: [
        { path: '/3/movie/346/translations', answer: { http: 404, body: '{"status_code":34}', type: 'application/json' } },
        answers('/3/movie/346', movie),
      ],
    });
    const { body } = await gateway.ask(`query @inContext(languages: ["de", "fr"]) { movie(id: 346) { title overview } }`);
    expect(body.data).toEqual({ movie: { title: '七人の侍', overview: null } });
    expect(body.errors).toMatchObject([{ path: ['movie', 'overview'], extensions: { code: 'NOT_FOUND' } }]);
  });

  it('prefers TMDB’s own answer in the first language to a translation', async () => {
    gateway.sandbox.program({ faults: [answers('/3/movie/346', { ...movie, title: 'Die sieben Samurai', translations })] });
    const { body } = await gateway.ask(`query @inContext(languages: ["de", "fr"]) { movie(id: 346) { title titleLanguage } }`);
    expect(body).toEqual({ data: { movie: { title: 'Die sieben Samurai', titleLanguage: 'de' } } });
  });
});

describe('the texts of list items', () => {
  const FIRST = 1_000_000;
  /** Twenty movies. @param untranslated How many of them have their Japanese title in place of a translated one. */
  const list = (untranslated: number): object => ({
    page: 1,
    total_pages: 1,
    total_results: 20,
    results: Array.from({ length: 20 }, (_, index) => ({
      id: FIRST + index,
      title: index < untranslated ? `題名 ${index}` : `Movie ${index}`,
      original_title: `題名 ${index}`,
      overview: '',
      original_language: 'ja',
    })),
  });

  it('requests translations only for list items that lack a text', async () => {
    gateway.sandbox.program({ faults: [answers('/3/trending/movie/day', list(3))] });
    const { body } = await gateway.ask('query @inContext(languages: ["fr", "de"]) { trendingMovies { nodes { title titleLanguage } } }');
    expect(body.errors).toBeUndefined();
    const { nodes } = (body.data as { trendingMovies: { nodes: { title: string; titleLanguage: string }[] } }).trendingMovies;
    expect(nodes.map(({ titleLanguage }) => titleLanguage)).toEqual([...Array<string>(3).fill('de-DE'), ...Array<string>(17).fill('fr')]);
    expect(nodes.filter(({ title }) => title.startsWith('題名'))).toEqual([]);
    expect(gateway.asked().toSorted()).toEqual([
      '/3/movie/1000000/translations',
      '/3/movie/1000001/translations',
      '/3/movie/1000002/translations',
      '/3/trending/movie/day?language=fr',
    ]);
  });

  it('requests no translations of list items when the original is wanted next', async () => {
    gateway.sandbox.program({ faults: [answers('/3/trending/movie/day', list(3))] });
    const { body } = await gateway.ask('query @inContext(languages: ["fr", "ja", "de"]) { trendingMovies { nodes { title } } }');
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(1);
  });

  it.each([
    ['en-GB,en;q=0.9', 'en-GB'],
    ['fr-CA,fr;q=0.9,de;q=0.8,ja;q=0.7', 'fr-CA'],
    ['nn-NO,nb;q=0.9,da;q=0.5', 'no-NO'],
    ['es-419,es;q=0.8,pt;q=0.5', 'es-MX'],
  ])('requests nothing for list items because of the languages of a browser: %s', async (header, first) => {
    gateway.sandbox.program({ faults: [answers('/3/movie/popular', list(9))] });
    const { body } = await gateway.ask('{ popularMovies { nodes { title titleLanguage overview } } }', {}, { 'accept-language': header });
    expect(body.errors).toBeUndefined();
    const { nodes } = (body.data as { popularMovies: { nodes: { titleLanguage: string }[] } }).popularMovies;
    expect(nodes.map(({ titleLanguage }) => titleLanguage)).toEqual([...Array<string>(9).fill('ja'), ...Array<string>(11).fill(first)]);
    expect(gateway.asked()).toEqual([`/3/movie/popular?language=${first}`]);
  });

  it('requests nothing for episodes in a list because of the languages of a browser', async () => {
    const { body } = await gateway.ask(
      '{ tvSeason(series: 1000008, number: 1) { episodes { name overview overviewLanguage } } }',
      {},
      { 'accept-language': 'fr,de;q=0.5' },
    );
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toEqual(['/3/tv/1000008/season/1?language=fr']);
  });

  it('honours all languages of a browser by id, and for list items with details', async () => {
    gateway.sandbox.program({ faults: [answers('/3/movie/346', { ...movie, translations }), answers('/3/trending/movie/day', list(3))] });
    const headers = { 'accept-language': 'nl-NL,nl;q=0.9,fr;q=0.8,en;q=0.7' };
    const { body } = await gateway.ask('{ movie(id: 346) { title titleLanguage overviewLanguage } }', {}, headers);
    expect(body).toEqual({ data: { movie: { title: 'Les Sept Samouraïs', titleLanguage: 'fr-FR', overviewLanguage: 'en-US' } } });
    expect(gateway.asked()).toEqual(['/3/movie/346?append_to_response=translations&language=nl-NL']);
    const trending = await gateway.ask('{ trendingMovies { nodes { title titleLanguage runtime } } }', {}, headers);
    expect(trending.body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(21);
  });

  it('requests for list items what a document names, whatever the browser does', async () => {
    gateway.sandbox.program({ faults: [answers('/3/trending/movie/day', list(2))] });
    const named = 'query @inContext(languages: ["fr", "de"]) { trendingMovies { nodes { title } } }';
    await gateway.ask(named, {}, { 'accept-language': 'it,en;q=0.5' });
    expect(gateway.asked()).toHaveLength(3);
    await gateway.ask('{ trendingMovies { nodes { title(language: "de") } } }', {}, { 'accept-language': 'fr' });
    expect(gateway.asked()).toHaveLength(18);
  });

  it.each([
    ['["pt-BR", "pt"]', 'pt-BR'],
    ['["sr-Latn-RS", "sr", "sh"]', 'sr-RS'],
    ['["fr", "fr", "fr-FR"]', 'fr'],
  ])('counts the variants of a language as one for list items: %s', async (languages, first) => {
    gateway.sandbox.program({ faults: [answers('/3/trending/movie/day', list(5))] });
    const { body } = await gateway.ask(`query @inContext(languages: ${languages}) { trendingMovies { nodes { title overview } } }`);
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toEqual([`/3/trending/movie/day?language=${first}`]);
  });

  it('finds another variant of a language by id, in the same request', async () => {
    const rows = [{ iso_639_1: 'pt', iso_3166_1: 'PT', data: { title: 'Os Sete Samurais', overview: '', tagline: '', homepage: '' } }];
    gateway.sandbox.program({ faults: [answers('/3/movie/346', { ...movie, translations: { translations: rows } })] });
    const { body } = await gateway.ask('query @inContext(languages: ["pt-BR", "pt"]) { movie(id: 346) { title titleLanguage } }');
    expect(body).toEqual({ data: { movie: { title: 'Os Sete Samurais', titleLanguage: 'pt-PT' } } });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('appends translations to the details of list items when those are wanted', async () => {
    gateway.sandbox.program({ faults: [answers('/3/trending/movie/day', list(3))] });
    const { body } = await gateway.ask('query @inContext(languages: ["fr", "de"]) { trendingMovies { nodes { title runtime } } }');
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(21);
  });
});

it('finds the texts of series, seasons, episodes, people and collections in the same way', async () => {
  const { body } = await gateway.ask(`query @inContext(languages: ["xx", "de", "en"]) {
    tvSeries(id: 1000008) { name nameLanguage title titleLanguage overview overviewLanguage
      season(number: 1) { name nameLanguage overview overviewLanguage episodes { name nameLanguage } } }
    person(id: 287) { biography biographyLanguage }
    collection(id: 10) { name nameLanguage overview overviewLanguage } }`);
  expect(body.errors).toBeUndefined();
  expect(body.data).toMatchObject({
    tvSeries: { titleLanguage: expect.stringMatching(/^(xx|de|en)/) },
    person: { biographyLanguage: expect.stringMatching(/^(xx|de|en)/) },
    collection: { nameLanguage: expect.stringMatching(/^(xx|de|en)/) },
  });
});

const season = (name: string, episodes: string[]): object => ({
  id: 71,
  name,
  season_number: 2,
  overview: '',
  episodes: episodes.map((one, index) => ({ id: 710 + index, name: one, overview: '', season_number: 2, episode_number: index + 1 })),
});

const series = (names: string[]): object => ({
  id: 70,
  name: 'Serial',
  seasons: names.map((name, index) => ({ id: 80 + index, name, season_number: index })),
});

const episode = (names: Readonly<Record<string, string>>): object => ({
  id: 710,
  name: 'Odcinek 1',
  season_number: 2,
  episode_number: 1,
  translations: {
    translations: Object.entries(names).map(([tag, name]) => {
      const [iso_639_1, iso_3166_1] = tag.split('-');
      return { iso_639_1, iso_3166_1, data: { name, overview: '' } };
    }),
  },
});

/** Asks a new gateway for the name of an episode with these translations. */
const askName = async (languages: string, names: Readonly<Record<string, string>>): Promise<unknown> => {
  await using fresh = await startGateway();
  fresh.sandbox.program({ faults: [answers('/3/tv/70/season/2/episode/1*', episode(names))] });
  const asked = await fresh.ask(
    `query @inContext(languages: ${languages}) { tvEpisode(series: 70, season: 2, number: 1) { name nameLanguage } }`,
  );
  expect(asked.body.errors).toBeUndefined();
  expect(fresh.asked()).toEqual(['/3/tv/70/season/2/episode/1?append_to_response=translations&language=pl']);
  return asked.body.data?.['tvEpisode'];
};

/** Answers the requests for a path with these documents, each once. */
const inTurn = (path: string, documents: readonly object[]): Fault[] => documents.map((json) => ({ ...answers(path, json), times: 1 }));
const episodesOf = (asked: Awaited<ReturnType<TestGateway['ask']>>): [string, string | null][] =>
  fieldOf<{ episodes: { name: string; nameLanguage: string | null }[] }>(asked, 'tvSeason').episodes.map(({ name, nameLanguage }) => [
    name,
    nameLanguage,
  ]);

describe('names that TMDB makes up', () => {
  const SEASONS = {
    sk: season('Séria 2', ['Epizóda 1', 'Návrat', 'Epizóda 3', 'Epizóda 4']),
    hu: season('2. évad', ['1. epizód', 'Vissza', '3. epizód', 'A vége']),
    fi: season('Kausi 2', ['Alku', 'Paluu', 'Jakso 3', 'Loppu']),
  };
  const EPISODES = '{ tvSeason(series: 70, number: 2) { episodes { name nameLanguage } } }';

  it('takes names of episodes in a list from the first language that has better ones', async () => {
    gateway.sandbox.program({ faults: inTurn('/3/tv/70/season/2', Object.values(SEASONS)) });
    const asked = await gateway.ask(`query @inContext(languages: ["sk", "hu", "fi"]) ${EPISODES}`);
    expect(asked.body.errors).toBeUndefined();
    expect(episodesOf(asked)).toEqual([
      ['Alku', 'fi'],
      ['Návrat', 'sk'],
      ['Epizóda 3', null],
      ['A vége', 'hu'],
    ]);
    expect(gateway.asked()).toEqual(['sk', 'hu', 'fi'].map((language) => `/3/tv/70/season/2?language=${language}`));
  });

  it.each([
    ['one language', 'query @inContext(languages: ["sk"])', {}],
    ['the languages of a browser', 'query', { 'accept-language': 'sk-SK,sk;q=0.9,fi;q=0.5' }],
  ])('keeps names of episodes in a list in %s, and claims no language for them', async (_what, head, headers) => {
    gateway.sandbox.program({ faults: inTurn('/3/tv/70/season/2', [SEASONS.sk]) });
    const asked = await gateway.ask(`${head} ${EPISODES}`, {}, headers);
    expect(asked.body.errors).toBeUndefined();
    expect(episodesOf(asked).map(([name, language]) => [name, language?.slice(0, 2)])).toEqual([
      ['Epizóda 1', undefined],
      ['Návrat', 'sk'],
      ['Epizóda 3', undefined],
      ['Epizóda 4', undefined],
    ]);
    expect(gateway.asked()).toHaveLength(1);
  });

  it('keeps names of episodes when the season in the next language fails', async () => {
    const missing: Fault = {
      path: '/3/tv/70/season/2',
      answer: { http: 404, body: '{"status_code":34}', type: 'application/json' },
    };
    gateway.sandbox.program({ faults: [...inTurn('/3/tv/70/season/2', [SEASONS.sk]), missing] });
    const asked = await gateway.ask(`query @inContext(languages: ["sk", "fi"]) ${EPISODES}`);
    expect(asked.body.errors).toBeUndefined();
    expect(episodesOf(asked)[0]).toEqual(['Epizóda 1', null]);
  });

  it('takes names of seasons in a list from the series in the next language', async () => {
    gateway.sandbox.program({
      faults: inTurn('/3/tv/70', [series(['Špeciály', 'Séria 1', 'Séria 2']), series(['Erikoisjaksot', 'Maa', 'Kausi 2'])]),
    });
    const { body } = await gateway.ask('query @inContext(languages: ["sk", "fi"]) { tvSeries(id: 70) { seasons { name nameLanguage } } }');
    expect(body).toEqual({
      data: {
        tvSeries: {
          seasons: [
            { name: 'Špeciály', nameLanguage: 'sk' },
            { name: 'Maa', nameLanguage: 'fi' },
            { name: 'Séria 2', nameLanguage: null },
          ],
        },
      },
    });
    expect(gateway.asked()).toEqual(['/3/tv/70?language=sk', '/3/tv/70?language=fi']);
  });

  it('tells by its translations whether the name of an episode was written, in one request', async () => {
    const written = { 'pl-PL': 'Odcinek 1', 'cs-CZ': 'Začátek' };
    const empty = { 'pl-PL': '', 'cs-CZ': 'Začátek' };
    expect(await askName('["pl", "cs"]', written)).toEqual({ name: 'Odcinek 1', nameLanguage: 'pl' });
    expect(await askName('["pl", "cs"]', empty)).toEqual({ name: 'Začátek', nameLanguage: 'cs-CZ' });
    expect(await askName('["pl", "sv"]', empty)).toEqual({ name: 'Odcinek 1', nameLanguage: null });
    expect(await askName('["pl"]', empty)).toEqual({ name: 'Odcinek 1', nameLanguage: null });
    expect(await askName('["pl"]', written)).toEqual({ name: 'Odcinek 1', nameLanguage: 'pl' });
  });
});

it('finds missing texts of episodes in the season in the next language, not by a request for each episode', async () => {
  const asked = await gateway.ask(`query @inContext(languages: ["fr", "xx", "de"]) {
    tvSeason(series: 1000008, number: 1) { episodes { episodeNumber overview overviewLanguage } } }`);
  expect(asked.body.errors).toBeUndefined();
  const { episodes } = fieldOf<{ episodes: { episodeNumber: number }[] }>(asked, 'tvSeason');
  expect(episodes.length).toBeGreaterThan(2);
  expect(episodes).toEqual(
    episodes.map(({ episodeNumber }) => ({
      episodeNumber,
      overview: `Folge ${episodeNumber} der Staffel 1.`,
      overviewLanguage: 'de',
    })),
  );
  expect(gateway.asked()).toEqual(['fr', 'xx', 'de'].map((language) => `/3/tv/1000008/season/1?language=${language}`));
});
