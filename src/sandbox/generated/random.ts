/**
 * Numbers that look random but depend only on the seed, so that a generated movie is the same in every answer.
 */
export interface Random {
  /** A whole number of at least 0 and below the limit. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** Up to `count` different items. */
  some<Item>(items: readonly Item[], count: number): Item[];
}

/** Mulberry32. */
export function random(seed: number): Random {
  let state = seed | 0;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  // The index is below the length, so the item exists.
  const pick = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  const some = <Item>(items: readonly Item[], count: number) => {
    const start = below(items.length);
    const stride = 1 + below(Math.max(1, Math.floor(items.length / Math.max(1, count))));
    return Array.from({ length: Math.min(count, items.length) }, (_, index) => items[(start + index * stride) % items.length] as Item);
  };
  return { below, pick, some };
}

/** Lower-case hexadecimal digits from seeds: ids of credits, videos and reviews. */
export function hex(length: number, ...seeds: (number | string)[]): string {
  let hash = 0x811c9dc5;
  for (const char of seeds.join('.')) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  let text = '';
  while (text.length < length) {
    hash = Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) ^ text.length;
    text += (hash >>> 0).toString(16).padStart(8, '0');
  }
  return text.slice(0, length);
}
