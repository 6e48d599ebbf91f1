import { useQuery } from '@apollo/client/react';
import { Link } from 'react-router';
import { MediaCard, Row } from '../components/cards.tsx';
import { Icon } from '../components/icons.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { PERSONAL } from '../client.ts';
import { troubleOf } from '../errors.ts';
import type { CardFragment } from '../gql/graphql.ts';
import { usePersonal, WATCHLIST } from '../personal.ts';
import { useSettings } from '../state.tsx';

function SavedCard({ media }: { media: CardFragment }) {
  const { setWatchlist } = usePersonal(media, { watchlist: true });
  return (
    <MediaCard
      media={media}
      action={
        <button type="button" className="button small" onClick={() => void setWatchlist(false)}>
          <Icon name="check" /> Done<span className="hidden">: take {media.title} off the watchlist</span>
        </button>
      }
    />
  );
}

export function WatchlistScreen() {
  const { sessionId } = useSettings();
  // Five TMDB requests: the account and four lists. The stored copy is shown until they are there.
  const { data, error, loading, refetch } = useQuery(WATCHLIST, {
    context: PERSONAL,
    fetchPolicy: 'cache-and-network',
    skip: sessionId === undefined,
  });
  if (sessionId === undefined) {
    return (
      <section className="trouble">
        <title>Watchlist · Matinee</title>
        <h1>Keep what you want to see</h1>
        <p>Sign in with your TMDB account to save movies and series, and to rate them.</p>
        <p className="actions">
          <Link className="button primary" to="/sign-in" state={{ from: '/watchlist' }}>
            Sign in
          </Link>
        </p>
      </section>
    );
  }
  const trouble = troubleOf(error);
  const viewer = data?.viewer;
  if (trouble && !viewer) return <TroubleScreen trouble={trouble} retry={refetch} />;
  const rated = viewer && [...(viewer.ratedMovies?.edges ?? []), ...(viewer.ratedTvSeries?.edges ?? [])];
  const isEmpty = viewer && !loading && (viewer.watchlistMovies?.totalCount ?? 0) + (viewer.watchlistTvSeries?.totalCount ?? 0) === 0;
  return (
    <div className="rows">
      <title>Watchlist · Matinee</title>
      <header className="screen">
        <h1>Your watchlist</h1>
        {viewer && <p className="soft">Signed in as {viewer.username}</p>}
      </header>
      {isEmpty && (
        <p className="empty">
          Nothing is on it yet. <Link to="/">Find something to watch</Link>.
        </p>
      )}
      <Row title="Movies" items={viewer ? (viewer.watchlistMovies?.nodes ?? []) : undefined}>
        {(media) => <SavedCard media={media} />}
      </Row>
      <Row title="Series" items={viewer ? (viewer.watchlistTvSeries?.nodes ?? []) : []}>
        {(media) => <SavedCard media={media} />}
      </Row>
      <Row title="Rated by you" items={rated ?? []}>
        {({ node, rating }) => node && <MediaCard media={node} note={`You gave it ${rating} / 10`} />}
      </Row>
    </div>
  );
}
