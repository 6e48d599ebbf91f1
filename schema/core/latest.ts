import { NUMBER, sentId } from '../../src/tmdb/id.ts';
import { languageParameter } from '../../src/tmdb/language.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { field, type DeclaredField } from './fields.ts';
import type { Node } from './node.ts';
import { wishFor } from './parameters.ts';

/**
 * Makes a field that finds the object that was added last. The list holds its details, so in English only other parts cost
 * another request.
 */
export function fromLatest(list: Resource, resource: Resource): DeclaredField<object, object, Node<never>> {
  const part = { resource: list, part: 'details' };
  return field(
    { part, wishes: (_args, locale) => [wishFor(list, 'details', 'latest', {}, locale)] },
    ([doc], _args, { locale, context }) => {
      const details = doc as { id: number };
      const ref = sentId('one', NUMBER, details.id);
      // TMDB answers with the newest object in its own language only.
      if (languageParameter(locale.languages[0]) === null) context.load.prime(wishFor(resource, 'details', ref, {}, locale), details);
      return { ref, id: ref };
    },
  );
}
