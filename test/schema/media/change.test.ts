import { getNamedType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { fieldOf, startGateway } from '../../support/gateway.ts';

describe('changes', () => {
  it('types every value in the graph, except those of a change', () => {
    const untyped = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => getNamedType(field.type).name === 'JSON')
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(untyped.toSorted()).toEqual(['ChangeItem.originalValue', 'ChangeItem.value']);
  });

  it('refuses a window of more than 14 days for the changes of a movie', async () => {
    await using gateway = await startGateway();
    const whole = 'startDate: "2026-01-01", endDate: "2026-01-15"';
    const { body } = await gateway.ask(
      `{ movieChanges(${whole}) { totalCount } movie(id: 603) { tmdbId a: changes(${whole}) { key } b: changes(startDate: "2026-01-01", endDate: "2026-01-16") { key } } }`,
    );
    expect(body.data).toMatchObject({ movieChanges: { totalCount: expect.any(Number) }, movie: { a: [{ key: 'images' }], b: null } });
    expect(body.errors).toMatchObject([{ path: ['movie', 'b'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.asked()).toContain('/3/movie/changes?end_date=2026-01-15&start_date=2026-01-01');
  });

  it('reads a list of changes over pages of 100', async () => {
    await using gateway = await startGateway();
    const query =
      'query ($after: String) { tvSeriesChanges(first: 100, after: $after) { nodes { tmdbId } pageInfo { endCursor hasNextPage } } }';
    const first = fieldOf<{ nodes: { tmdbId: number }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }>(
      await gateway.ask(query),
      'tvSeriesChanges',
    );
    expect(first.nodes).toHaveLength(100);
    expect(first.pageInfo.hasNextPage).toBe(true);
    await gateway.ask(query, { after: first.pageInfo.endCursor });
    expect(gateway.asked()).toEqual(['/3/tv/changes', '/3/tv/changes?page=2']);
  });
});
