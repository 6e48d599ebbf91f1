import { expect } from 'vitest';
import { generatedMovie } from '../../src/sandbox/generated/generated-movies.ts';
import { generatedPerson } from '../../src/sandbox/generated/generated-people.ts';

const QUERY = 'query Movie($id: ID!) { movie(id: $id) { tmdbId title directors { name } } }';

/** The expected answer for a generated movie of the sandbox, which follows from its id. */
export function expectedAnswer(id: number): unknown {
  const { title, crew = [] } = generatedMovie(id, '2026-01-01');
  const directors = crew.filter(({ job }) => job === 'Director').map((person) => ({ name: generatedPerson(person.id).name }));
  return { data: { movie: { tmdbId: id, title, directors } } };
}

/** Asks a listening gateway for a movie, as any GraphQL client would. It costs one TMDB request. */
export async function askMovie(address: string, id: number): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { id } }),
  });
  return response.json();
}

/** Runs clients concurrently, each of which asks for movies of its own, one after the other; expects every answer to be right. */
export async function askDistinct(address: string, clients: number, moviesEach: number): Promise<void> {
  const client = async (index: number): Promise<void> => {
    for (let movie = 0; movie < moviesEach; movie += 1) {
      const id = 1_000_000 + index * moviesEach + movie;
      expect(await askMovie(address, id)).toEqual(expectedAnswer(id));
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
}
