import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxImage } from '../../src/http/sandbox-images.ts';
import { MAX_WAITING, rasterize } from '../../src/sandbox/pictures/rasterizer.ts';
import { IMAGE_SIZES } from '../../src/tmdb/api/titles/image.ts';
import { startOnSandbox, type SandboxGateway } from '../support/on-sandbox.ts';

let gateway: SandboxGateway;
beforeAll(async () => {
  gateway = await startOnSandbox();
});
afterAll(() => gateway.close());

const at = (path: string, init?: RequestInit) => fetch(gateway.origin + `/sandbox/t/p${path}`, init);

/** The types of raster images, by their first bytes, as `next/image` tells them: SVG is not among them. */
const MAGIC: Readonly<Record<string, readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
};
const typeOf = (bytes: Buffer) => Object.keys(MAGIC).find((type) => MAGIC[type]?.every((byte, index) => bytes[index] === byte));

/** Width and height, as the head of the file tells them. */
function pixelsOf(bytes: Buffer): readonly number[] {
  if (typeOf(bytes) === 'image/png') return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  let at = 2;
  // The frame of a JPEG comes after segments of other kinds, each of which tells its length.
  while (bytes[at + 1] !== 0xc0) at += 2 + bytes.readUInt16BE(at + 2);
  return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
}

const EXTENSIONS: Readonly<Record<string, string>> = { 'image/jpeg': '.jpg', 'image/png': '.png' };

interface Sized {
  url: string;
  width: number | null;
  height: number | null;
}

/** One image of each kind from the catalogue, and one generated. */
const SOURCES = [550, 1_000_007].flatMap((id): [kind: keyof typeof IMAGE_SIZES, source: string][] => [
  ['Poster', `movie(id: ${id}) { images { posters(first: 1) { ...Sizes } } }`],
  ['Backdrop', `movie(id: ${id}) { images { backdrops(first: 1) { ...Sizes } } }`],
  ['Logo', `movie(id: ${id}) { logo { ...Sizes } }`],
  ['Profile', `person(id: ${id === 550 ? 31 : id}) { profile { ...Sizes } }`],
  ['Still', `tvSeries(id: ${id === 550 ? 1399 : id}) { season(number: 1) { episodes { still { ...Sizes } } } }`],
]);

type Sizes = Record<string, string> & { width: number | null; height: number | null };

/** The first image in an answer. */
function imageIn(value: unknown): Sizes | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return 'original' in value ? (value as unknown as Sizes) : Object.values(value).map(imageIn).find(Boolean);
}

async function sizesOf(kind: keyof typeof IMAGE_SIZES, source: string): Promise<Sized[]> {
  const sizes = IMAGE_SIZES[kind].map((size) => `${size}: url(size: ${size.toUpperCase()})`);
  const { body } = await gateway.ask(`{ ${source} } fragment Sizes on ${kind} { width height ${sizes.join(' ')} }`);
  expect(body.errors).toBe(undefined);
  const image = imageIn(body.data);
  assert.ok(image);
  return IMAGE_SIZES[kind].map((size) => {
    const { [size]: url = '', width, height } = image;
    const number = Number(size.slice(1));
    if (size.startsWith('w')) return { url, width: number, height: width && height && Math.round((number * height) / width) };
    if (size.startsWith('h')) return { url, width: width && height && Math.round((number * width) / height), height: number };
    return { url, width, height };
  });
}

describe('images of the sandbox', () => {
  it.each(SOURCES)(
    'serves a %s as a raster in every size, under a type and an extension that its bytes agree with: %s',
    { timeout: 60_000 },
    async (kind, source) => {
      for (const { url, width, height } of await sizesOf(kind, source)) {
        const response = await fetch(url);
        const bytes = Buffer.from(await response.arrayBuffer());
        expect([url, response.status]).toEqual([url, 200]);
        const type = response.headers.get('content-type') ?? '';
        expect([url, typeOf(bytes)]).toEqual([url, type]);
        expect(url.endsWith(EXTENSIONS[type] ?? 'unknown')).toBe(true);
        const [drawnWidth, drawnHeight] = pixelsOf(bytes);
        expect([url, drawnWidth, drawnHeight]).toEqual([url, width ?? drawnWidth, height ?? drawnHeight]);
        expect(response.headers.get('content-length')).toBe(String(bytes.length));
      }
    },
  );

  it('serves every file that an answer names under its own extension: badges, and logos as SVG', async () => {
    expect(typeOf(Buffer.from(await (await at('/w92/apple-tv.jpg')).arrayBuffer()))).toBe('image/jpeg');
    const svg = await at('/original/tlVSws0RvvtPBwViUyOFAO0vcQS.svg');
    expect(svg.headers.get('content-type')).toBe('image/svg+xml');
    expect(await svg.text()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="1000" height="329"/);
    const { body } = await gateway.ask(
      '{ movie(id: 1000007) { logo(languages: ["de"]) { isSvg svg: url(format: SVG) url(size: W500) } } }',
    );
    expect(body.data).toMatchObject({
      movie: { logo: { isSvg: true, svg: expect.stringMatching(/\.svg$/), url: expect.stringMatching(/\.png$/) } },
    });
  });

  it('names an ETag, answers 304 to a client that has the image, and HEAD without a body', async () => {
    const first = await at('/w185/abc.jpg');
    const etag = first.headers.get('etag') ?? '';
    const { length } = Buffer.from(await first.arrayBuffer());
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=86400');
    const again = await at('/w185/abc.jpg', { headers: { 'if-none-match': etag } });
    expect([again.status, again.headers.get('etag'), (await again.arrayBuffer()).byteLength]).toEqual([304, etag, 0]);
    const head = await at('/w185/abc.jpg', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), head.headers.get('content-type')]).toEqual([
      200,
      String(length),
      'image/jpeg',
    ]);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  });

  it.each(['/w500/no/such/image', '/w501/abc.jpg', '/w9999/abc.jpg', '/original/abc.gif'])('answers 404 to %s', async (path) => {
    const response = await at(path);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  });

  it('answers 503 while too many images wait to be drawn, and draws again afterwards', { timeout: 60_000 }, async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="300" height="300"/></svg>';
    const waiting = Array.from({ length: MAX_WAITING }, () => rasterize(svg, 'jpg'));
    const path = '/sandbox/t/p/w92/a-late-one1.jpg';
    expect(await sandboxImage({ base: '', path })).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    await Promise.all(waiting);
    expect(await sandboxImage({ base: '', path })).toMatchObject({ headers: { 'content-type': 'image/jpeg' } });
  });

  it('draws in a thread of its own, so that the gateway answers meanwhile', { timeout: 30_000 }, async () => {
    await at('/w92/a-warm-up1.jpg');
    const [before, beforeOfThread] = [process.cpuUsage(), process.threadCpuUsage()];
    await (await at('/original/a-large-one1.jpg')).arrayBuffer();
    const [all, ofThread] = [process.cpuUsage(before), process.threadCpuUsage(beforeOfThread)];
    expect(ofThread.user).toBeLessThan(all.user / 2);
  });
});
