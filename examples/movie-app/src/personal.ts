import type { ApolloCache, TypedDocumentNode } from '@apollo/client';
import { useMutation, useQuery } from '@apollo/client/react';
import { PERSONAL } from './client.ts';
import { graphql } from './gql/index.ts';
import { useSettings } from './state.tsx';

graphql(`
  fragment States on Media {
    __typename
    id
    accountStates {
      rating
      watchlist
      favorite
    }
  }
`);

export const WATCHLIST = graphql(`
  query Watchlist {
    viewer {
      username
      watchlistMovies(first: 20, sort: CREATED_AT_DESC) {
        totalCount
        nodes {
          ...Card
        }
      }
      watchlistTvSeries(first: 20, sort: CREATED_AT_DESC) {
        totalCount
        nodes {
          ...Card
        }
      }
      ratedMovies(first: 20, sort: CREATED_AT_DESC) {
        edges {
          rating
          node {
            ...Card
          }
        }
      }
      ratedTvSeries(first: 20, sort: CREATED_AT_DESC) {
        edges {
          rating
          node {
            ...Card
          }
        }
      }
    }
  }
`);

type Kind = 'Movie' | 'TvSeries';

/** A movie or series on whose page the user acts. */
export interface Subject {
  readonly __typename: Kind;
  readonly id: string;
}

interface States {
  readonly rating: number | null;
  readonly watchlist: boolean | null;
  readonly favorite: boolean | null;
}

type Media = (Subject & { readonly accountStates: States | null }) | null;
type Saved = { saved: { media: Media } | null };

interface Documents {
  readonly states: TypedDocumentNode<{ media: Media }, { id: string }>;
  readonly setWatchlist: TypedDocumentNode<Saved, { id: string; watchlist: boolean }>;
  readonly rate: TypedDocumentNode<Saved, { id: string; rating: number }>;
  readonly unrate: TypedDocumentNode<Saved, { id: string }>;
}

// TMDB has one write for movies and another for series. Under the same aliases they are used alike.
const DOCUMENTS: Readonly<Record<Kind, Documents>> = {
  Movie: {
    states: graphql(`
      query MovieStates($id: ID!) {
        media: movie(id: $id) {
          ...States
        }
      }
    `),
    setWatchlist: graphql(`
      mutation SetMovieWatchlist($id: ID!, $watchlist: Boolean!) {
        saved: setMovieWatchlist(id: $id, watchlist: $watchlist) {
          media: movie {
            ...States
          }
        }
      }
    `),
    rate: graphql(`
      mutation RateMovie($id: ID!, $rating: Float!) {
        saved: rateMovie(id: $id, rating: $rating) {
          media: movie {
            ...States
          }
        }
      }
    `),
    unrate: graphql(`
      mutation UnrateMovie($id: ID!) {
        saved: unrateMovie(id: $id) {
          media: movie {
            ...States
          }
        }
      }
    `),
  },
  TvSeries: {
    states: graphql(`
      query SeriesStates($id: ID!) {
        media: tvSeries(id: $id) {
          ...States
        }
      }
    `),
    setWatchlist: graphql(`
      mutation SetSeriesWatchlist($id: ID!, $watchlist: Boolean!) {
        saved: setTvSeriesWatchlist(id: $id, watchlist: $watchlist) {
          media: tvSeries {
            ...States
          }
        }
      }
    `),
    rate: graphql(`
      mutation RateSeries($id: ID!, $rating: Float!) {
        saved: rateTvSeries(id: $id, rating: $rating) {
          media: tvSeries {
            ...States
          }
        }
      }
    `),
    unrate: graphql(`
      mutation UnrateSeries($id: ID!) {
        saved: unrateTvSeries(id: $id) {
          media: tvSeries {
            ...States
          }
        }
      }
    `),
  },
};

/** Takes a movie or series off the stored watchlist. The list itself is read again when it is opened next. */
const dropFromWatchlist = (cache: ApolloCache, { id }: Subject): void =>
  void cache.updateQuery({ query: WATCHLIST }, (data) => {
    if (!data?.viewer) return undefined;
    const without = <List extends { totalCount: number; nodes: readonly ({ id: string } | null)[] }>(list: List | null): List | null => {
      if (!list?.nodes.some((node) => node?.id === id)) return list;
      return { ...list, totalCount: list.totalCount - 1, nodes: list.nodes.filter((node) => node?.id !== id) };
    };
    const { watchlistMovies, watchlistTvSeries } = data.viewer;
    return {
      ...data,
      viewer: { ...data.viewer, watchlistMovies: without(watchlistMovies), watchlistTvSeries: without(watchlistTvSeries) },
    };
  });

const NO_STATES: States = { rating: null, watchlist: false, favorite: false };

/** What the user did with a movie or series, and the writes that change it. Each shows at once, and is taken back when it fails. */
export function usePersonal(subject: Subject, known: Partial<States> = {}) {
  const { __typename, id } = subject;
  const { sessionId } = useSettings();
  const documents = DOCUMENTS[__typename];
  const { data } = useQuery(documents.states, {
    variables: { id },
    context: PERSONAL,
    skip: sessionId === undefined || 'watchlist' in known,
  });
  const states = { ...NO_STATES, ...data?.media?.accountStates, ...known };

  const [saveWatchlist, watchlist] = useMutation(documents.setWatchlist, { context: PERSONAL });
  const [saveRating, rating] = useMutation(documents.rate, { context: PERSONAL });
  const [saveNoRating, unrating] = useMutation(documents.unrate, { context: PERSONAL });

  const expected = (change: Partial<States>): Saved =>
    ({
      saved: { __typename: 'Saved', media: { __typename, id, accountStates: { __typename: 'AccountStates', ...states, ...change } } },
    }) as Saved;

  return {
    isSignedIn: sessionId !== undefined,
    states,
    error: watchlist.error ?? rating.error ?? unrating.error,
    setWatchlist: (value: boolean) =>
      saveWatchlist({
        variables: { id, watchlist: value },
        optimisticResponse: expected({ watchlist: value }),
        update: (cache) => void (value || dropFromWatchlist(cache, subject)),
      }).catch(() => {}), // The error is shown.
    setRating: (value: number | null) =>
      (value === null
        ? saveNoRating({ variables: { id }, optimisticResponse: expected({ rating: null }) })
        : saveRating({ variables: { id, rating: value }, optimisticResponse: expected({ rating: value }) })
      ).catch(() => {}),
  };
}
