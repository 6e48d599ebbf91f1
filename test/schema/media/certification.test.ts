import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const list = (certifications: object) => ({ http: 200, type: 'application/json', body: JSON.stringify({ certifications }) });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  gateway.sandbox.program({
    faults: [
      {
        path: '/3/certification/movie/list',
        answer: list({
          DE: [
            { certification: '0', meaning: 'For all.', order: 1 },
            { certification: '16 ', meaning: '', order: 4 },
          ],
          US: [{ certification: 'PG-13', meaning: 'With parents.', order: 3 }, null],
        }),
      },
      { path: '/3/certification/tv/list', answer: list({ US: [{ certification: 'TV-MA', meaning: 'For adults.', order: 6 }] }) },
    ],
  });
});
afterAll(() => gateway.close());

describe('certifications', () => {
  it('lists the certifications of all countries in one request', async () => {
    const { body } = await gateway.ask('{ movieCertifications { country certification meaning order } }');
    expect(body).toEqual({
      data: {
        movieCertifications: [
          { country: 'DE', certification: '0', meaning: 'For all.', order: 1 },
          { country: 'DE', certification: '16', meaning: null, order: 4 },
          { country: 'US', certification: 'PG-13', meaning: 'With parents.', order: 3 },
        ],
      },
    });
    expect(gateway.asked()).toEqual(['/3/certification/movie/list']);
  });

  it('lists the certifications of one country, for movies and for series', async () => {
    const { body } = await gateway.ask(
      '{ movieCertifications(country: US) { certification } tvCertifications(country: "us") { certification } }',
    );
    expect(body).toEqual({ data: { movieCertifications: [{ certification: 'PG-13' }], tvCertifications: [{ certification: 'TV-MA' }] } });
  });
});
