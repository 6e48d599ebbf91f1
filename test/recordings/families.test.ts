import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadRecordings, recordingsFolder, suiteName } from '../support/recordings.ts';
import type { Family } from './prove.ts';

/** Recorded families that no suite requests, each with the reason. */
const LEFT_OUT: readonly (readonly [family: RegExp, reason: string])[] = [
  [/^\/3\/authentication$/, 'tells only whether the gateway’s own credential is valid, which is checked at the start'],
];

const HERE = new URL('.', import.meta.url);

/** The families that the suites here prove: `movie.test.ts` proves those of `movie.ts`. */
async function provenFamilies(): Promise<readonly Family[]> {
  const suites = readdirSync(HERE).filter(
    (file) => file.endsWith('.test.ts') && /^prove\(/m.test(readFileSync(new URL(file, HERE), 'utf8')),
  );
  const modules = await Promise.all(suites.map((file) => import(new URL(file.replace('.test', ''), HERE).href)));
  return modules
    .flatMap((module) => Object.entries(module as Readonly<Record<string, unknown>>))
    .flatMap(([name, families]) => (name.endsWith('Families') ? (families as readonly Family[]) : [])); // Their name tells.
}

const folder = recordingsFolder();

describe.skipIf(!folder)(suiteName('recorded answers to a GET', folder), async () => {
  const recordings = loadRecordings(folder).filter(({ method }) => method === 'GET');
  const proven = await provenFamilies();
  const isLeftOut = (family: string) => LEFT_OUT.some(([pattern]) => pattern.test(family));
  const isProven = (recording: (typeof recordings)[number]) =>
    proven.some(({ family, only = () => true }) => family === recording.family && only(recording));

  it('proves every recorded answer to a GET in a suite, or leaves it out with a reason', () => {
    const missing = recordings.filter((recording) => !isLeftOut(recording.family) && !isProven(recording));
    expect(missing.map(({ family, file }) => `${family}: ${file}`)).toEqual([]);
  });

  it('leaves out no recorded answer that a suite proves', () => {
    const both = recordings.filter((recording) => isLeftOut(recording.family) && isProven(recording));
    expect(both.map(({ family, file }) => `${family}: ${file}`)).toEqual([]);
  });

  it.each(LEFT_OUT)('leaves out only families that were recorded: %s', (pattern) => {
    expect(recordings.filter(({ family }) => pattern.test(family))).not.toEqual([]);
  });

  it('proves recorded errors of TMDB with every HTTP status', () => {
    const errors = recordings.filter((recording) => recording.status >= 400 && isProven(recording));
    expect([...new Set(errors.map(({ status }) => status))].toSorted()).toEqual([400, 401, 404, 422, 429]);
  });
});
