import { handleMaybePromise, isPromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, PartName, Query, Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import type { Declaration, Declared } from './declaration.ts';
import { operationLocale } from './locale.ts';
import { areDetailsSelected, languagesSelected, loadAhead } from './look-ahead.ts';
import { onBehalfOf, type Node } from './node.ts';
import { variesByLanguages, wishFor, type PartArgs } from './parameters.ts';
import { sourcesOf, type Source } from './sources.ts';

/** Returns a value where everything is at hand, as each promise of a large list costs time. */
type Resolve<Source, Args, Out> = (source: Source, args: Args, context: Context, info: GraphQLResolveInfo) => MaybePromise<Out>;

/** The resolver of a field, and the declaration of what it loads. */
export interface DeclaredField<Source, Args, Out, D extends Declared = Declared> {
  readonly resolve: Resolve<Source, Args, Out>;
  readonly extensions: { readonly tmdb: D };
}

/** A field of an object that has documents of its own. */
export type PartField<Summary, Args, Out> = DeclaredField<Node<Summary>, Args, Out>;

type DocumentsOf<Wishes extends readonly Wish[]> = { [index in keyof Wishes]: Wishes[index] extends Wish<infer Doc> ? Doc : never };

/** What a field picks its value by, beside the documents and its arguments. */
interface Picking {
  readonly locale: Locale;
  readonly node: Node;
  readonly context: Context;
}

/**
 * Makes a field from its declaration: the resolver loads the declared wishes and picks the value from their documents.
 * A field that is not of a node, such as one of Query, declares its wishes without a place.
 */
export function field<const Wishes extends readonly Wish[], Out, Args extends object = object>(
  declaration: Declaration<Args, Wishes>,
  pick: (docs: DocumentsOf<Wishes>, args: Args, picking: Picking) => Out,
): DeclaredField<object, NoInfer<Args>, Out, Declaration<NoInfer<Args>>> {
  const { part } = declaration;
  const isByLanguages = part !== undefined && variesByLanguages(part);
  const pickLater = (docs: readonly unknown[], args: Args, picking: Picking): Promise<Out> =>
    Promise.all(docs).then((known) => pick(known as DocumentsOf<Wishes>, args, picking) as Awaited<Out>);
  return {
    extensions: { tmdb: declaration },
    resolve(source, args, context, info) {
      // A root field has no source.
      const node = ((source as Node | undefined)?.ref === undefined ? { ref: '', ...source } : source) as Node;
      const locale = operationLocale(context, info);
      const named = isByLanguages ? languagesSelected(info)?.get(part.part) : undefined;
      const wishes = declaration.wishes(named ? { ...args, named } : args, locale, node, context);
      const docs = wishes.map((wish) => context.load(onBehalfOf(node, wish)));
      const picking: Picking = { locale, node, context };
      return docs.some(isPromise) ? pickLater(docs, args, picking) : pick(docs as DocumentsOf<Wishes>, args, picking);
    },
  };
}

/** Makes a field that a part of its own object answers. */
export function fromPart<R extends Resource, P extends PartName<R>, Out, Args extends object = PartArgs>(
  resource: R,
  part: P,
  pick: (doc: DocumentOf<R['parts'][P]>, args: Args, locale: Locale, node: Node, context: Context) => Out,
): DeclaredField<Pick<Node, 'ref'>, NoInfer<Args>, Out, Declaration<NoInfer<Args>>> {
  const wishes = (args: Args, locale: Locale, { ref }: Pick<Node, 'ref'>) => [wishFor(resource, part, ref, args, locale)] as const;
  return field({ part: { resource, part }, wishes }, ([doc], args: Args, { locale, node, context }) =>
    pick(doc, args, locale, node, context),
  );
}

/** Makes a field that one fixed document answers: a list of genres, the configuration. Its arguments may choose the document. */
export function fromDocument<R extends Resource, Out, Args extends object = PartArgs>(
  resource: R,
  ref: string | ((args: Args) => string),
  pick: (doc: DocumentOf<R['parts']['details']>, args: Args) => Out,
  query: (args: Args) => Query = () => ({}),
): DeclaredField<object, NoInfer<Args>, Out, Declaration<NoInfer<Args>>> {
  const wishes = (args: Args, locale: Locale) =>
    [wishFor<R, 'details'>(resource, 'details', typeof ref === 'string' ? ref : ref(args), args, locale, query(args))] as const;
  return field({ part: { resource, part: 'details' }, wishes }, ([doc], args: Args) => pick(doc, args));
}

/** The same field where the types of Pothos test whether a generic type is a list, which TypeScript cannot decide. */
export const untyped = <D extends Declared>({
  extensions,
  resolve,
}: {
  readonly extensions: { readonly tmdb: D };
  readonly resolve: unknown;
}): { extensions: { readonly tmdb: D }; resolve: never } => ({ extensions, resolve: resolve as never });

/** Returns the declaration of a field for its arguments. */
export function declaredBy<Args>(
  { extensions: { tmdb } }: Pick<DeclaredField<never, Args, unknown>, 'extensions'>,
  args: Args,
): Declaration<Args> | undefined {
  // A field takes the arguments of its declaration.
  return (typeof tmdb === 'function' ? tmdb(args as never) : tmdb) as Declaration<Args> | undefined;
}

/** Makes a field whose arguments choose between other fields. */
export function fromEither<Source, Args, Out>(
  choose: (args: NoInfer<Args>) => DeclaredField<Source, Args, Out>,
): DeclaredField<Source, Args, Out> {
  return {
    extensions: { tmdb: (args: Args) => declaredBy(choose(args), args) },
    resolve: (source, args, context, info) => choose(args).resolve(source, args, context, info),
  };
}

/**
 * Makes a field whose first documents lead to further ones; its resolver is composed of those of declared fields.
 * @param more Number of requests that usually follow.
 */
export function inRounds<Source, Args, Out>(
  first: Declaration<Args>,
  resolve: Resolve<Source, Args, Out>,
  more: NonNullable<Declaration<Args>['more']> = 0,
): DeclaredField<Source, Args, Out, Declaration<Args>> {
  return { extensions: { tmdb: { ...first, more } }, resolve };
}

/** Makes a field that leads to another object, whose place is known: it costs what is selected there. */
export const fromLink = (
  resource: Resource,
  refOf: (ref: string) => string,
): DeclaredField<Pick<Node, 'ref'>, object, Node<never>, Declaration<object>> => ({
  extensions: { tmdb: { wishes: () => [], leadsTo: (_args, { ref }) => [{ resource, ref: refOf(ref) }] } },
  resolve: ({ ref }) => ({ ref: refOf(ref), id: refOf(ref) }),
});

/** Says that every summary has a value. */
const always = (): boolean => true;

/**
 * Makes a field that both details and list items have. When no field selected beside it needs details, the summary answers
 * for free. Otherwise details answer all such fields, so that one object never mixes two ages; when details fail, the summary answers.
 * @param isIn Whether a summary has the value, where only some lists do. Fields with the same test have the same source.
 * @param more What else its declaration says of list items.
 */
export function fromSummary<R extends Resource, Summary, Out, Args extends object = PartArgs>(
  resource: R,
  pick: (doc: DocumentOf<R['parts']['details']> | Summary, args: Args, context: Context, node: Node<Summary>) => Out,
  isIn: (summary: NoInfer<Summary>) => boolean = always,
  more: Pick<Declaration, 'notIn' | 'rowsLeadTo'> = {},
): PartField<Summary, NoInfer<Args>, Out> {
  const wishes = (_args: Args, locale: Locale, { ref }: Pick<Node, 'ref'>) => [detailsWish(resource, ref, locale)];
  const options = { isIn, isStrict: more.notIn !== undefined };
  type Found = Awaited<ReturnType<typeof detailsOrSummary<R, Summary>>>;
  const pickLater = (source: Promise<Found>, args: Args, context: Context, node: Node<Summary>): Promise<Out> =>
    source.then(({ doc }) => pick(doc, args, context, node));
  return {
    extensions: { tmdb: { part: { resource, part: 'details' }, wishes, isIn, isOfDetails: true, ...more } },
    resolve(node, args, context, info) {
      const source = detailsOrSummary(resource, node, context, info, options);
      return isPromise(source) ? pickLater(source, args, context, node) : pick(source.doc, args, context, node);
    },
  };
}

/** Makes a field that only list items have: null, for the whole operation, where another way to the object comes first. */
export const fromSummaryAlone = <Summary extends object, Out>(
  resource: Resource,
  pick: (summary: Partial<Summary>) => Out,
): { resolve(node: Node<Summary>, args: object, context: Context, info: GraphQLResolveInfo): Out } => ({
  resolve(node, _args, context) {
    const sources = sourcesOf(resource, node, context);
    const { doc } = sources.get(pick) ?? { doc: node.summary ?? {} };
    sources.set(pick, { doc, isSummary: true });
    return pick(doc as Partial<Summary>); // Set above, to a summary.
  },
});

/** Makes the wish for the details of an object. */
export const detailsWish = <R extends Resource>(resource: R, ref: string, locale: Locale): Wish<DocumentOf<R['parts']['details']>> =>
  wishFor<R, 'details'>(resource, 'details', ref, {}, locale);

/** Tests whether a summary has this key. Some lists leave it out, which does not mean that the value is unknown. */
export const brings =
  (key: string) =>
  (summary: object): boolean =>
    key in summary;

interface SourceOptions<Summary> {
  /** Whether a summary has the wanted value. */
  readonly isIn: (summary: Summary) => boolean;
  /** Whether a summary without the value is no substitute for details that fail. */
  readonly isStrict?: boolean;
  /** Is shared by the fields that have one source. Default: `isIn`. */
  readonly key?: unknown;
  /** Loads another needed part, so that it shares the request of the details. */
  readonly beside?: (() => MaybePromise<unknown>) | undefined;
}

/** Tests whether the document of a source is there. */
const isThere = <Doc>(source: Source<Doc>): source is Source<Doc> & { readonly doc: Doc } => !isPromise(source.doc);

/**
 * Returns the source that has already answered the field for this object. The first is the summary of a list item when no
 * field selected beside this one needs details; otherwise details or, when those fail, the summary.
 */
export function detailsOrSummary<R extends Resource, Summary>(
  resource: R,
  node: Node<Summary>,
  context: Context,
  info: GraphQLResolveInfo,
  options: SourceOptions<Summary>,
): MaybePromise<{ readonly doc: DocumentOf<R['parts']['details']> | Summary; readonly isSummary: boolean }> {
  type Doc = DocumentOf<R['parts']['details']> | Summary;
  const { isIn, key = isIn, beside } = options;
  const { summary } = node;
  const sources = sourcesOf(resource, node, context);
  // The fields that share a key are those of one resource, and so are their documents.
  const known = sources.get(key) as Source<Doc> | undefined;
  if (known && isThere(known) && (known.isSummary || !beside)) return known;
  if (known || summary === undefined || !isIn(summary) || areDetailsSelected(resource, info)) {
    return loadedSource(resource, node, context, info, options, known);
  }
  const ofSummary = { doc: summary, isSummary: true };
  sources.set(key, ofSummary);
  return ofSummary;
}

/** Continues {@link detailsOrSummary} where details are needed; apart, because of all that V8 allocates for it. */
function loadedSource<R extends Resource, Summary>(
  resource: R,
  node: Node<Summary>,
  context: Context,
  info: GraphQLResolveInfo,
  { isIn, isStrict = false, key = isIn, beside }: SourceOptions<Summary>,
  known: Source<DocumentOf<R['parts']['details']> | Summary> | undefined,
): ReturnType<typeof detailsOrSummary<R, Summary>> {
  type Doc = DocumentOf<R['parts']['details']> | Summary;
  const { ref, summary } = node;
  const sources = sourcesOf(resource, node, context);
  const source: Source<Doc> = known ?? {
    doc: context.load(onBehalfOf(node, detailsWish(resource, ref, operationLocale(context, info)))),
    isSummary: false,
  };
  const ofSummary = summary === undefined ? undefined : { doc: summary, isSummary: true };
  const hasValue = summary !== undefined && isIn(summary);
  sources.set(key, source);
  if (!source.isSummary && beside) loadAhead(beside);
  if (isThere(source)) return source;
  return handleMaybePromise(
    () => source.doc,
    (doc) => {
      source.doc = doc;
      return { doc, isSummary: source.isSummary };
    },
    (error: unknown) => {
      if (!ofSummary || (isStrict && !hasValue) || !(error instanceof GatewayError)) {
        // After a write of this operation, it may be loaded.
        if (sources.get(key) === source) sources.delete(key);
        throw error;
      }
      // Another list item may have answered in the meantime, or one without an answer have failed.
      const other = sources.get(key) as Source<Doc> | undefined;
      const answer = other === undefined || other === source ? ofSummary : other;
      sources.set(key, answer);
      return handleMaybePromise(
        () => answer.doc,
        (doc) => ({ doc, isSummary: answer.isSummary }),
      );
    },
  );
}
