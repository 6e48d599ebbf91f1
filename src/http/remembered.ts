import { LRUCache } from 'lru-cache';

/** Number and length of the headers that are remembered: clients send few values of each. */
const MAX_REMEMBERED = 1000;

/** Reads each value of a header once. */
export function remembered<Value extends boolean | string>(read: (header: string) => Value): (header: string) => Value {
  const values = new LRUCache<string, { readonly value: Value }>({ max: MAX_REMEMBERED });
  return (header) => {
    const known = values.get(header);
    if (known) return known.value;
    const value = read(header);
    if (header.length < MAX_REMEMBERED) values.set(header, { value });
    return value;
  };
}
