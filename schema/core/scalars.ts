import { GraphQLDateTime, GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';
import { GraphQLScalarType, Kind } from 'graphql';
import { badInput } from '../../src/tmdb/error.ts';
import { isDate } from '../../src/tmdb/known.ts';
import { parseCountry, parseLanguage } from '../../src/tmdb/language.ts';
import { builder } from './builder.ts';

builder.addScalarType('DateTime', GraphQLDateTime);
builder.addScalarType('SafeInt', GraphQLSafeInt);
builder.addScalarType('JSON', GraphQLJSON);

function parseDate(value: unknown): string {
  if (typeof value === 'string' && isDate(value)) return value;
  throw badInput('Expected a calendar date written YYYY-MM-DD, such as 1999-03-31.');
}

/** Makes a scalar with one parser for arguments and variables. Values from TMDB pass unchanged. */
const text = (name: string, description: string, parse: (value: unknown) => string): GraphQLScalarType<string, string> =>
  new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING || node.kind === Kind.ENUM ? node.value : undefined),
  });

builder.addScalarType('Date', text('Date', 'A calendar date, written YYYY-MM-DD.', parseDate));
builder.addScalarType(
  'CountryCode',
  text('CountryCode', 'An ISO 3166-1 alpha-2 country code: `US`, `DE`. Quotes are optional.', parseCountry),
);
builder.addScalarType(
  'LanguageTag',
  text(
    'LanguageTag',
    'A BCP 47 language tag. Any is accepted: `de`, `pt-BR`, `zh-Hant`, `es-419`. Results have ISO 639-1 codes, with a country where it matters.',
    parseLanguage,
  ),
);
