import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, PartName, Resource } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import { detailsSelected, languagesSelected, type DeclaredRequirement, type Requirement } from './look-ahead.ts';
import { onBehalfOf, type Node } from './node.ts';
import { wishFor, type PartArgs } from './parameters.ts';

type Resolve<Summary, Args, Out> = (node: Node<Summary>, args: Args, context: Context, info: GraphQLResolveInfo) => Promise<Out>;

/** The resolver of a field, and its requirement for look-ahead. */
export interface PartField<Summary, Args, Out> {
  readonly resolve: Resolve<Summary, Args, Out>;
  readonly extensions: { readonly tmdb: DeclaredRequirement };
}

/** Makes a field that a part of its own object answers. */
export function fromPart<R extends Resource, P extends PartName<R>, Out, Args extends object = PartArgs>(
  resource: R,
  part: P,
  pick: (doc: DocumentOf<R['parts'][P]>, args: Args, locale: Locale, node: Node, context: Context) => Out,
): PartField<unknown, NoInfer<Args>, Out> {
  return {
    extensions: { tmdb: { resource, part } },
    async resolve(node, args, context, info) {
      const locale = operationLocale(context, info);
      const wish = wishFor(resource, part, node.ref, { ...args, named: languagesSelected(info)?.get(part) }, locale);
      return pick(await context.load(onBehalfOf(node, wish)), args, locale, node, context);
    },
  };
}

/** Makes a field whose arguments choose between parts. */
export function fromEither<Summary, Args, Out>(
  choose: (args: NoInfer<Args>) => PartField<Summary, Args, Out>,
): PartField<Summary, Args, Out> {
  return {
    extensions: { tmdb: (args: Args) => choose(args).extensions.tmdb as Requirement },
    resolve: (node, args, context, info) => choose(args).resolve(node, args, context, info),
  };
}

/**
 * Makes a field that both details and list items have. When no field selected beside it needs details, the summary answers
 * for free. Otherwise details answer all such fields, so that one object never mixes two ages; when details fail, the summary answers.
 * @param isIn Whether a summary has the value, where only some lists do.
 */
export function fromSummary<R extends Resource, Summary, Out, Args extends object = PartArgs>(
  resource: R,
  pick: (doc: DocumentOf<R['parts']['details']> | Summary, args: Args, context: Context) => Out,
  isIn: (summary: NoInfer<Summary>) => boolean = () => true,
): PartField<Summary, NoInfer<Args>, Out> {
  return {
    extensions: { tmdb: { resource, part: 'details', summary: true } },
    resolve: async (node, args, context, info) => pick(await detailsOrSummary(resource, node, context, info, { isIn }), args, context),
  };
}

/** Tests whether a summary has this key. Some lists leave it out, which does not mean that the value is unknown. */
export const brings =
  (key: string) =>
  (summary: object): boolean =>
    key in summary;

/**
 * Returns the summary of a list item when no field selected beside this one needs details; otherwise details or, when those
 * fail, the summary.
 * @param options.isIn Whether a summary has the wanted value.
 * @param options.beside Loads another needed part, so that it shares the request of the details.
 */
export async function detailsOrSummary<R extends Resource, Summary>(
  resource: R,
  node: Node<Summary>,
  context: Context,
  info: GraphQLResolveInfo,
  { isIn, beside }: { isIn: (summary: Summary) => boolean; beside?: (() => Promise<unknown>) | undefined },
): Promise<DocumentOf<R['parts']['details']> | Summary> {
  const { ref, summary } = node;
  if (summary !== undefined && isIn(summary) && !detailsSelected(info)?.has(resource)) return summary;
  const details = context.load(onBehalfOf(node, wishFor<R, 'details'>(resource, 'details', ref, {}, operationLocale(context, info))));
  beside?.().catch(() => {
    // The field that needs the part will report the error.
  });
  try {
    return await details;
  } catch (error) {
    if (summary === undefined || !(error instanceof GatewayError)) throw error;
    return summary;
  }
}
