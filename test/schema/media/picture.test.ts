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

  it('is none of no list, and passes over rows that are none', () => {
    expect(bestImage(undefined, ['en'])).toBeNull();
    expect(bestImage([null as never, picture('/a.jpg', 'en', 1)], ['en'])?.file_path).toBe('/a.jpg');
  });
});

describe('a picture by language', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  /** Each test has a film of its own, so that nothing comes from the cache. */
  let film = 1_000_000;
  async function ask(fields: string, head = ''): Promise<Record<string, unknown>> {
    film += 1;
    gateway.asked();
    const asked = await gateway.ask(`query ${head} { movie(id: ${film}) { ${fields} } }`);
    expect(asked.body.errors).toBeUndefined();
    return fieldOf(asked, 'movie');
  }
  const imageLanguages = (): (string | null)[] =>
    gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get('include_image_language'));

  it('is the best in the first language that has any, with its size', async () => {
    expect(
      await ask('poster(languages: ["fr", "en"]) { language width height } backdrop(languages: [null]) { language } logo { language }'),
    ).toEqual({
      poster: { language: 'fr', width: 1000, height: 1500 },
      backdrop: { language: null },
      logo: { language: 'en' },
    });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('is null when there is none in these languages', async () => {
    expect(await ask('logo(languages: ["fi", null]) { url }')).toEqual({ logo: null });
  });

  it('asks for what all fields name, in one request, and each picks its own', async () => {
    const answer = await ask(
      'title logo { language } poster(languages: ["fr"]) { language } images(languages: ["de"]) { posters { language } } usual: images { posters { language } }',
      '@inContext(languages: ["de", "en"])',
    );
    expect(imageLanguages()).toEqual(['de,en,null,fr']);
    expect(answer).toMatchObject({
      logo: { language: 'de' },
      poster: { language: 'fr' },
      images: { posters: [{ language: 'de' }] },
      usual: { posters: [{ language: 'en' }, { language: 'de' }, { language: null }] },
    });
  });

  it('asks for no more than what is named', async () => {
    await ask('poster(languages: ["de"]) { url } logo(languages: ["en", "de", null]) { url }');
    expect(imageLanguages()).toEqual(['de,en,null']);
  });

  it('asks for all pictures in English when a field names no language', async () => {
    await ask('poster(languages: ["de"]) { url } images { posters { url } }');
    expect(imageLanguages()).toEqual([null]);
  });

  it('is the same for fields selected in several places', async () => {
    film += 1;
    const { body } = await gateway.ask(`{ movie(id: ${film}) { ...first } movie(id: ${film}) { logo(languages: ["en"]) { language } } }
      fragment first on Movie { poster(languages: ["de"]) { language } }`);
    expect(body).toEqual({ data: { movie: { poster: { language: 'de' }, logo: { language: 'en' } } } });
    expect(imageLanguages()).toEqual(['de,en']);
  });

  it('takes two requests for two fields of one film that name others', async () => {
    film += 1;
    const { body } = await gateway.ask(
      `{ a: movie(id: ${film}) { poster(languages: ["de"]) { language } } b: movie(id: ${film}) { poster(languages: ["fr"]) { language } } }`,
    );
    expect(body).toEqual({ data: { a: { poster: { language: 'de' } }, b: { poster: { language: 'fr' } } } });
    expect(imageLanguages().toSorted()).toEqual(['de', 'fr']);
  });

  it('is free in a list without languages, and one request for each thing with', async () => {
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
  ])('is offered of %s', async (root, fields, cost) => {
    gateway.asked();
    expect((await gateway.ask(`{ ${root} { ${fields} } }`)).body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(cost);
  });

  it('gives an SVG in the original size, and PNG in all', async () => {
    const logos = [
      { ...picture('/line.svg', 'en', 5), width: 800, height: 300 },
      { ...picture('/dots.png', 'de', 5), width: 800, height: 300 },
    ];
    const body = JSON.stringify({ id: 7001, title: 'A film', images: { logos } });
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
