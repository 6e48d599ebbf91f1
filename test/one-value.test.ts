import * as fc from 'fast-check';
import { getNamedType, isAbstractType, isObjectType, Kind, parse, type GraphQLOutputType, type SelectionSetNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../schema/index.ts';
import { startGateway, type TestGateway } from './support/gateway.ts';
import { startScripted, type ScriptedUpstream } from './support/scripted-upstream.ts';

// One operation has one value for each field of an object, however it reaches the object.

/** The fields that two ways to an object may answer differently. */
const EXCEPTIONS: ReadonlySet<string> = new Set(['Person.knownFor']);

/** Makes a row of a list an older or newer snapshot than the details, by the list that it is in: votes, popularity and dates. */
function snapshot(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((row) => snapshot(row, path));
  if (typeof value !== 'object' || value === null) return value;
  const json = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, snapshot(child, `${path}/${key}`)]));
  const drift = Buffer.from(path).reduce((sum, byte) => (sum * 31 + byte) % 97, 1);
  const shifted = (key: string, shift: (number: number) => number) => typeof json[key] === 'number' && { [key]: shift(json[key]) };
  const dated = (key: string) => typeof json[key] === 'string' && json[key] !== '' && { [key]: `${1900 + drift}-0${1 + (drift % 9)}-11` };
  return {
    ...json,
    ...shifted('vote_count', (votes) => votes + drift),
    ...shifted('vote_average', (average) => Math.min(10, average + drift / 100)),
    ...shifted('popularity', (popularity) => popularity + drift),
    ...dated('release_date'),
    ...dated('first_air_date'),
    ...dated('air_date'),
  };
}

const MEDIA = `id title voteAverage voteCount popularity releaseDate releaseYear originalTitle overview originalLanguage adult
  poster { path } backdrop { path } genres { id name }`;
const FIELDS = {
  Movie: `${MEDIA} video runtime status isReleased tagline collection { id name originalName adult }`,
  TvSeries: `${MEDIA} name firstAirDate firstAirYear originCountries numberOfSeasons lastAirDate`,
  Person: 'id name originalName gender adult popularity knownForDepartment knownFor { ... on Node { id } } profile { path } birthday age',
  TvSeason: 'id name overview airDate voteAverage episodeCount poster { path }',
  TvEpisode: 'id name overview airDate isAired voteAverage voteCount runtime still { path } productionCode',
  Collection: 'id name originalName adult overview poster { path }',
} as const;
type Type = keyof typeof FIELDS;

/** Ways to objects that several of them reach; `$Movie` stands for a selection on a movie. */
const WAYS = [
  'movie(id: 603) { $Movie }',
  'movie(id: 603) { ...on Movie { $Movie } similar(first: 3) { nodes { $Movie } } recommendations(first: 3) { nodes { $Movie } } }',
  'movie(id: 604) { $Movie collection { $Collection parts { $Movie } } }',
  'movie(imdbId: "tt0133093") { $Movie cast(first: 3) { nodes { $Person } } }',
  'collection(id: 2344) { $Collection parts { $Movie } }',
  'searchMovies(query: "matrix", first: 4) { nodes { $Movie } }',
  'searchMovies(query: "matrix", region: DE, first: 4) { edges { regionalReleaseDate node { $Movie } } }',
  'search(query: "matrix", first: 6) { nodes { ... on Movie { $Movie } ... on TvSeries { $TvSeries } ... on Person { $Person } ... on Collection { $Collection } } }',
  'searchCollections(query: "matrix", first: 3) { nodes { $Collection } }',
  'searchPeople(query: "keanu", first: 2) { nodes { $Person } }',
  'popularMovies(first: 4) { nodes { $Movie } }',
  'popularMovies(first: 4, region: DE) { nodes { $Movie } }',
  'nowPlayingMovies(first: 3) { nodes { $Movie } }',
  'nowPlayingMovies(first: 3, region: DE) { nodes { $Movie } }',
  'discoverMovies(filter: { people: { allOf: ["6384"] } }, first: 4) { nodes { $Movie } }',
  'discoverMovies(filter: { people: { allOf: ["6384"] }, region: DE }, first: 4) { nodes { $Movie } }',
  'trending(first: 6) { nodes { ... on Movie { $Movie } ... on TvSeries { $TvSeries } ... on Person { $Person } } }',
  'popularPeople(first: 3) { nodes { $Person } }',
  'trendingPeople(first: 3) { nodes { $Person } }',
  'person(id: 6384) { $Person movieCredits { cast(first: 4, sort: VOTE_COUNT_DESC) { nodes { $Movie } } } }',
  'person(id: 6384) { combinedCredits { cast(first: 4, sort: VOTE_COUNT_DESC) { nodes { ... on Movie { $Movie } ... on TvSeries { $TvSeries } } } } }',
  'person(id: 6384) { knownFor { ... on Movie { $Movie } ... on TvSeries { $TvSeries } } }',
  'find(source: IMDB, externalId: "tt0133093") { movies { $Movie } }',
  'tvSeries(id: 1399) { $TvSeries lastEpisodeToAir { $TvEpisode } seasons { $TvSeason } }',
  'tvSeries(id: 1399) { season(number: 1) { $TvSeason episodes { $TvEpisode } } }',
  'tvSeason(series: 1399, number: 1) { $TvSeason tvSeries { $TvSeries } }',
  'tvEpisode(series: 1399, season: 1, number: 1) { $TvEpisode season { $TvSeason } }',
  'tvSeries(id: 1399) { episodes(first: 3) { nodes { $TvEpisode } } }',
  'popularTvSeries(first: 4) { nodes { $TvSeries } }',
  'topRatedTvSeries(first: 4) { nodes { $TvSeries } }',
  'nodes(ids: ["TW92aWU6NjAz", "UGVyc29uOjYzODQ"]) { ... on Movie { $Movie } ... on Person { $Person } }',
];

const LOCALES = ['', '@inContext(languages: ["de", "en"])', '@inContext(region: DE)'];

/** An operation of some ways, each with some fields of the objects it leads to. */
const operations = fc
  .tuple(
    fc.constantFrom(...LOCALES),
    fc.array(fc.record({ way: fc.constantFrom(...WAYS), picks: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }) }), {
      minLength: 2,
      maxLength: 4,
    }),
  )
  .map(([locale, ways]) => {
    const roots = ways.map(({ way, picks }, at) => {
      let next = 0;
      const text = way.replaceAll(/\$(\w+)/g, (_match, type) => fieldsOf(type as Type, () => picks[next++ % picks.length] ?? 0));
      return `w${at}: ${text}`;
    });
    return `query ${locale} { ${roots.join(' ')} }`;
  });

/** Some fields of a type, with the id. */
function fieldsOf(type: Type, pick: () => number): string {
  const fields = FIELDS[type].match(/\w+( \{ (?:[^{}]|\{[^}]*\})* \})?/g) ?? [];
  const bits = pick();
  const chosen = fields.filter((_field, at) => ((bits >> (at % 24)) & 1) === 1);
  return ['__typename', 'id', ...chosen].join(' ');
}

type Values = Map<string, Map<string, string[]>>;

/** Collects the values of each field of each object of an answer, and where they are. */
function collect(data: unknown, set: SelectionSetNode | undefined, type: GraphQLOutputType, path: string, values: Values): void {
  if (Array.isArray(data)) {
    for (const [at, row] of data.entries()) collect(row, set, type, `${path}.${at}`, values);
    return;
  }
  if (typeof data !== 'object' || data === null) return;
  const json = data as Readonly<Record<string, unknown>>;
  const named = getNamedType(type);
  const object = isAbstractType(named) ? schema.getType(String(json['__typename'])) : named;
  if (!isObjectType(object)) return;
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      if (node.typeCondition?.name.value === object.name) collect(data, node.selectionSet, object, path, values);
    } else if (node.kind === Kind.FIELD && node.name.value !== '__typename') {
      const field = object.getFields()[node.name.value];
      if (!field) throw new TypeError(`no field ${node.name.value} of ${object.name}`);
      const key = (node.alias ?? node.name).value;
      const below = `${path}.${key}`;
      // The objects of a list are counted themselves; with arguments it is another list.
      if (typeof json['id'] === 'string' && !node.arguments?.length && !EXCEPTIONS.has(`${object.name}.${field.name}`)) {
        const name = `${json['id']} ${object.name}.${field.name}`;
        const places = values.get(name) ?? new Map<string, string[]>();
        values.set(name, places);
        const value = JSON.stringify(summaryOf(json[key]));
        places.set(value, [...(places.get(value) ?? []), below]);
      }
      collect(json[key], node.selectionSet, field.type, below, values);
    }
  }
}

/** A value without the fields of the objects in it, which two ways may select differently. */
function summaryOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(summaryOf);
  if (typeof value !== 'object' || value === null) return value;
  const { id, path } = value as { id?: unknown; path?: unknown };
  return id ?? path ?? 'an object';
}

describe('one operation', () => {
  let tmdb: ScriptedUpstream;
  let gateway: TestGateway;
  let sandbox: TestGateway;
  beforeAll(async () => {
    sandbox = await startGateway();
    tmdb = await startScripted(async ({ pathname, search }) => {
      const response = await fetch(`${sandbox.sandbox.origin}${pathname}${search}`, { headers: { authorization: 'Bearer t' } });
      const json = (await response.json()) as Readonly<Record<string, unknown>>;
      // Every list is a snapshot of its own; the details at the top stay.
      const body = Object.fromEntries(
        Object.entries(json).map(([key, value]) => [
          key,
          typeof value === 'object' ? snapshot(value, `${/\d/.test(pathname) ? pathname : `${pathname}${search}`}/${key}`) : value,
        ]),
      );
      return { http: response.status, body };
    });
    gateway = await startGateway({ env: { TMDB_API_URL: tmdb.origin, OPERATION_MAX_REQUESTS: '1000' } });
  });
  afterAll(async () => {
    await gateway.close();
    await tmdb[Symbol.asyncDispose]();
    await sandbox.close();
  });

  it('has one value for each field of an object, on whatever ways it reaches the object', { timeout: 60_000 }, async () => {
    let shared = 0;
    await fc.assert(
      fc.asyncProperty(operations, async (query) => {
        const { body } = await gateway.ask(query);
        expect(body.errors).toBeUndefined();
        const values: Values = new Map();
        const [definition] = parse(query).definitions;
        const set = definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined;
        collect(body.data, set, schema.getType('Query') as GraphQLOutputType, '', values);
        const differing = [...values].filter(([, places]) => places.size > 1);
        expect(differing.map(([name, places]) => [name, ...places])).toEqual([]);
        for (const places of values.values()) for (const found of places.values()) shared += found.length > 1 ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    // The ways do meet: else nothing was compared.
    expect(shared).toBeGreaterThan(1000);
  });
});
