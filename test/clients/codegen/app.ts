// An app whose documents the client preset of graphql-codegen types: codegen.test.ts makes `gql/`, compiles this file and runs it.
import { graphql } from './gql/gql.ts';
import type { AppPageQuery, TypedDocumentString } from './gql/graphql.ts';

const PAGE = graphql(`
  query AppPage($first: Int!, $after: String) {
    trendingMovies(first: $first, after: $after) {
      nodes {
        id
        title
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const MISSING = graphql(`
  query AppMissing {
    movie(id: 1) {
      title
    }
  }
`);

const GUEST = graphql(`
  mutation AppGuest {
    createGuestSession {
      guestSessionId
      expiresAt
    }
  }
`);

export const DEFERRED = graphql(`
  query AppDeferred {
    movie(id: 603) {
      title
      ... @defer(label: "details") {
        runtime
      }
    }
  }
`);

/** Sends a document by its hash alone, which the server knows. */
export type Send = <Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
) => Promise<{ data: Result; errors?: readonly unknown[] }>;

export async function readTitles(send: Send): Promise<string[]> {
  const titles: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < 2; page += 1) {
    const { data }: { data: AppPageQuery } = await send(PAGE, { first: 3, after });
    titles.push(...(data.trendingMovies?.nodes?.map((node) => node?.title ?? '') ?? []));
    after = data.trendingMovies?.pageInfo.endCursor ?? null;
  }
  // @ts-expect-error Proves that the preset types variables: `first` is a number.
  void ((): unknown => send(PAGE, { first: 'three' }));
  return titles;
}

export async function readErrors(send: Send): Promise<readonly unknown[]> {
  const { data, errors = [] } = await send(MISSING, {});
  // @ts-expect-error Proves that the preset types results: the movie may be missing.
  void ((): unknown => data.movie.title);
  return errors;
}

export async function startGuestSession(send: Send): Promise<string | null | undefined> {
  const { data } = await send(GUEST, {});
  return data.createGuestSession?.guestSessionId;
}
