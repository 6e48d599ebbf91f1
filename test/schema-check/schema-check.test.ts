import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { run } from '../support/program.ts';
import { changesBetween } from './changes.ts';
import { problemsOf } from './rules.ts';

/** A schema in which only the descriptions are missing where a test is not about them. */
const problems = (sdl: string): string[] =>
  problemsOf(buildSchema(`interface Node { id: ID! } type Film implements Node { id: ID! } ${sdl}`)).filter(
    (line) => !line.includes('a description'),
  );

const CONNECTION = 'edges: [FilmEdge]! nodes: [Film]! pageInfo: Int! totalCount: Int!';
const EDGE = 'type FilmEdge { cursor: String! node: Film }';

describe('a schema', () => {
  it('has a description of everything', () => {
    const sdl = `type Query { "x" a("x" b: In): E } enum E { "x" A B } "x" input In { c: Int } directive @d("x" e: Int) on FIELD scalar S`;
    expect(problemsOf(buildSchema(sdl)).map((line) => line.replace(/: expected a description\.$/, ''))).toEqual(
      expect.arrayContaining(['Query', 'E', 'E.B', 'In.c', '@d', 'S']),
    );
    expect(problemsOf(buildSchema(sdl))).toHaveLength(6);
  });

  it.each([
    ['type film_list { a: Int }', 'film_list: expected PascalCase.'],
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
    [`type FilmList { ${CONNECTION} } ${EDGE}`, 'FilmList: expected a name that ends in Connection.'],
    ['type FilmConnection { nodes: [Film] }', 'FilmConnection: expected edges, nodes, pageInfo and totalCount.'],
    ['type FilmEdge { node: Film }', 'FilmEdge: expected a cursor and a node.'],
    ['type A { films(after: String): [Film] }', 'A.films: expected a connection, since it takes `after`.'],
    ['type A { film: Film! }', 'A.film: expected nullable: TMDB may not have the thing.'],
    ['union Hit = Film type A { hit: Hit! }', 'A.hit: expected nullable: TMDB may not have the thing.'],
    ['type A { node: Node! }', 'A.node: expected nullable: TMDB may not have the thing.'],
    ['type A { films: [Film!] }', 'A.films: expected nullable items: one bad row never loses the list.'],
    ['type A { id: ID }', 'A.id: expected an ID that is never null.'],
  ])('does not have %s', (sdl, problem) => expect(problems(sdl)).toEqual([problem]));

  it('has what keeps to the rules', () => {
    const sdl = `type FilmConnection { ${CONNECTION} } ${EDGE} scalar JSON type ChangeItem { value: JSON }
      enum Size { W500 HD_READY } type A { film: Film films(first: Int, after: String): FilmConnection all: [Film]! names: [String!]! }`;
    expect(problems(sdl)).toEqual([]);
  });
});

describe('changes', () => {
  it('are told when they break clients, and when they may surprise them', () => {
    const before = 'type Query { a: Int b: Int } enum E { A }';
    const after = 'type Query { a(c: Int): Int } enum E { A B }';
    const { breaking, dangerous } = changesBetween(before, after);
    expect(breaking).toEqual([expect.stringContaining('Query.b')]);
    expect(dangerous.toSorted()).toEqual([expect.stringContaining('c on Query.a'), expect.stringContaining('B was added')]);
    expect(changesBetween(before, before)).toEqual({ breaking: [], dangerous: [] });
  });

  it.each([
    ['goes on when git does not know the commit', ['no-such-commit'], 0],
    ['fails for that when it is strict', ['no-such-commit', '--strict'], 1],
  ])('the check %s', async (_title, args, code) => {
    const check = run('test/schema-check/main.ts', { args });
    expect(await check.ended).toBe(code);
    expect(check.output.stdout).toBe('Git has no schema of no-such-commit to compare with.\n');
  });

  it('the check goes on without git', async () => {
    const check = run('test/schema-check/main.ts', { env: { PATH: '/nowhere' } });
    expect(await check.ended).toBe(0);
    expect(check.output).toEqual({ stdout: 'Git has no schema of HEAD to compare with.\n', stderr: '' });
  });
});
