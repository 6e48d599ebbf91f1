import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { partOf, withoutNumber, wishKey, type Wish } from '../resource.ts';

/** To be increased when the bytes of an entry change. */
const FORMAT = 1;

/** Bytes of the header: CRC-32 of the key and of what follows, then the length of the JSON. */
const HEADER_BYTES = 8;

/** Largest JSON of a document. TMDB's largest, a series with all credits, have some megabytes. */
const MAX_JSON_BYTES = 32 * 1024 * 1024;

const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** The version of this package: another release may read other things from a document. */
function packageVersion(): string {
  const file = findPackageJSON(import.meta.url);
  return file === undefined ? '' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Short enough for an index, too long for two keys to have the same one. */
export const digest = (text: string): string => hash('sha256', text, 'hex').slice(0, 32);

/**
 * Names entries of the second level: by the wish, by TMDB's origin, and by the shape of the part, so that another release or
 * another TMDB has entries of its own. A digest, since a wish may hold a text that a user typed.
 */
export function createKeys(origin: string): (wish: Wish) => string {
  const version = packageVersion();
  return (wish) => {
    const { varies, isList = false, hasStatus = false } = partOf(wish);
    const shape = [FORMAT, version, origin, withoutNumber(wish.part), varies.join(), isList, hasStatus].join('\n');
    return digest(`${shape}\n${wishKey(wish)}`);
  };
}

/**
 * Packs a document: JSON, compressed by zstd at its fastest. Neither zstd's frames nor SQLite notice a flipped bit, so the
 * entry has a checksum of its own, which covers its key too.
 */
export function pack(key: string, doc: object): Uint8Array {
  const json = Buffer.from(JSON.stringify(doc));
  const body = zstdCompressSync(json, ZSTD);
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + body.length);
  bytes.writeUInt32BE(json.length, 4);
  body.copy(bytes, HEADER_BYTES);
  bytes.writeUInt32BE(checksum(key, bytes), 0);
  return bytes;
}

/** Unpacks an entry; undefined when it is damaged, or of another key. */
export function unpack(key: string, packed: Uint8Array): object | undefined {
  if (packed.length <= HEADER_BYTES) return undefined;
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.length);
  if (bytes.readUInt32BE(0) !== checksum(key, bytes)) return undefined;
  const length = bytes.readUInt32BE(4);
  if (length > MAX_JSON_BYTES) return undefined;
  try {
    const json = zstdDecompressSync(bytes.subarray(HEADER_BYTES), { maxOutputLength: length });
    const doc: unknown = json.length === length ? JSON.parse(json.toString()) : undefined;
    return typeof doc === 'object' && doc !== null ? doc : undefined;
  } catch {
    return undefined;
  }
}

const checksum = (key: string, bytes: Buffer): number => crc32(bytes.subarray(4), crc32(key));
