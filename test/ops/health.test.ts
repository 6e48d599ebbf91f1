import { expect, it, onTestFinished, vi } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { clock } from '../support/engine-world.ts';

interface Seen {
  status: number;
  body: unknown;
  retryAfter: string | null;
}

async function open(env: Record<string, string> = {}): Promise<TestGateway & { ready(): Promise<Seen> }> {
  const gateway = await startGateway({ env });
  onTestFinished(() => gateway.close());
  return Object.assign(gateway, {
    async ready() {
      const response = await fetch(new URL('/ready', gateway.url));
      return { status: response.status, body: await response.json(), retryAfter: response.headers.get('retry-after') };
    },
  });
}

const MANY_MOVIES = `{ ${Array.from({ length: 25 }, (_, index) => `a${index}: movie(id: ${1_000_000 + index}) { title }`).join(' ')} }`;

/** Opens the circuit of `/movie`. */
async function openMovieCircuit({ ask, sandbox }: TestGateway): Promise<void> {
  sandbox.program({ faults: [{ path: '/3/movie/*', answer: { http: 503, body: '' } }] });
  await ask(MANY_MOVIES);
}

const READY = { status: 200, body: { ready: true, reasons: [] }, retryAfter: null };
const DOWN = { status: 503, body: { ready: false, reasons: ['The circuit for /movie is open: TMDB fails there.'] }, retryAfter: '5' };

it('reports that it is not ready while it stops, though it is alive and answers', async () => {
  const gateway = await open();
  expect(await gateway.ready()).toEqual(READY);
  gateway.gateway.stop();
  expect(await gateway.ready()).toMatchObject({ status: 503, body: { ready: false, reasons: ['The gateway is stopping.'] } });
  expect((await fetch(new URL('/health', gateway.url))).status).toBe(200);
  expect((await gateway.ask('{ movie(id: 603) { title } }')).body.errors).toBeUndefined();
});

it('reports that it is not ready, but alive, while the circuit of every requested path is open', async () => {
  const gateway = await open();
  await openMovieCircuit(gateway);
  expect(await gateway.ready()).toEqual(DOWN);
  expect((await fetch(new URL('/health', gateway.url))).status).toBe(200);
});

it('reports that it is not ready while TMDB stalls, however short the deadline of operations', async () => {
  const gateway = await open({ OPERATION_DEADLINE_MS: '600' });
  gateway.sandbox.program({ faults: [{ path: '/3/movie/*', answer: { stall: true } }] });
  await gateway.ask(MANY_MOVIES);
  await gateway.ask(MANY_MOVIES);
  expect(await gateway.ready()).toEqual(DOWN);
});

it('reports that it is ready while one path of TMDB is up, and names the others', async () => {
  const gateway = await open();
  await gateway.ask('{ person(id: 6384) { name } }');
  await openMovieCircuit(gateway);
  expect(await gateway.ready()).toEqual({ ...DOWN, status: 200, body: { ...DOWN.body, ready: true }, retryAfter: null });
});

it('reports that it is ready again when TMDB is back', async () => {
  const time = clock();
  const gateway = await open();
  await openMovieCircuit(gateway);
  gateway.sandbox.program({ faults: [] });
  time.pass(5000);
  await gateway.ask('{ movie(id: 1500000) { title } }');
  await vi.waitFor(async () => expect(await gateway.ready()).toEqual(READY));
});

it('reports that it is ready when an open circuit was not probed for long, since only traffic probes it', async () => {
  const time = clock();
  const gateway = await open();
  await openMovieCircuit(gateway);
  expect(await gateway.ready()).toEqual(DOWN);
  time.pass(10_000);
  expect(await gateway.ready()).toEqual(READY);
  // A probe that fails opens the circuit again.
  await gateway.ask('{ movie(id: 1500000) { title } }');
  expect(await gateway.ready()).toEqual(DOWN);
});
