import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/tmdb/error.ts';
import { FRESH } from '../../../src/tmdb/api/freshness.ts';
import { createOperation, type Operation } from '../../../src/tmdb/engine/operation.ts';
import { plan } from '../../../src/tmdb/engine/plan.ts';
import { part, partOf, wishesShare, wishKey, type Resource, type Wish } from '../../../src/tmdb/resource.ts';
import { scopeOf } from '../../support/engine-world.ts';

const fresh = FRESH.details;
const seasons = Array.from({ length: 60 }, (_, number) => `season/${number}`);
const series: Resource = {
  name: 'Series',
  path: (ref) => `/tv/${ref}`,
  appends: true,
  parts: {
    details: part({ fresh, varies: ['language'] }),
    similar: part({ fresh, varies: ['language', 'page'] }),
    reviews: part({ fresh, varies: ['language', 'page'] }),
    keywords: part({ fresh }),
    ...Object.fromEntries(seasons.map((name) => [name, part({ fresh, varies: ['language'] })])),
  },
};
const search: Resource = { name: 'Search', path: () => '/search', parts: { details: part({ fresh, varies: ['query', 'page'] }) } };

const wish = (name: string, more: Partial<Wish> = {}): Wish => ({ resource: series, ref: '1399', part: name, query: {}, ...more });

const operation = (maxRequests: number): Operation =>
  createOperation({ signal: new AbortController().signal, caller: 'a caller', maxRequests });

const tooExpensive = expect.objectContaining({ name: 'GatewayError', code: 'QUERY_TOO_EXPENSIVE' });

/** Charges wish by wish. @returns The wishes that were within the cap. */
function chargeAll(to: Operation, wishes: readonly Wish[]): Wish[] {
  return wishes.filter((wish) => {
    try {
      to.charge(wish);
      return true;
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'QUERY_TOO_EXPENSIVE') return false;
      throw error;
    }
  });
}

/** The number of requests that an operation is charged for these wishes: the lowest cap that allows them all. */
function charged(wishes: readonly Wish[]): number {
  let cap = 0;
  while (chargeAll(operation(cap), wishes).length < wishes.length) cap += 1;
  return cap;
}

const upTo = (count: number): Wish[] => seasons.slice(0, count).map((name) => wish(name));

describe('the charge of an operation', () => {
  it.each<{ what: string; wishes: Wish[]; requests: number }>([
    { what: 'one part', wishes: [wish('keywords')], requests: 1 },
    { what: 'details and three parts of one resource', wishes: [wish('details'), wish('keywords'), wish('similar')], requests: 1 },
    { what: 'details and 20 parts of one resource', wishes: [wish('details'), ...upTo(20)], requests: 1 },
    { what: '22 parts of one resource', wishes: upTo(22), requests: 2 },
    { what: '43 parts of one resource', wishes: upTo(43), requests: 3 },
    { what: 'three pages of one part', wishes: ['1', '2', '3'].map((page) => wish('similar', { query: { page } })), requests: 3 },
    {
      what: 'two parts in two languages',
      wishes: ['de', 'fr'].flatMap((language) => [wish('details', { query: { language } }), wish('similar', { query: { language } })]),
      requests: 2,
    },
    {
      what: 'different pages of two parts, which share one parameter',
      wishes: [wish('similar', { query: { page: '2' } }), wish('reviews', { query: { page: '3' } })],
      requests: 2,
    },
    { what: 'the same part of three resources', wishes: ['1', '2', '3'].map((ref) => wish('details', { ref })), requests: 3 },
    {
      what: 'a public and a personal wish for one resource',
      wishes: [wish('details'), wish('details', { scope: scopeOf('ann') })],
      requests: 2,
    },
    {
      what: 'three searches, which take no appended parts',
      wishes: ['a', 'b', 'c'].map((query) => wish('details', { resource: search, query: { query } })),
      requests: 3,
    },
  ])('charges $requests request(s) for $what', ({ wishes, requests }) => {
    expect(charged(wishes)).toBe(requests);
  });

  it('charges nothing before the first wish', () => {
    const { cost, admitted } = operation(100);
    expect(cost).toEqual({ requests: 0, retries: 0, appended: 0, hits: 0, stale: 0, joined: 0, waitedMs: 0 });
    expect(admitted).toBe(false);
  });
});

describe('the request cap', () => {
  it('charges as many requests as the cap, and refuses the next', () => {
    const wishes = Array.from({ length: 150 }, (_, ref) => wish('details', { ref: String(ref) }));
    expect(chargeAll(operation(100), wishes)).toEqual(wishes.slice(0, 100));
  });

  it('names the cap in its error', () => {
    const capped = operation(2);
    for (const ref of ['1', '2']) capped.charge(wish('details', { ref }));
    expect(() => capped.charge(wish('details', { ref: '3' }))).toThrow(/\b2\b/);
  });

  it('charges a wish that needs no further request after a refusal', () => {
    const capped = operation(1);
    capped.charge(wish('details'));
    expect(() => capped.charge(wish('details', { ref: '2' }))).toThrow(tooExpensive);
    expect(() => capped.charge(wish('similar', { query: { page: '1' } }))).not.toThrow();
    expect(() => capped.charge(wish('similar', { query: { page: '2' } }))).toThrow(tooExpensive);
    expect(() => capped.charge(wish('keywords'))).not.toThrow();
  });

  it('never exceeds the cap after a part was refused', () => {
    const capped = operation(1);
    expect(chargeAll(capped, upTo(60))).toHaveLength(20);
  });
});

/** A wish in a readable form, for counterexamples. */
interface Spec {
  ref: string;
  name: string;
  language: string | null;
  page: string;
}

const toWishes = (specs: readonly Spec[]): Wish[] =>
  specs.map(({ ref, name, language, page }) =>
    ref === 'search' ? wish('details', { resource: search, query: { query: name, page } }) : wish(name, { ref, query: { language, page } }),
  );

const language = fc.constantFrom(null, 'de');
const page = fc.constantFrom('1', '2', '3');
const anySpec: fc.Arbitrary<Spec> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ref: fc.constantFrom('1399', '1400'),
      name: fc.constantFrom('details', 'keywords', 'similar', 'reviews', ...seasons),
      language,
      page,
    }),
  },
  { weight: 1, arbitrary: fc.record({ ref: fc.constant('search'), name: fc.constantFrom('a', 'b', 'c'), language, page }) },
);

const specsOf = (maxLength: number): fc.Arbitrary<Spec[]> =>
  fc.uniqueArray(anySpec, { maxLength, size: 'max', selector: (spec) => toWishes([spec]).map(wishKey).join('') });

/** A lower bound for any plan: a request carries each part once, 20 of them beside details, and one value of a parameter. */
function atLeast(wishes: readonly Wish[]): number {
  const together = Object.values(Object.groupBy(wishes, wishesShare)).map((sharing = []) => {
    const parts = Object.values(Object.groupBy(sharing, ({ part }) => part));
    const pages = new Set(sharing.flatMap((wish) => (partOf(wish).varies.includes('page') ? [wish.query.page] : [])));
    return Math.max(...parts.map((same = []) => same.length), Math.ceil(parts.length / 21), pages.size);
  });
  return together.reduce((sum, requests) => sum + requests, 0);
}

/** The number of requests that the planner would send for these wishes. */
function planned(wishes: readonly Wish[]): number {
  const resources = Object.values(Object.groupBy(wishes, wishesShare));
  return resources.reduce((sum, sharing = []) => sum + plan(sharing.map((wish) => ({ wish }))).length, 0);
}

describe('the charge for arbitrary wishes', () => {
  it('charges no more than would be sent, and no less than must be', () => {
    fc.assert(
      fc.property(specsOf(70), (specs) => {
        const wishes = toWishes(specs);
        const cost = charged(wishes);
        expect(cost).toBeLessThanOrEqual(planned(wishes));
        expect(cost).toBeGreaterThanOrEqual(atLeast(wishes));
      }),
      { numRuns: 100 },
    );
  });

  it('charges no more than the cap, whatever is refused in between', () => {
    fc.assert(
      fc.property(specsOf(70), fc.integer({ min: 0, max: 6 }), (specs, cap) => {
        expect(atLeast(chargeAll(operation(cap), toWishes(specs)))).toBeLessThanOrEqual(cap);
      }),
      { numRuns: 300 },
    );
  });

  it('charges the same in whichever order the wishes come', () => {
    const shuffled = specsOf(30).chain((specs) => fc.tuple(fc.constant(specs), fc.shuffledSubarray(specs, { minLength: specs.length })));
    fc.assert(
      fc.property(shuffled, ([specs, other]) => {
        expect(charged(toWishes(other))).toBe(charged(toWishes(specs)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the end of an operation', () => {
  it('calls back all that wait then, once, and leaves out those that no longer do', () => {
    const end = new AbortController();
    const { onEnd, offEnd } = createOperation({ signal: end.signal, caller: 'a caller', maxRequests: 1 });
    const called: string[] = [];
    const waitingFor = (name: string) => () => {
      called.push(name);
      onEnd(waitingFor('nothing')); // It has ended.
    };
    const [first, second, third] = [waitingFor('the first'), waitingFor('the second'), waitingFor('the third')];
    onEnd(first);
    offEnd(first);
    onEnd(second);
    onEnd(third);
    end.abort();
    end.abort();
    expect(called).toEqual(['the second', 'the third']);
  });
});
