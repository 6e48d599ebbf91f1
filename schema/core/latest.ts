import type { GraphQLResolveInfo } from 'graphql';
import { NUMBER, sentId } from '../../src/tmdb/id.ts';
import { languageParameter } from '../../src/tmdb/language.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import type { Node } from './node.ts';
import { wishFor } from './parameters.ts';

/** Finds the object that was added last. The list holds its details, so in English only other parts cost another request. */
export async function latest(list: Resource, resource: Resource, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> {
  const locale = operationLocale(context, info);
  const details = (await context.load(wishFor(list, 'details', 'latest', {}, locale))) as { id: number };
  const ref = sentId('one', NUMBER, details.id);
  // TMDB answers with the newest object in its own language only.
  if (languageParameter(locale.languages[0]) === null) context.load.prime(wishFor(resource, 'details', ref, {}, locale), details);
  return { ref, id: ref };
}
