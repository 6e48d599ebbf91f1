import { expect } from 'vitest';
import { generatedMovie, generatedPerson } from '../../src/sandbox/generated/generated-movies.ts';

const QUERY = 'query Film($id: ID!) { movie(id: $id) { tmdbId title directors { name } } }';

/** What has to come for a film that the sandbox makes up: all of it follows from its id. */
export function rightAnswer(id: number): unknown {
  const { title, crew = [] } = generatedMovie(id);
  const directors = crew.filter(({ job }) => job === 'Director').map((person) => ({ name: generatedPerson(person.id).name }));
  return { data: { movie: { tmdbId: id, title, directors } } };
}

/** Asks a listening gateway for a film, as any GraphQL client would. One request to TMDB. */
export async function askFilm(address: string, id: number): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { id } }),
  });
  return response.json();
}

/** So many clients at once, each asking for films of its own, one after the other; every answer has to be right. */
export async function askDistinct(address: string, clients: number, filmsEach: number): Promise<void> {
  const client = async (index: number): Promise<void> => {
    for (let film = 0; film < filmsEach; film += 1) {
      const id = 1_000_000 + index * filmsEach + film;
      expect(await askFilm(address, id)).toEqual(rightAnswer(id));
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
}
