import { LRUCache } from 'lru-cache';

/** Makes rows of an id and a date once, and keeps the recent ones: one request needs the same row for every appended part. */
export function remembered<Row extends object>(make: (id: number, today: string) => Row, max: number): (id: number, today: string) => Row {
  const recent = new LRUCache<string, Row>({ max });
  return (id, today) => {
    const key = `${id} ${today}`;
    const row = recent.get(key) ?? make(id, today);
    recent.set(key, row);
    return row;
  };
}
