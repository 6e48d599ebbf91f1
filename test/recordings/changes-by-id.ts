import type { Family } from './prove.ts';
import { changes } from './rows.ts';
import { supplied } from './supplied.ts';
import { type Thing, thingQuestion } from './thing.ts';

/** `/3/tv/season/3624/changes` → `3624`. */
const idIn = (path: string): string => /\d+(?=\/changes$)/.exec(path)?.[0] ?? '';

/**
 * The changes of a season or episode, which TMDB knows by its own number of it. The gateway learns this number from the
 * details at the place of the season or episode in its series.
 * @param placeOf The path of what has this number.
 */
export const changesById = (family: string, thing: Thing, placeOf: (id: string) => string): Family => ({
  family,
  question: (recording) =>
    thingQuestion({ ...thing, parts: { changes } }, { ...recording, path: `${placeOf(idIn(recording.path))}/changes` }),
  besides: ({ path }) => [supplied(placeOf(idIn(path)), { id: Number(idIn(path)) })],
});
