import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { part, partOf, resourceKey, wishKey, type Query, type Resource, type Wish } from '../../src/tmdb/resource.ts';
import { scopeOf } from '../support/engine-world.ts';

const fresh = { floor: 0, ceiling: 0, stale: 0, error: 0 };
const film: Resource = {
  name: 'Film',
  path: (ref) => `/film/${ref}`,
  parts: {
    details: part({ fresh, varies: ['language'] }),
    similar: part({ fresh, varies: ['language', 'page'] }),
    keywords: part({ fresh }),
  },
};
const person: Resource = { ...film, name: 'Person' };

const wish = (more: Partial<Wish> = {}): Wish => ({
  resource: film,
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

/** What tells such wishes apart, in other words. */
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

describe('the key of a wish', () => {
  it('is equal for equal wishes, whoever made them', () => {
    expect(wishKey(wish({ query: { page: '2', language: 'de' } }))).toBe(wishKey(wish()));
  });

  it.each<{ what: string; more: Partial<Wish> }>([
    { what: 'another resource', more: { resource: person } },
    { what: 'another ref', more: { ref: '604' } },
    { what: 'another part', more: { part: 'details' } },
    { what: 'another value', more: { query: { language: 'de', page: '3' } } },
    { what: 'a value that is not sent', more: { query: { language: 'de', page: null } } },
    { what: "a caller's session", more: { scope: scopeOf('session 1') } },
  ])('differs for $what', ({ more }) => {
    expect(wishKey(wish(more))).not.toBe(wishKey(wish()));
  });

  it('differs from session to session', () => {
    expect(wishKey(wish({ scope: scopeOf('session 1') }))).not.toBe(wishKey(wish({ scope: scopeOf('session 2') })));
  });

  it('holds only the values that the part varies by', () => {
    const queries: Query[] = [{}, { language: 'de' }, { language: 'fr', page: '9' }];
    expect(new Set(queries.map((query) => wishKey(wish({ part: 'keywords', query }))))).toHaveLength(1);
    expect(wishKey(wish({ part: 'details', query: { language: 'de', page: '9' } }))).toBe(
      wishKey(wish({ part: 'details', query: { language: 'de' } })),
    );
  });

  it('takes a value that is left out for null', () => {
    expect(wishKey(wish({ query: {} }))).toBe(wishKey(wish({ query: { language: null, page: null } })));
  });

  it('does not take null for the language that images without one have', () => {
    expect(wishKey(images(null))).not.toBe(wishKey(images('null')));
  });

  it('is equal only when everything that counts is', () => {
    const language = fc.constantFrom(null, 'de', 'pt-BR');
    const page = fc.constantFrom(null, '1', '2', '11', '22');
    const any = fc.record({
      resource: fc.constantFrom(film, person),
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

describe('the key of a resource', () => {
  it('is what the wishes that may travel together share', () => {
    expect(resourceKey(wish({ part: 'details', query: {} }))).toBe(resourceKey(wish()));
  });

  it('keeps a session apart from the public and from other sessions', () => {
    const keys = [undefined, '1', '2'].map((scope) => resourceKey(wish(scope === undefined ? {} : { scope: scopeOf(scope) })));
    expect(new Set(keys).size).toBe(3);
  });

  it('keeps resources with the same number apart', () => {
    expect(resourceKey(wish({ resource: person }))).not.toBe(resourceKey(wish()));
  });
});

describe('a part', () => {
  it('varies by nothing unless it says so', () => {
    expect(part({ fresh }).varies).toEqual([]);
  });

  it('is found by its name, and missing by any other', () => {
    expect(partOf(wish())).toBe(film.parts['similar']);
    expect(() => partOf(wish({ part: 'credits' }))).toThrow(TypeError);
    expect(() => wishKey(wish({ part: 'credits' }))).toThrow('Film');
  });
});
