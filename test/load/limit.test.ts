import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { generatedPerson } from '../../src/sandbox/generated/generated-people.ts';
import { createGateway, listen } from '../../src/server.ts';
import { run } from '../support/program.ts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox-process.ts';
import { askDistinct, askMovie, expectedAnswer } from './movies.ts';
import { most, undelayed, windowsOf } from './windows.ts';
import { watchSending } from './wire.ts';

const LIMIT = 50;
const CLIENTS = 30;
const SOCKETS = 18;

/** TMDB's typical latency, in milliseconds. */
const LATENCY = 80;

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await startSandboxProcess();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  await sandbox.program({ rateLimit: LIMIT, latency: LATENCY });
  await sandbox.reset();
});

const configured = () => ({ TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: 'load' });

/** Starts a gateway in this process, with the default limit, on a socket of its own. @returns Its address. */
async function listeningGateway(): Promise<string> {
  const gateway = createGateway(readConfig(configured()));
  const server = await listen(gateway, 0, '127.0.0.1');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await gateway.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server's address is never a string.
}

/** Does the same as {@link askDistinct} for people, which have another path class. */
async function askPeople(address: string, clients: number, peopleEach: number): Promise<void> {
  const client = async (index: number): Promise<void> => {
    for (let person = 0; person < peopleEach; person += 1) {
      const id = 1_000_000 + index * peopleEach + person;
      const response = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ person(id: ${id}) { tmdbId name } }` }),
      });
      expect(await response.json()).toEqual({ data: { person: { tmdbId: id, name: generatedPerson(id).name } } });
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
}

const seconds = (since: number): number => (performance.now() - since) / 1000;

describe('the limit over real sockets', () => {
  it('uses the limit and never exceeds it when 30 clients ask for 10 movies each', async () => {
    const movies = CLIENTS * 10;
    const address = await listeningGateway();
    const sent = watchSending(sandbox.origin);

    const since = performance.now();
    await askDistinct(address, CLIENTS, 10);
    const rate = movies / seconds(since);
    const { requests, connections, delays } = await sandbox.seen();

    const starts = windowsOf(sent.starts);
    const arrivals = windowsOf(requests.map(({ at }) => at));
    const counted = undelayed(arrivals, delays);
    console.log(
      `limit ${LIMIT}: ${movies} movies for ${CLIENTS} clients at ${rate.toFixed(1)} a second; most in any second: ` +
        `${most(starts)} sent, ${most(counted)} arrived (${counted.length} of ${arrivals.length} windows undelayed, ${most(arrivals)} in all of them); ` +
        `${sent.sockets.size} sockets`,
    );

    expect(most(starts)).toBeLessThanOrEqual(LIMIT);
    expect(sent.starts).toHaveLength(movies);
    expect(counted.length, 'windows in which the sandbox was not delayed').toBeGreaterThanOrEqual(movies / 3);
    expect(most(counted)).toBeLessThanOrEqual(LIMIT);
    expect(Math.max(sent.sockets.size, connections.peak)).toBeLessThanOrEqual(SOCKETS);
    expect(rate).toBeGreaterThanOrEqual(42);
    expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it.each([
    { what: 'movies and people use all connections', ask: [askDistinct, askPeople], sockets: SOCKETS },
    { what: 'movies alone use all connections but two', ask: [askDistinct], sockets: SOCKETS - 2 },
  ])('limits connections when TMDB is slow: $what', async ({ what, ask, sockets }) => {
    const latency = 600;
    const requests = CLIENTS * 3;
    await sandbox.program({ latency });
    const address = await listeningGateway();
    const sent = watchSending(sandbox.origin);

    const since = performance.now();
    await Promise.all(ask.map((askThem) => askThem(address, CLIENTS / ask.length, 3)));
    const took = seconds(since);
    const { connections } = await sandbox.seen();
    console.log(
      `${latency} ms an answer, ${what}: ${requests} for ${CLIENTS} clients at ${(requests / took).toFixed(1)} a second over ` +
        `${connections.peak} connections; most in any second: ${most(windowsOf(sent.starts))} sent`,
    );

    expect(connections.peak).toBe(sockets);
    expect(sent.sockets.size).toBe(sockets);
    expect(most(windowsOf(sent.starts))).toBeLessThanOrEqual(LIMIT);
  });

  it('waits 429s out where TMDB allows less, and nothing fails', async () => {
    const allowed = 25;
    const movies = CLIENTS * 5;
    await sandbox.program({ rateLimit: allowed });
    const address = await listeningGateway();
    const sent = watchSending(sandbox.origin);

    const since = performance.now();
    await askDistinct(address, CLIENTS, 5);
    const took = seconds(since);
    const { requests } = await sandbox.seen();
    const refused = requests.filter(({ status }) => status === 429).length;
    console.log(
      `limit ${LIMIT} where TMDB allows ${allowed}: ${movies} movies in ${took.toFixed(1)} s (${(movies / took).toFixed(1)} a second), ` +
        `${refused} of ${requests.length} requests refused and sent again`,
    );

    expect(refused).toBeGreaterThan(0);
    expect(requests.filter(({ status }) => status === 200)).toHaveLength(movies);
    expect(sent.refusals).toHaveLength(refused);
    // Retry-After is one second. Requests that left just before the 429 was read could not know of it.
    const impatient = sent.starts.filter((start) => sent.refusals.some((at) => start > at + 50 && start < at + 990));
    expect(impatient).toEqual([]);
  });
});

describe('a gateway in a process of its own', () => {
  it('sends one TMDB request when 200 clients ask for the same movie at once, and lives on', async () => {
    const clients = 200;
    const gateway = run('src/main.ts', { env: { ...configured(), PORT: '0' } });
    onTestFinished(async () => void (await gateway.stop()));
    const [address] = await gateway.until(/http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/);

    const id = 1_500_000;
    const since = performance.now();
    const answers = await Promise.all(Array.from({ length: clients }, () => askMovie(address, id)));
    const took = seconds(since);
    const requests = (await sandbox.seen()).requests.filter(({ url }) => url !== '/3/authentication');
    console.log(`${clients} clients at once for one movie: ${requests.length} request to TMDB, all answered in ${took.toFixed(2)} s`);

    for (const answer of answers) expect(answer).toEqual(expectedAnswer(id));
    expect(requests.map(({ url }) => url)).toEqual([`/3/movie/${id}?append_to_response=credits`]);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    expect(await gateway.stop()).toBe(0);
    expect(gateway.output.stderr).toBe('');
  });
});
