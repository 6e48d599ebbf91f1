import DataLoader from 'dataloader';
import { SIGNED_IN, USER } from './tmdb/credentials.ts';
import type { Engine } from './tmdb/engine/engine.ts';
import type { Operation } from './tmdb/engine/operation.ts';
import { partOf, wishKey, type Wish } from './tmdb/resource.ts';
import type { CredentialKind } from './tmdb/session.ts';
import type { Write } from './tmdb/write.ts';

/** Loads the document of a wish; of a personal part, the caller's own. */
export interface Load {
  <Doc>(wish: Wish<Doc>): Promise<Doc>;
  /** Provides the document of a wish that another response already brought. */
  prime(wish: Wish, doc: object): void;
  /** From here on the operation is answered as far as its cap allows, and not refused for the number of its wishes. */
  allowPartial(): void;
  /** Changes something at TMDB. What is loaded afterwards is read after the write. */
  write<Doc>(write: Write<Doc>): Promise<Doc>;
}

/** The credentials that own a public part when the wish asks for the caller's own view of it. */
const ownerOf = ({ resource, ref }: Wish): readonly CredentialKind[] => (resource.path(ref).startsWith('/4/') ? USER : SIGNED_IN);

/**
 * One operation's DataLoader: the wishes of one tick of its resolvers reach the engine as one batch, and none twice. The
 * engine does the rest.
 */
export function createLoad(engine: Engine, operation: Operation): Load {
  let isPartial = false;
  const loader = new DataLoader<Wish, unknown, string>(
    async (wishes) => {
      if (!isPartial) engine.assertAffordable(wishes, operation);
      // An array of promises: each wish is answered as soon as possible, not with the slowest of its batch.
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
    allowPartial: () => void (isPartial = true),
    write: <Doc>(write: Write<Doc>): Promise<Doc> => engine.write(write, operation).finally(() => loader.clearAll()),
  });
}
