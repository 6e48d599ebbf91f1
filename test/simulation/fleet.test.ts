import { expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../support/redis.ts';
import { simulate, type Outcome, type Scenario } from './simulate.ts';

async function figures(scenario: Scenario): Promise<Outcome> {
  const server = await startRedis();
  onTestFinished(() => server.stop());
  const since = Date.now();
  const outcome = await simulate(server.url, scenario);
  const { perSecond, most, fewest, highest, waits, commandsPerSecond } = outcome;
  const isBusy = scenario.demand === Infinity;
  console.log(
    `${scenario.processes} processes, ${isBusy ? 'always busy' : `${scenario.demand} requests a second`}: ` +
      `${perSecond.toFixed(1)}/s, most in a second ${most}, by process ${fewest} to ${highest}, ` +
      `${isBusy ? '' : `waits p50 ${waits.p50.toFixed(0)} ms, p95 ${waits.p95.toFixed(0)} ms, `}${commandsPerSecond.toFixed(0)} commands a second ` +
      `(${((Date.now() - since) / 1000).toFixed(1)} s to simulate)`,
  );
  return outcome;
}

it.each([
  { processes: 1, seconds: 20, commands: 60 },
  { processes: 10, seconds: 20, commands: 60 },
  { processes: 100, seconds: 30, commands: 330 },
  { processes: 1000, seconds: 30, commands: 600 },
])('keeps the limit and uses it among $processes busy processes', async ({ processes, seconds, commands }) => {
  const { most, perSecond, fewest, highest, commandsPerSecond } = await figures({ processes, demand: Infinity, seconds });
  expect(most).toBeLessThanOrEqual(50);
  expect(perSecond).toBeGreaterThanOrEqual(45);
  expect(highest - fewest).toBeLessThanOrEqual(Math.max(3, 0.1 * highest));
  expect(commandsPerSecond).toBeLessThanOrEqual(commands);
});

it.each([
  { processes: 1, commands: 60 },
  { processes: 10, commands: 90 },
  { processes: 100, commands: 360 },
  { processes: 1000, commands: 400 },
])('answers 40 requests a second of $processes processes with short waits', async ({ processes, commands }) => {
  const { most, perSecond, waits, commandsPerSecond } = await figures({ processes, demand: 40, seconds: 20 });
  expect(most).toBeLessThanOrEqual(50);
  expect(perSecond).toBeGreaterThanOrEqual(35);
  expect(waits.p95).toBeLessThanOrEqual(1000);
  expect(commandsPerSecond).toBeLessThanOrEqual(commands);
});
