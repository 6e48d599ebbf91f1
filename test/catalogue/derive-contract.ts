/**
 * Derives test/sandbox/contract.json from the recordings: the keys and types that the sandbox must answer, for every
 * family of paths that it serves. Run it when the paths or the recordings change:
 * `TMDB_RECORDINGS=../shared/tmdb/fixtures node test/catalogue/derive-contract.ts`.
 */
import { writeFileSync } from 'node:fs';
import { PERSONAL_ROUTES } from '../../src/sandbox/user/personal-routes.ts';
import { ROUTES } from '../../src/sandbox/server/routes.ts';
import { learn, tableOf, type Contract, type Shape } from '../support/contract.ts';
import { isObject, loadRecordings, type Recording } from '../support/recordings.ts';

/** The first year to use: older answers had other keys. Recordings without a date are TMDB's own examples of 2023 to 2025. */
const OLDEST = '2020';
/** The first year of recent recordings: keys that all of them have are required. */
const RECENT = '2025';

/** The name of a family of paths, without the names of ids: `/3/person/{}/images`. */
export const familyOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}').replace(/(?<=\/trending\/\w+\/)(day|week)$/, '{}');

/** The family of a personal route, such as `POST /3/list/{}/clear`. Reads are named by their path alone, as public routes are. */
export const familyOfPersonal = (route: string): string => familyOf(route.replace(/^GET /, ''));

interface Learnt {
  all: Shape;
  recent: Shape;
  hasId: boolean;
}

/** The details of an answer, and the parts appended to it, each with its family. */
function documents({ method, family: path, query, body }: Recording): { family: string; body: unknown; isPart?: true }[] {
  const family = familyOfPersonal(`${method} ${path}`);
  const items = (query['append_to_response'] ?? '').split(',').filter(Boolean);
  if (!isObject(body) || items.length === 0) return [{ family, body }];
  const details = Object.fromEntries(Object.entries(body).filter(([key]) => !items.includes(key)));
  const parts = items.filter((item) => isObject(body[item]));
  return [{ family, body: details }, ...parts.map((item) => ({ family: `${family}/${item}`, body: body[item], isPart: true as const }))];
}

/** Derives the contract of all paths that the sandbox serves. */
export function deriveContract(recordings: readonly Recording[] = loadRecordings()): Contract {
  const served = new Set([...ROUTES.map(({ pattern }) => familyOf(pattern)), ...Object.keys(PERSONAL_ROUTES).map(familyOfPersonal)]);
  const learnt = new Map<string, Learnt>();
  const found = recordings
    .filter(({ status, recorded }) => (status === 200 || status === 201) && (!recorded || recorded >= OLDEST))
    .flatMap((recording) => documents(recording).map((document) => ({ ...document, isRecent: recording.recorded >= RECENT })))
    .filter(({ family }) => served.has(family));
  // Appended parts come last: they lack the `id` that they have at their own path, unless that path has none or was not recorded.
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
