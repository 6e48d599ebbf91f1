import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Lets TMDB answer a path with just this. */
const tmdbAnswers = (path: string, json: unknown): void =>
  gateway.sandbox.program({ faults: [{ path, answer: { http: 200, body: JSON.stringify(json), type: 'application/json' } }] });

/** An image of each kind in 2000 × 1000 pixels, with what `srcset` says of it. */
const KINDS = [
  ['Poster', 'w92 92w, w154 154w, w185 185w, w342 342w, w500 500w, w780 780w'],
  ['Backdrop', 'w300 300w, w780 780w, w1280 1280w'],
  ['Logo', 'w45 45w, w92 92w, w154 154w, w185 185w, w300 300w, w500 500w'],
  ['Profile', 'w45 45w, w185 185w, h632 1264w'],
  ['Still', 'w92 92w, w185 185w, w300 300w'],
] as const;

describe('images', () => {
  it('gives the images that a person is tagged in an id, and a srcSet by their kind', async () => {
    const rows = KINDS.map(([kind]) => ({ id: `id of a ${kind}`, image_type: kind.toLowerCase(), file_path: '/a.jpg', aspect_ratio: 2 }));
    const tagged_images = { page: 1, results: rows, total_pages: 1, total_results: rows.length };
    tmdbAnswers('/3/person/7001*', { id: 7001, tagged_images });
    const { body } = await gateway.ask(`{ person(id: 7001) { taggedImages { nodes { image {
      __typename tmdbId ... on Poster { srcSet } ... on Backdrop { srcSet } ... on Logo { srcSet } ... on Profile { srcSet } ... on Still { srcSet }
    } } } } }`);
    const nodes = KINDS.map(([kind, sizes]) => ({
      image: {
        __typename: kind,
        tmdbId: `id of a ${kind}`,
        srcSet: sizes.replace(/[wh]\d+(?= )/g, (size) => `https://image.tmdb.org/t/p/${size}/a.jpg`),
      },
    }));
    expect(body).toEqual({ data: { person: { taggedImages: { nodes } } } });
  });

  it('gives the logos of a company an id and a file type', async () => {
    const { body } = await gateway.ask('{ company(id: 1) { logos(first: 1) { tmdbId fileType isSvg width height } } }');
    expect(body).toEqual({
      data: { company: { logos: [{ tmdbId: '63306b352b8a430096598b3d', fileType: '.svg', isSvg: true, width: 1000, height: 329 }] } },
    });
  });

  it('lists the posters, backdrops and logos of a series', async () => {
    const row = { width: 2000, height: 1000, iso_639_1: 'en', vote_average: 5.5, vote_count: 3 };
    const images = { posters: [{ file_path: '/p.jpg' }], backdrops: [{ ...row, file_path: '/b.jpg' }], logos: [{ file_path: '/l.svg' }] };
    tmdbAnswers('/3/tv/7001*', { id: 7001, images });
    const { body } = await gateway.ask(`{ tvSeries(id: 7001) { images {
      posters { path width } backdrops { path width height language voteAverage voteCount } logos { path isSvg }
    } } }`);
    expect(body).toEqual({
      data: {
        tvSeries: {
          images: {
            posters: [{ path: '/p.jpg', width: null }],
            backdrops: [{ path: '/b.jpg', width: 2000, height: 1000, language: 'en', voteAverage: 5.5, voteCount: 3 }],
            logos: [{ path: '/l.svg', isSvg: true }],
          },
        },
      },
    });
  });
});
