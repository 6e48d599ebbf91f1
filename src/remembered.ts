/** Number and length of the texts whose values are kept. */
const MAX_REMEMBERED = 1000;

/** Reads each header or path once, since clients send few of them again and again. When too many are kept, it begins anew. */
export function remembered<Value extends boolean | string | object>(read: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>();
  return (text) => {
    const known = values.get(text);
    if (known !== undefined) return known;
    const value = read(text);
    if (values.size === MAX_REMEMBERED) values.clear();
    if (text.length < MAX_REMEMBERED) values.set(text, value);
    return value;
  };
}
