import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Credits {
  edges: { cursor: string; creditId: string; node: Record<string, string | number | null> }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** The credits of a person in one of the fields. */
async function creditsOf(field: string, list: string, args: string): Promise<Credits> {
  const node = '... on Media { title releaseDate popularity voteAverage voteCount }';
  const asked = await gateway.ask(
    `{ person(id: 31) { ${field} { ${list}(${args}) { edges { cursor creditId node { ${node} } } pageInfo { hasNextPage endCursor } } } } }`,
  );
  expect(asked.body.errors).toBeUndefined();
  const person = fieldOf<Record<string, Record<string, Credits>>>(asked, 'person');
  return person[field]?.[list] as Credits; // It was selected.
}

describe('the credits of a person', () => {
  const VALUES = { RELEASE_DATE: 'releaseDate', POPULARITY: 'popularity', VOTE_AVERAGE: 'voteAverage', VOTE_COUNT: 'voteCount' };
  it.each([
    ...Object.entries(VALUES).flatMap(([sort, value]) =>
      ['ASC', 'DESC'].map((way) => ['combinedCredits', 'cast', sort, way, value] as const),
    ),
    ['combinedCredits', 'crew', 'RELEASE_DATE', 'DESC', 'releaseDate'],
    ['movieCredits', 'cast', 'RELEASE_DATE', 'DESC', 'releaseDate'],
    ['movieCredits', 'crew', 'VOTE_AVERAGE', 'ASC', 'voteAverage'],
    ['tvCredits', 'cast', 'RELEASE_DATE', 'ASC', 'releaseDate'],
    ['tvCredits', 'crew', 'POPULARITY', 'DESC', 'popularity'],
  ] as const)('orders %s { %s } by %s_%s', async (field, list, sort, way, value) => {
    const { edges } = await creditsOf(field, list, `sort: ${sort}_${way}`);
    const values = edges.map(({ node }) => node[value] || null).filter((one) => one !== null);
    expect(values.length).toBeGreaterThan(1);
    const sorted = values.toSorted((a, b) => (a < b ? -1 : 1));
    expect(values).toEqual(way === 'ASC' ? sorted : sorted.toReversed());
  });

  it('loads ordered credits in one request', async () => {
    gateway.asked();
    await gateway.ask('{ person(id: 500) { movieCredits { cast(sort: RELEASE_DATE_DESC) { nodes { title } } } } }');
    expect(gateway.asked()).toEqual(['/3/person/500?append_to_response=movie_credits']);
  });

  it('continues ordered credits after a cursor in the same order', async () => {
    const sort = 'sort: RELEASE_DATE_ASC';
    const all = await creditsOf('combinedCredits', 'cast', sort);
    const first = await creditsOf('combinedCredits', 'cast', `${sort}, first: 3`);
    const rest = await creditsOf('combinedCredits', 'cast', `${sort}, after: "${first.pageInfo.endCursor}"`);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect([...first.edges, ...rest.edges]).toEqual(all.edges);
    expect(all.edges).not.toEqual((await creditsOf('combinedCredits', 'cast', 'sort: null')).edges);
  });
});

it.each([
  { language: 'de', text: 'Drama aus dem Jahr 2009' },
  { language: 'en-US', text: 'A drama movie of 2009' },
])('tells of the media on tagged pictures in $language, whatever was asked before', async ({ language, text }) => {
  const media = '... on Movie { overview overviewLanguage }';
  const { body } = await gateway.ask(
    `query @inContext(languages: ["${language}"]) { person(id: 287) { taggedImages(first: 1) { nodes { media { ${media} } } } } }`,
  );
  const overview = expect.stringContaining(text) as string;
  expect(body).toEqual({ data: { person: { taggedImages: { nodes: [{ media: { overview, overviewLanguage: language } }] } } } });
});
