import { expect, it, onTestFinished } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { keepLog, type KeptLog } from './collect.ts';

async function open(env: Record<string, string> = {}): Promise<TestGateway & KeptLog> {
  const kept = keepLog();
  const gateway = await startGateway({ env, log: kept });
  onTestFinished(() => gateway.close());
  return Object.assign(kept, gateway);
}

it('checks the credential in one request within the limit, and logs nothing when TMDB accepts it', async () => {
  const kept = await open({ TMDB_RATE_LIMIT: '8' });
  await kept.gateway.checkCredential();
  expect(kept.asked()).toEqual(['/3/authentication']);
  expect(kept.lines).toEqual([]);
  expect((await kept.ask('{ rateLimit { available } }')).body.data).toEqual({ rateLimit: { available: 7 } });
});

it.each([
  [{}, { tmdb: 7 }, 'TMDB refuses the credential (status 7, INVALID_API_KEY): check TMDB_ACCESS_TOKEN and TMDB_API_KEY.'],
  [{}, { tmdb: 10 }, 'TMDB refuses the credential (status 10, SUSPENDED_API_KEY): check TMDB_ACCESS_TOKEN and TMDB_API_KEY.'],
  [{}, { http: 401, body: 'no' }, 'TMDB refuses the credential (HTTP 401): check TMDB_ACCESS_TOKEN and TMDB_API_KEY.'],
  [
    { TMDB_ACCESS_TOKEN: '' },
    { tmdb: 7 },
    'No TMDB credential is set, and TMDB refuses requests without one (status 7, INVALID_API_KEY): set TMDB_ACCESS_TOKEN.',
  ],
] as const)('warns with the environment %j when TMDB answers the check with %j', async (env, answer, msg) => {
  const kept = await open(env);
  kept.sandbox.program({ faults: [{ path: '/3/authentication', answer }] });
  await kept.gateway.checkCredential();
  expect(kept.lines).toMatchObject([{ level: 'warn', msg }]);
});

it.each([[{ reset: true }], [{ http: 503, body: '' }], [{ http: 404, body: '' }], [{ tmdb: 25 }]] as const)(
  'logs nothing when TMDB answers the check with %j, which proves nothing about the credential',
  async (answer) => {
    const kept = await open();
    kept.sandbox.program({ faults: [{ path: '/3/authentication', answer }] });
    await kept.gateway.checkCredential();
    expect(kept.lines).toEqual([]);
  },
);
