import type { ListSummary } from '../../src/tmdb/api/account/list.ts';
import type { Caller, Declaration, Place } from '../core/declaration.ts';
import { declaredBy, type DeclaredField, type PartField } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

/**
 * A field that both versions of the API answer. Version 4 serves the caller's own list unless the caller has a session;
 * version 3 serves every other list.
 */
export function byEitherVersion<Args extends object, Out>(
  v3: PartField<ListSummary, Args, Out>,
  v4: PartField<ListSummary, Args, Out>,
): DeclaredField<Node<ListSummary>, Args, Out> {
  const versionOf = ({ own }: Place, { signedIn }: Caller) => (own && !signedIn.includes('session') ? v4 : v3);
  const { tmdb } = v3.extensions;
  const declare = (declaration: Declaration<Args> | undefined): Declaration<Args> => ({
    ...declaration,
    wishes: (args, locale, at, caller) => declaredBy(versionOf(at, caller), args)?.wishes(args, locale, at, caller) ?? [],
  });
  return {
    extensions: { tmdb: typeof tmdb === 'function' ? (args: Args) => declare(declaredBy(v3, args)) : declare(tmdb as Declaration<Args>) },
    resolve: (node, args, context, info) => versionOf(node, context).resolve(node, args, context, info),
  };
}
