import { expect, it, onTestFinished } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

async function open(): Promise<TestGateway> {
  const gateway = await startGateway();
  onTestFinished(() => gateway.close());
  return gateway;
}

/** The TMDB requests of one document, run with each of these variables, for movies that are not cached. */
async function requestsOf(query: string, runs: readonly Record<string, unknown>[]): Promise<string[][]> {
  const gateway = await open();
  const requests: string[][] = [];
  for (const [index, variables] of runs.entries()) {
    const { body } = await gateway.ask(query, { id: String(603 + index), ...variables });
    expect(body.errors).toBeUndefined();
    requests.push(gateway.asked().map((url) => decodeURIComponent(url)));
  }
  return requests;
}

const keywords = expect.stringContaining('append_to_response=keywords') as string;

it.each([
  ['a field', 'query ($id: ID!, $more: Boolean!) { movie(id: $id) { title keywords @include(if: $more) { name } } }'],
  ['a fragment', 'query ($id: ID!, $more: Boolean!) { movie(id: $id) { title ... @include(if: $more) { keywords { name } } } }'],
  [
    'a field of a named fragment',
    'query ($id: ID!, $more: Boolean!) { movie(id: $id) { ...F } } fragment F on Movie { title keywords @include(if: $more) { name } }',
  ],
])('reads the selection of each execution where a variable decides about %s', async (_what, query) => {
  const runs = [true, false, true].map((more) => ({ more }));
  expect(await requestsOf(query, runs)).toEqual([[keywords], ['/3/movie/604'], [keywords]]);
});

it('reads the arguments of each execution where a variable is one', async () => {
  const query =
    'query ($id: ID!, $languages: [LanguageTag]) { movie(id: $id) { title images(languages: $languages) { posters { url } } } }';
  const [french, japanese] = await requestsOf(query, [{ languages: ['fr'] }, { languages: ['ja'] }]);
  expect(french).toEqual([expect.stringContaining('include_image_language=fr')]);
  expect(japanese).toEqual([expect.stringContaining('include_image_language=ja')]);
});
