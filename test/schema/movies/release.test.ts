import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { certificationOf } from '../../../src/tmdb/api/titles/release.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const release = (type: number, day: string, note = '') => ({ type, release_date: day && `${day}T00:00:00.000Z`, note, certification: '' });

const RESULTS = [
  { iso_3166_1: 'DE', release_dates: [release(4, '2020-05-01'), release(3, '2020-02-13', 'wide'), null, release(1, '', 'undated')] },
  {
    iso_3166_1: 'US',
    release_dates: [release(6, '2021-01-01'), release(3, '2020-02-14'), release(4, '2020-03-31'), release(9, '2019-01-01')],
  },
  { iso_3166_1: 'FR', release_dates: [release(4, '2020-06-01'), release(1, '2020-01-28', 'Paris')] },
  { iso_3166_1: 'IT', release_dates: [release(1, '', 'undated')] },
];

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
  const body = JSON.stringify({ id: 603, title: 'The Matrix', release_dates: { results: RESULTS } });
  gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer: { http: 200, type: 'application/json', body } }] });
});
afterEach(() => gateway.close());

const movie = async (fields: string, head = 'query') => {
  const { body } = await gateway.ask(`${head} { movie(id: 603) { ${fields} } }`);
  expect(body.errors).toBeUndefined();
  return body.data?.['movie'];
};

const on = (day: string) => ({ date: `${day}T00:00:00.000Z` });

it.each([
  [
    [
      [1, 'NR'],
      [4, 'TV-MA'],
      [2, 'R '],
      [3, ''],
    ],
    'R',
  ],
  [
    [
      [2, 'R'],
      [3, 'PG-13'],
    ],
    'PG-13',
  ],
  [
    [
      [1, ' '],
      [5, '16'],
    ],
    '16',
  ],
  [[[3, '']], null],
] as const)('takes a certification from releases in cinemas first: %j', (releases, certification) => {
  expect(certificationOf(releases.map(([type, text]) => ({ ...release(type, '2020-01-01'), certification: text })))).toBe(certification);
});

describe('the releases of a movie', () => {
  it('lists the releases in a country by date, those without a date last', async () => {
    expect(await movie('releases(region: DE) { date type note country }')).toEqual({
      releases: [
        { ...on('2020-02-13'), type: 'THEATRICAL', note: 'wide', country: 'DE' },
        { ...on('2020-05-01'), type: 'DIGITAL', note: null, country: 'DE' },
        { date: null, type: 'PREMIERE', note: 'undated', country: 'DE' },
      ],
    });
    expect(gateway.asked()).toEqual(['/3/movie/603?append_to_response=release_dates']);
  });

  it('lists only releases of the named types', async () => {
    expect(await movie('releases(region: US, types: [TV, DIGITAL]) { date }')).toEqual({ releases: [on('2020-03-31'), on('2021-01-01')] });
    expect(await movie('releases(region: US, types: []) { date }')).toEqual({ releases: [] });
    expect(await movie('releases(region: GB) { date }')).toEqual({ releases: [] });
  });

  it('finds the first release in a country, of the named types', async () => {
    expect(
      await movie(
        'any: release(region: DE) { date } stream: release(region: DE, types: [DIGITAL, TV]) { date type } disc: release(region: DE, types: [PHYSICAL]) { date }',
      ),
    ).toEqual({ any: on('2020-02-13'), stream: { ...on('2020-05-01'), type: 'DIGITAL' }, disc: null });
  });

  it('finds the first release in the operation’s region, or in the United States', async () => {
    expect(await movie('release(types: [DIGITAL]) { country date }', 'query @inContext(region: DE)')).toEqual({
      release: { country: 'DE', ...on('2020-05-01') },
    });
    expect(await movie('release(types: [DIGITAL]) { country date }')).toEqual({ release: { country: 'US', ...on('2020-03-31') } });
  });

  it('finds the first release in any country', async () => {
    expect(
      await movie(
        'any: firstRelease { country date type } premiere: firstRelease(types: [PREMIERE]) { country note } disc: firstRelease(types: [PHYSICAL]) { date }',
      ),
    ).toEqual({
      any: { country: 'US', ...on('2019-01-01'), type: null },
      premiere: { country: 'FR', note: 'Paris' },
      disc: null,
    });
  });

  it('answers a release without a date where TMDB has no other', async () => {
    expect(await movie('release(region: IT) { date note }')).toEqual({ release: { date: null, note: 'undated' } });
  });

  it('names the country of each release in the releases of all countries', async () => {
    expect(await movie('releaseDates(country: IT) { country releases { country type } }')).toEqual({
      releaseDates: [{ country: 'IT', releases: [{ country: 'IT', type: 'PREMIERE' }] }],
    });
  });
});
