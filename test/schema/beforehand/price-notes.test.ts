import { getNamedType, isCompositeType, isObjectType, isRequiredArgument } from 'graphql';
import { describe, expect, it } from 'vitest';
import { LEAST_PRICE_NOTE, PRICE_NOTE, priceNoteOf } from '../../../schema/beforehand/price-notes.ts';
import { schema } from '../../../schema/index.ts';
import { startGateway } from '../../support/gateway.ts';

const ROWS = 3;

/** A list of each type, of which every row has details in the sandbox. */
const LISTS = {
  Movie: `trendingMovies(first: ${ROWS})`,
  TvSeries: `trendingTvSeries(first: ${ROWS})`,
  Person: `trendingPeople(first: ${ROWS})`,
} as const;

/** Fields that say their price in other words: the caller's own states, which the sandbox has for nobody. */
const OTHERS: ReadonlySet<string> = new Set(['accountStates']);

const fieldsOf = (name: string) => {
  const type = schema.getType(name);
  return isObjectType(type)
    ? Object.values(type.getFields()).filter((field) => !OTHERS.has(field.name) && !field.args.some(isRequiredArgument))
    : [];
};

describe.each(Object.entries(LISTS))('the price of a field of %s', (name, list) => {
  it.each(fieldsOf(name).map((field) => [field.name, field] as const))('is what its description says: %s', async (_name, field) => {
    await using gateway = await startGateway();
    const below = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
    await gateway.ask(`{ ${list} { nodes { ${field.name}${below} } } }`);
    const details = gateway.asked().filter((url) => /^\/3\/\w+\/\d+/.test(url));
    const says = (note: string): boolean => field.description?.endsWith(` ${note}`) ?? false;
    expect(details.length).toBeGreaterThanOrEqual(says(PRICE_NOTE) || says(LEAST_PRICE_NOTE) ? ROWS : 0);
    expect(details.length).toBeLessThanOrEqual(says(LEAST_PRICE_NOTE) ? Infinity : says(PRICE_NOTE) ? ROWS : 0);
  });
});

it('is said of each field that costs a request, and of no other', () => {
  for (const type of Object.values(schema.getTypeMap())) {
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const noted = fields.filter(({ description }) => description?.endsWith('TMDB request for each row of a list.'));
    for (const field of noted) expect(field.description, field.name).toMatch(new RegExp(`(^| )${priceNoteOf(type.name, field)}$`));
  }
});
