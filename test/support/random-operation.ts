import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Makes choices from a tape of numbers, so that a property test can shrink them; 0 when it has ended. */
export interface Choices {
  /** A whole number from 0, below `count`. */
  below(count: number): number;
}

export function choicesFrom(tape: readonly number[]): Choices {
  let at = 0;
  return { below: (count) => (tape[at++] ?? 0) % Math.max(1, count) };
}

function idOf(name: string): string {
  return Buffer.from(name).toString('base64url');
}

/** Root fields with objects that the sandbox has: their arguments and, under an interface, the type that they find. */
const ROOTS: readonly (readonly [field: string, args: string, type?: string])[] = [
  ['movie', 'id: 603'],
  ['movie', 'id: 1000001'],
  ['movie', 'imdbId: "tt0133093"'],
  ['tvSeries', 'id: 1000008'],
  ['tvSeries', 'id: 1396'],
  ['tvSeason', 'series: 1000008, number: 1'],
  ['tvSeason', 'series: 1000008, number: 2'],
  ['tvEpisode', 'series: 1000008, season: 1, number: 1'],
  ['tvEpisode', 'series: 1000008, season: 1, number: 2'],
  ['tvEpisode', 'series: 1000008, season: 2, number: 1'],
  ['person', 'id: 287'],
  ['person', 'id: 1000002'],
  ['collection', 'id: 10'],
  ['company', 'id: 711'],
  ['keyword', 'id: 818'],
  ['genre', 'id: 18'],
  ['list', 'id: 1'],
  ['node', `id: "${idOf('TvSeason:1000008-1')}"`, 'TvSeason'],
  ['nodes', `ids: ["${idOf('TvEpisode:1000008-1-1')}", "${idOf('TvEpisode:1000008-1-3')}"]`, 'TvEpisode'],
  ['find', 'source: IMDB, externalId: "tt0133093"'],
  ['trendingMovies', 'first: 2'],
  ['trending', 'first: 3'],
  ['popularTvSeries', 'first: 2'],
  ['topRatedMovies', 'first: 2'],
  ['nowPlayingMovies', 'first: 2'],
  ['searchMovies', 'query: "the", first: 2'],
  ['searchMovies', 'query: "no such movie"'],
  ['discoverTvSeries', 'first: 2'],
  ['movieChanges', 'first: 2'],
  ['latestMovie', ''],
  ['movieGenres', ''],
  ['movieCertifications', 'country: US'],
  ['movieWatchProviders', 'watchRegion: US'],
  ['configuration', ''],
];

/** Values of arguments, by their names; of those that are not here only required ones would be missing. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  first: ['2', '1'],
  number: ['1', '2'],
  language: ['"de"', '"fr"'],
  languages: ['["de"]', '["en", null]'],
  country: ['DE', 'US'],
  region: ['DE'],
  department: ['"Directing"'],
  order: ['ABSOLUTE'],
  page: ['2'],
  movie: ['603'],
  id: ['1'],
};

/** Generates a query with several root fields. Lists are short, so that its answer and its price are too. */
export function randomOperation(schema: GraphQLSchema, choices: Choices): string {
  let names = 0;
  const alias = (name: string): string => `f${(names += 1)}: ${name}`;
  const pick = <T>(items: readonly T[]): T | undefined => items[choices.below(items.length)];

  function argumentOf(argument: GraphQLArgument): string[] {
    const { name } = argument;
    const values = VALUES[name] ?? [];
    // Rows are limited wherever they can be.
    const isGiven = isRequiredArgument(argument) || name === 'first' || choices.below(3) === 1;
    return isGiven && values.length > 0 ? [`${name}: ${pick(values)}`] : [];
  }

  function fieldText(name: string, field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.flatMap(argumentOf);
    // A page is an alternative to the number of rows.
    const args = given.some((text) => text.startsWith('page')) ? given.filter((text) => !text.startsWith('first')) : given;
    const type = getNamedType(field.type);
    const text = `${name}${args.length ? `(${args.join(', ')})` : ''}`;
    if (!isCompositeType(type)) return text;
    // The fields of a long list may each cost a request a row.
    const isLong = isListType(getNullableType(field.type)) && !['nodes', 'edges'].includes(field.name);
    return `${text} { ${selection(type, isLong ? Math.min(depth - 1, 1) : depth - 1)} }`;
  }

  /** Selects some fields of an object, most of them such as may load something. One with arguments may be selected twice. */
  function objectFields(type: GraphQLObjectType, depth: number, isAliased: boolean): string[] {
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || !isCompositeType(getNamedType(field.type)));
    const declared = fields.filter((field) => field.extensions['tmdb'] !== undefined || isListType(getNullableType(field.type)));
    const count = 1 + choices.below(declared.length > 3 ? 6 : 2);
    const chosen = new Set(Array.from({ length: count }, () => pick(declared.length > 0 && choices.below(4) > 0 ? declared : fields)));
    return [...chosen].flatMap((field) => {
      if (!field) return [];
      const once = fieldText(isAliased ? alias(field.name) : field.name, field, depth);
      return field.args.length > 0 && choices.below(3) === 1 ? [once, fieldText(alias(field.name), field, depth)] : [once];
    });
  }

  function selection(type: GraphQLOutputType, depth: number): string {
    if (isObjectType(type)) return ['__typename', ...objectFields(type, depth, false)].join(' ');
    const objects = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    return ['__typename', ...objects.map((object) => `... on ${object.name} { ${objectFields(object, depth, true).join(' ')} }`)].join(' ');
  }

  const query = schema.getQueryType()?.getFields() ?? {};
  const roots = Array.from({ length: 1 + choices.below(3) }, () => {
    const [name = 'movie', args = 'id: 603', only] = pick(ROOTS) ?? [];
    const field = query[name];
    const type = only === undefined ? field && getNamedType(field.type) : schema.getType(only);
    if (!field || !isCompositeType(type)) return '';
    return `${alias(name)}${args && `(${args})`} { ... on ${type.name} { ${selection(type, 4)} } }`;
  });
  const locale = ['', '@inContext(languages: ["de", "en"])', '@inContext(languages: ["fr"], region: FR)'][choices.below(3)];
  return `query ${locale} { ${roots.join(' ')} }`;
}
