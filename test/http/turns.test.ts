import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../src/http/turns.ts';
import { startGateway } from '../support/gateway.ts';

const turns = createTurns(() => false);
const client =
  (caller = 'a client', hasLeft = false) =>
  () => ({ caller, hasLeft: () => hasLeft });
const long = `{ ${'__typename '.repeat(200)} }`;

/** Blocks the event loop for this many ms, as a long document does. */
function work(duration: number): void {
  const end = performance.now() + duration;
  while (performance.now() < end);
}

it('lets short work go on between long documents', async () => {
  const order: string[] = [];
  const documents = Array.from({ length: 5 }, async (_, index) => {
    await turns(long, client());
    order.push(`long ${index}`);
    work(20);
  });
  const others = (async () => {
    for (let index = 0; index < 3; index += 1) {
      await sleep(1);
      order.push('short');
    }
  })();
  await Promise.all([...documents, others]);
  expect(order.filter((entry) => entry !== 'short')).toEqual(['long 0', 'long 1', 'long 2', 'long 3', 'long 4']);
  expect(order.lastIndexOf('short')).toBeLessThan(order.indexOf('long 4'));
});

it('lets short work go on between plans, though their documents are short', async () => {
  const order: string[] = [];
  const plans = Array.from({ length: 5 }, async (_, index) => {
    await turns(index % 2 ? '' : '{ __typename }', client(), true);
    order.push(`plan ${index}`);
    work(20);
  });
  await sleep(1);
  order.push('short');
  await Promise.all(plans);
  expect(order.indexOf('short')).toBeLessThan(order.indexOf('plan 2'));
});

it('keeps short documents from waiting', async () => {
  const waiting = Array.from({ length: 5 }, () => turns(long, client())?.then(() => work(20)));
  const since = performance.now();
  await turns('{ __typename }', client());
  expect(performance.now() - since).toBeLessThan(40);
  for (const one of waiting) await one;
});

it('keeps no document waiting that was parsed lately', () => {
  expect(createTurns((query) => query === long)(long, client())).toBeUndefined();
});

it('lets callers take turns, whatever one of them sends', async () => {
  const order: string[] = [];
  const ask = async (caller: string): Promise<void> => {
    await turns(long, client(caller));
    order.push(caller);
    work(5);
  };
  const all = [...Array.from({ length: 50 }, () => ask('many')), ask('one'), ask('one')];
  await Promise.all(all);
  expect(order.lastIndexOf('one')).toBeLessThan(10);
});

/** @returns Milliseconds until a document may begin behind 30 others. */
async function took(hasLeft: boolean): Promise<number> {
  const since = performance.now();
  for (let n = 0; n < 30; n += 1) void turns(long, client('leaving', hasLeft));
  await turns(long, client('leaving'));
  return performance.now() - since;
}

it('waits for nothing after documents whose clients have left', async () => {
  const busy = setInterval(() => work(8), 10);
  const left = await took(true);
  expect(left).toBeLessThan((await took(false)) / 3);
  clearInterval(busy);
});

it('lets many documents begin in a bounded time, however busy the loop is', async () => {
  const busy = setInterval(() => work(8), 10);
  const begin = performance.now();
  const at = await Promise.all(
    Array.from({ length: 40 }, async () => {
      await turns(long, client());
      return performance.now() - begin;
    }),
  );
  clearInterval(busy);
  // 20 s when each waits for half a second; some 2 s, and its own work, in shares.
  expect(Math.max(...at)).toBeLessThan(10_000);
});

it.each([true, false])('asks nothing for clients that left before their turn, with the fast path: %s', async (fastPath) => {
  await using gateway = await startGateway({ fastPath, sandbox: { latency: 50 } });
  const leave = new AbortController();
  const padding = `#${'x'.repeat(1100)}`;
  const all = Array.from({ length: 40 }, (_, n) =>
    gateway.ask(`{ movie(id: ${1_000_100 + n}) { title } } ${padding}`, {}, {}, leave.signal).catch(() => {}),
  );
  await sleep(20);
  leave.abort();
  await Promise.all(all);
  await sleep(1000);
  expect(gateway.sandbox.requests.length).toBeLessThan(10);
});

it.each([
  ['with the fast path', { fastPath: true }, {}],
  ['without the fast path', { fastPath: false }, {}],
  ['for plans', {}, { 'tmdb-explain': 'plan' }],
])('answers other callers, and known documents, ahead of one with many: %s', async (_way, options, headers) => {
  await using gateway = await startGateway({ ...options, env: { TRUST_PROXY: '1' } });
  const MANY = 200;
  let answered = 0;
  const ask = async (name: string, caller: string): Promise<number> => {
    const { body } = await gateway.ask(
      `{ ${name}: __typename ${'__typename '.repeat(150)} }`,
      {},
      { ...headers, 'x-forwarded-for': caller },
    );
    expect(body.errors).toBeUndefined();
    return (answered += 1);
  };
  await ask('known', '192.0.2.1');
  const all = Array.from({ length: MANY }, (_, n) => ask(`many${n}`, '192.0.2.1'));
  await sleep(150);
  const [one, known] = await Promise.all([ask('one', '192.0.2.2'), ask('known', '192.0.2.1')]);
  await Promise.all(all);
  expect(one).toBeLessThan(MANY / 2);
  // A plan waits each time, as its variables may be others.
  expect(known < MANY / 2).toBe(!('tmdb-explain' in headers));
});

it('answers long documents that come at once, each as its own', async () => {
  await using gateway = await startGateway();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      gateway.ask(`{ ${Array.from({ length: 60 }, (_each, index) => `a${n}_${index}: __typename`).join(' ')} }`),
    ),
  );
  for (const [n, { body }] of answers.entries())
    expect(Object.keys(body.data ?? {})).toEqual(Array.from({ length: 60 }, (_, index) => `a${n}_${index}`));
});
