import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { partOf } from '../../src/tmdb/resource.ts';
import { declarationByDefault } from '../../schema/core/declaration.ts';
import type { Choices } from './random-operation.ts';

type Field = GraphQLField<unknown, unknown>;

/** Root fields that find one object of the sandbox, with their arguments. */
const LOOK_UPS = [
  ['movie', 'id: 1000031'],
  ['movie', 'imdbId: "tt0133093"'],
  ['tvSeries', 'id: 1000008'],
  ['tvSeason', 'series: 1000008, number: 1'],
  ['tvEpisode', 'series: 1000008, season: 1, number: 2'],
  ['person', 'id: 1000002'],
  ['collection', 'id: 10'],
  ['company', 'id: 711'],
  ['network', 'id: 49'],
  ['keyword', 'id: 818'],
  ['genre', 'id: 18'],
] as const;

/** Root fields with lists of at least 20 rows in the sandbox, and the arguments beside `first`. */
const LISTS = [
  ['popularMovies', ''],
  ['topRatedMovies', ''],
  ['trendingMovies', 'window: WEEK'],
  ['discoverMovies', 'sort: VOTE_AVERAGE_DESC'],
  ['nowPlayingMovies', ''],
  ['popularTvSeries', ''],
  ['discoverTvSeries', ''],
  ['popularPeople', ''],
] as const;

const isOptional = (field: Field): boolean => !field.args.some(isRequiredArgument);

/** Tests whether a field needs the credential of a caller, without which it costs nothing. */
const isPersonal = (field: Field): boolean => {
  const { part } = declarationByDefault(field) ?? {};
  return part !== undefined && partOf(part).personal !== undefined;
};

/** The fields of an object that hold values, or objects and lists of values only. */
function plainFields(type: GraphQLNamedType): Field[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).filter(
    (field) => isOptional(field) && !isPersonal(field) && (isLeafType(getNamedType(field.type)) || isRecord(field)),
  );
}

function isRecord({ type }: Field): boolean {
  const named = getNamedType(type);
  return (
    isObjectType(named) &&
    !('id' in named.getFields()) &&
    !('pageInfo' in named.getFields()) &&
    Object.values(named.getFields()).every((field) => isLeafType(getNamedType(field.type)))
  );
}

/** Tests whether a list item lacks the value, so that the field needs a document of the row. */
function needsDocument(field: Field, type: GraphQLNamedType): boolean {
  const { part, isIn } = declarationByDefault(field) ?? {};
  return part?.resource.name === type.name && !isIn;
}

function textOf(field: Field): string {
  const named = getNamedType(field.type);
  return isLeafType(named)
    ? field.name
    : `${field.name} { ${plainFields(named)
        .map(({ name }) => name)
        .slice(0, 3)
        .join(' ')} }`;
}

/** The type of the rows of a connection, if they have documents of their own. */
function rowType(field: Field): GraphQLNamedType | undefined {
  const named = getNamedType(field.type);
  const nodes = isObjectType(named) ? named.getFields()['nodes'] : undefined;
  const row = nodes && getNamedType(nodes.type);
  return isObjectType(row) && plainFields(row).some((one) => needsDocument(one, row)) ? row : undefined;
}

/**
 * Generates an operation as clients write them: some objects with many fields and short lists below them, and some lists. The
 * rows of a list select something that only their documents have, as a router prices them so anyway.
 */
export function pricedOperation(schema: GraphQLSchema, choices: Choices): string {
  const pick = <T>(items: readonly T[]): T | undefined => items[choices.below(items.length)];

  function selection(type: GraphQLNamedType, depth: number, isRow: boolean): string {
    const fields = plainFields(type);
    const chosen = new Set(Array.from({ length: 1 + choices.below(7) }, () => pick(fields)));
    if (isRow) chosen.add(pick(fields.filter((field) => needsDocument(field, type))));
    const connections = isObjectType(type)
      ? Object.values(type.getFields()).filter(
          (field) => isOptional(field) && field.args.some(({ name }) => name === 'first') && rowType(field),
        )
      : [];
    const below = depth > 0 && choices.below(2) === 1 ? pick(connections) : undefined;
    const texts = [...chosen].flatMap((field) => (field ? [textOf(field)] : []));
    return ['__typename', ...texts, ...(below ? [list(below, `first: ${1 + choices.below(3)}`, depth)] : [])].join(' ');
  }

  function list(field: Field, args: string, depth: number): string {
    const row = rowType(field);
    return row ? `${field.name}(${args}) { nodes { ${selection(row, depth - 1, true)} } pageInfo { hasNextPage } }` : '__typename';
  }

  const query = schema.getQueryType()?.getFields() ?? {};
  const roots = Array.from({ length: 1 + choices.below(2) }, (_, index) => {
    if (choices.below(3) === 1) {
      const [name = 'popularMovies', args = ''] = pick(LISTS) ?? [];
      return `list${index}: ${list(query[name] as Field, [`first: ${1 + choices.below(20)}`, args].filter(Boolean).join(', '), 1)}`;
    }
    const [name = 'movie', args = 'id: 603'] = pick(LOOK_UPS) ?? [];
    return `one${index}: ${name}(${args}) { ${selection(getNamedType((query[name] as Field).type), 1, false)} }`;
  });
  return `{ ${roots.join(' ')} }`;
}
