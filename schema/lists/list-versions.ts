import type { ListSummary } from '../../src/tmdb/api/account/list.ts';
import type { PartField } from '../core/fields.ts';

/**
 * A field that both versions of the API answer. Version 4 serves the caller's own list unless the caller has a session;
 * version 3 serves every other list.
 */
export const byEitherVersion = <Args extends object, Out>(
  v3: PartField<ListSummary, Args, Out>,
  v4: Pick<PartField<ListSummary, Args, Out>, 'resolve'>,
): PartField<ListSummary, Args, Out> => ({
  ...v3,
  resolve: (node, args, context, info) => (node.own && !context.signedIn.includes('session') ? v4 : v3).resolve(node, args, context, info),
});
