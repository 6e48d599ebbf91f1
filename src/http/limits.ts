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

/** Most tokens of a document: counted while it is read, so that nothing deep or long is ever built. */
const MAX_TOKENS = 2000;

const sum = (one: number, other: number): number => one + other;

/**
 * What a selection may be, before validation or anything else looks at it, and how two of them beside each other count. A
 * fragment counts wherever it is spread, so that it never buys more than writing it out would.
 */
const LIMITS = {
  depth: { most: 16, what: 'fields within each other', beside: Math.max },
  width: { most: 200, what: 'fields beside each other', beside: sum },
  fields: { most: 2000, what: 'fields in all', beside: sum },
  aliases: { most: 100, what: 'aliases', beside: sum },
  directives: { most: 100, what: 'directives in all', beside: sum },
  directivesHere: { most: 5, what: 'directives in one place', beside: Math.max },
} as const;

type Measure = Record<keyof typeof LIMITS, number>;

const NAMES = Object.keys(LIMITS) as (keyof Measure)[];

const NOTHING: Measure = { depth: 0, width: 0, fields: 0, aliases: 0, directives: 0, directivesHere: 0 };

function together(measures: readonly Measure[]): Measure {
  const all = { ...NOTHING };
  for (const measure of measures) for (const name of NAMES) all[name] = LIMITS[name].beside(all[name], measure[name]);
  const name = NAMES.find((one) => all[one] > LIMITS[one].most);
  if (name === undefined) return all;
  const { most, what } = LIMITS[name];
  throw new GraphQLError(`A document has at most ${most} ${what}.`, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

const ofDirectives = ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] | undefined }): Measure => ({
  ...NOTHING,
  directives: directives.length,
  directivesHere: directives.length,
});

/** @throws GraphQLError for a document that is larger than anybody needs. */
function limit({ definitions }: DocumentNode): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const known = new Map<string, Measure>();

  function ofFragment(name: string): Measure {
    const before = known.get(name);
    if (before) return before;
    known.set(name, NOTHING); // Also within itself: validation refuses such circles.
    const measure = ofSet(fragments.get(name)?.selectionSet);
    known.set(name, measure);
    return measure;
  }

  function ofSelection(node: SelectionNode): Measure {
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    const below = ofSet(node.selectionSet);
    if (node.kind === Kind.INLINE_FRAGMENT) return below;
    return { ...below, depth: below.depth + 1, width: 1, fields: below.fields + 1, aliases: below.aliases + (node.alias ? 1 : 0) };
  }

  const ofSet = (set: SelectionSetNode | undefined): Measure =>
    together((set?.selections ?? []).flatMap((node) => [ofDirectives(node), ofSelection(node)]));

  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const places = [definition, ...(definition.variableDefinitions ?? [])];
    together([...places.map(ofDirectives), ofSet(definition.selectionSet)]);
  }
}

/** Reads a document, within the limits. @throws GraphQLError */
export function readDocument(source: string): DocumentNode {
  try {
    const document = parse(source, { maxTokens: MAX_TOKENS });
    limit(document);
    return document;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GraphQLError('The document is nested too deeply.');
  }
}

export const useDocumentLimits: Plugin = {
  onParse: ({ setParseFn }) => setParseFn(readDocument),
};

/** Yoga counts what it keeps in documents, of which each may be large. */
const KEPT_BYTES = 16_000_000;

/** The text, and about 200 bytes for each token of five characters. */
const documentBytes = (_kept: unknown, text: string): number => 2 * text.length + 40 * Math.min(text.length, 5 * MAX_TOKENS) + 1;

const kept = <Value extends object>(maxSize: number): LRUCache<string, Value> =>
  new LRUCache<string, Value>({ maxSize, sizeCalculation: documentBytes });

/** What was read and validated lately, bounded in bytes. */
export const documentCache = (): { documentCache: LRUCache<string, DocumentNode>; errorCache: LRUCache<string, Error> } => ({
  documentCache: kept(KEPT_BYTES),
  errorCache: kept(KEPT_BYTES / 4),
});
