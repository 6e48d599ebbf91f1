/** An operation that the first page runs. */
export interface Showcase {
  readonly label: string;
  /** Says what it asks TMDB, for readers without a script. */
  readonly request: string;
  readonly query: string;
}

/** Pages of an app, each of which is one TMDB request in place of several. */
export const SHOWCASES: readonly Showcase[] = [
  {
    label: 'A movie page',
    request: 'movie/603?append_to_response=credits,release_dates,videos,keywords,watch/providers,recommendations',
    query: `query MoviePage {
  movie(id: 603) {
    title
    releaseYear
    certification
    poster { url(size: W342) }
    directors { name }
    cast(first: 3) {
      edges { character node { name } }
    }
    trailer { url }
    keywords { name }
    watchProviders(watchRegions: [US]) {
      flatrate { name }
    }
    recommendations(first: 5) {
      nodes { title poster { url(size: W342) } }
    }
  }
}`,
  },
  {
    label: 'A series',
    request: 'tv/1399?append_to_response=credits,season/1,season/2,season/3',
    query: `query SeriesPage {
  tvSeries(id: 1399) {
    name
    firstAirYear
    poster { url(size: W342) }
    cast(first: 3) {
      edges { character node { name } }
    }
    first: season(number: 1) { ...Season }
    second: season(number: 2) { ...Season }
    third: season(number: 3) { ...Season }
  }
}

fragment Season on TvSeason {
  name
  poster { url(size: W342) }
  episodes { episodeNumber name airDate }
}`,
  },
  {
    label: 'A person',
    request: 'person/287?append_to_response=combined_credits,images,external_ids',
    query: `query PersonPage {
  person(id: 287) {
    name
    birthday
    placeOfBirth
    profile { url(size: H632) }
    externalIds { imdbId }
    images { profiles(first: 1) { url(size: H632) } }
    combinedCredits {
      cast(first: 6) {
        totalCount
        edges {
          character
          node {
            ... on Movie { title poster { url(size: W342) } }
            ... on TvSeries { name poster { url(size: W342) } }
          }
        }
      }
    }
  }
}`,
  },
];
