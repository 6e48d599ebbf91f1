/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** For which ages a country lets films be seen: `movieCertifications` lists what each country calls that. */
export type CertificationFilter = {
  /** Whose certifications these are. When not given: the region of the operation. */
  country?: string | null | undefined;
  /** This one or a stricter one. */
  gte?: string | null | undefined;
  /** Just this one: `PG-13`. */
  is?: string | null | undefined;
  /** This one or a milder one. */
  lte?: string | null | undefined;
};

/** From a least to a greatest value, both included. One of them alone leaves the other end open. */
export type DateRange = {
  /** Not before this day. */
  gte?: string | null | undefined;
  /** Not after this day. */
  lte?: string | null | undefined;
};

/** From a least to a greatest value, both included. One of them alone leaves the other end open. */
export type FloatRange = {
  /** At least so much. */
  gte?: number | null | undefined;
  /** At most so much. */
  lte?: number | null | undefined;
};

/** From a least to a greatest value, both included. One of them alone leaves the other end open. */
export type IntRange = {
  /** At least so many. */
  gte?: number | null | undefined;
  /** At most so many. */
  lte?: number | null | undefined;
};

/** How a service offers a movie or series. */
export type MonetizationType =
  /** Services that are free, with advertisements. */
  | 'ADS'
  /** Services that sell it. */
  | 'BUY'
  /** Services with a subscription. */
  | 'FLATRATE'
  /** Services that are free of charge. */
  | 'FREE'
  /** Services that rent it out. */
  | 'RENT';

/** Only films that pass all of these. Null and an empty list filter nothing. */
export type MovieFilter = {
  /** People in the cast. */
  cast?: WithIds | null | undefined;
  /** For which ages. */
  certification?: CertificationFilter | null | undefined;
  /** Companies that produced it. */
  companies?: WithOrWithoutIds | null | undefined;
  /** People in the crew. */
  crew?: WithIds | null | undefined;
  /** Genres. */
  genres?: WithOrWithoutIds | null | undefined;
  /** Keywords. */
  keywords?: WithOrWithoutIds | null | undefined;
  /** How it is offered, in the watch region. Data from JustWatch. */
  monetizationTypes?: WithMonetizationTypes | null | undefined;
  /** From any of these countries. */
  originCountries?: Array<string> | null | undefined;
  /** Made in any of these languages, by two letters without a country. */
  originalLanguages?: Array<string> | null | undefined;
  /** People in the cast or in the crew. */
  people?: WithIds | null | undefined;
  /** The day of the first release. */
  primaryReleaseDate?: DateRange | null | undefined;
  /** The year of the first release. */
  primaryReleaseYear?: number | null | undefined;
  /** Whose releases count. When not given: the region of the operation. */
  region?: string | null | undefined;
  /** The day of any release, of one of `releaseTypes` where these are given. */
  releaseDate?: DateRange | null | undefined;
  /** How it came out, in the region. */
  releaseTypes?: WithReleaseTypes | null | undefined;
  /** Minutes, of an episode for series. */
  runtime?: IntRange | null | undefined;
  /** Average of the votes of TMDB’s users, from 0 to 10. */
  voteAverage?: FloatRange | null | undefined;
  /** How many of TMDB’s users voted. */
  voteCount?: IntRange | null | undefined;
  /** Services to watch at, in the watch region: by TMDB’s numbers alone. Data from JustWatch. */
  watchProviders?: WithOrWithoutIds | null | undefined;
  /** Where `watchProviders` and `monetizationTypes` are meant. When not given: the watch region of the operation. */
  watchRegion?: string | null | undefined;
  /** The year of any release. */
  year?: number | null | undefined;
};

/** The type of a release. */
export type ReleaseType =
  /** A release for streaming or download. */
  | 'DIGITAL'
  /** A release on disc or another medium. */
  | 'PHYSICAL'
  /** A premiere. */
  | 'PREMIERE'
  /** A release in cinemas. */
  | 'THEATRICAL'
  /** A limited release in cinemas. */
  | 'THEATRICAL_LIMITED'
  /** A broadcast on television. */
  | 'TV';

/** Things that are there: by TMDB’s numbers, or by global ids where they have one. */
export type WithIds = {
  /** All of these. Beside several of `anyOf` it cannot be: TMDB filters by one or by the other. */
  allOf?: Array<string | number> | null | undefined;
  /** At least one of these. */
  anyOf?: Array<string | number> | null | undefined;
};

/** Ways in which services offer films and series. */
export type WithMonetizationTypes = {
  /** All of these. Beside several of `anyOf` it cannot be: TMDB filters by one or by the other. */
  allOf?: Array<MonetizationType> | null | undefined;
  /** At least one of these. */
  anyOf?: Array<MonetizationType> | null | undefined;
};

/** Things that are there and things that are not: by TMDB’s numbers, or by global ids where they have one. */
export type WithOrWithoutIds = {
  /** All of these. Beside several of `anyOf` it cannot be: TMDB filters by one or by the other. */
  allOf?: Array<string | number> | null | undefined;
  /** At least one of these. */
  anyOf?: Array<string | number> | null | undefined;
  /** None of these. */
  noneOf?: Array<string | number> | null | undefined;
};

/** Ways in which films came out. */
export type WithReleaseTypes = {
  /** All of these. Beside several of `anyOf` it cannot be: TMDB filters by one or by the other. */
  allOf?: Array<ReleaseType> | null | undefined;
  /** At least one of these. */
  anyOf?: Array<ReleaseType> | null | undefined;
};

export type DiscoverQueryVariables = Exact<{
  filter?: MovieFilter;
}>;


export type DiscoverQuery = { discoverMovies: { totalCount: number, nodes: Array<{ title: string | null, releaseDate: string | null, voteAverage: number | null, voteCount: number | null, genres: Array<{ name: string | null } | null> | null, poster: { url: string } | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MoviePageQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type MoviePageQuery = { movie: { id: string, title: string | null, tagline: string | null, overview: string | null, releaseDate: string | null, runtime: number | null, certification: string | null, voteAverage: number | null, voteCount: number | null, genres: Array<{ name: string | null } | null> | null, poster: { url: string } | null, backdrop: { url: string } | null, cast: { edges: Array<{ character: string | null, node: { name: string | null, profile: { url: string } | null } | null } | null> } | null, directors: Array<{ name: string | null } | null> | null, trailer: { url: string | null } | null, videos: Array<{ name: string | null, type: string | null, url: string | null } | null> | null, keywords: Array<{ name: string | null } | null> | null, images: { posters: Array<{ url: string, language: string | null } | null> | null } | null, recommendations: { nodes: Array<{ title: string | null, releaseYear: number | null, poster: { url: string } | null } | null> } | null, watchProviders: Array<{ country: string, link: string | null, flatrate: Array<{ name: string | null } | null> | null, rent: Array<{ name: string | null } | null> | null } | null> | null } | null };

export type PersonPageQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type PersonPageQuery = { person: { name: string | null, birthday: string | null, placeOfBirth: string | null, biography: string | null, knownForDepartment: string | null, profile: { url: string } | null, externalIds: { imdbId: string | null, instagramId: string | null } | null, combinedCredits: { cast: { totalCount: number, edges: Array<{ character: string | null, node:
            | { title: string | null, releaseYear: number | null }
            | { name: string | null, firstAirYear: number | null }
           | null } | null> } | null } | null } | null };

export type SearchQueryVariables = Exact<{
  query?: string;
}>;


export type SearchQuery = { search: { totalCount: number, nodes: Array<
      | { __typename: 'Collection', name: string | null }
      | { __typename: 'Movie', title: string | null, releaseYear: number | null, poster: { url: string } | null }
      | { __typename: 'Person', name: string | null, knownFor: Array<
          | { title: string | null }
          | { name: string | null }
         | null> | null }
      | { __typename: 'TvSeries', name: string | null, firstAirYear: number | null }
     | null> } | null };

export type SeriesQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type SeriesQuery = { tvSeries: { name: string | null, firstAirYear: number | null, status: string | null, numberOfSeasons: number | null, createdBy: Array<{ node: { name: string | null } | null } | null> | null, networks: Array<{ name: string | null } | null> | null, contentRatings: Array<{ rating: string | null } | null> | null, first: { name: string | null, episodes: Array<{ episodeNumber: number | null, name: string | null, airDate: string | null, runtime: number | null } | null> | null } | null, second: { name: string | null, episodeCount: number | null } | null } | null };

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

export const DiscoverDocument = new TypedDocumentString(`
    query Discover($filter: MovieFilter! = {genres: {allOf: [878], noneOf: [16]}, primaryReleaseDate: {gte: "1990-01-01", lte: "1999-12-31"}, voteCount: {gte: 500}}) {
  discoverMovies(filter: $filter, sort: VOTE_AVERAGE_DESC) {
    totalCount
    nodes {
      title
      releaseDate
      voteAverage
      voteCount
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
    `) as unknown as TypedDocumentString<DiscoverQuery, DiscoverQueryVariables>;
export const MoviePageDocument = new TypedDocumentString(`
    query MoviePage($id: ID = 603) {
  movie(id: $id) {
    id
    title
    tagline
    overview
    releaseDate
    runtime
    certification
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
    trailer {
      url
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
    watchProviders(watchRegions: [US, DE]) {
      country
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
export const PersonPageDocument = new TypedDocumentString(`
    query PersonPage($id: ID = 287) {
  person(id: $id) {
    name
    birthday
    placeOfBirth
    biography
    knownForDepartment
    profile {
      url(size: H632)
    }
    externalIds {
      imdbId
      instagramId
    }
    combinedCredits {
      cast(first: 10) {
        totalCount
        edges {
          character
          node {
            ... on Movie {
              title
              releaseYear
            }
            ... on TvSeries {
              name
              firstAirYear
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PersonPageQuery, PersonPageQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String! = "matrix") {
  search(query: $query) {
    totalCount
    nodes {
      __typename
      ... on Movie {
        title
        releaseYear
        poster {
          url(size: W185)
        }
      }
      ... on TvSeries {
        name
        firstAirYear
      }
      ... on Person {
        name
        knownFor {
          ... on Movie {
            title
          }
          ... on TvSeries {
            name
          }
        }
      }
      ... on Collection {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const SeriesDocument = new TypedDocumentString(`
    query Series($id: ID = 1399) {
  tvSeries(id: $id) {
    name
    firstAirYear
    status
    numberOfSeasons
    createdBy {
      node {
        name
      }
    }
    networks {
      name
    }
    contentRatings(country: US) {
      rating
    }
    first: season(number: 1) {
      name
      episodes {
        episodeNumber
        name
        airDate
        runtime
      }
    }
    second: season(number: 2) {
      name
      episodeCount
    }
  }
}
    `) as unknown as TypedDocumentString<SeriesQuery, SeriesQueryVariables>;
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