import { crc32, zstdCompressSync } from 'node:zlib';
import { array, assert, dictionary, jsonValue, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { createKeys, pack, unpack } from '../../src/tmdb/second-level/entry.ts';
import { MAX_TTL } from '../../src/tmdb/second-level/store.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { wishOf } from '../support/engine-world.ts';
import { resourceTables } from '../support/resource-tables.ts';

const KEY = 'a key';
const doc = { id: 603, title: 'The Matrix', text: 'neo '.repeat(2000), emoji: '🐇', list: [1, null, true] };

/** An entry with a right checksum and any content. */
function entryOf(length: number, body: Uint8Array): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(8), body]);
  bytes.writeUInt32BE(length, 4);
  bytes.writeUInt32BE(crc32(bytes.subarray(4), crc32(KEY)), 0);
  return bytes;
}

describe('a packed document', () => {
  it('is unpacked as it was, and is smaller', () => {
    const packed = pack(KEY, doc);
    expect(unpack(KEY, packed)).toEqual(doc);
    expect(packed.length).toBeLessThan(JSON.stringify(doc).length / 3);
  });

  it('is unpacked as it was, whatever JSON it is', () => {
    const anyDoc = oneof(dictionary(string(), jsonValue()), array(jsonValue()));
    assert(property(anyDoc, (any) => JSON.stringify(unpack(KEY, pack(KEY, any))) === JSON.stringify(any)));
  });

  it('is not unpacked when any bit of it is flipped', () => {
    const packed = pack(KEY, { id: 603, title: 'The Matrix' });
    for (let bit = 0; bit < 8 * packed.length; bit += 1) {
      const damaged = Buffer.from(packed);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unpack(KEY, damaged)).toBeUndefined();
    }
  });

  it('is not unpacked when it is cut at any length', () => {
    const packed = pack(KEY, { id: 603 });
    for (let length = 0; length < packed.length; length += 1) expect(unpack(KEY, packed.subarray(0, length))).toBeUndefined();
  });

  it('is not unpacked under another key', () => {
    expect(unpack('another key', pack(KEY, doc))).toBeUndefined();
  });

  it.each([
    ['it is a bomb', entryOf(100, zstdCompressSync(Buffer.alloc(50_000_000)))],
    ['its length is absurd', entryOf(0xff_ff_ff_ff, zstdCompressSync(Buffer.alloc(100)))],
    ['it is shorter than it says', entryOf(3, zstdCompressSync(Buffer.from('{}')))],
    ['it is no JSON', entryOf(5, zstdCompressSync(Buffer.from('{"id"')))],
    ['it is not compressed', entryOf(2, Buffer.from('{}'))],
    ['it is no document', entryOf(4, zstdCompressSync(Buffer.from('null')))],
  ])('is not unpacked when %s', (_, bytes) => {
    expect(unpack(KEY, bytes)).toBeUndefined();
  });
});

describe('the key of an entry', () => {
  const keyOf = createKeys('https://tmdb.example');
  const wish = wishOf(movie, 'details', { language: 'de-DE' });

  it('is the same for equal wishes, and another one for other values', () => {
    expect(keyOf({ ...wish })).toBe(keyOf(wish));
    const others = [wishOf(movie, 'details', { language: 'en-US' }), wishOf(movie, 'details', { ref: '604', language: 'de-DE' })];
    expect(new Set([wish, ...others].map(keyOf)).size).toBe(3);
  });

  it('is another one for another TMDB', () => {
    expect(createKeys('http://127.0.0.1:1')(wish)).not.toBe(keyOf(wish));
  });

  it('is another one when the part has another shape', () => {
    const details = { ...movie.parts.details, varies: ['region'] as const };
    const changed: Resource = { ...movie, parts: { ...movie.parts, details } };
    const listed: Resource = { ...movie, parts: { ...movie.parts, details: { ...movie.parts.details, isList: true } } };
    const keys = [movie, changed, listed].map((resource) => keyOf({ ...wish, resource, query: { region: 'de-DE', language: 'de-DE' } }));
    expect(new Set(keys).size).toBe(3);
  });

  it('holds nothing that a user typed', () => {
    expect(keyOf(wishOf(movie, 'details', { language: 'secret text' }))).toMatch(/^[\da-f]{32}$/);
  });
});

it('keeps no part for six months', async () => {
  const parts = (await resourceTables()).flatMap(({ parts }) => Object.values(parts));
  expect(parts.length).toBeGreaterThan(50);
  const longest = Math.max(...parts.map(({ fresh }) => (fresh ? fresh.ceiling + fresh.error : 0)));
  expect(longest).toBeLessThan(MAX_TTL);
});
