import {
  GraphQLError,
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';

/** Largest request body. */
export const MAX_BODY_BYTES = 200_000;

/** Maximum number of tokens in a document. The parser counts them, so a huge document is never built. */
const MAX_TOKENS = 2000;

const add = (a: number, b: number): number => a + b;

/**
 * Limits of a document, checked before validation, and how the measures of two sibling selections combine. A fragment counts
 * wherever it is spread, so that it is never cheaper than writing its fields out.
 */
const LIMITS = {
  depth: { max: 16, what: 'levels of fields', combine: Math.max },
  width: { max: 200, what: 'sibling fields', combine: add },
  fields: { max: 2000, what: 'fields in total', combine: add },
  aliases: { max: 100, what: 'aliases', combine: add },
  directives: { max: 100, what: 'directives in total', combine: add },
  directivesHere: { max: 5, what: 'directives in one place', combine: Math.max },
} as const;

type Measure = Record<keyof typeof LIMITS, number>;

const NAMES = Object.keys(LIMITS) as (keyof Measure)[];

const NOTHING: Measure = { depth: 0, width: 0, fields: 0, aliases: 0, directives: 0, directivesHere: 0 };

/** @throws GraphQLError when the measures together exceed a limit. */
function combineMeasures(measures: readonly Measure[]): Measure {
  const all = { ...NOTHING };
  for (const measure of measures) for (const name of NAMES) all[name] = LIMITS[name].combine(all[name], measure[name]);
  const name = NAMES.find((one) => all[one] > LIMITS[one].max);
  if (name === undefined) return all;
  const { max, what } = LIMITS[name];
  throw new GraphQLError(`Expected a document with at most ${max} ${what}.`, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

const measureDirectives = ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] | undefined }): Measure => ({
  ...NOTHING,
  directives: directives.length,
  directivesHere: directives.length,
});

/** @throws GraphQLError for a document that exceeds {@link LIMITS}. */
function checkLimits({ definitions }: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Measure>();

  function measureFragment(name: string): Measure {
    const before = measured.get(name);
    if (before) return before;
    measured.set(name, NOTHING); // A fragment within itself counts as nothing: validation refuses it.
    const measure = measureSelectionSet(fragments.get(name)?.selectionSet);
    measured.set(name, measure);
    return measure;
  }

  function measureSelection(node: SelectionNode): Measure {
    if (node.kind === Kind.FRAGMENT_SPREAD) return measureFragment(node.name.value);
    const below = measureSelectionSet(node.selectionSet);
    if (node.kind === Kind.INLINE_FRAGMENT) return below;
    return { ...below, depth: below.depth + 1, width: 1, fields: below.fields + 1, aliases: below.aliases + (node.alias ? 1 : 0) };
  }

  const measureSelectionSet = (set: SelectionSetNode | undefined): Measure =>
    combineMeasures((set?.selections ?? []).flatMap((node) => [measureDirectives(node), measureSelection(node)]));

  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const places = [definition, ...(definition.variableDefinitions ?? [])];
    combineMeasures([...places.map(measureDirectives), measureSelectionSet(definition.selectionSet)]);
  }
}

/** Parses a document within the limits. @throws GraphQLError */
export function parseDocument(source: string): DocumentNode {
  try {
    const document = parse(source, { maxTokens: MAX_TOKENS });
    checkLimits(document);
    return document;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GraphQLError('Expected a document that is nested less deeply.');
  }
}

/** Maximum number of fields of an object in variables: each one that is unknown has an error, which quotes them all. */
const MAX_FIELDS = 500;

/** Whether an object in variables has more than {@link MAX_FIELDS}. Variables themselves may be many, as unknown ones are ignored. */
export function hasTooManyFields(variables: Readonly<Record<string, unknown>> | undefined): boolean {
  const open: unknown[] = Object.values(variables ?? {});
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const values: unknown[] = Object.values(value);
    if (values.length > MAX_FIELDS && !Array.isArray(value)) return true;
    for (const one of values) if (typeof one === 'object') open.push(one);
  }
  return false;
}

/** Limits what a client can send within the size of a body. */
export const useRequestLimits: Plugin = {
  onParams({ params: { variables } }) {
    if (!hasTooManyFields(variables)) return;
    const message = `Expected variables whose objects have at most ${MAX_FIELDS} fields.`;
    throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
  },
  onParse: ({ setParseFn }) => setParseFn(parseDocument),
};

/** Memory for parsed documents. Yoga's own cache is limited by their number, although each one may be large. */
const CACHE_BYTES = 16_000_000;

/** Estimates the memory of a document: its text, and about 200 bytes per token of five characters. */
const documentBytes = (_document: unknown, text: string): number => 2 * text.length + 40 * Math.min(text.length, 5 * MAX_TOKENS) + 1;

const createCache = <Value extends object>(maxSize: number): LRUCache<string, Value> =>
  new LRUCache<string, Value>({ maxSize, sizeCalculation: documentBytes });

/** Caches of parsed documents, and of the errors of others, bounded in bytes. */
export const documentCaches = (): { documentCache: LRUCache<string, DocumentNode>; errorCache: LRUCache<string, Error> } => ({
  documentCache: createCache(CACHE_BYTES),
  errorCache: createCache(CACHE_BYTES / 4),
});
