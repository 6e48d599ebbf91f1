import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  connectList,
  connectPages,
  pageParameter,
  pageQueries,
  type Connection,
  type Edge,
  type PageArgs,
} from '../../../schema/core/pages.ts';
import type { Page } from '../../../src/tmdb/api/page.ts';
import { GatewayError } from '../../../src/tmdb/error.ts';

interface Row {
  readonly id: number | undefined;
}

/** A list at TMDB: pages 1 to 500 can be requested, and are empty after the last. */
function tmdb(pages: readonly (readonly Row[])[], totalPages = pages.length) {
  const asked: number[] = [];
  const fetchPage = (page: number): Promise<Page<Row>> => {
    asked.push(page);
    if (!Number.isInteger(page) || page < 1 || page > 500) return Promise.reject(new Error(`status 22 for page ${page}`));
    const results = [...(pages[page - 1] ?? [])];
    return Promise.resolve({ page, results, total_pages: totalPages, total_results: pages.flat().length });
  };
  return { asked, read: (args: PageArgs) => connectPages(args, fetchPage, ({ id }) => id) };
}

/** Pages of these sizes, whose rows are 0, 1, 2 … */
function numbered(sizes: readonly number[]): Row[][] {
  let next = 0;
  return sizes.map((size) => Array.from({ length: size }, () => ({ id: next++ })));
}

const idsOf = ({ edges }: Connection<Row>): unknown[] => edges.map(({ row }) => row.id);
const base64 = (text: string): string => Buffer.from(text).toString('base64url');
const badInput = expect.objectContaining({ code: 'BAD_USER_INPUT' });

/** Reads on until `hasNextPage` says that there is no more. */
async function readAll(read: (args: PageArgs) => Promise<Connection<Row>>, first: () => number): Promise<Connection<Row>[]> {
  const answers: Connection<Row>[] = [];
  for (let after: string | undefined; ;) {
    const answer = await read({ first: first(), after });
    answers.push(answer);
    if (!answer.hasNextPage) return answers;
    const cursor = answer.edges.at(-1)?.cursor();
    if (cursor === undefined || answers.length > 2000) throw new Error('more is promised, but there is no way to get there');
    after = cursor;
  }
}

const pageSize = fc.oneof(fc.constantFrom(20, 20, 20, 21, 18, 1, 0), fc.integer({ min: 0, max: 40 }));
/** Sizes of the pages of a list: two empty ones in a row would end it. */
const sizesOfList = (constraints: fc.ArrayConstraints): fc.Arbitrary<number[]> =>
  fc.array(pageSize, constraints).map((sizes) => sizes.filter((size, at) => size > 0 || sizes[at - 1] !== 0));
const firsts = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 });
const inTurn = (values: readonly number[]): (() => number) => {
  let turn = 0;
  return () => values[turn++ % values.length] ?? 20;
};

/** Edges with their cursors, as they are written. */
const written = <Row>(edges: readonly Edge<Row>[]) => edges.map(({ row: of, cursor }) => ({ row: of, cursor: cursor() }));

describe('reading from cursor to cursor', () => {
  it('reads every row exactly once and in order, for pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(sizesOfList({ maxLength: 15, size: 'max' }), firsts, async (sizes, counts) => {
        const pages = numbered(sizes);
        const asks = inTurn(counts);
        const answers = await readAll(tmdb(pages).read, asks);
        expect(answers.flatMap(idsOf)).toEqual(pages.flat().map(({ id }) => id));
        const sizesOf = inTurn(counts);
        for (const [index, answer] of answers.entries()) {
          const first = sizesOf();
          expect(answer.edges.length).toBeLessThanOrEqual(first);
          expect(answer.edges.length === first || index === answers.length - 1).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('promises a next page exactly when there are more rows, as long as the last page has a row', async () => {
    await fc.assert(
      fc.asyncProperty(sizesOfList({ maxLength: 10 }), fc.integer({ min: 1, max: 30 }), firsts, async (sizes, last, counts) => {
        const pages = numbered([...sizes, last]);
        const answers = await readAll(tmdb(pages).read, inTurn(counts));
        let left = pages.flat().length;
        for (const answer of answers) {
          left -= answer.edges.length;
          expect(answer.hasNextPage).toBe(left > 0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('drops repeated rows within an answer, and loses no other row', async () => {
    const anyRow = fc.record({ id: fc.integer({ min: 0, max: 60 }) });
    const pages = fc
      .array(fc.array(anyRow, { maxLength: 22, size: 'max' }), { maxLength: 8, size: 'max' })
      // Each page has a row of its own: two pages without one in a row would end the list.
      .map((rows) => rows.map((page, at) => [...page, { id: 100 + at }]));
    await fc.assert(
      fc.asyncProperty(pages, firsts, async (rows, counts) => {
        const answers = await readAll(tmdb(rows).read, inTurn(counts));
        for (const answer of answers) expect(new Set(idsOf(answer)).size).toBe(answer.edges.length);
        expect(new Set(answers.flatMap(idsOf))).toEqual(new Set(rows.flat().map(({ id }) => id)));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps all rows without an id', async () => {
    const { read } = tmdb([[{ id: undefined }, { id: 1 }, { id: undefined }, { id: 1 }]]);
    expect(idsOf(await read({}))).toEqual([undefined, 1, undefined]);
  });

  it('gives stable cursors: each leads to the row after it, on every way to it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(pageSize, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        async (sizes, pick, first) => {
          const { read } = tmdb(numbered(sizes));
          const edges = (await readAll(read, () => 100)).flatMap((answer) => answer.edges);
          fc.pre(edges.length > 0);
          const at = pick % edges.length;
          const answer = await read({ first, after: edges[at]?.cursor() });
          expect(written(answer.edges)).toEqual(written(edges.slice(at + 1, at + 1 + first)));
          expect(answer.hasPreviousPage).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives each row a cursor of its own', async () => {
    const { edges } = await tmdb(numbered([21, 18, 0, 20])).read({ first: 59 });
    expect(new Set(edges.map(({ cursor }) => cursor())).size).toBe(59);
  });
});

const row = (id: number): Row => ({ id });
const ids = (from: number, to: number): Row[] => Array.from({ length: to - from }, (_, at) => row(from + at));
const pageOfTwo = (page: number, keys: string[]): Page<string> => ({ page, results: keys, total_pages: 2, total_results: 4 });

const readMixed = (args: PageArgs) =>
  connectPages(
    args,
    (number) => Promise.resolve(number === 1 ? pageOfTwo(1, ['movie 1', 'tv 2']) : pageOfTwo(2, ['tv 1', 'tv 2'])),
    (key) => key,
  );

describe('repeated rows', () => {
  it('drops a row that was on the page before the cursor', async () => {
    const { asked, read } = tmdb([ids(0, 20), [row(19), row(3), ...ids(20, 38)], [row(20), ...ids(38, 57)]]);
    const answers = await readAll(read, () => 20);
    expect(answers.flatMap(idsOf)).toEqual(ids(0, 57).map(({ id }) => id));
    expect(asked.slice(0, 2)).toEqual([1, 2]);
  });

  it('drops a row that was before the cursor on its own page', async () => {
    const { read } = tmdb([[row(1), row(2), row(3), row(1), row(4)]]);
    const { edges } = await read({ first: 2 });
    expect(idsOf(await read({ first: 5, after: edges[1]?.cursor() }))).toEqual([3, 4]);
  });

  it('drops rows of all pages before the cursor, from a cursor within a page too', async () => {
    const anyRow = fc.record({ id: fc.integer({ min: 1, max: 150 }) });
    const pages = fc
      .array(fc.array(anyRow, { minLength: 10, maxLength: 20 }), { maxLength: 12, size: 'max' })
      // Each page has a row of its own: two pages without one in a row would end the list.
      .map((rows) => rows.map((page, at) => [...page, row(1000 + at)]));
    await fc.assert(
      fc.asyncProperty(pages, firsts, async (rows, counts) => {
        const once = [...new Set(rows.flat().map(({ id }) => id))];
        const { read } = tmdb(rows);
        expect((await readAll(read, () => 7)).flatMap(idsOf)).toEqual(once);
        const [atOnce, inTurns] = [await readAll(read, () => 100), await readAll(read, inTurn(counts))];
        expect(atOnce.flatMap(idsOf)).toEqual(once);
        // The cursor of a row is the same on every way to it.
        expect(inTurns.flatMap(({ edges }) => written(edges))).toEqual(atOnce.flatMap(({ edges }) => written(edges)));
      }),
      { numRuns: 200 },
    );
  });

  it('drops the row of the cursor when it has moved within its page', async () => {
    const before = await tmdb([ids(0, 20), ids(20, 40)]).read({ first: 7 });
    const { read } = tmdb([[row(99), ...ids(0, 19)], ids(19, 40)]);
    const answers = await readAll(
      ({ first, after = before.edges[6]?.cursor() }) => read({ first, after }),
      () => 7,
    );
    expect(answers.flatMap(idsOf)).toEqual(ids(7, 40).map(({ id }) => id));
  });

  it('bounds the length of cursors, however many rows were before', async () => {
    const pages = numbered(Array.from({ length: 60 }, () => 20));
    const cursors = (await readAll(tmdb(pages).read, () => 100)).flatMap(({ edges }) => edges.map(({ cursor }) => cursor()));
    expect(cursors).toHaveLength(1200);
    expect(cursors[0]?.length).toBeLessThan(20);
    expect(Math.max(...cursors.map(({ length }) => length))).toBeLessThan(1300);
    for (const cursor of cursors) expect(cursor).toMatch(/^[\w-]+$/);
  });

  it('reads cursors from before those within a page named rows', async () => {
    const { read } = tmdb([ids(1, 21), [row(20), ...ids(21, 40)], [row(21), ...ids(40, 59)]]);
    expect(idsOf(await read({ first: 3, after: base64('1.17') }))).toEqual([19, 20, 21]);
    const prints = Buffer.alloc(80);
    for (const [at, { id = 0 }] of ids(1, 21).entries()) prints.writeUInt32BE(id, at * 4);
    const end = Buffer.concat([Buffer.from('1.19e'), prints]).toString('base64url');
    expect(idsOf(await read({ first: 2, after: end }))).toEqual([21, 22]);
  });

  it('refuses a cursor with more rows than the gateway writes', async () => {
    const forged = Buffer.concat([Buffer.from('3.4w'), Buffer.alloc(4 * 241, 1)]).toString('base64url');
    await expect(tmdb([]).read({ after: forged })).rejects.toEqual(badInput);
    const longest = Buffer.concat([Buffer.from('3.4w'), Buffer.alloc(4 * 240, 1)]).toString('base64url');
    expect(idsOf(await tmdb(numbered([20, 20, 20])).read({ first: 1, after: longest }))).toEqual([45]);
  });

  it('drops a row of a mixed list by its kind and its number', async () => {
    const first = await readMixed({ first: 2 });
    const rest = await readMixed({ first: 2, after: first.edges[1]?.cursor() });
    expect([...first.edges, ...rest.edges].map((edge) => edge.row)).toEqual(['movie 1', 'tv 2', 'tv 1']);
  });

  it('reads a cursor without the rows of its page', async () => {
    const { read } = tmdb([ids(0, 2), ids(1, 3)]);
    expect(idsOf(await read({ first: 2, after: base64('1.1e') }))).toEqual([1, 2]);
  });

  it('writes a cursor that it can read after a page of a thousand rows', async () => {
    const { read } = tmdb([ids(0, 1000), ids(1000, 1001)]);
    const { edges } = await read({ page: 1 });
    expect(idsOf(await read({ first: 2, after: edges.at(-1)?.cursor() }))).toEqual([1000]);
  });
});

describe('a list that goes on without new rows', () => {
  const rows = numbered([20, 20, 20]);
  const empty = Array.from({ length: 500 }, () => []);

  it.each([20, 25, 40])('ends 500 empty pages after the second when %i rows are wanted', async (first) => {
    const { asked, read } = tmdb(empty);
    expect(await read({ first })).toMatchObject({ edges: [], hasNextPage: false });
    expect(asked).toEqual([1, 2]);
  });

  it('sends no request after those that went together when the second page brings nothing', async () => {
    const { asked, read } = tmdb(empty);
    expect(await read({ first: 100 })).toMatchObject({ edges: [], hasNextPage: false });
    expect(asked).toEqual([1, 2, 3, 4, 5]);
  });

  it('ends where two empty pages follow a full one, from a cursor too', async () => {
    const { asked, read } = tmdb([rows[0] ?? [], ...empty.slice(1)]);
    const { edges, hasNextPage } = await read({ first: 20 });
    expect(hasNextPage).toBe(true);
    expect(await read({ first: 20, after: edges.at(-1)?.cursor() })).toMatchObject({ edges: [], hasNextPage: false });
    expect(asked).toEqual([1, 2, 3]);
  });

  it('ends at the same row however many rows are read at once', async () => {
    const { read } = tmdb([rows[0] ?? [], [], [], rows[1] ?? [], rows[2] ?? []]);
    for (const first of [1, 7, 20, 33, 100]) expect((await readAll(read, () => first)).flatMap(idsOf)).toHaveLength(20);
  });

  it('goes on after one empty page, again and again', async () => {
    const { read } = tmdb([rows[0] ?? [], [], rows[1] ?? [], [], rows[2] ?? []]);
    expect((await readAll(read, () => 20)).flatMap(idsOf)).toHaveLength(60);
  });

  /** Answers each page with the first one; it names the page that it says, if any. */
  const firstForEver = (named: (asked: number) => number | undefined) => {
    const asked: number[] = [];
    const fetchPage = (page: number): Promise<Page<Row>> => {
      asked.push(page);
      const number = named(page);
      return Promise.resolve({ ...(number && { page: number }), results: rows[0] ?? [], total_pages: 300, total_results: 6000 });
    };
    return { asked, read: (args: PageArgs) => connectPages(args, fetchPage, ({ id }) => id) };
  };

  it.each([
    { what: 'names it', named: () => 1 },
    { what: 'names no page', named: () => undefined },
    { what: 'names the page that was asked for', named: (asked: number) => asked },
  ])('ends a list of which TMDB sends the first page again and $what', async ({ named }) => {
    const { asked, read } = firstForEver(named);
    const { edges } = await read({ first: 20 });
    expect(await read({ first: 20, after: edges.at(-1)?.cursor() })).toMatchObject({ edges: [], hasNextPage: false });
    expect(asked).toEqual([1, 2]);
    const atOnce = await read({ first: 60 });
    expect(atOnce.edges).toHaveLength(20);
    expect(atOnce.hasNextPage).toBe(false);
    expect(asked).toEqual([1, 2, 1, 2, 3]);
  });

  it('ends a list where TMDB answers with its last page', async () => {
    const { read } = tmdb([rows[0] ?? []]);
    const { edges } = await read({ first: 20 });
    const clamped = connectPages(
      { first: 20, after: edges.at(-1)?.cursor() },
      () => Promise.resolve({ page: 7, results: rows[2] ?? [], total_pages: 300, total_results: 6000 }),
      ({ id }) => id,
    );
    expect(await clamped).toMatchObject({ edges: [], hasNextPage: false });
  });

  it('finds a numbered page empty when TMDB answers with another', async () => {
    expect(await firstForEver(() => 1).read({ page: 7 })).toMatchObject({ edges: [], hasNextPage: false, totalCount: 6000 });
  });

  it.each([undefined, null, 'two', 0, -1, 2.5, 70_000, {}])('keeps the rows of a page that is named %j', async (name) => {
    const named = await connectPages(
      { first: 40 },
      (page) => Promise.resolve({ page: name, results: rows[page - 1] ?? [], total_pages: 2, total_results: 40 } as Page<Row>),
      ({ id }) => id,
    );
    expect(named.edges).toHaveLength(40);
  });
});

describe('a page that fails', () => {
  const failure = new GatewayError('UPSTREAM_UNAVAILABLE', 'TMDB is down.');
  const rows = numbered([20, 20, 20, 20, 20]);

  /** A list of five pages, of which some fail at first. */
  function failing(...failed: number[]) {
    const broken = new Set(failed);
    const asked: number[] = [];
    const fetchPage = (page: number): Promise<Page<Row>> => {
      asked.push(page);
      if (broken.has(page)) return Promise.reject(failure);
      return Promise.resolve({ page, results: rows[page - 1] ?? [], total_pages: 5, total_results: 100 });
    };
    return { asked, mend: () => broken.clear(), read: (args: PageArgs) => connectPages(args, fetchPage, ({ id }) => id) };
  }

  it.each([1, 2, 3, 4])('keeps the rows before page %i + 1, and leads on to it', async (before) => {
    const { mend, read } = failing(before + 1);
    const answer = await read({ first: 100 });
    expect(idsOf(answer)).toEqual(Array.from({ length: before * 20 }, (_, id) => id));
    expect(answer).toMatchObject({ failure, hasNextPage: true, totalCount: 100 });
    await expect(read({ first: 20, after: answer.edges.at(-1)?.cursor() })).rejects.toBe(failure);
    mend();
    expect(idsOf(await read({ first: 100, after: answer.edges.at(-1)?.cursor() }))).toEqual(
      Array.from({ length: 100 - before * 20 }, (_, id) => before * 20 + id),
    );
  });

  it('fails as a whole when no row came before the page', async () => {
    for (const args of [{ first: 100 }, { first: 1 }, { page: 1 }]) await expect(failing(1).read(args)).rejects.toBe(failure);
    const { edges } = await failing().read({ first: 20 });
    await expect(failing(2).read({ first: 60, after: edges.at(-1)?.cursor() })).rejects.toBe(failure);
  });

  it('does not matter when the rows before it are enough', async () => {
    const connection = await connectPages(
      { first: 30 },
      (page) => (page === 1 ? Promise.resolve({ page, results: numbered([40])[0] ?? [], total_pages: 9 }) : Promise.reject(failure)),
      ({ id }) => id,
    );
    expect(connection.edges).toHaveLength(30);
    expect(connection.failure).toBeUndefined();
    expect(connection.hasNextPage).toBe(true);
  });

  it('does not matter after the end of the list', async () => {
    const connection = await connectPages(
      { first: 60 },
      (page) => (page === 1 ? Promise.resolve({ page, results: rows[0] ?? [], total_pages: 1 }) : Promise.reject(failure)),
      ({ id }) => id,
    );
    expect(connection.edges).toHaveLength(20);
    expect(connection.failure).toBeUndefined();
    expect(connection.hasNextPage).toBe(false);
  });
});

describe('the end of the list', () => {
  it('ends a list at page 500, whatever TMDB counts', async () => {
    const { read } = tmdb(numbered(Array.from({ length: 600 }, () => 20)), 58_329);
    const answers = await readAll(read, () => 100);
    expect(answers.flatMap(idsOf)).toHaveLength(10_000);
    expect(answers.at(-1)).toMatchObject({ hasNextPage: false, reachableCount: 10_000, totalCount: 12_000 });
    expect(answers.at(-2)?.hasNextPage).toBe(true);
  });

  it('promises no page after page 500, but further rows within it', async () => {
    const { read } = tmdb(numbered(Array.from({ length: 600 }, () => 20)), 58_329);
    const { edges, hasNextPage } = await read({ page: 500 });
    expect(hasNextPage).toBe(false);
    expect(await read({ first: 5, after: edges[13]?.cursor() })).toMatchObject({ hasNextPage: true });
    expect(await read({ first: 5, after: edges[14]?.cursor() })).toMatchObject({ hasNextPage: false });
    expect(await read({ first: 5, after: edges[19]?.cursor() })).toMatchObject({ hasNextPage: false, edges: [] });
  });

  it.each([0, 1])('ends an empty list at once when TMDB counts %i pages', async (totalPages) => {
    const { asked, read } = tmdb([], totalPages);
    expect(await read({})).toMatchObject({ edges: [], hasNextPage: false, hasPreviousPage: false, totalCount: 0, reachableCount: 0 });
    expect(asked).toEqual([1]);
  });

  it('reads on after a short page in the middle until it has all rows', async () => {
    const { asked, read } = tmdb(numbered([20, 3, 0, 16, 20, 20]));
    const { edges, hasNextPage } = await read({ first: 40 });
    expect(edges.map(({ row }) => row.id)).toEqual(Array.from({ length: 40 }, (_, id) => id));
    expect(hasNextPage).toBe(true);
    expect(asked).toEqual(asked.toSorted((a, b) => a - b));
    expect(new Set(asked).size).toBe(asked.length);
  });

  it.each([21, 18])('finds the end of a list with pages of %i rows', async (size) => {
    const answers = await readAll(tmdb(numbered([size, size, size])).read, () => 20);
    expect(answers.flatMap(idsOf)).toHaveLength(3 * size);
  });

  it('counts as many reachable rows as TMDB counts rows when all are reachable', async () => {
    expect(await tmdb(numbered([21, 18])).read({ first: 1 })).toMatchObject({ totalCount: 39, reachableCount: 39 });
  });
});

describe('fetched pages', () => {
  const long = numbered(Array.from({ length: 50 }, () => 20));

  it.each([
    { first: undefined, pages: [1] },
    { first: 1, pages: [1] },
    { first: 20, pages: [1] },
    { first: 21, pages: [1, 2] },
    { first: 100, pages: [1, 2, 3, 4, 5] },
  ])('fetches only the pages that $first rows need', async ({ first, pages }) => {
    const { asked, read } = tmdb(long);
    await read({ first });
    expect(asked).toEqual(pages);
  });

  it('fetches the pages of a connection together', async () => {
    const begun: number[] = [];
    const answers: (() => void)[] = [];
    const connection = connectPages(
      { first: 60 },
      (page) =>
        new Promise<Page<Row>>((resolve) => {
          begun.push(page);
          answers.push(() => resolve({ page, results: long[page - 1] ?? [], total_pages: 50, total_results: 1000 }));
        }),
      ({ id }) => id,
    );
    await Promise.resolve();
    expect(begun).toEqual([1, 2, 3]);
    for (const answer of answers.toReversed()) answer();
    expect(idsOf(await connection)).toEqual(Array.from({ length: 60 }, (_, id) => id));
  });

  it('fetches the pages that pageQueries announced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), fc.option(fc.integer({ min: 0, max: 400 })), async (first, at) => {
        const { asked, read } = tmdb(long);
        const after = at === null ? undefined : (await tmdb(long).read({ page: 1 + Math.floor(at / 20) })).edges[at % 20]?.cursor();
        await read({ first, after });
        expect(pageQueries({ first, after })).toEqual(asked.map((page) => ({ page: pageParameter(page) })));
      }),
    );
  });

  it('fetches no page twice within an answer, and none after 500', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pageSize, { maxLength: 12, size: 'max' }), fc.integer({ min: 1, max: 100 }), async (sizes, first) => {
        const { asked, read } = tmdb(numbered(sizes), 58_329);
        await read({ first });
        expect(new Set(asked).size).toBe(asked.length);
        expect(Math.max(...asked)).toBeLessThanOrEqual(500);
      }),
      { numRuns: 30 },
    );
  });

  it('fetches only the next page after the last row of a page', async () => {
    const { asked, read } = tmdb(long);
    const { edges } = await read({ first: 20 });
    expect(idsOf(await read({ first: 20, after: edges.at(-1)?.cursor() }))).toEqual(Array.from({ length: 20 }, (_, id) => 20 + id));
    expect(asked).toEqual([1, 2]);
  });

  it('fetches a short page again for a row within it, and not for its last row', async () => {
    const { asked, read } = tmdb(numbered([20, 3, 20]));
    const { edges } = await read({ page: 2 });
    await read({ first: 1, after: edges[1]?.cursor() });
    await read({ first: 1, after: edges[2]?.cursor() });
    expect(asked).toEqual([2, 2, 3]);
  });

  it('reads on after a cursor that does not say that its page ends', async () => {
    const { read } = tmdb(long);
    expect(idsOf(await read({ first: 2, after: base64('1.19') }))).toEqual([20, 21]);
  });

  it('fetches few pages for a forged cursor', async () => {
    for (const cursor of ['1.999999', '1.5000', '250.999999', '250.999999e'].map(base64)) {
      const { asked, read } = tmdb(numbered(Array.from({ length: 600 }, () => 20)), 58_329);
      await Promise.allSettled([read({ first: 20, after: cursor })]);
      expect(asked.length, cursor).toBeLessThanOrEqual(10);
    }
  });

  it('fetches few pages when TMDB sends the same rows on every page', async () => {
    const { asked, read } = tmdb(
      Array.from({ length: 500 }, () => long[0] ?? []),
      500,
    );
    const { edges } = await read({ first: 100 });
    expect(edges).toHaveLength(20);
    expect(asked.length).toBeLessThanOrEqual(100);
  });

  it('sends no page parameter for page 1, TMDB’s default', () => {
    expect([1, 2, 500].map(pageParameter)).toEqual([null, '2', '500']);
  });
});

describe('a numbered page', () => {
  it.each([21, 18, 20])('returns a numbered page of TMDB whole, with all %i rows', async (size) => {
    const { asked, read } = tmdb(numbered([20, size, 20]));
    const { edges, ...rest } = await read({ page: 2 });
    expect(edges).toHaveLength(size);
    expect(rest).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(asked).toEqual([2]);
  });

  it('knows the first and the last numbered page', async () => {
    const { read } = tmdb(numbered([20, 20]));
    expect(await read({ page: 1, first: null, after: null })).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(await read({ page: 2 })).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('returns an empty numbered page after the last', async () => {
    expect(await tmdb(numbered([20])).read({ page: 7 })).toMatchObject({ edges: [], hasNextPage: false });
  });

  it('reads on after a numbered page by cursor', async () => {
    const { read } = tmdb(numbered([20, 20, 20]));
    const { edges } = await read({ page: 2 });
    expect(idsOf(await read({ first: 2, after: edges.at(-1)?.cursor() }))).toEqual([40, 41]);
  });
});

describe('impossible arguments', () => {
  const cursor = base64('1.0');

  it.each<{ args: PageArgs }>([
    { args: { first: 0 } },
    { args: { first: -1 } },
    { args: { first: 101 } },
    { args: { page: 0 } },
    { args: { page: -1 } },
    { args: { page: 501 } },
    { args: { page: 1, first: 20 } },
    { args: { page: 1, after: cursor } },
    { args: { after: 'junk' } },
    { args: { after: 'x'.repeat(500_000) } },
    ...['=', '==', ' ', '\n', '!'].map((more) => ({ args: { after: cursor + more } })),
    ...[
      '',
      '1',
      '1.',
      '.1',
      '0.0',
      '501.0',
      '999.0',
      '1.x',
      '1.-1',
      '-1.0',
      '1.0.0',
      '1,0',
      '1.1e3',
      ' 1.0',
      '1.0\n',
      '500.0e',
      '1.0E',
      '1.0w',
      '1.0wab',
      '1.e',
      '1.0ee',
      '01.0',
      '1.00',
      '1.01',
      'NaN.NaN',
    ].map((text) => ({
      args: { after: base64(text) || 'A' },
    })),
  ])('refuses arguments before any request: %.100j', async ({ args }) => {
    const { asked, read } = tmdb(numbered([20]));
    const failure: unknown = await read(args).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^.{1,200}$/) });
    expect(asked).toEqual([]);
    expect(() => pageQueries(args)).toThrow(badInput);
  });

  it('refuses the same arguments for a list that TMDB sends whole', () => {
    for (const args of [{ first: 0 }, { first: 101 }, { after: 'junk' }]) expect(() => connectList(args, [1, 2, 3])).toThrow(badInput);
  });
});

it('passes on the failure of a page', async () => {
  const failure = new Error('TMDB did not answer in time.');
  const fetchPage = (page: number): Promise<Page<Row>> =>
    page === 2 ? Promise.reject(failure) : Promise.resolve({ page, results: numbered([20])[0] ?? [], total_pages: 3, total_results: 60 });
  await expect(connectPages({ first: 60 }, fetchPage, ({ id }) => id)).rejects.toBe(failure);
});

/** Three pages of one row, the last two with these counts. */
const counted = (first: unknown, others: unknown) =>
  connectPages(
    { first: 3 },
    (page) => {
      const count = page === 1 ? first : others;
      return Promise.resolve({ results: [{ id: page }], total_pages: count, total_results: count } as Page<Row>);
    },
    ({ id }) => id,
  );

describe('the counts of TMDB', () => {
  it.each([3, '3'])('reads all pages when the first page gives %j as their number, and the others nonsense', async (count) => {
    for (const nonsense of ['many', undefined, null, {}]) {
      const connection = await counted(count, nonsense);
      expect(idsOf(connection)).toEqual([1, 2, 3]);
      expect(connection).toMatchObject({ totalCount: 3, reachableCount: 3, hasNextPage: false });
    }
  });

  it('counts no fewer rows than a page has when TMDB’s count is nonsense', async () => {
    expect(await counted('many', 'many')).toMatchObject({ totalCount: 1, reachableCount: 1, hasNextPage: false });
  });

  it('reads the count of a list that TMDB sends whole when it is text', () => {
    expect(connectList({}, [1], '41')).toMatchObject({ totalCount: 41 });
    expect(connectList({}, [1], 'many')).toMatchObject({ totalCount: 1 });
  });
});

describe('a list that TMDB sends whole', () => {
  it('returns a whole list unless `first` limits it', () => {
    const rows = Array.from({ length: 300 }, (_, index) => index);
    expect(connectList({}, rows)).toMatchObject({ hasNextPage: false, hasPreviousPage: false, totalCount: 300, reachableCount: 300 });
    expect(connectList({}, rows).edges.map(({ row }) => row)).toEqual(rows);
    expect(connectList({}, [])).toMatchObject({ edges: [], hasNextPage: false, totalCount: 0 });
  });

  it('reads a whole list to its end from cursor to cursor', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 100 }), (rows, first) => {
        const read: number[] = [];
        let answer = connectList({ first }, rows);
        for (;;) {
          read.push(...answer.edges.map(({ row }) => row));
          expect(answer.hasNextPage).toBe(read.length < rows.length);
          if (!answer.hasNextPage) break;
          answer = connectList({ first, after: answer.edges.at(-1)?.cursor() }, rows);
          expect(answer.hasPreviousPage).toBe(true);
        }
        expect(read).toEqual(rows);
      }),
    );
  });
});
