import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { MediaCard, pathOf, Row, Score } from '../components/cards.tsx';
import { Icon } from '../components/icons.tsx';
import { Picture } from '../components/picture.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import type { HomeQuery } from '../gql/graphql.ts';
import { duration, regionName, shortDay } from '../locale.ts';
import { useSettings } from '../state.tsx';

// One TMDB request for each of the four rows; the movie on top shares that of the first. Its details are the fifth, for which the rows
// do not wait.
const HOME = graphql(`
  query Home($region: CountryCode!) {
    hero: trendingMovies(first: 1) {
      nodes {
        __typename
        id
        tmdbId
        title
        overview
        voteAverage
        backdrop {
          url(size: W1280)
          srcSet
        }
        ...HeroDetails @defer
      }
    }
    trending: trendingMovies(first: 20) {
      nodes {
        ...Card
      }
    }
    cinemas: nowPlayingMovies(first: 20, region: $region) {
      nodes {
        ...Card
      }
    }
    upcoming: upcomingMovies(first: 20, region: $region) {
      edges {
        regionalReleaseDate
        node {
          ...Card
        }
      }
    }
    onTheAir: onTheAirTvSeries(first: 20) {
      nodes {
        ...Card
      }
    }
  }
`);

graphql(`
  fragment HeroDetails on Movie {
    tagline
    runtime
    genres {
      id
      name
    }
    trailer {
      url
    }
  }
`);

type HeroMovie = NonNullable<NonNullable<HomeQuery['hero']>['nodes'][number]>;

function Hero({ movie }: { movie: HeroMovie | null | undefined }) {
  if (!movie) {
    return (
      <section key="skeleton" className="hero" aria-hidden="true">
        <span className="picture backdrop skeleton" />
        <div className="inner">
          <h1>
            <span className="skeleton line title" />
          </h1>
          <p className="facts">
            <span className="skeleton line" />
          </p>
          <p className="lead">
            <span className="skeleton line" />
          </p>
          <p className="actions" />
        </div>
      </section>
    );
  }
  const { title, overview, backdrop, tagline, runtime, genres, trailer } = movie;
  return (
    <section key={movie.id} className="hero">
      <Picture kind="backdrop" image={backdrop} alt="" sizes="100vw" first />
      <div className="inner">
        <p className="kicker">Number one today</p>
        <h1>{title}</h1>
        <p className="facts">
          <Score value={movie.voteAverage} />
          {runtime === undefined ? (
            <span className="skeleton line" />
          ) : (
            <>
              {runtime && <span>{duration(runtime)}</span>}
              {genres?.slice(0, 3).map((genre) => genre && <span key={genre.id}>{genre.name}</span>)}
            </>
          )}
        </p>
        <p className="lead">{tagline || overview}</p>
        <p className="actions">
          <Link className="button primary" to={pathOf(movie)}>
            About the movie
          </Link>
          {trailer?.url && (
            <a className="button" href={trailer.url} target="_blank" rel="noreferrer">
              <Icon name="play" filled /> Trailer
            </a>
          )}
        </p>
      </div>
    </section>
  );
}

export function HomeScreen() {
  const { region } = useSettings();
  const { data, previousData, error, refetch } = useQuery(HOME, { variables: { region } });
  const all = troubleOf(error);
  const isEmpty = !data || Object.values(data).every((row) => !row);
  if (all && isEmpty) return <TroubleScreen trouble={all} retry={refetch} />;
  // They stay when the region changes.
  const { hero, trending, onTheAir } = data ?? previousData ?? {};
  return (
    <>
      <title>Matinee: movies and series</title>
      <Hero movie={hero?.nodes[0]} />
      <div className="rows">
        <Row title="Trending" items={trending?.nodes} trouble={troubleOf(error, 'trending')}>
          {(movie) => <MediaCard media={movie} />}
        </Row>
        <Row title="In cinemas" hint={regionName(region)} items={data?.cinemas?.nodes} trouble={troubleOf(error, 'cinemas')}>
          {(movie) => <MediaCard media={movie} />}
        </Row>
        <Row title="Coming soon" hint={regionName(region)} items={data?.upcoming?.edges} trouble={troubleOf(error, 'upcoming')}>
          {({ node, regionalReleaseDate }) =>
            node && <MediaCard media={node} note={regionalReleaseDate ? shortDay(regionalReleaseDate) : undefined} />
          }
        </Row>
        <Row title="On the air" hint="Series" items={onTheAir?.nodes} trouble={troubleOf(error, 'onTheAir')}>
          {(series) => <MediaCard media={series} />}
        </Row>
      </div>
    </>
  );
}
