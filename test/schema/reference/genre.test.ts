import { expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { startScripted } from '../../support/scripted-upstream.ts';

/** TMDB’s lists of genres have null for names without a translation, where details have the English name. */
const NAMES: Readonly<Record<string, string | null>> = { en: 'Action', de: 'Aktion', ca: null, fi: null };

async function startWithoutNames() {
  const upstream = await startScripted(({ pathname, searchParams }) => {
    if (!pathname.startsWith('/3/genre/'))
      return { body: { page: 1, total_pages: 1, results: [{ id: 603, title: 'x', genre_ids: [28] }] } };
    return { body: { genres: [{ id: 28, name: NAMES[searchParams.get('language') ?? 'en'] ?? null }] } };
  });
  const gateway = await startGateway({ env: { TMDB_API_URL: upstream.origin } });
  return {
    asked: () => upstream.asked(),
    ask: (languages: string[], query: string) => gateway.ask(`query @inContext(languages: ${JSON.stringify(languages)}) ${query}`),
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await upstream[Symbol.asyncDispose]();
    },
  };
}

it.each([
  [['ca'], 'Action'],
  [['ca', 'fi', 'de'], 'Aktion'],
  [['de', 'ca'], 'Aktion'],
  [['en'], 'Action'],
])('names a genre in the first of the languages %j that has a name, or in English', async (languages, name) => {
  await using gateway = await startWithoutNames();
  const list = await gateway.ask(languages, '{ popularMovies { nodes { genres { name } } } }');
  expect(list.body).toEqual({ data: { popularMovies: { nodes: [{ genres: [{ name }] }] } } });
  const asked = gateway.asked().filter((url) => url.startsWith('/3/genre'));
  expect(asked.length, 'one request for each language that was needed').toBe(languages.indexOf(name === 'Aktion' ? 'de' : 'en') + 1 || 2);
  for (const [query, data] of [
    ['{ movieGenres { name } }', { movieGenres: [{ name }] }],
    ['{ genre(id: 28) { name } }', { genre: { name } }],
  ] as const) {
    expect((await gateway.ask(languages, query)).body).toEqual({ data });
  }
});

it('has no name for a genre that no language names', async () => {
  await using upstream = await startScripted(() => ({ body: { genres: [{ id: 28, name: null }] } }));
  await using gateway = await startGateway({ env: { TMDB_API_URL: upstream.origin } });
  expect((await gateway.ask('{ movieGenres { tmdbId name } }')).body).toEqual({ data: { movieGenres: [{ tmdbId: 28, name: null }] } });
});
