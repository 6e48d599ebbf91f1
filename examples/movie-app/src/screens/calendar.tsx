import { useQuery } from '@apollo/client/react';
import { Link, useSearchParams } from 'react-router';
import { pathOf } from '../components/cards.tsx';
import { Icon } from '../components/icons.tsx';
import { Picture } from '../components/picture.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import type { CalendarQuery } from '../gql/graphql.ts';
import { dayAfter, inRegion, regionName, shortDay, weekday } from '../locale.ts';
import { useSettings } from '../state.tsx';

// Two TMDB requests: the day of the release in the region is on the edge, and free.
const CALENDAR = graphql(`
  query Calendar($region: CountryCode!, $days: DateRange!) {
    cinemas: discoverMovies(
      first: 20
      filter: { region: $region, releaseTypes: { anyOf: [THEATRICAL, THEATRICAL_LIMITED] }, releaseDate: $days }
    ) {
      ...Releases
    }
    digital: discoverMovies(first: 20, filter: { region: $region, releaseTypes: { anyOf: [DIGITAL] }, releaseDate: $days }) {
      ...Releases
    }
  }
`);

graphql(`
  fragment Releases on MovieConnection {
    totalCount
    edges {
      regionalReleaseDate
      node {
        __typename
        id
        tmdbId
        title
        overview
        poster {
          url(size: W154)
          srcSet
        }
      }
    }
  }
`);

const WEEKS = 4;
const KINDS = { cinemas: 'In cinemas', digital: 'At home' } as const;
type Kind = keyof typeof KINDS;

interface Entry {
  readonly date: string;
  readonly kind: Kind;
  readonly movie: NonNullable<NonNullable<NonNullable<CalendarQuery[Kind]>['edges'][number]>['node']>;
}

/** The releases by day: TMDB cannot sort by the day in a region. */
function byDay(data: CalendarQuery): [date: string, entries: Entry[]][] {
  const entries = (Object.keys(KINDS) as Kind[]).flatMap((kind) =>
    (data[kind]?.edges ?? []).flatMap((edge): Entry[] =>
      edge?.node && edge.regionalReleaseDate ? [{ date: edge.regionalReleaseDate, kind, movie: edge.node }] : [],
    ),
  );
  const days = Map.groupBy(
    entries.toSorted((a, b) => a.date.localeCompare(b.date)),
    ({ date }) => date,
  );
  return [...days];
}

export function CalendarScreen() {
  const { region } = useSettings();
  const [search, setSearch] = useSearchParams();
  const from = Number(search.get('from') ?? 0);
  const days = { gte: dayAfter(from * 7), lte: dayAfter((from + WEEKS) * 7 - 1) };
  const { data, error, refetch } = useQuery(CALENDAR, { variables: { region, days } });
  const trouble = troubleOf(error);
  const show = (weeks: number) => setSearch(weeks > 0 ? { from: String(weeks) } : {}, { preventScrollReset: true });
  return (
    <div className="rows narrow">
      <title>Calendar · Matinee</title>
      <header className="screen">
        <h1>Calendar</h1>
        <p className="soft">{regionName(region)}</p>
      </header>
      <nav className="range" aria-label="Weeks">
        <button type="button" className="button" onClick={() => show(from - WEEKS)} disabled={from <= 0}>
          <Icon name="left" />
          <span className="hidden">Earlier weeks</span>
        </button>
        <p role="status">
          {shortDay(days.gte)} – {shortDay(days.lte)}
        </p>
        <button type="button" className="button" onClick={() => show(from + WEEKS)}>
          <Icon name="right" />
          <span className="hidden">Later weeks</span>
        </button>
      </nav>
      {trouble ? <TroubleScreen trouble={trouble} retry={refetch} /> : <Days data={data} region={region} />}
    </div>
  );
}

function Days({ data, region }: { data: CalendarQuery | undefined; region: string }) {
  if (!data) {
    return (
      <ol className="days" aria-busy="true">
        {Array.from({ length: 4 }, (_, index) => (
          <li key={index}>
            <span className="skeleton line" />
            <div className="release placeholder">
              <span className="picture poster skeleton" />
              <span className="skeleton line" />
            </div>
          </li>
        ))}
      </ol>
    );
  }
  const days = byDay(data);
  const isCut = [data.cinemas, data.digital].some((list) => list && list.totalCount > list.edges.length);
  if (days.length === 0) return <p className="empty">Nothing is announced for these weeks {inRegion(region)}.</p>;
  return (
    <>
      <ol className="days">
        {days.map(([date, entries]) => (
          <li key={date}>
            <h2>
              <span>{shortDay(date)}</span>
              <small>{weekday(date)}</small>
            </h2>
            <ul>
              {entries.map(({ movie, kind }) => (
                <li key={`${kind} ${movie.id}`}>
                  <Link className="release" to={pathOf(movie)}>
                    <Picture kind="poster" image={movie.poster} alt="" sizes="72px" />
                    <span>
                      <strong>{movie.title}</strong>
                      <span className={`chip ${kind}`}>{KINDS[kind]}</span>
                      <span className="soft clamp">{movie.overview}</span>
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {isCut && <p className="soft">These are the most popular releases of these weeks.</p>}
    </>
  );
}
