import { describe, expect, it } from 'vitest';
import { NUMBER } from '../../src/tmdb/id.ts';
import { identityError } from '../../src/tmdb/identity.ts';
import { withoutNumber, type Resource, type Wish } from '../../src/tmdb/resource.ts';
import { isObject, loadRecordings, recordingsFolder, suiteName, type Recording } from '../support/recordings.ts';
import { resourceTables } from '../support/resource-tables.ts';

// No real document may be taken for a false one: every recorded answer is checked as the answer to every wish for its path.

type Named = Pick<Wish, 'resource' | 'ref' | 'part'>;

/** A recorded document, or one that was appended to it, and the wish that it answers. */
interface Answered {
  readonly file: string;
  readonly wish: Named;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Recorded families that no table leads to, each with the reason. */
const LEFT_OUT: readonly (readonly [family: RegExp, reason: string])[] = [
  [/^\/3\/authentication/, 'about the gateway’s credential, or a write by GET'],
  [/^\/3\/(genre\/\{id\}\/movies|job\/list|movie\/\{id\}\/releases)$/, 'old paths, which the gateway does not request'],
];

const RESOURCES = await resourceTables();

/** The refs that a path may hold: its segments, and the numbers of a series, season and episode together. */
function refsIn(path: string): string[] {
  const segments = path.split('/').slice(2);
  const numbers = segments.filter((segment) => /^\d+$/.test(segment));
  return [...new Set([...segments, numbers.slice(0, 2).join('-'), numbers.join('-'), 'me'])];
}

const isRefOf = ({ pattern, identity }: Resource, ref: string): boolean =>
  pattern ? pattern.test(ref) : !identity || NUMBER.test(ref) || /^tt\d+$/.test(ref);

/** Every wish that a table answers by a request for this path. */
function wishesFor(path: string): Named[] {
  return RESOURCES.flatMap((resource) =>
    refsIn(path)
      .filter((ref) => isRefOf(resource, ref))
      .flatMap((ref) => {
        const own = resource.path(ref).startsWith('/4/') ? resource.path(ref) : `/3${resource.path(ref)}`;
        const part = path === own ? 'details' : path.startsWith(`${own}/`) ? path.slice(own.length + 1) : undefined;
        if (part === undefined || !(part in resource.parts || withoutNumber(part) in resource.parts)) return [];
        return [resource.partOf?.(ref, part) ?? { resource, ref, part }];
      }),
  );
}

function answeredBy({ file, path, query, body }: Recording): Answered[] {
  const document = isObject(body) ? body : { list: body };
  const appended = (query['append_to_response'] ?? '').split(',').filter((name) => isObject(document[name]));
  return wishesFor(path).flatMap((wish) => [
    { file, wish, document },
    ...appended
      .filter((part) => part in wish.resource.parts || withoutNumber(part) in wish.resource.parts)
      .map((part) => ({ file, wish: { ...wish, part }, document: document[part] as Answered['document'] })), // Filtered above.
  ]);
}

/** The keys that name what was requested; an IMDb id is not compared with a number. */
const namedBy = ({ resource, ref, part }: Named): string[] =>
  Object.keys(resource.identity?.(ref, part) ?? {}).filter((key) => key !== 'imdb_id' || ref.startsWith('tt'));

const change = (text: string): string => text.replace(/\w$/, (last) => (last === '1' ? '2' : '1'));

/** The same wish for another resource, or another season. */
const another = ({ resource, ref, part }: Named): Named =>
  part.startsWith('season/') ? { resource, ref, part: change(part) } : { resource, ref: change(ref), part };

const folder = recordingsFolder();

describe.skipIf(!folder)(suiteName('the identity of recorded documents', folder), () => {
  const recordings = loadRecordings(folder).filter(({ method, status }) => method === 'GET' && status < 300);
  const answered = recordings.flatMap(answeredBy);

  it('finds a table for every recorded document', () => {
    const missing = recordings.filter(({ path, family }) => wishesFor(path).length === 0 && !LEFT_OUT.some(([left]) => left.test(family)));
    expect(missing.map(({ file }) => file)).toEqual([]);
  });

  it('refuses no recorded document', () => {
    const refused = answered.filter(({ wish, document }) => identityError(wish, document) !== undefined);
    expect(refused.map(({ file, wish: { resource, part } }) => `${file} as ${resource.name}/${part}`)).toEqual([]);
    expect(answered.length).toBeGreaterThan(recordings.length);
  });

  it('refuses every recorded document that names what it is about, when another was requested', () => {
    const naming = answered.filter(({ wish, document }) => namedBy(wish).some((key) => key in document));
    const believed = naming.filter(({ wish, document }) => identityError(another(wish), document) === undefined);
    expect(believed.map(({ file, wish: { resource, part } }) => `${file} as ${resource.name}/${part}`)).toEqual([]);
    expect(naming.length).toBeGreaterThan(150);
  });
});
