import { expect, it, onTestFinished, vi } from 'vitest';
import { fieldOf, startGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';

async function open(options: TestGatewayOptions = {}): Promise<TestGateway & { metrics(): Promise<string> }> {
  const gateway = await startGateway(options);
  onTestFinished(() => gateway.close());
  return Object.assign(gateway, { metrics: async () => (await fetch(new URL('/metrics', gateway.url))).text() });
}

const valueOf = (text: string, series: string): number | undefined => {
  const line = text.split('\n').find((one) => one.startsWith(`tmdb_gateway_${series} `));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
};

const seriesOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('tmdb_gateway_'))
    .map((line) => line.slice(0, line.lastIndexOf(' ')));

it('counts operations, TMDB requests by template, the cache, waits and bytes', async () => {
  const gateway = await open();
  await gateway.ask('{ movie(id: 603) { title keywords { name } } }');
  await gateway.ask('{ movie(id: 603) { title } }');
  await gateway.ask('{ tvSeason(series: 1396, number: 1) { name } }');
  await gateway.ask('{ movie(id: 1) { title } }');
  const text = await gateway.metrics();
  for (const [series, value] of [
    ['operation_duration_seconds_count{type="query",outcome="OK"}', 3],
    ['operation_duration_seconds_count{type="query",outcome="NOT_FOUND"}', 1],
    ['tmdb_request_duration_seconds_count{method="GET",template="Movie",http="200"}', 1],
    ['tmdb_request_duration_seconds_count{method="GET",template="Movie",http="404"}', 1],
    ['tmdb_request_duration_seconds_count{method="GET",template="TvSeries/season/*",http="200"}', 1],
    ['cache_lookups_total{result="hit"}', 1],
    ['cache_lookups_total{result="miss"}', 4],
    ['slot_wait_seconds_count', 3],
    ['limit_requests_per_second', 100_000],
    ['queue_length', 0],
    ['breaker_open{paths="movie"}', 0],
    ['tmdb_retries_total', 0],
  ] as const) {
    expect(valueOf(text, series), series).toBe(value);
  }
  expect(valueOf(text, 'tmdb_received_bytes_total')).toBeGreaterThan(100);
  expect(valueOf(text, 'cache_bytes')).toBeGreaterThan(1000);
});

it('counts retries and requests without a response', async () => {
  const gateway = await open();
  gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer: { reset: true }, times: 1 }] });
  await gateway.ask('{ movie(id: 603) { title } }');
  const text = await gateway.metrics();
  expect(valueOf(text, 'tmdb_request_duration_seconds_count{method="GET",template="Movie",http="none"}')).toBe(1);
  expect(valueOf(text, 'tmdb_request_duration_seconds_count{method="GET",template="Movie",http="200"}')).toBe(1);
  expect(valueOf(text, 'tmdb_retries_total')).toBe(1);
});

it('counts a response with another movie once', async () => {
  const gateway = await open();
  gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer: { http: 200, body: '{"id":604,"title":"Reloaded"}' } }] });
  await gateway.ask('{ movie(id: 603) { title } }');
  const text = await gateway.metrics();
  expect(valueOf(text, 'operation_duration_seconds_count{type="query",outcome="UPSTREAM_BAD_RESPONSE"}')).toBe(1);
  expect(valueOf(text, 'tmdb_request_duration_seconds_count{method="GET",template="Movie",http="200"}')).toBe(1);
});

it('reports the length of the queue', async () => {
  const gateway = await open({ env: { TMDB_RATE_LIMIT: '4', OPERATION_DEADLINE_MS: '2000' } });
  const many = Array.from({ length: 12 }, (_, index) => `a${index}: movie(id: ${1_000_000 + index}) { title }`).join(' ');
  const asking = gateway.ask(`{ ${many} }`);
  await vi.waitFor(async () => expect(valueOf(await gateway.metrics(), 'queue_length')).toBeGreaterThan(3));
  await asking;
});

it('reports an open circuit', async () => {
  const gateway = await open();
  gateway.sandbox.program({ faults: [{ path: '/3/person/*', answer: { http: 503, body: '' } }] });
  const many = Array.from({ length: 25 }, (_, index) => `a${index}: person(id: ${1_000_000 + index}) { name }`).join(' ');
  await gateway.ask(`{ ${many} }`);
  const text = await gateway.metrics();
  expect(valueOf(text, 'breaker_open{paths="person"}')).toBe(1);
});

it('keeps the number of series constant however many ids and names are requested', async () => {
  const gateway = await open();
  const round = async (from: number): Promise<number> => {
    for (let index = from; index < from + 30; index += 1) {
      const { body } = await gateway.ask(
        `query Name${index} { movie(id: ${1_000_000 + index}) { title keywords { name } } person(id: ${1_000_000 + index}) { name }
          tvSeason(series: ${1_000_000 + index}, number: ${index % 9}) { name } searchMovies(query: "text ${index}") { nodes { title } } }`,
      );
      expect(fieldOf({ status: 200, headers: new Headers(), body }, 'movie')).not.toBeNull();
      await gateway.ask(`query Wrong${index} { field${index} }`);
      await gateway.ask(`query Missing${index} { movie(id: ${index + 1}) { title } }`);
    }
    return new Set(seriesOf(await gateway.metrics())).size;
  };
  const few = await round(0);
  expect(await round(30)).toBe(few);
  expect(few).toBeLessThan(250);
  expect(seriesOf(await gateway.metrics()).filter((series) => /Name\d|10000\d\d|text \d/.test(series))).toEqual([]);
});

it('keeps a registry for each gateway', async () => {
  const [one, other] = [await open(), await open()];
  await one.ask('{ movie(id: 603) { title } }');
  expect(valueOf(await one.metrics(), 'cache_lookups_total{result="miss"}')).toBe(1);
  expect(valueOf(await other.metrics(), 'cache_lookups_total{result="miss"}')).toBeUndefined();
});

it('serves no metrics when they are disabled', async () => {
  const gateway = await open({ env: { METRICS: 'false' } });
  expect((await fetch(new URL('/metrics', gateway.url))).status).toBe(404);
});
