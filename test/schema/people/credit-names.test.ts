import { expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';

const json = (body: object) => ({ http: 200, type: 'application/json', body: JSON.stringify(body) });
const CAST = [
  { id: 6384, name: 'Keanu Reeves', character: 'Neo' },
  { id: null, name: 'Ada Uncredited', character: 'Crowd' },
  { id: null, name: 'Bob Uncredited', character: '' },
  { id: 7, name: '', character: 'Voice' },
];
const CREW = [{ id: null, name: 'Cid Uncredited', job: 'Driver', department: 'Crew' }];

it('names the people of credits without a request, also those without an id', async () => {
  await using gateway = await startGateway();
  gateway.sandbox.program({
    faults: [{ path: '/3/movie/603', answer: json({ id: 603, title: 'The Matrix', credits: { cast: CAST, crew: CREW } }) }],
  });
  const { body } = await gateway.ask(
    '{ movie(id: 603) { cast { edges { name character node { tmdbId } } } crew { edges { name job node { tmdbId } } } } }',
  );
  expect(body).toEqual({
    data: {
      movie: {
        cast: {
          edges: [
            { name: 'Keanu Reeves', character: 'Neo', node: { tmdbId: 6384 } },
            { name: 'Ada Uncredited', character: 'Crowd', node: null },
            { name: 'Bob Uncredited', character: null, node: null },
            { name: null, character: 'Voice', node: { tmdbId: 7 } },
          ],
        },
        crew: { edges: [{ name: 'Cid Uncredited', job: 'Driver', node: null }] },
      },
    },
  });
  expect(gateway.asked()).toHaveLength(1);
});

it('names the people of aggregated credits, also those without an id', async () => {
  await using gateway = await startGateway();
  const credits = { cast: [{ id: null, name: 'Ada' }], crew: [{ id: 7, name: 'Bob', department: 'Art' }] };
  gateway.sandbox.program({ faults: [{ path: '/3/tv/7', answer: json({ id: 7, name: 'Series', aggregate_credits: credits }) }] });
  const { body } = await gateway.ask(
    '{ tvSeries(id: 7) { aggregateCast { edges { name node { tmdbId } } } aggregateCrew { edges { name node { tmdbId } } } } }',
  );
  expect(body).toEqual({
    data: {
      tvSeries: {
        aggregateCast: { edges: [{ name: 'Ada', node: null }] },
        aggregateCrew: { edges: [{ name: 'Bob', node: { tmdbId: 7 } }] },
      },
    },
  });
});
