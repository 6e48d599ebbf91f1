import { useQuery } from '@apollo/client/react';
import { Link, useParams, useSearchParams } from 'react-router';
import { MediaCard, Names, pathOf, Row, Score } from '../components/cards.tsx';
import { Icon } from '../components/icons.tsx';
import { MediaHead } from '../components/media-head.tsx';
import { Picture } from '../components/picture.tsx';
import { Select } from '../components/select.tsx';
import { TroubleNote, TroubleScreen } from '../components/trouble.tsx';
import { WatchProviders } from '../components/watch-providers.tsx';
import { YourActions } from '../components/your-actions.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import type { EpisodeFragment } from '../gql/graphql.ts';
import { duration, fromToday, inRegion, longDay } from '../locale.ts';
import { useSettings } from '../state.tsx';
import { MovieSkeleton } from './movie.tsx';

graphql(`
  fragment Episode on TvEpisode {
    id
    seasonNumber
    episodeNumber
    name
    overview
    airDate
    isAired
    runtime
    voteAverage
    still {
      url(size: W300)
      srcSet
    }
  }
`);

// One TMDB request, with the chosen season; each other season is one more.
const SERIES = graphql(`
  query SeriesPage($id: ID!, $season: Int!, $region: CountryCode!) {
    tvSeries(id: $id) {
      __typename
      id
      tmdbId
      title
      originalTitle
      tagline
      overview
      overviewLanguage
      firstAirYear
      lastAirDate
      inProduction
      certification(region: $region)
      voteAverage
      voteCount
      genres {
        id
        name
      }
      poster {
        url(size: W500)
        srcSet
      }
      backdrop {
        url(size: W1280)
        srcSet
      }
      trailer {
        name
        url
      }
      creators {
        __typename
        id
        tmdbId
        name
      }
      nextEpisodeToAir {
        id
        seasonNumber
        episodeNumber
        name
        airDate
      }
      aggregateCast(first: 15) {
        edges {
          name
          totalEpisodeCount
          roles {
            character
          }
          node {
            __typename
            id
            tmdbId
            profile {
              url(size: W185)
              srcSet
            }
          }
        }
      }
      watchProviders(watchRegions: [$region]) {
        ...Offers
      }
      recommendations(first: 12) {
        nodes {
          ...Card
        }
      }
      seasons {
        id
        seasonNumber
        name
        episodeCount
      }
      season(number: $season) {
        id
        seasonNumber
        overview
        episodes {
          ...Episode
        }
      }
    }
  }
`);

export function SeriesScreen() {
  const { id = '' } = useParams();
  return <Series key={id} id={id} />;
}

const Episode = ({ episode }: { episode: EpisodeFragment }) => (
  <li className={episode.isAired ? 'episode' : 'episode ahead'}>
    <Picture kind="still" image={episode.still} alt="" sizes="(min-width: 50rem) 192px, 34vw" />
    <div>
      <h3>
        <span className="figures">{episode.episodeNumber}</span> {episode.name}
      </h3>
      <p className="meta">
        {episode.airDate && <span>{longDay(episode.airDate)}</span>}
        {episode.runtime && <span>{duration(episode.runtime)}</span>}
        <Score value={episode.voteAverage} />
      </p>
      <p className="soft clamp">{episode.overview}</p>
    </div>
  </li>
);

function Series({ id }: { id: string }) {
  const { region } = useSettings();
  const [search, setSearch] = useSearchParams();
  const number = Number(search.get('season') ?? 1);
  const { data, previousData, error, refetch } = useQuery(SERIES, { variables: { id, season: number, region } });
  const series = (data ?? previousData)?.tvSeries;
  const trouble = troubleOf(error);
  if (!series && trouble) return <TroubleScreen trouble={trouble} retry={refetch} />;
  if (!series) return <MovieSkeleton />;
  const {
    certification,
    firstAirYear,
    lastAirDate,
    inProduction,
    genres,
    voteAverage,
    voteCount,
    trailer,
    nextEpisodeToAir: next,
  } = series;
  // Specials, which are season 0, come last.
  const seasons = (series.seasons ?? [])
    .filter((season) => season !== null)
    .toSorted((a, b) => (a.seasonNumber || Infinity) - (b.seasonNumber || Infinity));
  const season = series.season?.seasonNumber === number ? series.season : undefined;
  return (
    <>
      <MediaHead
        title={series.title ?? 'Untitled'}
        originalTitle={series.originalTitle}
        tagline={series.tagline}
        poster={series.poster}
        backdrop={series.backdrop}
        facts={[
          firstAirYear && `${firstAirYear}–${inProduction ? '' : (lastAirDate?.slice(0, 4) ?? '')}`,
          data && certification && (
            <span className="badge" title={`Certification ${inRegion(region)}`}>
              {certification}
            </span>
          ),
          `${seasons.filter(({ seasonNumber }) => seasonNumber !== 0).length} seasons`,
          genres?.map((genre) => genre?.name).join(', '),
          voteAverage && (
            <>
              <Score value={voteAverage} /> <span className="soft">{voteCount?.toLocaleString('en')} votes</span>
            </>
          ),
        ]}
      >
        <p className="lead" lang={series.overviewLanguage ?? undefined}>
          {series.overview}
        </p>
        <dl className="crew">
          <Names label="Created by" links={series.creators} />
        </dl>
        {next?.airDate && (
          <p className="next">
            <span className="kicker">Next episode</span>
            <Link to={{ search: `?season=${next.seasonNumber}` }} replace preventScrollReset>
              Season {next.seasonNumber}, episode {next.episodeNumber}: {next.name}
            </Link>
            <span>
              {longDay(next.airDate)}, {fromToday(next.airDate)}
            </span>
          </p>
        )}
        <div className="actions">
          {trailer?.url && (
            <a className="button primary" href={trailer.url} target="_blank" rel="noreferrer">
              <Icon name="play" filled /> Watch the trailer
            </a>
          )}
          <YourActions subject={series} />
        </div>
      </MediaHead>
      <div className="rows">
        <section className="panel seasons">
          <header>
            <h2>Episodes</h2>
            <Select
              label="Season"
              value={String(number)}
              options={seasons.map((each) => [String(each.seasonNumber), `${each.name}, ${each.episodeCount} episodes`])}
              change={(value) => setSearch({ season: value }, { replace: true, preventScrollReset: true })}
            />
          </header>
          {trouble && !season && <TroubleNote trouble={trouble} />}
          <ol className="episodes" aria-busy={!season && !trouble}>
            {season
              ? season.episodes?.map((episode) => episode && <Episode key={episode.id} episode={episode} />)
              : !trouble && Array.from({ length: 4 }, (_, index) => <EpisodeSkeleton key={index} />)}
          </ol>
        </section>
        <WatchProviders offers={data && series.watchProviders} />
        <Row title="Cast" items={series.aggregateCast?.edges ?? []} small>
          {({ node, name, roles, totalEpisodeCount }) => (
            <article className="card">
              {node ? (
                <Link to={pathOf(node)}>
                  <Picture kind="profile" image={node.profile} alt="" sizes="(min-width: 50rem) 144px, 30vw" />
                  <h3>{name}</h3>
                </Link>
              ) : (
                <h3>{name}</h3>
              )}
              <p className="meta">
                {roles?.[0]?.character}
                {totalEpisodeCount && <span className="soft">{totalEpisodeCount} episodes</span>}
              </p>
            </article>
          )}
        </Row>
        <Row title="You might also like" items={series.recommendations?.nodes ?? []}>
          {(media) => <MediaCard media={media} />}
        </Row>
      </div>
    </>
  );
}

const EpisodeSkeleton = () => (
  <li className="episode" aria-hidden="true">
    <span className="picture still skeleton" />
    <div>
      <h3>
        <span className="skeleton line" />
      </h3>
      <p className="meta">
        <span className="skeleton line short" />
      </p>
    </div>
  </li>
);
