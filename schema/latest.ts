import type { GraphQLResolveInfo } from 'graphql';
import type { Resource } from '../src/tmdb/resource.ts';
import type { Context } from './builder.ts';
import { localeOf } from './locale.ts';
import { wishFor } from './part.ts';
import type { Node } from './part.ts';

/** The thing that was added last: its details are those of the list, so only other parts cost a request more. */
export async function latest(list: Resource, resource: Resource, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> {
  const locale = localeOf(context, info);
  const details = (await context.load(wishFor(list, 'details', 'latest', {}, locale))) as { id: number };
  const ref = String(details.id);
  context.load.prime(wishFor(resource, 'details', ref, {}, locale), details);
  return { ref, id: ref };
}
