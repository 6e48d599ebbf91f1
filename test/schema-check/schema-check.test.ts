import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { run } from '../support/program.ts';
import { changesBetween } from './changes.ts';
import { readSubgraph } from '../support/router-price.ts';
import { unpricedIn } from './prices.ts';
import { problemsOf } from './rules.ts';

/** The problems of a schema, except missing descriptions. */
const problems = (sdl: string): string[] =>
  problemsOf(buildSchema(`interface Node { id: ID! } type Movie implements Node { id: ID! } ${sdl}`)).filter(
    (line) => !line.includes('a description'),
  );

const CONNECTION = 'edges: [MovieEdge]! nodes: [Movie]! pageInfo: Int! totalCount: Int!';
const EDGE = 'type MovieEdge { cursor: String! node: Movie }';

describe('problemsOf', () => {
  it('expects a description of every element', () => {
    const sdl = `type Query { "x" a("x" b: In): E } enum E { "x" A B } "x" input In { c: Int } directive @d("x" e: Int) on FIELD scalar S`;
    expect(problemsOf(buildSchema(sdl)).map((line) => line.replace(/: expected a description\.$/, ''))).toEqual(
      expect.arrayContaining(['Query', 'E', 'E.B', 'In.c', '@d', 'S']),
    );
    expect(problemsOf(buildSchema(sdl))).toHaveLength(6);
  });

  it.each([
    ['type movie_list { a: Int }', 'movie_list: expected PascalCase.'],
    ['type A { release_date: Int }', 'A.release_date: expected camelCase.'],
    ['type A { a(of_year: Int): Int }', 'A.a(of_year:): expected camelCase.'],
    ['input A { Year: Int }', 'A.Year: expected camelCase.'],
    ['enum A { day }', 'A.day: expected SCREAMING_CASE.'],
    ['directive @In on FIELD', '@In: expected camelCase.'],
    ['type A { series: Int }', 'A.series: expected tvSeries.'],
    ['type A { region: Int }', 'A.region: expected country.'],
    ['type A { a(sortBy: Int): Int }', 'A.a(sortBy:): expected sort.'],
    ['type A { localTimezone: Int timeZones: Int }', 'A.timeZones: expected timezone.'],
    ['type A { episodeRunTimes: Int }', 'A.episodeRunTimes: expected runtime.'],
    ['input A { firstAirDateYear: Int }', 'A.firstAirDateYear: expected the year without the date.'],
    ['scalar JSON type A { a: [JSON!] }', 'A.a: expected a type of its own instead of JSON.'],
    [`type MovieList { ${CONNECTION} } ${EDGE}`, 'MovieList: expected a name that ends in Connection.'],
    ['type MovieConnection { nodes: [Movie] }', 'MovieConnection: expected edges, nodes, pageInfo and totalCount.'],
    ['type MovieEdge { node: Movie }', 'MovieEdge: expected a cursor and a node.'],
    ['type A { movies(after: String): [Movie] }', 'A.movies: expected a connection, since it takes `after`.'],
    ['type A { movie: Movie! }', 'A.movie: expected nullable: TMDB may not have it.'],
    ['union Hit = Movie type A { hit: Hit! }', 'A.hit: expected nullable: TMDB may not have it.'],
    ['type A { node: Node! }', 'A.node: expected nullable: TMDB may not have it.'],
    ['type A { movies: [Movie!] }', 'A.movies: expected nullable items: one bad row never loses the list.'],
    ['type A { id: ID }', 'A.id: expected an ID that is never null.'],
  ])('finds the problem of `%s`', (sdl, problem) => expect(problems(sdl)).toEqual([problem]));

  it('finds no problem in a schema that keeps the rules', () => {
    const sdl = `type MovieConnection { ${CONNECTION} } ${EDGE} scalar JSON type ChangeItem { value: JSON }
      enum Size { W500 HD_READY } type A { movie: Movie movies(first: Int, after: String): MovieConnection all: [Movie]! names: [String!]! }`;
    expect(problems(sdl)).toEqual([]);
  });
});

describe('unpricedIn', () => {
  const PRICED = `
    type Query @cost(weight: 0) { movie: Movie genres: [Genre] @cost(weight: 1) @listSize(assumedSize: 20) popular(first: Int = 20): Movies @cost(weight: 1) @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) free: Genre @cost(weight: 0) version: Int @cost(weight: 0) any: Any }
    type Movie @cost(weight: 1) { title: String genres: [Genre] @listSize(assumedSize: 4) names: [String] }
    type Genre @cost(weight: 0) { name: String }
    type Movies @cost(weight: 0) { nodes: [Movie] pageInfo: Info }
    type Info @cost(weight: 0) { next: Boolean }
    union Any = Movie | Genre`;

  it('finds no problem in a subgraph whose fields have prices', () => expect(unpricedIn(readSubgraph(PRICED))).toEqual([]));

  it('finds no problem in the committed subgraph', () => {
    expect(unpricedIn(readSubgraph(readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8')))).toEqual([]);
  });

  it.each([
    ['type Genre @cost(weight: 0)', 'type Genre', 'Genre: expected @cost.'],
    ['[Genre] @cost(weight: 1)', '[Genre]', 'Query.genres: expected a price: @cost on the field, or a weight of its type.'],
    ['version: Int @cost(weight: 0)', 'version: Int', 'Query.version: expected a price: @cost on the field, or a weight of its type.'],
    ['genres: [Genre] @listSize(assumedSize: 4)', 'genres: [Genre]', 'Movie.genres: expected @listSize.'],
    [' @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])', '', 'Query.popular: expected @listSize.'],
  ])('finds the element without a price when `%s` is `%s`', (before, after, problem) => {
    expect(PRICED).toContain(before);
    expect(unpricedIn(readSubgraph(PRICED.replace(before, after)))).toEqual([problem]);
  });
});

describe('changesBetween and the check', () => {
  it('lists the breaking and the dangerous changes between two schemas', () => {
    const before = 'type Query { a: Int b: Int } enum E { A }';
    const after = 'type Query { a(c: Int): Int } enum E { A B }';
    const { breaking, dangerous } = changesBetween(before, after);
    expect(breaking).toEqual([expect.stringContaining('Query.b')]);
    expect(dangerous.toSorted()).toEqual([expect.stringContaining('c on Query.a'), expect.stringContaining('B was added')]);
    expect(changesBetween(before, before)).toEqual({ breaking: [], dangerous: [] });
  });

  it.each([
    ['passes the check when git does not know the commit', ['no-such-commit'], 0],
    ['fails the strict check when git does not know the commit', ['no-such-commit', '--strict'], 1],
  ])('%s', async (_title, args, code) => {
    const check = run('test/schema-check/main.ts', { args });
    expect(await check.ended).toBe(code);
    expect(check.output.stdout).toBe('Git has no schema of no-such-commit to compare with.\n');
  });

  it('passes the check without git', async () => {
    const check = run('test/schema-check/main.ts', { env: { PATH: '/nowhere' } });
    expect(await check.ended).toBe(0);
    expect(check.output).toEqual({ stdout: 'Git has no schema of HEAD to compare with.\n', stderr: '' });
  });
});
