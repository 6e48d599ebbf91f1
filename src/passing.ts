/**
 * What comes and goes with each request, by its key. A Map would do, but V8 links the tables that a Map outgrew to its later
 * ones, with what they held then: once one of them is old, everything that passes through the Map stays in memory until the next
 * collection of the whole heap. The properties of an object have no such links.
 */
export class Passing<Value> {
  /** How many are there. */
  size = 0;
  readonly #values = Object.create(null) as Record<string, Value | undefined>;

  get(key: string): Value | undefined {
    return this.#values[key];
  }

  has(key: string): boolean {
    return this.#values[key] !== undefined;
  }

  set(key: string, value: Value): void {
    if (!this.has(key)) this.size += 1;
    this.#values[key] = value;
  }

  delete(key: string): void {
    if (!this.has(key)) return;
    this.size -= 1;
    delete this.#values[key];
  }

  /** Those that are there now. Takes longer than that of a Map. */
  values(): Value[] {
    return Object.values(this.#values) as Value[];
  }
}
