import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { part, partOf, resourceKey, wishKey, type Query, type Resource, type Wish } from '../../src/tmdb/resource.ts';
import { scopeOf } from '../support/engine-world.ts';

const fresh = { floor: 0, ceiling: 0, stale: 0, error: 0 };
const small: Resource = {
  name: 'Small',
  path: (ref) => `/small/${ref}`,
  parts: {
    details: part({ fresh, varies: ['language'] }),
    similar: part({ fresh, varies: ['language', 'page'] }),
    keywords: part({ fresh }),
  },
};
const person: Resource = { ...small, name: 'Person' };

const wish = (more: Partial<Wish> = {}): Wish => ({
  resource: small,
  ref: '603',
  part: 'similar',
  query: { language: 'de', page: '2' },
  ...more,
});

const images = (languages: string | null): Wish => ({
  resource: movie,
  ref: '603',
  part: 'images',
  query: { include_image_language: languages },
});

/** States once more which values distinguish these wishes. */
const counts = ({
  resource,
  ref,
  part: name,
  query: { language, page },
}: {
  resource: Resource;
  ref: string;
  part: string;
  query: Query;
}) => JSON.stringify([resource.name, ref, name, name === 'keywords' ? null : language, name === 'similar' ? page : null]);

describe('wishKey', () => {
  it('gives equal wishes one key', () => {
    expect(wishKey(wish({ query: { page: '2', language: 'de' } }))).toBe(wishKey(wish()));
  });

  it.each<{ what: string; more: Partial<Wish> }>([
    { what: 'another resource', more: { resource: person } },
    { what: 'another ref', more: { ref: '604' } },
    { what: 'another part', more: { part: 'details' } },
    { what: 'another value', more: { query: { language: 'de', page: '3' } } },
    { what: 'a value that is not sent', more: { query: { language: 'de', page: null } } },
    { what: "a caller's session", more: { scope: scopeOf('session 1') } },
  ])('gives a wish for $what another key', ({ more }) => {
    expect(wishKey(wish(more))).not.toBe(wishKey(wish()));
  });

  it('gives equal wishes of two sessions two keys', () => {
    expect(wishKey(wish({ scope: scopeOf('session 1') }))).not.toBe(wishKey(wish({ scope: scopeOf('session 2') })));
  });

  it('ignores values in the key of a wish that its part does not vary by', () => {
    const queries: Query[] = [{}, { language: 'de' }, { language: 'fr', page: '9' }];
    expect(new Set(queries.map((query) => wishKey(wish({ part: 'keywords', query }))))).toHaveLength(1);
    expect(wishKey(wish({ part: 'details', query: { language: 'de', page: '9' } }))).toBe(
      wishKey(wish({ part: 'details', query: { language: 'de' } })),
    );
  });

  it('treats an absent value in a wish as null', () => {
    expect(wishKey(wish({ query: {} }))).toBe(wishKey(wish({ query: { language: null, page: null } })));
  });

  it('distinguishes null from the language `null` of images without text', () => {
    expect(wishKey(images(null))).not.toBe(wishKey(images('null')));
  });

  it('gives two wishes one key only when all relevant values are equal', () => {
    const language = fc.constantFrom(null, 'de', 'pt-BR');
    const page = fc.constantFrom(null, '1', '2', '11', '22');
    const any = fc.record({
      resource: fc.constantFrom(small, person),
      ref: fc.constantFrom('1', '11', '603'),
      part: fc.constantFrom('details', 'similar', 'keywords'),
      query: fc.record({ language, page }),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(wishKey(a) === wishKey(b)).toBe(counts(a) === counts(b));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('resourceKey', () => {
  it('gives wishes that may share a request one resource key', () => {
    expect(resourceKey(wish({ part: 'details', query: {} }))).toBe(resourceKey(wish()));
  });

  it('gives each session a resource key apart from the public one', () => {
    const keys = [undefined, '1', '2'].map((scope) => resourceKey(wish(scope === undefined ? {} : { scope: scopeOf(scope) })));
    expect(new Set(keys).size).toBe(3);
  });

  it('gives resources with the same number different keys', () => {
    expect(resourceKey(wish({ resource: person }))).not.toBe(resourceKey(wish()));
  });
});

describe('part and partOf', () => {
  it('varies a part by no value by default', () => {
    expect(part({ fresh }).varies).toEqual([]);
  });

  it('finds a part by its name, and fails for any other name', () => {
    expect(partOf(wish())).toBe(small.parts['similar']);
    expect(() => partOf(wish({ part: 'credits' }))).toThrow(TypeError);
    expect(() => wishKey(wish({ part: 'credits' }))).toThrow('Small');
  });
});
