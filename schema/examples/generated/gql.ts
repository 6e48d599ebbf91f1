/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query MoviePage($id: ID = 603) {\n  movie(id: $id) {\n    id\n    title\n    tagline\n    overview\n    releaseDate\n    runtime\n    certification\n    voteAverage\n    voteCount\n    genres {\n      name\n    }\n    poster {\n      url(size: W500)\n    }\n    backdrop {\n      url(size: W1280)\n    }\n    cast(first: 10) {\n      edges {\n        character\n        node {\n          name\n          profile {\n            url\n          }\n        }\n      }\n    }\n    directors {\n      name\n    }\n    trailer {\n      url\n    }\n    videos {\n      name\n      type\n      url\n    }\n    keywords {\n      name\n    }\n    images {\n      posters(first: 5) {\n        url(size: W342)\n        language\n      }\n    }\n    recommendations(first: 10) {\n      nodes {\n        title\n        releaseYear\n        poster {\n          url(size: W185)\n        }\n      }\n    }\n    watchProviders(regions: [US, DE]) {\n      region\n      link\n      flatrate {\n        name\n      }\n      rent {\n        name\n      }\n    }\n  }\n}": typeof types.MoviePageDocument,
    "query PersonPage($id: ID = 287) {\n  person(id: $id) {\n    name\n    birthday\n    placeOfBirth\n    biography\n    knownForDepartment\n    profile {\n      url(size: H632)\n    }\n    externalIds {\n      imdbId\n      instagramId\n    }\n    combinedCredits {\n      cast(first: 10) {\n        totalCount\n        edges {\n          character\n          node {\n            ... on Movie {\n              title\n              releaseYear\n            }\n            ... on TvSeries {\n              name\n              firstAirYear\n            }\n          }\n        }\n      }\n    }\n  }\n}": typeof types.PersonPageDocument,
    "query Search($query: String! = \"matrix\") {\n  search(query: $query) {\n    totalCount\n    nodes {\n      __typename\n      ... on Movie {\n        title\n        releaseYear\n        poster {\n          url(size: W185)\n        }\n      }\n      ... on TvSeries {\n        name\n        firstAirYear\n      }\n      ... on Person {\n        name\n        knownFor {\n          ... on Movie {\n            title\n          }\n          ... on TvSeries {\n            name\n          }\n        }\n      }\n      ... on Collection {\n        name\n      }\n    }\n  }\n}": typeof types.SearchDocument,
    "query Series($id: ID = 1399) {\n  tvSeries(id: $id) {\n    name\n    firstAirYear\n    status\n    numberOfSeasons\n    createdBy {\n      node {\n        name\n      }\n    }\n    networks {\n      name\n    }\n    contentRatings(country: US) {\n      rating\n    }\n    first: season(number: 1) {\n      name\n      episodes {\n        episodeNumber\n        name\n        airDate\n        runtime\n      }\n    }\n    second: season(number: 2) {\n      name\n      episodeCount\n    }\n  }\n}": typeof types.SeriesDocument,
    "query Trending {\n  trendingMovies(window: DAY, first: 20) {\n    nodes {\n      id\n      title\n      releaseDate\n      voteAverage\n      genres {\n        name\n      }\n      poster {\n        url(size: W342)\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.TrendingDocument,
};
const documents: Documents = {
    "query MoviePage($id: ID = 603) {\n  movie(id: $id) {\n    id\n    title\n    tagline\n    overview\n    releaseDate\n    runtime\n    certification\n    voteAverage\n    voteCount\n    genres {\n      name\n    }\n    poster {\n      url(size: W500)\n    }\n    backdrop {\n      url(size: W1280)\n    }\n    cast(first: 10) {\n      edges {\n        character\n        node {\n          name\n          profile {\n            url\n          }\n        }\n      }\n    }\n    directors {\n      name\n    }\n    trailer {\n      url\n    }\n    videos {\n      name\n      type\n      url\n    }\n    keywords {\n      name\n    }\n    images {\n      posters(first: 5) {\n        url(size: W342)\n        language\n      }\n    }\n    recommendations(first: 10) {\n      nodes {\n        title\n        releaseYear\n        poster {\n          url(size: W185)\n        }\n      }\n    }\n    watchProviders(regions: [US, DE]) {\n      region\n      link\n      flatrate {\n        name\n      }\n      rent {\n        name\n      }\n    }\n  }\n}": types.MoviePageDocument,
    "query PersonPage($id: ID = 287) {\n  person(id: $id) {\n    name\n    birthday\n    placeOfBirth\n    biography\n    knownForDepartment\n    profile {\n      url(size: H632)\n    }\n    externalIds {\n      imdbId\n      instagramId\n    }\n    combinedCredits {\n      cast(first: 10) {\n        totalCount\n        edges {\n          character\n          node {\n            ... on Movie {\n              title\n              releaseYear\n            }\n            ... on TvSeries {\n              name\n              firstAirYear\n            }\n          }\n        }\n      }\n    }\n  }\n}": types.PersonPageDocument,
    "query Search($query: String! = \"matrix\") {\n  search(query: $query) {\n    totalCount\n    nodes {\n      __typename\n      ... on Movie {\n        title\n        releaseYear\n        poster {\n          url(size: W185)\n        }\n      }\n      ... on TvSeries {\n        name\n        firstAirYear\n      }\n      ... on Person {\n        name\n        knownFor {\n          ... on Movie {\n            title\n          }\n          ... on TvSeries {\n            name\n          }\n        }\n      }\n      ... on Collection {\n        name\n      }\n    }\n  }\n}": types.SearchDocument,
    "query Series($id: ID = 1399) {\n  tvSeries(id: $id) {\n    name\n    firstAirYear\n    status\n    numberOfSeasons\n    createdBy {\n      node {\n        name\n      }\n    }\n    networks {\n      name\n    }\n    contentRatings(country: US) {\n      rating\n    }\n    first: season(number: 1) {\n      name\n      episodes {\n        episodeNumber\n        name\n        airDate\n        runtime\n      }\n    }\n    second: season(number: 2) {\n      name\n      episodeCount\n    }\n  }\n}": types.SeriesDocument,
    "query Trending {\n  trendingMovies(window: DAY, first: 20) {\n    nodes {\n      id\n      title\n      releaseDate\n      voteAverage\n      genres {\n        name\n      }\n      poster {\n        url(size: W342)\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.TrendingDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MoviePage($id: ID = 603) {\n  movie(id: $id) {\n    id\n    title\n    tagline\n    overview\n    releaseDate\n    runtime\n    certification\n    voteAverage\n    voteCount\n    genres {\n      name\n    }\n    poster {\n      url(size: W500)\n    }\n    backdrop {\n      url(size: W1280)\n    }\n    cast(first: 10) {\n      edges {\n        character\n        node {\n          name\n          profile {\n            url\n          }\n        }\n      }\n    }\n    directors {\n      name\n    }\n    trailer {\n      url\n    }\n    videos {\n      name\n      type\n      url\n    }\n    keywords {\n      name\n    }\n    images {\n      posters(first: 5) {\n        url(size: W342)\n        language\n      }\n    }\n    recommendations(first: 10) {\n      nodes {\n        title\n        releaseYear\n        poster {\n          url(size: W185)\n        }\n      }\n    }\n    watchProviders(regions: [US, DE]) {\n      region\n      link\n      flatrate {\n        name\n      }\n      rent {\n        name\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').MoviePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PersonPage($id: ID = 287) {\n  person(id: $id) {\n    name\n    birthday\n    placeOfBirth\n    biography\n    knownForDepartment\n    profile {\n      url(size: H632)\n    }\n    externalIds {\n      imdbId\n      instagramId\n    }\n    combinedCredits {\n      cast(first: 10) {\n        totalCount\n        edges {\n          character\n          node {\n            ... on Movie {\n              title\n              releaseYear\n            }\n            ... on TvSeries {\n              name\n              firstAirYear\n            }\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').PersonPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Search($query: String! = \"matrix\") {\n  search(query: $query) {\n    totalCount\n    nodes {\n      __typename\n      ... on Movie {\n        title\n        releaseYear\n        poster {\n          url(size: W185)\n        }\n      }\n      ... on TvSeries {\n        name\n        firstAirYear\n      }\n      ... on Person {\n        name\n        knownFor {\n          ... on Movie {\n            title\n          }\n          ... on TvSeries {\n            name\n          }\n        }\n      }\n      ... on Collection {\n        name\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').SearchDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Series($id: ID = 1399) {\n  tvSeries(id: $id) {\n    name\n    firstAirYear\n    status\n    numberOfSeasons\n    createdBy {\n      node {\n        name\n      }\n    }\n    networks {\n      name\n    }\n    contentRatings(country: US) {\n      rating\n    }\n    first: season(number: 1) {\n      name\n      episodes {\n        episodeNumber\n        name\n        airDate\n        runtime\n      }\n    }\n    second: season(number: 2) {\n      name\n      episodeCount\n    }\n  }\n}"): typeof import('./graphql.ts').SeriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Trending {\n  trendingMovies(window: DAY, first: 20) {\n    nodes {\n      id\n      title\n      releaseDate\n      voteAverage\n      genres {\n        name\n      }\n      poster {\n        url(size: W342)\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').TrendingDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
