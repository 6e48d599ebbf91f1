import { expect, it } from 'vitest';
import { TMDB_STATUS } from '../../../src/tmdb/status.ts';
import { fieldOf, startGateway } from '../../support/gateway.ts';

it('lists every status of TMDB with its error code and fault, without a request', async () => {
  await using gateway = await startGateway();
  const asked = await gateway.ask('{ tmdbStatuses { status name http code fault retryable description } }');
  expect(asked.body.errors).toBeUndefined();
  const statuses = fieldOf<{ status: number }[]>(asked, 'tmdbStatuses');
  expect(statuses.map(({ status }) => status)).toEqual(Object.keys(TMDB_STATUS).map(Number));
  expect(statuses).toEqual(
    expect.arrayContaining([
      {
        status: 7,
        name: 'INVALID_API_KEY',
        http: 401,
        code: 'UPSTREAM_AUTH',
        fault: 'GATEWAY',
        retryable: false,
        description: 'The API key is not valid.',
      },
      {
        status: 9,
        name: 'SERVICE_OFFLINE',
        http: 503,
        code: 'UPSTREAM_UNAVAILABLE',
        fault: 'TMDB',
        retryable: true,
        description: 'The service is temporarily offline.',
      },
    ]),
  );
  expect(gateway.asked()).toEqual([]);
});
