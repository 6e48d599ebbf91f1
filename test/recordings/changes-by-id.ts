import type { Family } from './prove.ts';
import { changes } from './rows.ts';
import { supplied } from './supplied.ts';
import { type RecordedResource, resourceQuestion } from './resource.ts';

/** `/3/tv/season/3624/changes` → `3624`. */
const idIn = (path: string): string => /\d+(?=\/changes$)/.exec(path)?.[0] ?? '';

/**
 * The changes of a season or episode, which TMDB keys by the number of the season or episode. The gateway learns this number
 * from its details.
 * @param placeOf The path of the season or episode with this number.
 */
export const changesById = (family: string, resource: RecordedResource, placeOf: (id: string) => string): Family => ({
  family,
  question: (recording) =>
    resourceQuestion({ ...resource, parts: { changes } }, { ...recording, path: `${placeOf(idIn(recording.path))}/changes` }),
  besides: ({ path }) => [supplied(placeOf(idIn(path)), { id: Number(idIn(path)) })],
});
