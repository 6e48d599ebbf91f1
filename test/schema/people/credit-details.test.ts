import { expect, it } from 'vitest';
import { globalId } from '../../../src/tmdb/id.ts';
import { startGateway } from '../../support/gateway.ts';

const NEO = '644a5e9e2b10cecdc36b4533';

it('tells the person, the job and the movie of a credit in one request', async () => {
  await using gateway = await startGateway();
  const { body } = await gateway.ask(
    `{ credit(id: "${NEO}") { id tmdbId creditType department job person { name } media { ... on Movie { title } } } }`,
  );
  expect(body).toEqual({
    data: {
      credit: {
        id: globalId('Credit', NEO),
        tmdbId: NEO,
        creditType: 'cast',
        department: 'Acting',
        job: 'Actor',
        person: { name: 'Keanu Reeves' },
        media: { title: 'The Matrix' },
      },
    },
  });
  expect(gateway.asked()).toEqual([`/3/credit/${NEO}`]);
});
