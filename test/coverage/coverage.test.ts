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
const said = { fields: FIELDS, operationsLeftOut: OPERATIONS_LEFT_OUT, parametersLeftOut: PARAMETERS_LEFT_OUT };

describe('of what TMDB offers', () => {
  it('nothing is missing', () => expect(missing(operations, said)).toEqual([]));
  it('nothing is said that TMDB does not offer, or said twice', () => expect(stale(operations, said)).toEqual([]));

  it.each(Object.entries(FIELDS))('%s is asked for by its field, and each parameter by what sets it', async (operation, row) => {
    await using gateway = await startGateway();
    expect(await unproven(operation, row, gateway, operations)).toEqual([]);
  });
});

describe('a row proves nothing', () => {
  it.each([
    ['when its field leads elsewhere', 'GET /3/movie/{movie_id}/credits', row(['movie(id: 603)', 'keywords', 'name'])],
    ['when its path is a list in place of a thing', 'GET /3/movie/{movie_id}', row(['popularMovies', 'totalCount'])],
    ['when its operation is refused', 'GET /3/movie/{movie_id}', row(['movie(id: "x")', 'title'])],
    ['when its argument does not arrive', 'GET /3/movie/popular', row(['popularMovies', 'totalCount'], { page: by('first: 10', '2') })],
    [
      'when what arrives comes from elsewhere',
      'GET /3/trending/all/{time_window}',
      row(['trending(page: 2)', 'totalCount'], { page: by('window: WEEK', '2') }),
    ],
  ])('%s', async (_title, operation, wrong) => {
    await using gateway = await startGateway();
    expect(await unproven(operation, wrong, gateway, operations)).not.toEqual([]);
  });
});

describe('the gaps', () => {
  const small: Operations = { 'GET /3/things': ['language', 'page'], 'POST /3/things': [] };
  const fields = { 'GET /3/things': row(['things', 'name'], { language: by('language: "de"', 'de') }) };
  const nothing = { fields: {}, operationsLeftOut: {}, parametersLeftOut: [] };
  const rule = { parameter: 'page', operations: /things$/, reason: 'there is one' };

  it('are operations and parameters that nothing is said of', () => {
    expect(missing(small, nothing)).toEqual(['GET /3/things', 'POST /3/things']);
    expect(missing(small, { ...nothing, fields })).toEqual(['GET /3/things: page', 'POST /3/things']);
    expect(missing(small, { fields, operationsLeftOut: { 'a write': ['POST /3/things'] }, parametersLeftOut: [rule] })).toEqual([]);
  });

  it('are rows for what TMDB does not offer', () => {
    expect(stale({}, { fields, operationsLeftOut: { reason: ['GET /3/x'] }, parametersLeftOut: [rule] })).toHaveLength(3);
    expect(stale({ 'GET /3/things': [] }, { ...nothing, fields })).toEqual(['GET /3/things: TMDB has no parameter language']);
  });

  it('are things that are offered and left out, or left out twice', () => {
    expect(stale(small, { ...nothing, fields, operationsLeftOut: { reason: ['GET /3/things'] } })).toHaveLength(1);
    expect(stale(small, { ...nothing, fields, parametersLeftOut: [{ ...rule, parameter: 'language' }] })).toHaveLength(1);
    expect(stale(small, { ...nothing, operationsLeftOut: { one: ['POST /3/things'], other: ['POST /3/things'] } })).toHaveLength(1);
  });
});

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.resolve(repository, process.env['TMDB_OPENAPI'] || '../shared/tmdb');
const present = DOCUMENTS.every((name) => existsSync(path.join(folder, name)));

describe.skipIf(!present)(present ? 'the table' : 'the table (skipped: the documents are absent, see TMDB_OPENAPI)', () => {
  it('is what TMDB’s documents say', () => expect(deriveOperations(folder)).toEqual(operations));
});
