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

const MANY_FILMS = `{ ${Array.from({ length: 25 }, (_, index) => `a${index}: movie(id: ${1_000_000 + index}) { title }`).join(' ')} }`;

/** Opens the breaker for films. */
async function breakFilms({ ask, sandbox }: TestGateway): Promise<void> {
  sandbox.program({ faults: [{ path: '/3/movie/*', answer: { http: 503, body: '' } }] });
  await ask(MANY_FILMS);
}

const READY = { status: 200, body: { ready: true, reasons: [] }, retryAfter: null };
const DOWN = { status: 503, body: { ready: false, reasons: ['The circuit for /movie is open: TMDB fails there.'] }, retryAfter: '5' };

it('is ready, and not while it stops, though it lives and answers', async () => {
  const gateway = await open();
  expect(await gateway.ready()).toEqual(READY);
  gateway.gateway.stop();
  expect(await gateway.ready()).toMatchObject({ status: 503, body: { ready: false, reasons: ['The gateway is stopping.'] } });
  expect((await fetch(new URL('/health', gateway.url))).status).toBe(200);
  expect((await gateway.ask('{ movie(id: 603) { title } }')).body.errors).toBeUndefined();
});

it('is not ready while TMDB is taken to be down at all that was asked for, and lives all the same', async () => {
  const gateway = await open();
  await breakFilms(gateway);
  expect(await gateway.ready()).toEqual(DOWN);
  expect((await fetch(new URL('/health', gateway.url))).status).toBe(200);
});

it('is not ready while TMDB stalls, however little time operations have', async () => {
  const gateway = await open({ OPERATION_DEADLINE_MS: '600' });
  gateway.sandbox.program({ faults: [{ path: '/3/movie/*', answer: { stall: true } }] });
  await gateway.ask(MANY_FILMS);
  await gateway.ask(MANY_FILMS);
  expect(await gateway.ready()).toEqual(DOWN);
});

it('is ready while something of TMDB is up, and says what is not', async () => {
  const gateway = await open();
  await gateway.ask('{ person(id: 6384) { name } }');
  await breakFilms(gateway);
  expect(await gateway.ready()).toEqual({ ...DOWN, status: 200, body: { ...DOWN.body, ready: true }, retryAfter: null });
});

it('is ready again when TMDB is found to be back', async () => {
  const time = clock();
  const gateway = await open();
  await breakFilms(gateway);
  gateway.sandbox.program({ faults: [] });
  time.pass(5000);
  await gateway.ask('{ movie(id: 1500000) { title } }');
  await vi.waitFor(async () => expect(await gateway.ready()).toEqual(READY));
});

it('is ready when nobody was sent for so long that nothing is known, else nobody would ever find out', async () => {
  const time = clock();
  const gateway = await open();
  await breakFilms(gateway);
  expect(await gateway.ready()).toEqual(DOWN);
  time.pass(10_000);
  expect(await gateway.ready()).toEqual(READY);
  // One that still fails says no again.
  await gateway.ask('{ movie(id: 1500000) { title } }');
  expect(await gateway.ready()).toEqual(DOWN);
});
