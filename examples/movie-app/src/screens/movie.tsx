import { useQuery } from '@apollo/client/react';
import { useParams } from 'react-router';
import { CastCard, MediaCard, Names, Row, Score } from '../components/cards.tsx';
import { Icon } from '../components/icons.tsx';
import { HeadSkeleton, MediaHead } from '../components/media-head.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { WatchProviders } from '../components/watch-providers.tsx';
import { YourActions } from '../components/your-actions.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import { duration, inRegion, longDay, regionName } from '../locale.ts';
import { useSettings } from '../state.tsx';

// One TMDB request. Another region costs none: TMDB sends all countries at once. Regions are arguments, and not those of `@inContext`,
// so that the client's cache can tell them apart.
const MOVIE = graphql(`
  query MoviePage($id: ID!, $region: CountryCode!) {
    movie(id: $id) {
      __typename
      id
      tmdbId
      title
      originalTitle
      tagline
      overview
      overviewLanguage
      runtime
      releaseYear
      certification(region: $region)
      voteAverage
      voteCount
      release(region: $region, types: [THEATRICAL, THEATRICAL_LIMITED]) {
        date
      }
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
      directors {
        __typename
        id
        tmdbId
        name
      }
      writers {
        __typename
        id
        tmdbId
        name
      }
      collection {
        __typename
        id
        tmdbId
        name
      }
      cast(first: 15) {
        edges {
          ...Cast
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
    }
  }
`);

export function MovieScreen() {
  const { id = '' } = useParams();
  return <Movie key={id} id={id} />;
}

function Movie({ id }: { id: string }) {
  const { region } = useSettings();
  const { data, previousData, error, refetch } = useQuery(MOVIE, { variables: { id, region } });
  const movie = (data ?? previousData)?.movie;
  const trouble = troubleOf(error);
  if (!movie && trouble) return <TroubleScreen trouble={trouble} retry={refetch} />;
  if (!movie) return <MovieSkeleton />;
  const { certification, runtime, releaseYear, genres, voteAverage, voteCount, trailer, overview, release } = movie;
  return (
    <>
      <MediaHead
        title={movie.title ?? 'Untitled'}
        originalTitle={movie.originalTitle}
        tagline={movie.tagline}
        poster={movie.poster}
        backdrop={movie.backdrop}
        facts={[
          releaseYear,
          data && certification && (
            <span className="badge" title={`Certification ${inRegion(region)}`}>
              {certification}
            </span>
          ),
          runtime && duration(runtime),
          genres?.map((genre) => genre?.name).join(', '),
          voteAverage && (
            <>
              <Score value={voteAverage} /> <span className="soft">{voteCount?.toLocaleString('en')} votes</span>
            </>
          ),
        ]}
      >
        <p className="lead" lang={movie.overviewLanguage ?? undefined}>
          {overview}
        </p>
        <dl className="crew">
          <Names label="Directed by" links={movie.directors} />
          <Names label="Written by" links={movie.writers} />
          <Names label="Part of" links={[movie.collection]} />
          {release?.date && (
            <div>
              <dt>In cinemas</dt>
              <dd>
                {longDay(release.date)}, {regionName(region)}
              </dd>
            </div>
          )}
        </dl>
        <div className="actions">
          {trailer?.url && (
            <a className="button primary" href={trailer.url} target="_blank" rel="noreferrer">
              <Icon name="play" filled /> Watch the trailer
            </a>
          )}
          <YourActions subject={movie} />
        </div>
      </MediaHead>
      <div className="rows">
        <WatchProviders
          offers={data && movie.watchProviders}
          since={release?.date ? `It opened in cinemas on ${longDay(release.date)}.` : undefined}
        />
        <Row title="Cast" items={movie.cast?.edges ?? []} small>
          {(edge) => <CastCard edge={edge} />}
        </Row>
        <Row title="You might also like" items={movie.recommendations?.nodes ?? []}>
          {(media) => <MediaCard media={media} />}
        </Row>
      </div>
    </>
  );
}

export const MovieSkeleton = () => (
  <>
    <title>Loading · Matinee</title>
    <HeadSkeleton />
    <div className="rows">
      <WatchProviders offers={undefined} />
      <Row title="Cast" items={undefined} small>
        {() => null}
      </Row>
    </div>
  </>
);
