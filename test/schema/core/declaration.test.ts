import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';

/** Files outside `core/` and `federation/` that use `load` by hand, and why. Everything else goes through a declared field of `core/fields.ts`. */
const BY_HAND: Readonly<Record<string, string>> = {
  'account/favorite.ts': 'Writes.',
  'account/list-mutations.ts': 'Writes.',
  'account/rate.ts': 'Writes.',
  'account/sign-in.ts': 'Writes.',
};

/** Files outside `core/` and `federation/` whose fields resolve other declared fields, and why these are not one declaration. */
const COMPOSED: Readonly<Record<string, string>> = {
  'account/viewer.ts': 'A session’s lists are at the number of its account, which is asked first.',
  'discovery/discover.ts': 'A genre is looked up in its list first, and a watch provider names its country.',
  'lists/list-contains.ts': 'Version 4 says "no" as an error.',
  'lists/list-versions.ts': 'The caller’s credential decides which version answers.',
  'media/account-states.ts': 'A personal list says something of its rows.',
  'media/external-id.ts': 'The reference of another subgraph names the id.',
  'media/media-parts.ts': 'Changes of seasons and episodes are at their ids, which their details name.',
  'people/person.ts': 'Some list items have an excerpt of their own.',
  'reference/genre.ts': 'A genre is in one of two lists.',
  'tv/episode-neighbours.ts': 'The season of an episode ends, and the details of the series name the next.',
  'tv/ordered-episodes.ts': 'The details of a series name its seasons, and its groups the episodes in another order.',
};

/** Fields of Query that load nothing, and why. */
const FREE: Readonly<Record<string, string>> = {
  _service: 'The SDL.',
  rateLimit: 'The gateway’s own state.',
  tmdbStatuses: 'A table of the gateway.',
  viewer: 'Its fields load.',
};

const SCHEMA = new URL('../../../schema/', import.meta.url);

const sources = readdirSync(SCHEMA, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/^(core|federation|beforehand|examples)\//.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, SCHEMA), 'utf8') }));

/** The context's `load`: called, destructured, or one of its methods. */
const LOAD = /\bload\b/g;

describe('loads outside the machinery of the schema', () => {
  it('uses load by hand only in the files that are listed with a reason', () => {
    const used = sources.filter(({ text }) => code(text).match(LOAD)).map(({ path }) => path);
    expect(used.toSorted()).toEqual(Object.keys(BY_HAND));
  });

  it('uses load by hand for nothing but writes', () => {
    for (const { path, text } of sources.filter((source) => source.path in BY_HAND)) {
      const uses = code(text)
        .replaceAll(/\bload\.write\(/g, '')
        .replaceAll(/\{ load(?:, \w+)* \}/g, '');
      expect(uses.match(LOAD), path).toBeNull();
    }
  });

  it('resolves other fields by hand only in the files that are listed with a reason', () => {
    const used = sources.filter(({ text }) => /\.resolve\(/.test(code(text))).map(({ path }) => path);
    expect(used.toSorted()).toEqual(Object.keys(COMPOSED));
  });

  it('looks up objects only in schema/core and schema/federation', () => {
    expect(sources.filter(({ text }) => /\b(?:lookUp|findTarget|loadSelected)\(/.test(code(text))).map(({ path }) => path)).toEqual([]);
  });

  it('declares every field of Query but the listed ones', () => {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    expect(
      fields
        .filter(({ extensions }) => !extensions['tmdb'])
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(Object.keys(FREE));
  });

  it('makes wishes only in schema/core', () => {
    expect(sources.filter(({ text }) => /\bwishFor\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

/** Strips comments and texts. */
function code(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replaceAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}
