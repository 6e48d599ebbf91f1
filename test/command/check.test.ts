import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { runGateway, type Ended } from './run.ts';

const SECRET = 'hush-hush';

/** Runs `check`, and expects that it never prints the credential. */
async function check(env: Record<string, string> = {}): Promise<Pick<Ended, 'code'> & { lines: string[] }> {
  const { code, stdout, stderr } = await runGateway(['check'], { env });
  expect(stderr).toBe('');
  expect(stdout).not.toContain(SECRET);
  return { code, lines: stdout.trimEnd().split('\n') };
}

/** A TMDB that answers as the listener does. @returns Its variables. */
async function tmdb(listener: RequestListener): Promise<Record<string, string>> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { TMDB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, TMDB_ACCESS_TOKEN: SECRET };
}

const answering = (http: number, body: unknown): Promise<Record<string, string>> =>
  tmdb((_request, response) => void response.writeHead(http, { 'content-type': 'application/json' }).end(JSON.stringify(body)));

const VALID = 'ok       configuration: valid';
const NOT_CHECKED = 'skipped  credential: not checked';

it('finds nothing wrong with the sandbox, though a variable may be misspelled', async () => {
  expect(await check({ TMDB_ACCES_TOKEN: SECRET })).toEqual({
    code: 0,
    lines: [
      expect.stringMatching(/^warning {2}configuration: TMDB_ACCES_TOKEN: .*Did you mean TMDB_ACCESS_TOKEN\?$/),
      expect.stringMatching(/^ok {7}reachability: the sandbox answered in \d+ ms$/),
      'ok       credential: none is set, and none is needed',
    ],
  });
});

it('finds nothing wrong with a TMDB that accepts the credential', async () => {
  expect(await check(await answering(200, { success: true, status_code: 1 }))).toEqual({
    code: 0,
    lines: [VALID, expect.stringMatching(/^ok {7}reachability: 127\.0\.0\.1:\d+ answered in \d+ ms$/), 'ok       credential: accepted'],
  });
});

it('asks TMDB without the Redis that running processes share', async () => {
  const env = { ...(await answering(200, { success: true, status_code: 1 })), REDIS_URL: 'redis://127.0.0.1:1' };
  expect(await check(env)).toMatchObject({
    code: 0,
    lines: [VALID, expect.stringMatching(/^ok {7}reachability: /), 'ok       credential: accepted'],
  });
});

it('says that TMDB refuses the credential, with the status of TMDB', async () => {
  expect(await check(await answering(401, { success: false, status_code: 7 }))).toEqual({
    code: 1,
    lines: [
      VALID,
      expect.stringMatching(/^ok {7}reachability: /),
      'failed   credential: TMDB refuses the credential (status 7, INVALID_API_KEY): check TMDB_ACCESS_TOKEN and TMDB_API_KEY.',
    ],
  });
});

const HINT = 'Check TMDB_API_URL, HTTPS_PROXY and the network.';

it.each<[what: string, start: () => Promise<Record<string, string>>, reason: RegExp]>([
  [
    'whose host DNS does not know',
    async () => ({ TMDB_API_URL: 'http://nosuch.invalid' }),
    /^nosuch\.invalid: DNS does not .* \((ENOTFOUND|EAI_AGAIN)\)\. /,
  ],
  [
    'that refuses connections',
    async () => ({ TMDB_API_URL: 'http://127.0.0.1:9' }),
    /^127\.0\.0\.1:9: the connection was refused \(ECONNREFUSED\)\. /,
  ],
  [
    'that never answers',
    async () => ({ ...(await tmdb(() => {})), OPERATION_DEADLINE_MS: '1000' }),
    /: no answer in time \(UPSTREAM_TIMEOUT\)\. /,
  ],
  ['that is down', () => answering(503, { status_code: 9 }), /: no usable answer \(HTTP 503\)\. /],
  ['that is no TMDB', () => answering(200, 'Welcome!'), /: no usable answer \(HTTP 200\)\. /],
])('says what is wrong with a TMDB %s', async (_what, start, reason) => {
  const { code, lines } = await check(await start());
  const [configuration, reachability = '', credential, ...others] = lines;
  expect([code, configuration, credential, others]).toEqual([1, VALID, NOT_CHECKED, []]);
  const [, failed = ''] = /^failed {3}reachability: (.*)/.exec(reachability) ?? [];
  expect(failed).toMatch(reason);
  expect(failed.endsWith(HINT)).toBe(true);
});

it.each<[env: Record<string, string>, failed: RegExp[]]>([
  [{ PORT: 'x', METRICS: 'maybe' }, [/^PORT: expected a whole number /, /^METRICS: expected true or false\.$/]],
  [{ NODE_ENV: 'production' }, [/^TMDB_ACCESS_TOKEN: expected, .*SANDBOX=true/]],
  [{ TRUSTED_DOCUMENTS: '/nowhere' }, [/^TRUSTED_DOCUMENTS: expected .*\(ENOENT\)\.$/]],
])('names what is wrong with the configuration %j, and checks nothing else', async (env, failed) => {
  expect(await check(env)).toEqual({
    code: 1,
    lines: [
      ...failed.map((problem) => expect.stringMatching(new RegExp(`^failed   configuration: ${problem.source.slice(1)}`))),
      'skipped  reachability: not checked',
      NOT_CHECKED,
    ],
  });
});
