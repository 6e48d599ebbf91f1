/**
 * Writes test/sandbox/contract.json, the table that the sandbox is held to, from the recordings: of every family of paths
 * that the sandbox serves. Run it when that changes, or the recordings: `TMDB_RECORDINGS=../shared/tmdb/fixtures node
 * test/support/contract-derive.ts`.
 */
import { writeFileSync } from 'node:fs';
import { ROUTES } from '../../src/sandbox/routes.ts';
import { learn, tableOf, type Contract, type Shape } from './contract.ts';
import { isObject, loadRecordings, type Recording } from './recordings.ts';

/** Older answers had other keys; those of no date are TMDB's own examples of 2023 to 2025. */
const OLDEST = '2020';
/** Keys that each recording since then has are required. */
const RECENT = '2025';

/** One name for a path with ids in it, whatever the ids are called: `/3/person/{}/images`. */
export const familyOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}').replace(/(?<=\/trending\/\w+\/)(day|week)$/, '{}');

interface Learnt {
  all: Shape;
  recent: Shape;
  hasId: boolean;
}

/** The details of an answer, and the parts appended to it, each with its family. */
function documents({ family, query, body }: Recording): { family: string; body: unknown; isPart?: true }[] {
  const items = (query['append_to_response'] ?? '').split(',').filter(Boolean);
  if (!isObject(body) || items.length === 0) return [{ family: familyOf(family), body }];
  const details = Object.fromEntries(Object.entries(body).filter(([key]) => !items.includes(key)));
  const parts = items.filter((item) => isObject(body[item]));
  return [
    { family: familyOf(family), body: details },
    ...parts.map((item) => ({ family: `${familyOf(family)}/${item}`, body: body[item], isPart: true as const })),
  ];
}

/** What the recordings say of the paths that the sandbox serves. */
export function deriveContract(recordings: readonly Recording[] = loadRecordings()): Contract {
  const served = new Set(ROUTES.map(({ pattern }) => familyOf(pattern)));
  const learnt = new Map<string, Learnt>();
  const found = recordings
    .filter(({ method, status, recorded }) => method === 'GET' && status === 200 && (!recorded || recorded >= OLDEST))
    .flatMap((recording) => documents(recording).map((document) => ({ ...document, isRecent: recording.recorded >= RECENT })))
    .filter(({ family }) => served.has(family));
  // Parts come last: they lack the `id` that their own path has, unless that was never recorded or has none either.
  for (const { family, body, isPart, isRecent } of found.toSorted((a, b) => Number(a.isPart ?? false) - Number(b.isPart ?? false))) {
    const shapes = learnt.get(family) ?? { all: new Map(), recent: new Map(), hasId: !isPart ? isObject(body) && 'id' in body : true };
    learnt.set(family, shapes);
    const whole = isPart && shapes.hasId && isObject(body) ? { id: 0, ...body } : body;
    learn(shapes.all, whole);
    if (isRecent) learn(shapes.recent, whole);
  }
  const families = [...learnt].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(families.map(([family, { all, recent }]) => [family, tableOf(all, recent)]));
}

if (import.meta.main) {
  const lines = Object.entries(deriveContract()).map(([family, paths]) => {
    const rows = Object.entries(paths).map(([path, types]) => `  ${JSON.stringify(path)}: ${JSON.stringify(types)}`);
    return ` ${JSON.stringify(family)}: {\n${rows.join(',\n')}\n }`;
  });
  writeFileSync(new URL('../sandbox/contract.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`);
}
