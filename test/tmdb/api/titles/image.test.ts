import { describe, expect, it } from 'vitest';
import { IMAGE_SIZES, imageUrl, isSvg, srcSet, svgUrl, type ImageKind } from '../../../../src/tmdb/api/titles/image.ts';

const BASE = 'https://image.tmdb.org/t/p';
const GRAVATAR = '/https://secure.gravatar.com/avatar/ab.jpg';

describe('imageUrl', () => {
  it.each([
    ['/a.jpg', 'w500', `${BASE}/w500/a.jpg`],
    ['/a.svg', 'w300', `${BASE}/w300/a.png`],
    ['/a.svg', 'original', `${BASE}/original/a.png`],
    [GRAVATAR, 'w185', 'https://secure.gravatar.com/avatar/ab.jpg'],
  ])('builds for the path %s in the size %s the URL %s', (path, size, url) => {
    expect(imageUrl(BASE, size, path)).toBe(url);
  });
});

describe('svgUrl', () => {
  it.each(['/a.svg', '/a.png'])('builds the URL of the original SVG for %s', (path) => {
    expect(svgUrl(BASE, path)).toBe(`${BASE}/original/a.svg`);
  });
});

describe('isSvg', () => {
  it.each([
    [{ file_path: '/a.svg' }, true],
    [{ file_path: '/a.png', file_type: '.svg' }, true],
    [{ file_path: '/a.png', file_type: '.png' }, false],
    [{ file_path: '/a.png', width: 800 }, false],
    [{ file_path: '/a.png' }, null],
  ])('derives from %j whether a logo is an SVG: %s', (row, answer) => {
    expect(isSvg(row)).toBe(answer);
  });
});

describe('srcSet', () => {
  it.each(Object.keys(IMAGE_SIZES) as ImageKind[])('lists every width of a %s, and never the original', (kind) => {
    const widths = IMAGE_SIZES[kind].filter((size) => size.startsWith('w')).map((size) => `${BASE}/${size}/a.jpg ${size.slice(1)}w`);
    expect(srcSet(BASE, kind, { file_path: '/a.jpg' })).toBe(widths.join(', '));
  });

  it('converts a height into a width when the aspect ratio is known', () => {
    expect(srcSet(BASE, 'Profile', { file_path: '/a.jpg', aspect_ratio: 0.667 })).toBe(
      `${BASE}/w45/a.jpg 45w, ${BASE}/w185/a.jpg 185w, ${BASE}/h632/a.jpg 422w`,
    );
  });

  it('returns the URL alone for a picture outside TMDB', () => {
    expect(srcSet(BASE, 'Profile', { file_path: GRAVATAR })).toBe('https://secure.gravatar.com/avatar/ab.jpg');
  });
});
