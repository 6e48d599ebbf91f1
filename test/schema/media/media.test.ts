import { isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { fieldOf, startGateway, type TestGateway } from '../../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());
const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
};

/** The results of a search over all kinds. */
async function found(selection: string): Promise<Record<string, unknown>[]> {
  const asked = await gateway.ask(`{ search(query: "the", page: 1) { nodes { __typename ${selection} } } }`);
  expect(asked.body.errors).toBeUndefined();
  return fieldOf<{ nodes: Record<string, unknown>[] }>(asked, 'search').nodes;
}

describe('Media', () => {
  it('has every field that movies and series have with one type and the same arguments', () => {
    const [movies, series] = [fieldsOf('Movie'), fieldsOf('TvSeries')];
    const argsOf = (field: (typeof movies)[string] | undefined) =>
      field?.args.map(({ name, type }) => `${name}: ${String(type)}`).toSorted();
    const common = Object.values(movies).filter(
      ({ name, type }) => String(series[name]?.type) === String(type) && String(argsOf(series[name])) === String(argsOf(movies[name])),
    );
    expect(Object.keys(fieldsOf('Media')).toSorted()).toEqual(common.map(({ name }) => name).toSorted());
  });

  it('comes out of a search with its ids in one request', async () => {
    const nodes = await found('... on Media { id tmdbId title releaseYear voteAverage originalTitle }');
    expect(gateway.asked()).toHaveLength(1);
    expect(new Set(nodes.map(({ __typename: kind }) => kind))).toEqual(new Set(['Movie', 'TvSeries']));
  });

  it('costs one request for each result of a search when parts are selected', async () => {
    const nodes = (
      await found(`... on Media { id imdbId tagline taglineLanguage homepage status keywords { name } alternativeTitles(country: US) { title }
        cast(first: 2) { edges { character node { name } } } crew(job: "Director") { nodes { name } } videos { name } watchProviders { country }
        spokenLanguages { name } originCountries productionCompanies { name } productionCountries { name } reviews(first: 1) { totalCount }
        lists(first: 1) { totalCount } changes { key } }`)
    ).filter(({ __typename: kind }) => kind === 'Movie' || kind === 'TvSeries');
    expect(nodes.length).toBeGreaterThan(1);
    const asked = gateway.asked().filter((url) => !url.startsWith('/3/search/'));
    expect(asked.filter((url) => !/^\/3\/(movie|tv)\/\d+\?append_to_response=/.test(url))).toEqual([]);
    expect(asked).toHaveLength(nodes.length);
  });

  it('looks up a result of a search again by its id', async () => {
    const [media] = await found('... on Media { id title }');
    const { body } = await gateway.ask('query ($id: ID!) { node(id: $id) { id ... on Media { title } } }', { id: media?.['id'] });
    expect(body).toEqual({ data: { node: { id: media?.['id'], title: media?.['title'] } } });
  });

  it.each([
    ['movie', 'movie(id: 603)'],
    ['series', 'tvSeries(id: 1399)'],
  ])('lists the alternative titles of a %s in one country', async (_kind, root) => {
    const { body } =
      await gateway.ask(`{ all: ${root} { ...titles } german: ${root} { ... on Media { alternativeTitles(country: DE) { country title } } } }
      fragment titles on Media { alternativeTitles { country title } }`);
    const { all, german } = body.data as Record<string, { alternativeTitles: { country: string }[] }>;
    expect(german?.alternativeTitles).not.toEqual([]);
    expect(german?.alternativeTitles).toEqual(all?.alternativeTitles.filter(({ country }) => country === 'DE'));
  });
});
