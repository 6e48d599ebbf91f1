import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLeastRequests, type Wanted } from '../../../src/tmdb/engine/bins.ts';
import { createPlan, plan, type PlannedRequest } from '../../../src/tmdb/engine/plan.ts';
import { part, wishKey, type Parameter, type Query, type Resource, type Wish } from '../../../src/tmdb/resource.ts';

const fresh = { floor: 0, ceiling: 0, stale: 0, error: 0 };

/** The parameters that each part varies by, stated again so that the tests do not rely on the table of the planner. */
const VARIES: Record<string, readonly Parameter[]> = {
  details: ['language'],
  keywords: [],
  external_ids: [],
  credits: ['language'],
  similar: ['language', 'page'],
  lists: ['page'],
  images: ['language', 'include_image_language'],
  alternative_titles: ['region'],
  changes: ['start_date', 'end_date', 'page'],
  ...Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`season/${number}`, ['language'] as const])),
};

const parts = Object.fromEntries(Object.entries(VARIES).map(([name, varies]) => [name, part({ fresh, varies })]));
const series: Resource = { name: 'Series', path: (ref) => `/tv/${ref}`, appends: true, parts };
const search: Resource = { name: 'Search', path: (ref) => `/search/${ref}`, parts };

const wish = (name: string, query: Query = {}, resource: Resource = series): Wish => ({ resource, ref: '1399', part: name, query });
const want = (name: string, query?: Query): Wanted => ({ wish: wish(name, query) });
const seasons = (count: number): Wanted[] => Array.from({ length: count }, (_, number) => want(`season/${number}`));

/** A plan as TMDB sees it: path and appended parts, the latter in alphabetical order. */
const shape = (requests: readonly PlannedRequest[]): string[] =>
  requests.map(({ path, append }) => [path, ...append.toSorted()].join(' ')).toSorted();

describe('a plan', () => {
  it('plans nothing for no wishes', () => {
    expect(plan([])).toEqual([]);
  });

  it('brings details and their parts in one request', () => {
    const [request, ...others] = plan([want('credits'), want('details'), want('keywords')]);
    expect(others).toEqual([]);
    expect(request).toMatchObject({ path: '/tv/1399', append: ['credits', 'keywords'] });
    expect(request?.brings).toHaveLength(3);
  });

  it('requests details alone at the path itself', () => {
    expect(plan([want('details', { language: 'de' })])).toMatchObject([{ path: '/tv/1399', append: [], query: { language: 'de' } }]);
  });

  it('requests a single part at its own path', () => {
    expect(plan([want('similar', { language: null, page: '2' })])).toMatchObject([
      { path: '/tv/1399/similar', append: [], query: { language: null, page: '2' } },
    ]);
  });

  it.each([
    { parts: 20, requests: 1 },
    { parts: 21, requests: 2 },
    { parts: 25, requests: 2 },
    { parts: 40, requests: 2 },
  ])('brings $parts seasons with the details in $requests request(s): details do not count', ({ parts: count, requests }) => {
    expect(plan([want('details'), ...seasons(count)])).toHaveLength(requests);
    const planned = plan([...seasons(count), want('details')]);
    expect(planned).toHaveLength(requests);
    expect(Math.max(...planned.map(({ append }) => append.length))).toBeLessThanOrEqual(20);
    expect(planned.flatMap(({ brings }) => brings)).toHaveLength(count + 1);
  });

  it('keeps different pages apart, and adds parts without a page to either', () => {
    const wanted = [want('lists', { page: '1' }), want('lists', { page: '2' }), want('keywords'), want('external_ids')];
    const planned = plan(wanted);
    expect(planned).toHaveLength(2);
    for (const { brings } of planned) expect(brings.filter(({ wish: { part: name } }) => name === 'lists')).toHaveLength(1);
  });

  it('keeps languages apart, null being a language of its own', () => {
    const planned = plan([want('details', { language: 'de' }), want('credits', { language: null })]);
    expect(shape(planned)).toEqual(['/tv/1399', '/tv/1399/credits']);
  });

  it('treats an omitted value as null', () => {
    expect(plan([want('details', {}), want('credits', { language: null })])).toHaveLength(1);
  });

  it('requests a wish that must be alone at its own path, and all others together', () => {
    const planned = plan([want('details'), { wish: wish('credits'), alone: true }, want('keywords')]);
    expect(shape(planned)).toEqual(['/tv/1399 keywords', '/tv/1399/credits']);
  });

  it('plans a request for each wish where TMDB does not append', () => {
    const wanted = ['1', '2', '3'].map((page) => ({ wish: wish('lists', { page }, search) }));
    const planned = plan([...wanted, { wish: wish('details', {}, search) }]);
    expect(shape(planned)).toEqual(['/search/1399', ...Array.from({ length: 3 }, () => '/search/1399/lists')]);
  });

  it('puts the request that brings most first', () => {
    const wanted = [want('lists', { page: '2' }), want('similar', { page: '1' }), want('keywords'), want('lists', { page: '1' })];
    const sizes = plan([{ wish: wish('credits'), alone: true }, ...wanted]).map(({ brings }) => brings.length);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    expect(sizes[0]).toBeGreaterThan(1);
  });

  it('returns the very wishes that it was given', () => {
    const wanted = [want('details'), want('credits')];
    const [request] = plan(wanted);
    expect(new Set(request?.brings)).toEqual(new Set(wanted));
    for (const each of wanted) expect(request?.brings).toContain(each);
  });
});

const value = (parameter: Parameter): fc.Arbitrary<string | null> =>
  fc.constantFrom(null, ...({ page: ['2', '3'], language: ['de', 'fr'] }[parameter as string] ?? ['x']));

const query = (name: string): fc.Arbitrary<Query> =>
  fc.record(Object.fromEntries((VARIES[name] ?? []).map((parameter) => [parameter, value(parameter)])));

const wantedOf = (names: readonly string[]): fc.Arbitrary<Wanted> =>
  fc.constantFrom(...names).chain((name) =>
    fc.record({
      wish: query(name).map((values) => wish(name, values)),
      alone: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, fc.constant(true)),
    }),
  );

const wantedSet = (maxLength: number, names: readonly string[]): fc.Arbitrary<Wanted[]> =>
  fc.uniqueArray(wantedOf(names), { maxLength, size: 'max', selector: ({ wish }) => wishKey(wish) });

const few = Object.keys(VARIES).filter((name) => !/season\/[2-9]/.test(name));

/** Whether two wishes may travel in one request. */
function compatible(a: Wanted, b: Wanted): boolean {
  if (a.alone || b.alone || a.wish.part === b.wish.part) return false;
  const shared = (VARIES[a.wish.part] ?? []).filter((parameter) => VARIES[b.wish.part]?.includes(parameter));
  return shared.every((parameter) => (a.wish.query[parameter] ?? null) === (b.wish.query[parameter] ?? null));
}

/** The size of the smallest set partition whose blocks contain only compatible wishes. */
function fewest(wanted: readonly Wanted[], blocks: readonly Wanted[][] = []): number {
  const [first, ...rest] = wanted;
  if (!first) return blocks.length;
  const joined = blocks.flatMap((block, at) =>
    block.every((other) => compatible(first, other)) ? [fewest(rest, blocks.with(at, [...block, first]))] : [],
  );
  return Math.min(fewest(rest, [...blocks, [first]]), ...joined);
}

function leastRequests(wanted: Iterable<Wanted>): number {
  const least = createLeastRequests();
  for (const one of wanted) least.add(one);
  return least.count();
}

function expectSound(wanted: readonly Wanted[], planned: readonly PlannedRequest[]): void {
  const brought = planned.flatMap(({ brings }) => brings);
  expect(brought).toHaveLength(wanted.length);
  expect(new Set(brought)).toEqual(new Set(wanted));
  for (const { path, append, query: sent, brings } of planned) {
    expect(append.length).toBeLessThanOrEqual(20);
    const appendable = brings.map(({ wish: { part: name } }) => name).filter((name) => name !== 'details');
    const lone = brings.length === 1 && appendable.length === 1;
    expect({ path, append: append.toSorted() }).toEqual(
      lone ? { path: `/tv/1399/${appendable[0]}`, append: [] } : { path: '/tv/1399', append: appendable.toSorted() },
    );
    const wants = new Set<string>();
    for (const { wish: brought } of brings) {
      for (const parameter of VARIES[brought.part] ?? []) {
        wants.add(parameter);
        expect(sent[parameter] ?? null).toBe(brought.query[parameter] ?? null);
      }
    }
    expect([...wants]).toEqual(expect.arrayContaining(Object.keys(sent).filter((parameter) => sent[parameter as Parameter] !== null)));
    expect(brings.length === 1 || brings.every(({ alone }) => !alone)).toBe(true);
  }
}

const pick = (from: ReadonlySet<Wanted>, at: number): Wanted | undefined => [...from][at % Math.max(1, from.size)];

/** Pages of two lists in 49 languages: hardly two of them travel together. */
const pages = (count: number): Wanted[] =>
  Array.from({ length: count }, (_, n) => want(n % 2 ? 'similar' : 'lists', { language: `l${n % 49}`, page: String(Math.floor(n / 98)) }));

/** Milliseconds for the next twenty requests of this many wishes. */
const took = (count: number): number => {
  const kept = createPlan<Wanted>();
  for (const one of pages(count)) kept.add(one);
  const since = performance.now();
  for (let turn = 0; turn < 20; turn += 1) expect(kept.next()).toBeDefined();
  return performance.now() - since;
};

describe('plans of arbitrary wishes', () => {
  it('plans no more requests than the best of all partitions, for up to eight wishes', () => {
    fc.assert(
      fc.property(wantedSet(8, few), (wanted) => {
        const planned = plan(wanted);
        expectSound(wanted, planned);
        expect(planned).toHaveLength(fewest(wanted));
      }),
      { numRuns: 1500 },
    );
  });

  it('stays sound while wishes come and go', () => {
    const moves = fc.array(fc.tuple(fc.nat(), fc.constantFrom('add', 'add', 'remove', 'next')), {
      minLength: 50,
      maxLength: 150,
      size: 'max',
    });
    fc.assert(
      fc.property(wantedSet(120, Object.keys(VARIES)), moves, (wanted, steps) => {
        const kept = createPlan<Wanted>();
        const outside = new Set(wanted);
        const inside = new Set<Wanted>();
        for (const [at, move] of steps) {
          const one = pick(move === 'add' ? outside : inside, at);
          const brought = move === 'next' ? (kept.next()?.brings ?? []) : [];
          expect(brought.every((each) => inside.delete(each))).toBe(true);
          if (one && move === 'add' && outside.delete(one)) {
            inside.add(one);
            kept.add(one);
          } else if (one && move === 'remove' && inside.delete(one)) kept.remove(one);
          expect(kept.wanted.size).toBe(inside.size);
          expect(kept.requests.size).toBeGreaterThanOrEqual(leastRequests(inside));
        }
        const left = [...inside];
        const requests = Array.from({ length: kept.requests.size }, () => kept.next()).filter((request) => request !== undefined);
        expect(kept.next()).toBeUndefined();
        expectSound(left, requests);
      }),
      { numRuns: 200 },
    );
  });

  it('needs hardly more requests after most wishes were withdrawn than without them', () => {
    const wanted = ['de', 'fr', 'it'].flatMap((language) => Array.from({ length: 40 }, (_, n) => want(`season/${n}`, { language })));
    const kept = createPlan<Wanted>();
    for (const one of wanted) kept.add(one);
    for (const [at, one] of wanted.entries()) if (at % 5 > 0) kept.remove(one);
    expect(kept.wanted.size).toBe(24);
    expect(kept.requests.size).toBe(3);
  });

  it('brings each of up to sixty wishes exactly once, in a request with its values', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(wantedSet(60, Object.keys(VARIES)), (wanted) => expectSound(wanted, plan(wanted))),
      { numRuns: 60 },
    );
  });

  it('plans equally many requests in whichever order the wishes come', () => {
    const shuffled = wantedSet(6, few).chain((wanted) =>
      fc.tuple(fc.constant(wanted), fc.shuffledSubarray(wanted, { minLength: wanted.length })),
    );
    fc.assert(
      fc.property(shuffled, ([wanted, other]) => {
        expect(plan(other)).toHaveLength(plan(wanted).length);
      }),
    );
  });

  it('takes hardly longer for the next request of 10,000 wishes than for that of 100', () => {
    took(10_000); // Compiled once before it is measured.
    const few = Math.min(took(100), took(100), took(100));
    const many = Math.min(took(10_000), took(10_000), took(10_000));
    expect(many / few).toBeLessThan(10);
  });

  it('fills all twenty places of a request when only places are scarce', () => {
    const counts = fc.record({
      de: fc.integer({ min: 0, max: 40 }),
      fr: fc.integer({ min: 0, max: 40 }),
      free: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(counts, ({ de, fr, free }) => {
        const inLanguage = (language: string, count: number): Wanted[] =>
          Array.from({ length: count }, (_, number) => want(`season/${number}`, { language }));
        const wanted = [...inLanguage('de', de), ...inLanguage('fr', fr), ...[want('keywords'), want('external_ids')].slice(0, free)];
        const blocks = Math.ceil(de / 20) + Math.ceil(fr / 20);
        const planned = plan(wanted);
        expectSound(wanted, planned);
        expect(planned).toHaveLength(Math.max(blocks, Math.ceil(wanted.length / 20)));
      }),
      { numRuns: 100 },
    );
  });
});
