import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bestImage } from '../../../schema/media/picture.ts';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

const picture = (file: string, language: string | null, average: number, count = 1, country?: string) => ({
  file_path: file,
  iso_639_1: language,
  vote_average: average,
  vote_count: count,
  ...(country && { iso_3166_1: country }),
});

describe('bestImage', () => {
  const rows = [
    picture('/en.jpg', 'en', 5),
    picture('/better.jpg', 'en', 6, 3),
    picture('/more-votes.jpg', 'en', 6, 4),
    picture('/none.jpg', null, 9),
    picture('/pt.jpg', 'pt', 8, 1, 'PT'),
    picture('/br.jpg', 'pt', 4, 1, 'BR'),
    picture('', 'fr', 9),
  ];

  it.each([
    [['en'], '/more-votes.jpg'],
    [['de', 'en'], '/more-votes.jpg'],
    [['en', 'pt'], '/more-votes.jpg'],
    [[null, 'en'], '/none.jpg'],
    [['pt'], '/pt.jpg'],
    [['pt-BR'], '/br.jpg'],
    [['pt-AO'], '/pt.jpg'],
    [['en-US'], '/more-votes.jpg'],
    [['fr', 'de'], undefined],
    [[], undefined],
  ])('in %j is %s', (languages, path) => {
    expect(bestImage(rows, languages)?.file_path).toBe(path);
  });

  it.each([
    [['zh-HK', 'en'], '/cn.jpg'],
    [['zh-TW', 'en'], '/zh.jpg'],
    [['no-NO'], '/nn.jpg'],
    [['sr'], '/sh.jpg'],
    [['es-419'], '/mx.jpg'],
    [['de', null], '/xx.jpg'],
    [['de', 'xx'], '/xx.jpg'],
  ])('finds by the double codes of TMDB in %j %s', (languages, path) => {
    const doubles = [
      picture('/zh.jpg', 'zh', 9, 1, 'CN'),
      picture('/cn.jpg', 'cn', 3),
      picture('/nn.jpg', 'nn', 5),
      picture('/sh.jpg', 'sh', 5),
      picture('/es.jpg', 'es', 9, 1, 'ES'),
      picture('/mx.jpg', 'es', 5, 1, 'MX'),
      picture('/xx.jpg', 'xx', 5),
      picture('/en.jpg', 'en', 5),
    ];
    expect(bestImage(doubles, languages)?.file_path).toBe(path);
  });

  it('is none of no list, and passes over rows that are none', () => {
    expect(bestImage(undefined, ['en'])).toBeNull();
    expect(bestImage([null as never, picture('/a.jpg', 'en', 1)], ['en'])?.file_path).toBe('/a.jpg');
  });
});

describe('pictures by language', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  /** A new movie for each test, so that nothing comes from the cache. */
  let movie = 1_000_000;
  async function ask(fields: string, head = ''): Promise<Record<string, unknown>> {
    movie += 1;
    gateway.asked();
    const asked = await gateway.ask(`query ${head} { movie(id: ${movie}) { ${fields} } }`);
    expect(asked.body.errors).toBeUndefined();
    return fieldOf(asked, 'movie');
  }
  const imageLanguages = (): (string | null)[] =>
    gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get('include_image_language'));

  it('chooses the best picture in the first language that has any, with its size', async () => {
    expect(
      await ask('poster(languages: ["fr", "en"]) { language width height } backdrop(languages: [null]) { language } logo { language }'),
    ).toEqual({
      poster: { language: 'fr', width: 1000, height: 1500 },
      backdrop: { language: null },
      logo: { language: 'en' },
    });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('returns null when no picture is in the named languages', async () => {
    expect(await ask('logo(languages: ["fi", null]) { url }')).toEqual({ logo: null });
  });

  it('requests the pictures of all fields at once, and gives each field its own', async () => {
    const answer = await ask(
      'title logo { language } poster(languages: ["fr"]) { language } images(languages: ["de"]) { posters { language } } usual: images { posters { language } }',
      '@inContext(languages: ["de", "en"])',
    );
    expect(imageLanguages()).toEqual(['de,en,fr,null']);
    expect(answer).toMatchObject({
      logo: { language: 'de' },
      poster: { language: 'fr' },
      images: { posters: [{ language: 'de' }] },
      usual: { posters: [{ language: 'en' }, { language: 'de' }, { language: null }] },
    });
  });

  it('requests pictures under every code of a language', async () => {
    await ask('logo(languages: ["yue", "nn", null]) { url }');
    expect(imageLanguages()).toEqual(['cn,nb,nn,no,null,zh']);
    await ask('poster(languages: ["sr-Cyrl", "xx"]) { url }');
    expect(imageLanguages()).toEqual(['null,sh,sr,xx']);
  });

  it('requests pictures only in the named languages', async () => {
    await ask('poster(languages: ["de"]) { url } logo(languages: ["en", "de", null]) { url }');
    expect(imageLanguages()).toEqual(['de,en,null']);
  });

  it.each([
    ['images', 'images(languages: $languages) { posters { language path } }'],
    ['a poster', 'poster(languages: $languages) { path }'],
    ['videos', 'videos(languages: $languages) { key }'],
  ])('sends one request for every order of the languages of %s', async (_what, field) => {
    movie += 1;
    gateway.asked();
    const orders = [
      ['de', 'en'],
      ['en', 'de'],
      ['EN', 'de', 'en-US', 'de'],
      ['de-AT', 'en'],
    ];
    for (const languages of orders) {
      const { body } = await gateway.ask(`query ($languages: [LanguageTag!]) { movie(id: ${movie}) { ${field} } }`, { languages });
      expect(body.errors).toBeUndefined();
    }
    expect(gateway.asked()).toHaveLength(1);
  });

  it('chooses a picture by the order of the languages, whatever their order in the request', async () => {
    expect(await ask('a: poster(languages: ["fr", "en"]) { language } b: poster(languages: ["en", "fr"]) { language }')).toEqual({
      a: { language: 'fr' },
      b: { language: 'en' },
    });
    expect(imageLanguages()).toEqual(['en,fr']);
  });

  it('lists pictures in the order of TMDB, whatever the order of the languages', async () => {
    const answer = await ask(
      'a: images(languages: ["fr", "en"]) { posters { path } } b: images(languages: ["en", "fr", "en"]) { posters { path } }',
    );
    expect(answer['a']).toEqual(answer['b']);
  });

  it('requests pictures in all languages when a field names none', async () => {
    await ask('poster(languages: ["de"]) { url } images { posters { url } }');
    expect(imageLanguages()).toEqual([null]);
  });

  it('merges the languages of fields selected in several places', async () => {
    movie += 1;
    const { body } = await gateway.ask(`{ movie(id: ${movie}) { ...first } movie(id: ${movie}) { logo(languages: ["en"]) { language } } }
      fragment first on Movie { poster(languages: ["de"]) { language } }`);
    expect(body).toEqual({ data: { movie: { poster: { language: 'de' }, logo: { language: 'en' } } } });
    expect(imageLanguages()).toEqual(['de,en']);
  });

  it('sends two requests for two root fields of one movie with different languages', async () => {
    movie += 1;
    const { body } = await gateway.ask(
      `{ a: movie(id: ${movie}) { poster(languages: ["de"]) { language } } b: movie(id: ${movie}) { poster(languages: ["fr"]) { language } } }`,
    );
    expect(body).toEqual({ data: { a: { poster: { language: 'de' } }, b: { poster: { language: 'fr' } } } });
    expect(imageLanguages().toSorted()).toEqual(['de', 'fr']);
  });

  it('sends a request for each list item only when a picture names languages', async () => {
    gateway.asked();
    await gateway.ask('{ popularMovies(page: 2) { nodes { poster { path } } } }');
    expect(gateway.asked()).toHaveLength(1);
    await gateway.ask('{ popularMovies(page: 2) { nodes { poster { path } german: poster(languages: ["de"]) { path } } } }');
    const asked = gateway.asked();
    expect(asked).toHaveLength(20);
    expect(asked.filter((url) => !/^\/3\/movie\/\d+\/images\?include_image_language=de$/.test(url))).toEqual([]);
  });

  it.each([
    ['tvSeries(id: 1000008)', 'poster(languages: ["fr"]) { language } logo(languages: ["de"]) { language }', 1],
    ['tvSeason(series: 1000009, number: 1)', 'poster(languages: ["en"]) { language } free: poster { url }', 1],
    [
      'tvSeries(id: 1000010)',
      'season(number: 1) { poster(languages: ["en"]) { url } } season(number: 1) { images(languages: ["de"]) { posters { url } } }',
      1,
    ],
    ['collection(id: 2344)', 'poster(languages: ["en"]) { language } backdrop(languages: [null, "en"]) { language }', 1],
    ['node(id: "TW92aWU6MTAwMTAwMA")', '... on Media { poster(languages: ["fr"]) { language } title }', 1],
  ])('chooses pictures of %s by language', async (root, fields, cost) => {
    gateway.asked();
    expect((await gateway.ask(`{ ${root} { ${fields} } }`)).body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(cost);
  });

  it('offers an SVG logo in its original size, and a PNG in every size', async () => {
    const logos = [
      { ...picture('/line.svg', 'en', 5), width: 800, height: 300 },
      { ...picture('/dots.png', 'de', 5), width: 800, height: 300 },
    ];
    const body = JSON.stringify({ id: 7001, title: 'A movie', images: { logos } });
    gateway.sandbox.program({ faults: [{ path: '/3/movie/7001', answer: { http: 200, body, type: 'application/json' } }] });
    const { body: answer } = await gateway.ask(`{ movie(id: 7001) { images { logos {
      isSvg url(size: W500) original: url(size: ORIGINAL) svg: url(format: SVG) } } } }`);
    const base = 'https://image.tmdb.org/t/p';
    expect(answer).toEqual({
      data: {
        movie: {
          images: {
            logos: [
              { isSvg: true, url: `${base}/w500/line.png`, original: `${base}/original/line.png`, svg: `${base}/original/line.svg` },
              { isSvg: false, url: `${base}/w500/dots.png`, original: `${base}/original/dots.png`, svg: `${base}/w300/dots.png` },
            ],
          },
        },
      },
    });
  });
});
