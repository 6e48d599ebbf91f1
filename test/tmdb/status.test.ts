import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODE } from '../../src/tmdb/error-code.ts';
import { isTmdbStatus, TMDB_STATUS, unlistedStatus, type StatusRow } from '../../src/tmdb/status.ts';
import { recordingsFolder } from '../support/recordings.ts';

const rows = Object.entries<StatusRow>(TMDB_STATUS).map(([status, row]) => ({ status: Number(status), ...row }));
const statusesWhere = (matches: (row: StatusRow) => boolean): number[] => rows.filter(matches).map(({ status }) => status);

/** The statuses that come with each HTTP status, by TMDB's documentation. */
const BY_HTTP: Record<number, number[]> = {
  200: [1, 13, 21, 40],
  201: [12],
  400: [18, 22, 23, 26, 27, 28, 29, 47],
  401: [3, 7, 10, 14, 16, 17, 30, 31, 32, 33, 35, 36, 38, 39],
  403: [8, 45],
  404: [6, 34, 37],
  405: [4, 42],
  406: [19],
  422: [5, 20, 41],
  429: [25],
  500: [11, 15, 44],
  501: [2],
  502: [43],
  503: [9, 46],
  504: [24],
};

describe('TMDB_STATUS', () => {
  it('has exactly the statuses 1 to 47', () => {
    expect(rows.map(({ status }) => status)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1));
  });

  it.each(Object.entries(BY_HTTP))('has the statuses that come with HTTP %s', (http, statuses) => {
    expect(statusesWhere((row) => row.http === Number(http))).toEqual(statuses);
  });

  it('gives each status a unique name that is valid for a GraphQL enum value', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(47);
    for (const { name } of rows) expect(name).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
  });

  it('maps each status to a documented error code', () => {
    for (const { code, status } of rows) expect(Object.keys(ERROR_CODE), String(status)).toContain(code);
  });

  it('explains each status in a sentence', () => {
    for (const { means } of rows) expect(means).toMatch(/^[A-Z].{5,100}\.$/);
  });
});

describe('retry rules', () => {
  it.each([
    { rule: 'backoff', statuses: [9, 11, 24, 43, 46] },
    { rule: 'when told', statuses: [25] },
    { rule: 'once', statuses: [15] },
  ])('gives the retry rule "$rule" to the statuses $statuses', ({ rule, statuses }) => {
    expect(statusesWhere(({ retry }) => retry === rule)).toEqual(statuses);
  });

  it('retries no other status', () => {
    expect(statusesWhere(({ retry }) => retry === 'no')).toHaveLength(40);
  });

  it('retries only statuses that are the fault of TMDB', () => {
    expect(statusesWhere(({ retry, fault }) => retry !== 'no' && fault !== 'tmdb')).toEqual([]);
  });
});

describe('faults', () => {
  it.each([7, 10])('blames the gateway when TMDB refuses its key: %i', (status) => {
    expect(rows[status - 1]).toMatchObject({ fault: 'gateway', code: 'UPSTREAM_AUTH' });
  });

  it.each([3, 14, 17, 35, 36])('blames the owner of the credential: %i', (status) => {
    expect(rows[status - 1]?.fault).toBe('credential');
  });

  it.each([30, 31, 32, 33])('blames the caller for a wrong login: %i', (status) => {
    expect(rows[status - 1]).toMatchObject({ fault: 'caller', code: 'UNAUTHENTICATED' });
  });

  it('blames no one for the success of a write, which is no answer to a read', () => {
    expect(statusesWhere(({ fault }) => fault === 'none')).toEqual([1, 12, 13]);
    for (const status of [1, 12, 13]) expect(rows[status - 1]?.code).toBe('UPSTREAM_BAD_RESPONSE');
  });

  it.each([21, 40, 44])('blames the caller, also under HTTP 200 and 500: %i', (status) => {
    expect(rows[status - 1]?.fault).toBe('caller');
  });
});

describe('isTmdbStatus', () => {
  it.each([1, 34, 47])('knows the status %j', (status) => {
    expect(isTmdbStatus(status)).toBe(true);
  });

  it.each([0, 48, 99, -1, 1.5, NaN, '34', null, undefined, 'toString', {}, [34]])('does not know the status %j', (status) => {
    expect(isTmdbStatus(status)).toBe(false);
  });
});

describe('unlistedStatus', () => {
  it.each([
    { http: 429, code: 'RATE_LIMITED', retry: 'when told' },
    { http: 408, code: 'UPSTREAM_TIMEOUT', retry: 'backoff' },
    { http: 500, code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff' },
    { http: 502, code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff' },
    { http: 503, code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff' },
    { http: 504, code: 'UPSTREAM_TIMEOUT', retry: 'backoff' },
    { http: 401, code: 'UPSTREAM_AUTH', retry: 'no' },
    { http: 404, code: 'NOT_FOUND', retry: 'no' },
    { http: 403, code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' },
    { http: 302, code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' },
    { http: 200, code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' },
  ])('reads an unlisted status by HTTP $http alone: $code, $retry', ({ http, code, retry }) => {
    expect(unlistedStatus(http)).toMatchObject({ code, retry });
  });
});

const folder = recordingsFolder();
const document = folder === undefined ? undefined : path.join(folder, '../status-codes.md');

it.skipIf(document === undefined || !existsSync(document))(
  'matches TMDB’s document of statuses row by row (skipped when it is absent)',
  () => {
    const documented = readFileSync(document ?? '', 'utf8').matchAll(/^\|\s*(\d+)\s*\|\s*(\d+)\s*\|/gm);
    const pairs = [...documented].map(([, status, http]) => [Number(status), Number(http)]);
    expect(pairs).toHaveLength(47);
    expect(Object.fromEntries(pairs)).toEqual(Object.fromEntries(rows.map(({ status, http }) => [status, http])));
  },
);
