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
  throw badInput('A date is a day of the calendar, written YYYY-MM-DD.');
}

/** A text with one parser for arguments and variables; what TMDB sends is passed on as it is. */
const text = (name: string, description: string, parse: (value: unknown) => string): GraphQLScalarType<string, string> =>
  new GraphQLScalarType({
    name,
    description,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING || node.kind === Kind.ENUM ? node.value : undefined),
  });

builder.addScalarType('Date', text('Date', 'A day, written YYYY-MM-DD.', parseDate));
builder.addScalarType(
  'CountryCode',
  text('CountryCode', 'A country by its two letters of ISO 3166-1: `US`, `DE`. May be written with or without quotes.', parseCountry),
);
builder.addScalarType(
  'LanguageTag',
  text('LanguageTag', 'A language by its two letters of ISO 639-1, with a country where it matters: `de`, `pt-BR`.', parseLanguage),
);
