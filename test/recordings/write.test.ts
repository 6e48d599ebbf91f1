import { describe, expect, it } from 'vitest';
import { loadRecordings, recordingsFolder, suiteName } from '../support/recordings.ts';
import { prove } from './prove.ts';
import { userListFamilies } from './user-list.ts';
import { viewerFamilies } from './viewer.ts';
import { writeFamilies } from './write.ts';

prove('recorded answers of writes', writeFamilies);

const folder = recordingsFolder();

describe.skipIf(!folder)(suiteName('recorded requests of accounts', folder), () => {
  const asked = new Set(
    [...userListFamilies, ...viewerFamilies, ...writeFamilies].map(({ method = 'GET', family }) => `${method} ${family}`),
  );
  const recorded = new Set(
    loadRecordings(folder)
      .filter(({ method, path }) => method !== 'GET' || /\/account|\/authentication|\/guest_session|^\/\d\/list\/|^\/4\//.test(path))
      .map(({ method, family }) => `${method} ${family}`),
  );
  it('proves every recorded request of an account, except the check of the gateway’s own credential', () => {
    expect([...recorded].filter((family) => !asked.has(family))).toEqual(['GET /3/authentication']);
  });
});
