import type { Handler, Call } from '../../http/call.ts';
import type { ProviderRow, Providers } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, SERIES } from '../../catalogue/catalogue.ts';
import { countryRows } from './configuration.ts';

/** Offers by country, each with the page that lists them. @param page Such as `movie/603-the-matrix`. */
export const providerMap = (providers: Providers = {}, page: string) =>
  Object.fromEntries(
    Object.entries(providers).map(([country, offers]) => [
      country,
      { link: `https://www.themoviedb.org/${page}/watch?locale=${country}`, ...offers },
    ]),
  );

type Service = ProviderRow & { display_priorities: Record<string, number> };

/** All services that offer these titles, each with the countries where it does. */
function servicesOf(titles: readonly { providers?: Providers }[]): Service[] {
  const found = new Map<number, Service>();
  for (const { providers = {} } of titles) {
    for (const [country, offers] of Object.entries(providers)) {
      for (const row of Object.values(offers).flat()) {
        const service = found.get(row.provider_id) ?? { ...row, display_priorities: {} };
        service.display_priorities[country] = row.display_priority;
        found.set(row.provider_id, service);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => a.display_priority - b.display_priority);
}

const SERVICES = { movie: servicesOf(MOVIES), tv: servicesOf(SERIES) } as const;
const COUNTRIES = [
  ...new Set(Object.values(SERVICES).flatMap((services) => services.flatMap((row) => Object.keys(row.display_priorities)))),
];

const services =
  (all: readonly Service[]) =>
  ({ query }: Call) => {
    const region = query.get('watch_region');
    return { results: region ? all.filter((row) => row.display_priorities[region] !== undefined) : all };
  };

/** The lists of all services, and of the countries that have a service. */
export const PROVIDER_LISTS: Readonly<Record<string, Handler>> = {
  movie: services(SERVICES.movie),
  tv: services(SERVICES.tv),
  regions: (call) => ({ results: countryRows(call, COUNTRIES) }),
};
