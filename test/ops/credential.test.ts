import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { run } from '../support/program.ts';
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

it('logs nothing of a check that still waits when the gateway stops', async () => {
  const kept = await open({ TMDB_RATE_LIMIT: '1' });
  await kept.ask('{ movie(id: 603) { title } }');
  const logged = kept.lines.length;
  const checked = kept.gateway.checkCredential();
  await kept.gateway.close();
  await checked;
  expect(kept.lines.slice(logged)).toEqual([]);
  expect(kept.asked()).toEqual([expect.stringMatching(/^\/3\/movie\/603/)]);
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

it.each([
  [{ reset: true }, 'ECONNRESET'],
  [{ http: 503, body: '' }, 'HTTP 503'],
  [{ http: 404, body: '' }, 'HTTP 404'],
  [{ tmdb: 25 }, 'HTTP 429'],
] as const)('warns, without a word about the credential, when TMDB answers the check with %j', async (answer, reason) => {
  const kept = await open();
  kept.sandbox.program({ faults: [{ path: '/3/authentication', answer }] });
  await kept.gateway.checkCredential();
  const { host } = new URL(kept.sandbox.origin);
  expect(kept.lines).toMatchObject([
    { level: 'warn', msg: `${host}: no usable answer (${reason}). Check TMDB_API_URL, HTTPS_PROXY and the network.` },
  ]);
});

it('warns at the start that nothing listens where TMDB should be', async () => {
  const port = await freePort();
  const program = run('src/main.ts', { env: { TMDB_API_URL: `http://127.0.0.1:${port}`, TMDB_ACCESS_TOKEN: 'any', PORT: '0' } });
  onTestFinished(async () => void (await program.stop()));
  await program.until(/127\.0\.0\.1:\d+: the connection was refused \(ECONNREFUSED\)\. Check TMDB_API_URL/);
});
