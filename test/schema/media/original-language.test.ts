import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLanguage, withOriginal } from '../../../src/tmdb/language.ts';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const row = (tag: string | null) => {
  const [iso_639_1 = null, iso_3166_1 = null] = tag?.split('-') ?? [];
  return { file_path: `/${tag}.jpg`, iso_639_1, iso_3166_1, width: 1000 };
};

/** Answers for one object at a path with these original language, posters and videos. */
function tmdbHas(path: string, details: object, tags: readonly (string | null)[]): void {
  const rows = tags.map(row);
  const videos = tags.map((tag) => ({ ...row(tag), id: `v-${tag}`, key: `v-${tag}`, site: 'YouTube', type: 'Trailer' }));
  const body = JSON.stringify({ ...details, images: { posters: rows, logos: rows }, videos: { results: videos } });
  gateway.sandbox.program({ faults: [{ path, answer: { http: 200, body, type: 'application/json' } }] });
}

const parameter = (name: string): (string | null)[] => gateway.asked().map((url) => new URL(url, 'http://tmdb').searchParams.get(name));

describe('withOriginal', () => {
  it.each([
    [['x-original', 'en', null], 'ja', ['ja', 'en', null]],
    [['de', 'x-original'], 'ja', ['de', 'ja']],
    [['x-original', 'en'], null, ['en']],
    [['en', null], 'ja', ['en', null]],
  ])('puts the original language in its place in %j', (languages, original, expected) => {
    expect(withOriginal(languages, original)).toEqual(expected);
  });

  it.each(['x-original', 'X-Original'])('reads %s as a language tag', (tag) => expect(parseLanguage(tag)).toBe('x-original'));
});

describe('the original language of pictures', () => {
  let movie = 7000;
  async function ask(original: string | null, tags: readonly (string | null)[], fields: string, head = '') {
    movie += 1;
    tmdbHas(`/3/movie/${movie}*`, { id: movie, title: 'A', original_language: original }, tags);
    gateway.asked();
    const asked = await gateway.ask(`query ${head} { movie(id: ${movie}) { ${fields} } }`);
    expect(asked.body.errors).toBeUndefined();
    return fieldOf<Record<string, never>>(asked, 'movie');
  }

  it('chooses the picture in the original language, in the order of the list', async () => {
    const fields = `first: poster(languages: ["x-original", "en"]) { language } last: poster(languages: ["en", "x-original"]) { language }
      logo(languages: ["x-original"]) { language } images(languages: ["X-ORIGINAL", null]) { posters { language } }`;
    expect(await ask('ja', ['en', 'ja', null, 'de'], fields)).toEqual({
      first: { language: 'ja' },
      last: { language: 'en' },
      logo: { language: 'ja' },
      images: { posters: [{ language: 'ja' }, { language: null }] },
    });
    // In English TMDB answers with all images.
    expect(parameter('include_image_language')).toEqual([null]);
  });

  it.each([
    ['cn', ['en', 'zh-CN', 'cn', 'zh-HK'], '/cn.jpg'],
    ['cn', ['en', 'zh'], '/zh.jpg'],
    ['zh', ['en', 'zh-TW'], '/zh-TW.jpg'],
    ['no', ['en', 'nb'], '/nb.jpg'],
    ['nb', ['en', 'no'], '/no.jpg'],
    ['sh', ['en', 'sr'], '/sr.jpg'],
    ['xx', ['en', null], '/null.jpg'],
    ['xx', ['en', 'xx'], '/xx.jpg'],
    ['fr', ['en', null], undefined],
    ['', ['en', null], undefined],
    [null, ['en', null], undefined],
  ])('chooses for the original language %j among pictures in %j the one at %s', async (original, tags, path) => {
    const { poster } = (await ask(original, tags, 'poster(languages: ["x-original"]) { path }')) as { poster?: { path: string } | null };
    expect(poster?.path).toBe(path);
    expect(gateway.asked()).toHaveLength(1);
  });

  it('falls back to the next language when no picture is in the original one, or it is unknown', async () => {
    const fields = 'poster(languages: ["x-original", null, "en"]) { path }';
    expect(await ask('fr', ['en', null], fields)).toEqual({ poster: { path: '/null.jpg' } });
    expect(await ask('', ['en'], fields)).toEqual({ poster: { path: '/en.jpg' } });
  });

  it('names all languages of TMDB when the operation has a language, which would hide the others', async () => {
    const head = '@inContext(languages: ["de"])';
    const fields = 'poster(languages: ["x-original"]) { language } images { posters { language } }';
    expect(await ask('cn', ['en', 'de', 'cn', null], fields, head)).toEqual({
      poster: { language: 'cn' },
      images: { posters: [{ language: 'de' }, { language: null }] },
    });
    const [sent = ''] = parameter('include_image_language');
    expect(sent?.split(',')).toEqual(expect.arrayContaining(['cn', 'de', 'en', 'ja', 'no', 'null', 'sh', 'xx', 'zu']));
    expect(sent?.length).toBeLessThan(600);
  });

  it('lists videos and chooses the trailer in the original language, in one TMDB request', async () => {
    const fields = 'trailer(languages: ["x-original", "en"]) { language } videos(languages: ["x-original"]) { language }';
    expect(await ask('ko', ['en', 'ko', 'fr'], fields)).toEqual({
      trailer: { language: 'ko' },
      videos: [{ language: 'en' }, { language: 'ko' }],
    });
    const [sent = ''] = parameter('include_video_language');
    expect(sent?.split(',')).toEqual(expect.arrayContaining(['en', 'ko', 'zh']));
  });

  it('takes the original language of a season from its series, in one TMDB request', async () => {
    const season = { id: 1, season_number: 1, name: 'Season 1', episodes: [] };
    const images = { posters: [row('en'), row('ko')] };
    tmdbHas('/3/tv/7001*', { id: 7001, name: 'A', original_language: 'ko', 'season/1': season, 'season/1/images': images }, []);
    gateway.asked();
    const { body } = await gateway.ask('{ tvSeason(series: 7001, number: 1) { poster(languages: ["x-original"]) { path } } }');
    expect(body).toEqual({ data: { tvSeason: { poster: { path: '/ko.jpg' } } } });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('takes the original language of a collection from its first movie', async () => {
    tmdbHas('/3/collection/7002*', { id: 7002, name: 'A', parts: [{ id: 1, original_language: 'fr' }] }, ['en', 'fr']);
    gateway.asked();
    const { body } = await gateway.ask('{ collection(id: 7002) { poster(languages: ["x-original"]) { path } } }');
    expect(body).toEqual({ data: { collection: { poster: { path: '/fr.jpg' } } } });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('takes the original language of an episode from its series, for one more TMDB request', async () => {
    gateway.asked();
    const query = '{ tvEpisode(series: 1000008, season: 1, number: 1) { images(languages: ["x-original", null]) { stills { path } } } }';
    expect((await gateway.ask(query)).body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(2);
  });

  it('loads the pictures of each list item and its details in one TMDB request', async () => {
    gateway.asked();
    const { body } = await gateway.ask(
      '{ popularMovies(first: 20) { nodes { title poster(languages: ["x-original", "en"]) { language } } } }',
    );
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(21);
  });
});
