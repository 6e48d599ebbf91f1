/** Turns SVG into JPEG and PNG, in a thread of its own: a picture takes up to a second. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import jpeg from 'jpeg-js';
import type { RasterCall, RasterReply } from './rasterizer.ts';

const QUALITY = 86;

await initWasm(readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))));

function encode({ svg, format }: RasterCall): Uint8Array {
  const resvg = new Resvg(svg, { font: { loadSystemFonts: false } });
  const image = resvg.render();
  try {
    if (format === 'png') return image.asPng();
    const { width, height, pixels } = image;
    return jpeg.encode({ width, height, data: pixels }, QUALITY).data;
  } finally {
    image.free();
    resvg.free();
  }
}

parentPort?.on('message', (call: RasterCall) => {
  try {
    const bytes = new Uint8Array(encode(call));
    parentPort?.postMessage({ id: call.id, bytes } satisfies RasterReply, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id: call.id, error: String(error) } satisfies RasterReply, []);
  }
});
