import { expect, it } from 'vitest';
import { telemetry, TELEMETRY } from '../bench/telemetry.ts';
import { telemetryCost, TELEMETRY_COST } from '../bench/telemetry-cost.ts';
import { checked } from './checked.ts';

it('records all operations at the limit in metrics and traces, and no secret', async () => {
  expect(checked('telemetry', await telemetry({ seconds: 8 }), TELEMETRY)).toEqual([]);
});

it('spends little CPU time on telemetry', async () => {
  expect(checked('telemetry, cost', await telemetryCost({ rounds: 3 }), TELEMETRY_COST)).toEqual([]);
}, 120_000);
