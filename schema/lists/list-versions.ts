import type { ListSummary } from '../../src/tmdb/api/account/list.ts';
import type { PartField } from '../core/fields.ts';

/** What both versions of the API answer: the caller's own list is asked for by what they are signed in with, any other of version 3. */
export const byEitherVersion = <Args extends object, Out>(
  v3: PartField<ListSummary, Args, Out>,
  v4: Pick<PartField<ListSummary, Args, Out>, 'resolve'>,
): PartField<ListSummary, Args, Out> => ({
  ...v3,
  resolve: (node, args, context, info) => (node.own && !context.signedIn.includes('session') ? v4 : v3).resolve(node, args, context, info),
});
