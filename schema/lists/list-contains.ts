import { GatewayError } from '../../src/tmdb/error.ts';
import { list, listV4, type ListSummary } from '../../src/tmdb/api/account/list.ts';
import { byEitherVersion } from './list-versions.ts';
import type { Node } from '../core/node.ts';
import { fromEither, fromPart, type PartField } from '../core/fields.ts';

interface ItemArgs {
  readonly movie?: string | null | undefined;
  readonly tvSeries?: string | null | undefined;
}

/** Version 3 knows movies only, but needs no user: its answer about a public list is the same for every caller. */
const byV3: PartField<ListSummary, ItemArgs, boolean | null> = fromPart(list, 'item_status', (json) => json.item_present ?? null);
const byV4: PartField<ListSummary, ItemArgs, boolean | null> = fromPart(listV4, 'item_status', () => true);

/** Version 4 answers with status 34, not found, when the list does not contain the item. */
const orNotFound: typeof byV4 = {
  ...byV4,
  async resolve(...args) {
    try {
      return await byV4.resolve(...args);
    } catch (error) {
      if (error instanceof GatewayError && error.code === 'NOT_FOUND') return false;
      throw error;
    }
  },
};

/** Whether a list contains a movie or a series. For the caller's own lists, the credential decides which version is asked. */
export const contains = byEitherVersion(
  fromEither<Node<ListSummary>, ItemArgs, boolean | null>(({ tvSeries }) => (tvSeries ? orNotFound : byV3)),
  orNotFound,
);
