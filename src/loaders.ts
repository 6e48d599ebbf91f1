import DataLoader from 'dataloader';
import { SIGNED_IN, USER } from './tmdb/credentials.ts';
import type { Engine } from './tmdb/engine/engine.ts';
import type { Operation } from './tmdb/engine/operation.ts';
import { partOf, wishKey, type Wish } from './tmdb/resource.ts';
import type { CredentialKind } from './tmdb/session.ts';
import type { Write } from './tmdb/write.ts';

/** The document that a wish asks for; of a personal part, the caller's own. */
export interface Load {
  <Doc>(wish: Wish<Doc>): Promise<Doc>;
  /** Another answer already brought the document of this wish. */
  prime(wish: Wish, doc: object): void;
  /** What follows are things apart, answered as far as the operation may go: it is not refused for wanting too many. */
  allowPartial(): void;
  /** Changes something at TMDB. What is loaded afterwards is as it is then. */
  write<Doc>(write: Write<Doc>): Promise<Doc>;
}

/** Who a thing is asked for as, where it is the caller's own. */
const ownerOf = ({ resource, ref }: Wish): readonly CredentialKind[] => (resource.path(ref).startsWith('/4/') ? USER : SIGNED_IN);

/**
 * One operation's DataLoader: what one tick of its resolvers asks for is handed to the engine as one batch, and no wish
 * twice. The engine does the rest.
 */
export function createLoad(engine: Engine, operation: Operation): Load {
  let isWhole = true;
  const loader = new DataLoader<Wish, unknown, string>(
    async (wishes) => {
      if (isWhole) engine.assertAffordable(wishes, operation);
      // An array of promises: each wish is answered when it can be, not when the slowest of its batch is.
      return wishes.map((wish) => engine.want(wish, operation) as unknown);
    },
    { cacheKeyFn: wishKey, maxBatchSize: Infinity },
  );
  const load = async <Doc>(wish: Wish<Doc>): Promise<Doc> => {
    const { personal = wish.own ? ownerOf(wish) : undefined } = partOf(wish);
    return loader.load(personal ? { ...wish, scope: operation.scope(personal) } : wish) as Promise<Doc>;
  };
  return Object.assign(load, {
    prime: (wish: Wish, doc: object) => void loader.prime(wish, doc),
    allowPartial: () => void (isWhole = false),
    write: <Doc>(write: Write<Doc>): Promise<Doc> => engine.write(write, operation).finally(() => loader.clearAll()),
  });
}
