import { readExamples } from '../http/examples.ts';
import type { ErrorCode } from '../tmdb/error-code.ts';

/** An operation of the explorer's menu. */
export interface MenuExample {
  readonly label: string;
  readonly query: string;
  /** A value such as `<sessionId>` stands for the last field of that name in an answer. */
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  /** The same for headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The code of the error that it is for. */
  readonly fails?: ErrorCode | undefined;
}

export interface ExampleGroup {
  readonly label: string;
  readonly examples: readonly MenuExample[];
}

/** A row of the table below. */
interface Entry extends Omit<MenuExample, 'query'> {
  /** Default: that of the file. */
  readonly query?: string;
  /** A name in `schema/examples`. */
  readonly file?: string;
  /** Whether it needs a user whose password is known. */
  readonly sandboxOnly?: true;
}

const SESSION = { headers: { 'TMDB-Session-Id': '<sessionId>' } };

/** The groups of the menu, in the order in which a newcomer reads them. */
const GROUPS: Readonly<Record<string, readonly Entry[]>> = {
  'Start here': [
    { label: 'A whole movie page', file: 'movie-page' },
    { label: 'Search everything', file: 'search' },
    { label: 'Trending today', file: 'trending' },
  ],
  'Pages of an app': [
    { label: 'A series with its seasons', file: 'series' },
    { label: 'A person with all credits', file: 'person' },
    { label: 'Discover by a filter', file: 'discover' },
    {
      label: 'Several movies at once',
      query: `# Three movies by their ids: one TMDB request for each, all at the same time.
query SeveralMovies($ids: [ID!]! = [603, 550, 155]) {
  moviesByIds(ids: $ids) {
    title
    runtime
    directors {
      name
    }
    poster {
      url(size: W342)
    }
  }
}
`,
    },
  ],
  'Language and region': [
    {
      label: 'A page in Brazilian Portuguese',
      query: `# The languages and regions of the whole operation. English stands in where a text is missing.
query InPortuguese @inContext(languages: ["pt-BR", "en"], region: BR, watchRegion: BR) {
  movie(id: 603) {
    title
    titleLanguage
    overview
    releaseDate
    certification
    poster {
      url(size: W342)
    }
    watchProviders {
      country
      flatrate {
        name
      }
    }
  }
}
`,
    },
    {
      label: 'One title in three languages',
      query: `# The translations travel with the movie: still one TMDB request.
query Titles {
  movie(id: 603) {
    original: originalTitle
    german: title(language: "de")
    japanese: title(language: "ja")
    images(languages: ["de", "ja"]) {
      posters(first: 4) {
        url(size: W185)
        language
      }
    }
  }
}
`,
    },
    {
      label: 'Now in the cinemas of Germany',
      query: `# Lists have a region too.
query InCinemas {
  nowPlayingMovies(region: DE, first: 10) {
    edges {
      regionalReleaseDate
      node {
        title
        poster {
          url(size: W185)
        }
      }
    }
  }
}
`,
    },
  ],
  'Signing in, step by step': [
    {
      label: 'Get a request token',
      query: `# The user approves this token by opening its URL.
mutation RequestToken {
  createRequestToken {
    requestToken
    approvalUrl
    expiresAt
  }
}
`,
    },
    {
      label: 'Approve it as ada',
      sandboxOnly: true,
      query: `# In place of opening the URL. The sandbox has the users sandbox, ada and grace; the password of each is the name.
mutation Approve($requestToken: String!, $username: String!, $password: String!) {
  approveRequestToken(requestToken: $requestToken, username: $username, password: $password) {
    requestToken
    expiresAt
  }
}
`,
      variables: { requestToken: '<requestToken>', username: 'ada', password: 'ada' },
    },
    {
      label: 'Exchange it for a session',
      query: `# The session goes into the header TMDB-Session-Id of each operation.
mutation Session($requestToken: String!) {
  createSession(requestToken: $requestToken) {
    sessionId
  }
}
`,
      variables: { requestToken: '<requestToken>' },
    },
    {
      label: 'Read your account',
      query: `# Answers for one user are never cached for others.
query MyAccount {
  viewer {
    username
    favoriteMovies(first: 5) {
      nodes {
        title
        poster {
          url(size: W185)
        }
      }
    }
    lists(first: 5) {
      nodes {
        name
        itemCount
      }
    }
  }
}
`,
      ...SESSION,
    },
  ],
  Mutations: [
    {
      label: 'Rate a movie',
      query: `# Sign in first: the header has your session. One write, and one read for what is selected.
mutation Rate($id: ID! = 603, $rating: Float! = 8.5) {
  rateMovie(id: $id, rating: $rating) {
    movie {
      accountStates {
        rating
        watchlist
      }
    }
  }
}
`,
      ...SESSION,
    },
    {
      label: 'Create a list',
      query: `# A write is sent once. When its outcome cannot be known, the error says so.
mutation CreateList($name: String! = "To watch") {
  createList(name: $name) {
    list {
      tmdbId
      name
      itemCount
    }
  }
}
`,
      ...SESSION,
    },
    {
      label: 'Take the rating back',
      query: `mutation Unrate($id: ID! = 603) {
  unrateMovie(id: $id) {
    movie {
      accountStates {
        rating
      }
    }
  }
}
`,
      ...SESSION,
    },
  ],
  'Errors on purpose': [
    {
      label: 'An id that TMDB does not have',
      query: `# The object is null with an error beside it; the rest of the answer stays.
query Unknown {
  movie(id: 1) {
    title
  }
  other: movie(id: 603) {
    title
    poster {
      url(size: W185)
    }
  }
}
`,
      fails: 'NOT_FOUND',
    },
    {
      label: 'A country that does not exist',
      query: `# The message says what was expected.
query WrongCountry($country: CountryCode! = "DE") {
  movie(id: 603) {
    alternativeTitles(country: $country) {
      title
    }
  }
}
`,
      variables: { country: 'Germany' },
      fails: 'BAD_USER_INPUT',
    },
    {
      label: 'A field without a session',
      query: `# Without a credential of the user, nothing is sent to TMDB.
query NoSession {
  viewer {
    username
  }
}
`,
      fails: 'UNAUTHENTICATED',
    },
    {
      label: 'An operation that is too expensive',
      query: `# Refused before the first request, with the name of the dearest field.
query TooExpensive {
  popularMovies(first: 100) {
    nodes {
      title
      runtime
      cast(first: 1) {
        nodes {
          name
        }
      }
    }
  }
}
`,
      fails: 'QUERY_TOO_EXPENSIVE',
    },
  ],
  Federation: [
    {
      label: 'Entities, as a router asks for them',
      query: `# Movies by their keys, as another subgraph refers to them.
query Entities {
  _entities(representations: [{ __typename: "Movie", tmdbId: 603 }, { __typename: "Movie", imdbId: "tt0137523" }]) {
    ... on Movie {
      title
      poster {
        url(size: W185)
      }
    }
  }
}
`,
    },
    {
      label: 'The SDL of the subgraph',
      query: `# What a router composes. It costs nothing.
query Subgraph {
  _service {
    sdl
  }
}
`,
    },
  ],
};

/** Reads the menu of the explorer. */
export function explorerExamples(sandbox: boolean): ExampleGroup[] {
  const queries = new Map(readExamples().map(({ name, query }) => [name, query]));
  return Object.entries(GROUPS).map(([label, examples]) => ({
    label,
    examples: examples
      .filter(({ sandboxOnly }) => sandbox || !sandboxOnly)
      .map(({ label, file = '', query = queries.get(file) ?? '', variables, headers, fails }) => ({
        label,
        query,
        variables,
        headers,
        fails,
      })),
  }));
}
