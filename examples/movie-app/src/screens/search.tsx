import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Icon } from '../components/icons.tsx';
import { pathOf } from '../components/cards.tsx';
import { Picture } from '../components/picture.tsx';
import { TroubleScreen } from '../components/trouble.tsx';
import { troubleOf } from '../errors.ts';
import { graphql } from '../gql/index.ts';
import type { ResultFragment } from '../gql/graphql.ts';

// One TMDB request for each page of rows.
const SEARCH = graphql(`
  query Search($words: String!, $after: String) {
    search(query: $words, first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          ...Result
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

graphql(`
  fragment Result on SearchResult {
    __typename
    ... on Media {
      id
      tmdbId
      title
      releaseYear
      poster {
        url(size: W92)
        srcSet
      }
    }
    ... on Person {
      id
      tmdbId
      name
      knownForDepartment
      profile {
        url(size: W185)
        srcSet
      }
    }
    ... on Collection {
      id
      tmdbId
      name
      poster {
        url(size: W92)
        srcSet
      }
    }
  }
`);

/** The value once it has not changed for a while. */
function useDebounced(value: string, milliseconds: number): string {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return debounced;
}

const LEAST_LETTERS = 2;

const KINDS = { Movie: 'Movie', TvSeries: 'Series', Person: 'Person', Collection: 'Collection' } as const;

function Result({ result }: { result: ResultFragment }) {
  const note = 'releaseYear' in result ? result.releaseYear : 'knownForDepartment' in result ? result.knownForDepartment : undefined;
  return (
    <li>
      <Link to={pathOf(result)}>
        {'profile' in result ? (
          <Picture kind="profile" image={result.profile} alt="" sizes="56px" />
        ) : (
          <Picture kind="poster" image={result.poster} alt="" sizes="56px" />
        )}
        <span>
          <strong>{'title' in result ? result.title : result.name}</strong>
          <span className="meta">
            <span>{KINDS[result.__typename]}</span>
            {note && <span>{note}</span>}
          </span>
        </span>
      </Link>
    </li>
  );
}

export function SearchScreen() {
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState(search.get('q') ?? '');
  const words = useDebounced(text.trim().replace(/\s+/g, ' '), 300);
  const isLong = words.length >= LEAST_LETTERS;
  useEffect(() => setSearch(words ? { q: words } : {}, { replace: true, preventScrollReset: true }), [words]);
  // Other words abort the operation under way, whose TMDB request the gateway then withdraws.
  const { data, previousData, loading, error, refetch, fetchMore } = useQuery(SEARCH, { variables: { words }, skip: !isLong });
  const trouble = isLong ? troubleOf(error) : undefined;
  const found = isLong ? (data ?? previousData)?.search : undefined;
  return (
    <div className="rows narrow">
      <title>Search · Matinee</title>
      <h1 className="hidden">Search</h1>
      <form className="search" role="search" onSubmit={(event) => event.preventDefault()}>
        <Icon name="search" />
        <label className="hidden" htmlFor="words">
          Movies, series, people
        </label>
        <input
          id="words"
          type="search"
          value={text}
          onChange={({ target }) => setText(target.value)}
          placeholder="Movies, series, people"
          autoComplete="off"
          autoFocus
        />
      </form>
      <p className="soft" role="status">
        {!isLong
          ? 'Type two letters or more.'
          : trouble
            ? ''
            : loading && !found
              ? 'Searching …'
              : found?.totalCount === 0
                ? `Nothing found for “${words}”.`
                : `${found?.totalCount.toLocaleString('en') ?? ''} results`}
      </p>
      {trouble && !found && <TroubleScreen trouble={trouble} retry={refetch} />}
      {isLong && !trouble && (
        <ol className={loading && found ? 'results late' : 'results'} aria-busy={loading}>
          {found
            ? found.edges.map((edge, index) => edge?.node && <Result key={index} result={edge.node} />)
            : Array.from({ length: 6 }, (_, index) => <ResultSkeleton key={index} />)}
        </ol>
      )}
      {found?.pageInfo.hasNextPage && !loading && (
        <button type="button" className="button" onClick={() => void fetchMore({ variables: { after: found.pageInfo.endCursor } })}>
          More results
        </button>
      )}
    </div>
  );
}

const ResultSkeleton = () => (
  <li aria-hidden="true">
    <span className="placeholder">
      <span className="picture poster skeleton" />
      <span>
        <span className="skeleton line" />
        <span className="skeleton line short" />
      </span>
    </span>
  </li>
);
