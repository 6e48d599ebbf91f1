import { isDeepStrictEqual } from 'node:util';
import type { Movie } from '../../src/sandbox/catalogue/catalogue-rows.ts';
import { generatedMovie } from '../../src/sandbox/generated/generated-movies.ts';
import { generatedPerson } from '../../src/sandbox/generated/generated-people.ts';
import type { Bounds, Figures } from './figures.ts';
import { createTally, record } from './load.ts';
import { openStage } from './stage.ts';

const CLIENTS = 100;
const MOVIES = 20;

/** Fields of a movie, each from another part, and their right values. */
const FIELDS: readonly (readonly [fields: string, right: (movie: Movie) => Record<string, unknown>])[] = [
  ['runtime', ({ runtime }) => ({ runtime })],
  ['imdbId', ({ imdb }) => ({ imdbId: imdb })],
  ['releaseDate', ({ date }) => ({ releaseDate: date })],
  [
    'directors { name }',
    ({ crew = [] }) => ({ directors: crew.filter(({ job }) => job === 'Director').map(({ id }) => ({ name: generatedPerson(id).name })) }),
  ],
  [
    'cast(first: 3) { edges { character } }',
    ({ cast = [] }) => ({ cast: { edges: cast.slice(0, 3).map(({ character }) => ({ character })) } }),
  ],
  ['alternativeTitles { title }', ({ alternatives = [] }) => ({ alternativeTitles: alternatives.map(([, title]) => ({ title })) })],
  ['externalIds { wikidataId }', ({ external }) => ({ externalIds: { wikidataId: external?.wikidata } })],
  [
    'releaseDates(country: "DE") { releases { certification } }',
    ({ releases }) => ({ releaseDates: [{ releases: releases?.['DE']?.map(({ certification }) => ({ certification })) }] }),
  ],
  ['videos { key }', ({ videos = [] }) => ({ videos: videos.filter(({ language }) => language === 'en').map(({ key }) => ({ key })) })],
];

export const GROWTH = {
  requests: { what: `TMDB requests for ${MOVIES} movies`, atLeast: MOVIES, atMost: 25 },
  right: { what: 'right answers', atLeast: CLIENTS, atMost: CLIENTS },
  refused: { what: '429s', atMost: 0 },
} as const satisfies Bounds<string>;

/** The longer a request waits, the more it carries: a hundred clients ask for different fields of the same movies at once. */
export async function growth(): Promise<Figures<keyof typeof GROWTH>> {
  await using stage = await openStage({ TMDB_RATE_LIMIT: '5' });
  const movies = Array.from({ length: MOVIES }, (_, index) => generatedMovie(1_500_000 + index, '2026-01-01'));
  const tally = createTally();
  const client = async (index: number): Promise<void> => {
    // Eighty-one pairs of fields, before one is repeated.
    const wanted = [FIELDS[index % FIELDS.length], FIELDS[Math.floor(index / FIELDS.length) % FIELDS.length]].filter(
      (row) => row !== undefined,
    );
    const selection = wanted.map(([fields]) => fields).join(' ');
    const right = Object.fromEntries(
      movies.map((movie, at) => [`f${at}`, Object.assign({}, ...wanted.map(([, row]) => row(movie))) as unknown]),
    );
    const query = `{ ${movies.map(({ id }, at) => `f${at}: movie(id: ${id}) { ${selection} }`).join(' ')} }`;
    await record(tally, stage.ask(query), ({ body }) => body.errors === undefined && isDeepStrictEqual(body.data, right));
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => client(index)));
  const { requests, refused } = await stage.counted();
  return { requests, right: tally.served, refused };
}
