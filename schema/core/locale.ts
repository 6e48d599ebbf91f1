import {
  DirectiveLocation,
  getDirectiveValues,
  GraphQLDirective,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLResolveInfo,
  type GraphQLScalarType,
  type OperationDefinitionNode,
} from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import { fewLanguages, languageChain } from '../../src/tmdb/language.ts';
import type { Context } from './context.ts';
import { perOperation } from './per-operation.ts';

/** Makes the directive while the schema is built, since its scalars must be those of the schema. */
export function inContextDirective(types: { LanguageTag: GraphQLScalarType; CountryCode: GraphQLScalarType }): GraphQLDirective {
  return new GraphQLDirective({
    name: 'inContext',
    description:
      'The languages, region and watch region of a whole operation, including the results of mutations. Defaults: the headers `Accept-Language`, `TMDB-Region` and `TMDB-Watch-Region`, then the configuration of the gateway.',
    // Mutations too: a client's cache holds their results beside those of queries.
    locations: [DirectiveLocation.QUERY, DirectiveLocation.MUTATION],
    args: {
      languages: {
        type: new GraphQLList(new GraphQLNonNull(types.LanguageTag)),
        description:
          'Languages of texts, in order of preference: BCP 47 tags such as `pt-BR` or `zh-Hant`. Languages that TMDB does not have are ignored.',
      },
      region: { type: types.CountryCode, description: 'The country whose release dates count.' },
      watchRegion: { type: types.CountryCode, description: 'The country whose watch providers count.' },
    },
  });
}

const locales = perOperation((): Map<OperationDefinitionNode, Locale> => new Map());

/** Returns the locale of the operation that a resolver runs in. */
export function operationLocale(context: Context, info: GraphQLResolveInfo): Locale {
  const known = locales(context);
  let locale = known.get(info.operation);
  if (!locale) known.set(info.operation, (locale = readLocale(context, info)));
  return locale;
}

function readLocale({ locale }: Context, { operation, schema, variableValues }: GraphQLResolveInfo): Locale {
  const directive = schema.getDirective('inContext');
  const values = directive ? (getDirectiveValues(directive, operation, variableValues) as InContext | undefined) : undefined;
  const [first, ...others] = languageChain(fewLanguages(values?.languages ?? []));
  return {
    languages: first === undefined ? locale.languages : [first, ...others],
    negotiated: first === undefined && locale.negotiated === true,
    region: values?.region ?? locale.region,
    watchRegion: values?.watchRegion ?? locale.watchRegion,
    includeAdult: locale.includeAdult,
  };
}

interface InContext {
  languages?: string[] | null;
  region?: string | null;
  watchRegion?: string | null;
}
