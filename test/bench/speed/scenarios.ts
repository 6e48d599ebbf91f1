/** A query of the benchmark, in the same words for all competitors. */
export interface Scenario {
  readonly document: string;
  /** Variables of the query with this index; those of different indexes share no TMDB document. */
  variables(index: number): Readonly<Record<string, unknown>>;
  /** Whether its latency is measured as well. */
  readonly isTimed?: boolean;
  /** The work of a cold query, in movies: its cold turns have as many times fewer queries. Default: 1. */
  readonly weight?: number;
  /** A further divisor of that number, since lists at TMDB end at page 500. Default: 1. */
  readonly scarcity?: number;
}

/** Seven digits of their own for each scenario, so that no two share a movie. */
const idsFrom =
  (first: number) =>
  (index: number): Record<string, unknown> => ({ id: String(first + index) });

/** TMDB's lists end at page 500. */
const MAX_PAGES = 500;

const pages = (index: number): Record<string, unknown> => {
  if (index >= MAX_PAGES) throw new Error('There are no more pages of a list that were never requested.');
  return { page: 1 + index };
};

const aliases = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index + 1)).join('\n');

/** The scenarios of PERFORMANCE.md. */
export const SCENARIOS = {
  S1: {
    document: `query S1($id: ID!) { movie(id: $id) {
      tmdbId title originalTitle tagline overview runtime imdbId voteAverage voteCount popularity
    } }`,
    variables: idsFrom(1_100_000),
    isTimed: true,
  },
  S2: {
    document: `query S2($id: ID!) { movie(id: $id) {
      title runtime
      cast(first: 10) { edges { character node { name } } }
      videos { name url }
      keywords { name }
      recommendations(first: 10) { nodes { title voteAverage } }
    } }`,
    variables: idsFrom(1_200_000),
    isTimed: true,
  },
  S3: {
    document: `query S3($page: Int!) { trendingMovies(page: $page, window: WEEK) { nodes {
      tmdbId title originalTitle originalLanguage overview voteAverage voteCount popularity
    } } }`,
    variables: pages,
    weight: 2,
    scarcity: 3,
  },
  S4: {
    document: 'query S4($page: Int!) { trendingMovies(page: $page) { nodes { tmdbId runtime imdbId directors { name } } } }',
    variables: pages,
    isTimed: true,
    weight: 20,
  },
  S5: {
    document: `query S5($id: ID!) { ${aliases(20, (index) => `m${index}: movie(id: $id) { title }`)} }`,
    variables: idsFrom(1_500_000),
  },
  S6: {
    document: `query S6($id: ID!) { tvSeries(id: $id) { name numberOfSeasons
      ${aliases(5, (index) => `s${index}: season(number: ${index}) { name episodes { episodeNumber name overview airDate runtime voteAverage } }`)}
    } }`,
    variables: idsFrom(1_600_000),
    isTimed: true,
    weight: 2,
  },
  S7: {
    document: `query S7($id: ID!) { person(id: $id) {
      name biography birthday placeOfBirth knownForDepartment
      combinedCredits { cast(first: 50) { edges { character node { ... on Movie { title voteAverage } ... on TvSeries { name voteAverage } } } } }
    } }`,
    variables: idsFrom(1_700_000),
  },
  S8: {
    document: `query S8($query: String!) { search(query: $query) { nodes {
      ... on Movie { tmdbId title overview } ... on TvSeries { tmdbId name overview } ... on Person { tmdbId name }
    } } }`,
    variables: (index) => ({ query: `the ${index}` }),
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

/** The body of a request. A salt is a variable that no document knows: the same query, in other bytes. */
export function bodyOf(name: ScenarioName, index: number, salt?: number): string {
  const { document, variables } = SCENARIOS[name];
  return JSON.stringify({ operationName: name, query: document, variables: { ...variables(index), ...(salt !== undefined && { salt }) } });
}
