import { GatewayError } from '../../src/tmdb/error.ts';
import { list, listV4, type ListSummary } from '../../src/tmdb/api/account/list.ts';
import { byEitherVersion } from './list-versions.ts';
import { fromEither, fromPart, type PartField } from '../core/fields.ts';

interface ItemArgs {
  readonly movie?: string | null | undefined;
  readonly tvSeries?: string | null | undefined;
}

/** Version 3 knows films only, but asks for no user: what it says of a public list is the same for all. */
const byV3: PartField<ListSummary, ItemArgs, boolean | null> = fromPart(list, 'item_status', (json) => json.item_present ?? null);
const byV4: PartField<ListSummary, ItemArgs, boolean | null> = fromPart(listV4, 'item_status', () => true);

/** Version 4 says "no such thing" of what a list does not hold. */
const orNotFound: typeof byV4 = {
  ...byV4,
  resolve: (...asked) =>
    byV4.resolve(...asked).catch((error: unknown) => {
      if (error instanceof GatewayError && error.code === 'NOT_FOUND') return false;
      throw error;
    }),
};

/** Whether a list holds a film or a series; films of the caller's own lists by what they are signed in with. */
export const contains = byEitherVersion(
  fromEither<ListSummary, ItemArgs, boolean | null>(({ tvSeries }) => (tvSeries ? orNotFound : byV3)),
  orNotFound,
);
