import { graphql } from '../gql/index.ts';
import type { OffersFragment, ServiceFragment } from '../gql/graphql.ts';
import { inRegion } from '../locale.ts';
import { useSettings } from '../state.tsx';
import { RegionSelect } from './shell.tsx';

graphql(`
  fragment Service on WatchProvider {
    tmdbId
    name
    displayPriority
    logo {
      url(size: W92)
    }
  }
`);

graphql(`
  fragment Offers on WatchProviders {
    country
    link
    flatrate {
      ...Service
    }
    free {
      ...Service
    }
    ads {
      ...Service
    }
    rent {
      ...Service
    }
    buy {
      ...Service
    }
  }
`);

const KINDS = { flatrate: 'Stream', free: 'Free', ads: 'With ads', rent: 'Rent', buy: 'Buy' } as const;

const byPriority = (services: readonly (ServiceFragment | null)[] | null | undefined): ServiceFragment[] =>
  (services ?? []).filter((service) => service !== null).toSorted((a, b) => (a.displayPriority ?? 999) - (b.displayPriority ?? 999));

/** Where to watch a movie or series in the user's region. @param offers Undefined while they are loaded. */
export function WatchProviders({
  offers,
  since,
}: {
  offers: readonly (OffersFragment | null)[] | null | undefined;
  since?: string | undefined;
}) {
  const { region } = useSettings();
  const own = offers?.find((offer) => offer?.country === region);
  const groups = (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((kind) => {
    const services = byPriority(own?.[kind]);
    return services.length > 0 ? [{ kind, services }] : [];
  });
  return (
    <section className="panel watch" aria-busy={offers === undefined}>
      <header>
        <h2>Where to watch</h2>
        <RegionSelect label="Region of the offers" />
      </header>
      {offers === undefined ? (
        <p>
          <span className="skeleton line" />
        </p>
      ) : groups.length === 0 ? (
        <p className="soft">
          No service offers it {inRegion(region)} yet.{since && ` ${since}`}
        </p>
      ) : (
        <dl>
          {groups.map(({ kind, services }) => (
            <div key={kind}>
              <dt>{KINDS[kind]}</dt>
              <dd>
                {services.map(({ tmdbId, name, logo }) => (
                  <a key={tmdbId} className="service" href={own?.link ?? undefined} target="_blank" rel="noreferrer">
                    {logo ? <img src={logo.url} alt="" width="36" height="36" loading="lazy" /> : <span className="logo" />}
                    {name}
                  </a>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="credit">Offers by JustWatch</p>
    </section>
  );
}
