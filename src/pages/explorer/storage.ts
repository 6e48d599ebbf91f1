/** Keys under which GraphiQL keeps the operations that were run. */
const HISTORY: ReadonlySet<string> = new Set(['graphiql:queries', 'graphiql:favorites']);

/** GraphiQL keeps the headers of its history also when those of its tabs are not kept. A credential may be among them. */
const withoutHeaders = (value: string): string =>
  JSON.stringify(JSON.parse(value, (key, inner: unknown) => (key === 'headers' ? '' : inner)));

const isAskedFor = (): boolean => localStorage.getItem('graphiql:shouldPersistHeaders') === 'true';

const keys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith('graphiql:'));

/** The storage of the browser, which keeps headers only when the user has asked for that in the settings. */
export const storage = {
  getItem: (key: string): string | null => localStorage.getItem(key),
  setItem: (key: string, value: string): void =>
    localStorage.setItem(key, HISTORY.has(key) && !isAskedFor() ? withoutHeaders(value) : value),
  removeItem: (key: string): void => localStorage.removeItem(key),
  /** Where the gateway is embedded, the storage is also that of other pages. */
  clear: (): void => keys().forEach((key) => localStorage.removeItem(key)),
  get length(): number {
    return keys().length;
  },
};
