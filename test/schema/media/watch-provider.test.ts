import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Service {
  name: string;
  displayPriorities: { country: string; priority: number }[];
}

const FIELDS = 'name displayPriorities { country priority }';

describe('watch providers', () => {
  it('lists the watch providers of a country with their display priorities', async () => {
    const asked = await gateway.ask(`{ movieWatchProviders(watchRegion: DE) { ${FIELDS} } }`);
    const services = fieldOf<Service[]>(asked, 'movieWatchProviders');
    expect(services).not.toEqual([]);
    for (const { displayPriorities } of services) expect(displayPriorities).toContainEqual({ country: 'DE', priority: expect.any(Number) });
    expect(gateway.asked()).toEqual(['/3/watch/providers/movie?watch_region=DE']);
  });

  it('lists the watch providers of the operation’s watch region by default, and of all countries without one', async () => {
    await gateway.ask('query @inContext(watchRegion: US) { tvWatchProviders { name } }');
    await gateway.ask('{ tvWatchProviders { name } }');
    expect(gateway.asked()).toEqual(['/3/watch/providers/tv?watch_region=US', '/3/watch/providers/tv']);
  });

  it('drops only null watch providers and priorities that are no numbers', async () => {
    const results = [{ provider_id: 8, provider_name: 'Netflix', display_priorities: { US: 'first', DE: 2 } }, null];
    const body = JSON.stringify({ results });
    gateway.sandbox.program({ faults: [{ path: '/3/watch/providers/movie', answer: { http: 200, body } }] });
    const { body: answer } = await gateway.ask(`{ movieWatchProviders(watchRegion: FR) { tmdbId ${FIELDS} } }`);
    const displayPriorities = [
      { country: 'US', priority: null },
      { country: 'DE', priority: 2 },
    ];
    expect(answer).toEqual({ data: { movieWatchProviders: [{ tmdbId: 8, name: 'Netflix', displayPriorities }] } });
  });

  it('names the countries of watch providers in the language of the operation', async () => {
    gateway.asked();
    const { body } = await gateway.ask('query @inContext(languages: ["de"]) { watchProviderRegions { code name englishName } }');
    expect(body.data?.['watchProviderRegions']).toContainEqual({ code: 'DE', name: 'Deutschland', englishName: 'Germany' });
    expect(gateway.asked()).toEqual(['/3/watch/providers/regions?language=de']);
  });
});
