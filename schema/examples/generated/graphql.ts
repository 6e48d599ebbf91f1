/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Age ratings of a country. `movieCertifications` lists the certifications of each country. */
export type CertificationFilter = {
  /** Country of the certifications. Default: the region of the operation. */
  country?: string | null | undefined;
  /** This certification or a stricter one. */
  gte?: string | null | undefined;
  /** Exactly this certification, such as `PG-13`. */
  is?: string | null | undefined;
  /** This certification or a milder one. */
  lte?: string | null | undefined;
};

/** A range with both ends included. An omitted end is open. */
export type DateRange = {
  /** Earliest date. */
  gte?: string | null | undefined;
  /** Latest date. */
  lte?: string | null | undefined;
};

/** A range with both ends included. An omitted end is open. */
export type FloatRange = {
  /** Minimum. */
  gte?: number | null | undefined;
  /** Maximum. */
  lte?: number | null | undefined;
};

/** A range with both ends included. An omitted end is open. */
export type IntRange = {
  /** Minimum. */
  gte?: number | null | undefined;
  /** Maximum. */
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

/** Only movies that pass every filter. Null and an empty list filter nothing. */
export type MovieFilter = {
  /** By people in the cast. */
  cast?: WithIds | null | undefined;
  /** By age rating. */
  certification?: CertificationFilter | null | undefined;
  /** By companies that produced it. */
  companies?: WithOrWithoutIds | null | undefined;
  /** By people in the crew. */
  crew?: WithIds | null | undefined;
  /** By genres. */
  genres?: WithOrWithoutIds | null | undefined;
  /** By keywords. */
  keywords?: WithOrWithoutIds | null | undefined;
  /** By the ways in which services offer it in the watch region. Data from JustWatch. */
  monetizationTypes?: WithMonetizationTypes | null | undefined;
  /** By country of origin: any of these. */
  originCountries?: Array<string> | null | undefined;
  /** By original language: any of these, without a country, such as `en`. */
  originalLanguages?: Array<string> | null | undefined;
  /** By people in the cast or in the crew. */
  people?: WithIds | null | undefined;
  /** By date of the first release. */
  primaryReleaseDate?: DateRange | null | undefined;
  /** By year of the first release. */
  primaryReleaseYear?: number | null | undefined;
  /** Country whose releases count. Default: all countries, whatever the region of the operation. */
  region?: string | null | undefined;
  /** By date of any release; with `releaseTypes`, of a release of one of these types. */
  releaseDate?: DateRange | null | undefined;
  /** By release type: of a release in `region`, or else in any country. */
  releaseTypes?: WithReleaseTypes | null | undefined;
  /** By runtime in minutes; for series, of an episode. */
  runtime?: IntRange | null | undefined;
  /** By average rating by TMDB’s users, from 0 to 10. */
  voteAverage?: FloatRange | null | undefined;
  /** By number of users who voted. */
  voteCount?: IntRange | null | undefined;
  /** By services that offer it in the watch region: TMDB’s ids only. Data from JustWatch. */
  watchProviders?: WithOrWithoutIds | null | undefined;
  /** Country to which `watchProviders` and `monetizationTypes` refer. Default: the watch region of the operation. */
  watchRegion?: string | null | undefined;
  /** By year of any release. */
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

/** Values to require: TMDB’s ids, or global ids where they exist. */
export type WithIds = {
  /** All of these values. TMDB cannot combine them with several values of `anyOf`. */
  allOf?: Array<string | number> | null | undefined;
  /** At least one of these values. */
  anyOf?: Array<string | number> | null | undefined;
};

/** Ways in which services offer movies and series. */
export type WithMonetizationTypes = {
  /** All of these values. TMDB cannot combine them with several values of `anyOf`. */
  allOf?: Array<MonetizationType> | null | undefined;
  /** At least one of these values. */
  anyOf?: Array<MonetizationType> | null | undefined;
};

/** Values to require and values to exclude: TMDB’s ids, or global ids where they exist. */
export type WithOrWithoutIds = {
  /** All of these values. TMDB cannot combine them with several values of `anyOf`. */
  allOf?: Array<string | number> | null | undefined;
  /** At least one of these values. */
  anyOf?: Array<string | number> | null | undefined;
  /** None of these values. */
  noneOf?: Array<string | number> | null | undefined;
};

/** Release types of movies. */
export type WithReleaseTypes = {
  /** All of these values. TMDB cannot combine them with several values of `anyOf`. */
  allOf?: Array<ReleaseType> | null | undefined;
  /** At least one of these values. */
  anyOf?: Array<ReleaseType> | null | undefined;
};

export type DiscoverQueryVariables = Exact<{
  filter?: MovieFilter;
}>;


export type DiscoverQuery = { discoverMovies: { totalCount: number, nodes: Array<{ title: string | null, releaseDate: string | null, voteAverage: number | null, voteCount: number | null, genres: Array<{ name: string | null } | null> | null, poster: { url: string } | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type MoviePageQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type MoviePageQuery = { movie: { id: string, title: string | null, tagline: string | null, overview: string | null, releaseDate: string | null, runtime: number | null, certification: string | null, voteAverage: number | null, voteCount: number | null, genres: Array<{ name: string | null } | null> | null, poster: { url: string } | null, backdrop: { url: string } | null, cast: { edges: Array<{ character: string | null, node: { name: string | null, profile: { url: string } | null } | null } | null> } | null, directors: Array<{ name: string | null } | null> | null, alternativeTitles: Array<{ title: string | null, country: string | null } | null> | null, externalIds: { imdbId: string | null, wikidataId: string | null } | null, trailer: { url: string | null } | null, videos: Array<{ name: string | null, type: string | null, url: string | null } | null> | null, keywords: Array<{ name: string | null } | null> | null, images: { posters: Array<{ url: string, language: string | null } | null> | null } | null, recommendations: { nodes: Array<{ title: string | null, releaseYear: number | null, poster: { url: string } | null } | null> } | null, watchProviders: Array<{ country: string, link: string | null, flatrate: Array<{ name: string | null } | null> | null, rent: Array<{ name: string | null } | null> | null } | null> | null } | null };

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
    alternativeTitles {
      title
      country
    }
    externalIds {
      imdbId
      wikidataId
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