/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type MoviePageQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type MoviePageQuery = { movie: { id: string, title: string | null, tagline: string | null, overview: string | null, releaseDate: string | null, runtime: number | null, voteAverage: number | null, voteCount: number | null, genres: Array<{ name: string | null } | null> | null, poster: { url: string } | null, backdrop: { url: string } | null, cast: { edges: Array<{ character: string | null, node: { name: string | null, profile: { url: string } | null } | null } | null> } | null, directors: Array<{ name: string | null } | null> | null, videos: Array<{ name: string | null, type: string | null, url: string | null } | null> | null, keywords: Array<{ name: string | null } | null> | null, images: { posters: Array<{ url: string, language: string | null } | null> | null } | null, recommendations: { nodes: Array<{ title: string | null, releaseYear: number | null, poster: { url: string } | null } | null> } | null, watchProviders: Array<{ region: string, link: string | null, flatrate: Array<{ name: string | null } | null> | null, rent: Array<{ name: string | null } | null> | null } | null> | null } | null };

export type TrendingQueryVariables = Exact<{ [key: string]: never; }>;


export type TrendingQuery = { trendingMovies: { nodes: Array<{ id: string, title: string | null, releaseDate: string | null, voteAverage: number | null, genres: Array<{ name: string | null } | null> | null, poster: { url: string } | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const MoviePageDocument = new TypedDocumentString(`
    query MoviePage($id: ID = 603) {
  movie(id: $id) {
    id
    title
    tagline
    overview
    releaseDate
    runtime
    voteAverage
    voteCount
    genres {
      name
    }
    poster {
      url(size: W500)
    }
    backdrop {
      url(size: W1280)
    }
    cast(first: 10) {
      edges {
        character
        node {
          name
          profile {
            url
          }
        }
      }
    }
    directors {
      name
    }
    videos {
      name
      type
      url
    }
    keywords {
      name
    }
    images {
      posters(first: 5) {
        url(size: W342)
        language
      }
    }
    recommendations(first: 10) {
      nodes {
        title
        releaseYear
        poster {
          url(size: W185)
        }
      }
    }
    watchProviders(regions: [US, DE]) {
      region
      link
      flatrate {
        name
      }
      rent {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MoviePageQuery, MoviePageQueryVariables>;
export const TrendingDocument = new TypedDocumentString(`
    query Trending {
  trendingMovies(window: DAY, first: 20) {
    nodes {
      id
      title
      releaseDate
      voteAverage
      genres {
        name
      }
      poster {
        url(size: W342)
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TrendingQuery, TrendingQueryVariables>;