/** Ids of the entries with the highest scores, without the entry itself and those that score nothing. */
export const closest = <Entry extends { id: number }>(
  entries: readonly Entry[],
  self: Entry,
  scoreOf: (entry: Entry) => number,
  most: number,
) =>
  entries
    .flatMap((entry) => (entry !== self && scoreOf(entry) > 0 ? [{ id: entry.id, score: scoreOf(entry) }] : []))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ id }) => id);
