import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../src/http/turns.ts';
import { startGateway } from '../support/gateway.ts';

const turns = createTurns();
const long = `{ ${'__typename '.repeat(200)} }`;

/** Blocks the event loop for this many ms, as a long document does. */
function work(duration: number): void {
  const end = performance.now() + duration;
  while (performance.now() < end);
}

it('lets short work go on between long documents', async () => {
  const order: string[] = [];
  const documents = Array.from({ length: 5 }, async (_, index) => {
    await turns(long);
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
    await turns(index % 2 ? '' : '{ __typename }', true);
    order.push(`plan ${index}`);
    work(20);
  });
  await sleep(1);
  order.push('short');
  await Promise.all(plans);
  expect(order.indexOf('short')).toBeLessThan(order.indexOf('plan 2'));
});

it('keeps short documents from waiting', async () => {
  const waiting = Array.from({ length: 5 }, () => turns(long)?.then(() => work(20)));
  const since = performance.now();
  await turns('{ __typename }');
  expect(performance.now() - since).toBeLessThan(40);
  for (const one of waiting) await one;
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
