import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { deriveOperations, DOCUMENTS, type Operations } from './derive.ts';
import { FIELDS } from './fields.ts';
import { missing, stale } from './gaps.ts';
import { OPERATIONS_LEFT_OUT, PARAMETERS_LEFT_OUT } from './left-out.ts';
import committed from './operations.json' with { type: 'json' };
import { unproven } from './prove.ts';
import { by, row } from './row.ts';

const operations: Operations = committed;
const coverage = { fields: FIELDS, operationsLeftOut: OPERATIONS_LEFT_OUT, parametersLeftOut: PARAMETERS_LEFT_OUT };

describe('coverage of TMDB’s operations', () => {
  it('finds a field or a reason for everything that TMDB offers', () => expect(missing(operations, coverage)).toEqual([]));
  it('finds no stale or duplicate row', () => expect(stale(operations, coverage)).toEqual([]));

  it.each(Object.entries(FIELDS))('requests %s by its field, and sends each parameter that a client sets', async (operation, row) => {
    await using gateway = await startGateway();
    expect(await unproven(operation, row, gateway, operations)).toEqual([]);
  });
});

describe('a wrong row', () => {
  it.each([
    ['its field leads elsewhere', 'GET /3/movie/{movie_id}/credits', row(['movie(id: 603)', 'keywords', 'name'])],
    ['its path is a list in place of a resource', 'GET /3/movie/{movie_id}', row(['popularMovies', 'totalCount'])],
    ['its operation is refused', 'GET /3/movie/{movie_id}', row(['movie(id: "x")', 'title'])],
    ['its argument does not arrive', 'GET /3/movie/popular', row(['popularMovies', 'totalCount'], { page: by('first: 10', '2') })],
    [
      'another argument sends the value',
      'GET /3/trending/all/{time_window}',
      row(['trending(page: 2)', 'totalCount'], { page: by('window: WEEK', '2') }),
    ],
  ])('reports a row as unproven when %s', async (_title, operation, wrong) => {
    await using gateway = await startGateway();
    expect(await unproven(operation, wrong, gateway, operations)).not.toEqual([]);
  });
});

describe('the gaps', () => {
  const small: Operations = { 'GET /3/movies': ['language', 'page'], 'POST /3/movies': [] };
  const fields = { 'GET /3/movies': row(['movies', 'name'], { language: by('language: "de"', 'de') }) };
  const nothing = { fields: {}, operationsLeftOut: {}, parametersLeftOut: [] };
  const rule = { parameter: 'page', operations: /movies$/, reason: 'there is one' };

  it('lists operations and parameters without a row', () => {
    expect(missing(small, nothing)).toEqual(['GET /3/movies', 'POST /3/movies']);
    expect(missing(small, { ...nothing, fields })).toEqual(['GET /3/movies: page', 'POST /3/movies']);
    expect(missing(small, { fields, operationsLeftOut: { 'a write': ['POST /3/movies'] }, parametersLeftOut: [rule] })).toEqual([]);
  });

  it('lists rows for operations that TMDB does not offer', () => {
    expect(stale({}, { fields, operationsLeftOut: { reason: ['GET /3/x'] }, parametersLeftOut: [rule] })).toHaveLength(3);
    expect(stale({ 'GET /3/movies': [] }, { ...nothing, fields })).toEqual(['GET /3/movies: TMDB has no parameter language']);
  });

  it('lists operations that are offered and left out, or left out twice', () => {
    expect(stale(small, { ...nothing, fields, operationsLeftOut: { reason: ['GET /3/movies'] } })).toHaveLength(1);
    expect(stale(small, { ...nothing, fields, parametersLeftOut: [{ ...rule, parameter: 'language' }] })).toHaveLength(1);
    expect(stale(small, { ...nothing, operationsLeftOut: { one: ['POST /3/movies'], other: ['POST /3/movies'] } })).toHaveLength(1);
  });
});

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.resolve(repository, process.env['TMDB_OPENAPI'] || '../shared/tmdb');
const present = DOCUMENTS.every((name) => existsSync(path.join(folder, name)));

describe.skipIf(!present)(present ? 'the table' : 'the table (skipped: the documents are absent, see TMDB_OPENAPI)', () => {
  it('matches TMDB’s OpenAPI documents', () => expect(deriveOperations(folder)).toEqual(operations));
});
