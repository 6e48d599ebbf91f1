import type { MaybePromise } from '@whatwg-node/promise-helpers';
import DataLoader from 'dataloader';
import { SIGNED_IN, USER } from './tmdb/credentials.ts';
import type { Engine } from './tmdb/engine/engine.ts';
import type { Operation } from './tmdb/engine/operation.ts';
import { GatewayError } from './tmdb/error.ts';
import { listWith, partOf, resourceKey, wishesShare, wishKey, type List, type Wish } from './tmdb/resource.ts';
import type { CredentialKind } from './tmdb/session.ts';
import type { Write } from './tmdb/write.ts';

/** Loads the document of a wish; of a personal part, the caller's own. One that is at hand is no promise. */
export interface Load {
  <Doc>(wish: Wish<Doc>): MaybePromise<Doc>;
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
  /** By key, from the moment at which it was wished for. */
  const wished = new Map<string, Promise<unknown>>();
  /** The wishes since the last batch that were answered at once. */
  const answered: Wish[] = [];
  const loader = new DataLoader<Wish, unknown, string>(
    async (wishes) => {
      const lists = listsOf(wishes, answered.splice(0));
      const made = wishes.map((wish) => lists.get(wish)?.wish ?? wish);
      if (!isPartial) engine.assertAffordable(made, operation);
      const documents = new Map<string, Promise<unknown>>();
      const want = (wish: Wish): Promise<unknown> => {
        const document = documents.get(wishKey(wish)) ?? engine.want(wish, operation);
        documents.set(wishKey(wish), document);
        return document;
      };
      // An array of promises: each wish is answered as soon as possible, not with the slowest of its batch.
      return wishes.map(async (wish) => {
        const list = lists.get(wish);
        // TMDB's list, or what is known of it, may lack a row that has a path of its own.
        return (list && list.rowIn((await want(list.wish).catch(asEmpty)) as never)) ?? want(wish);
      });
    },
    { cacheKeyFn: wishKey, cacheMap: wished, maxBatchSize: Infinity },
  );
  /** The public documents that were loaded since the last write, and those on their way. */
  let loaded = new Map<string, unknown>();
  function start<Doc>(wish: Wish<Doc>, key: string): Promise<Doc> {
    const into = loaded;
    const doc = loader.load(wish).then(
      (found) => {
        into.set(key, found);
        return found as Doc;
      },
      (error: unknown) => {
        if (into.get(key) === doc) into.delete(key); // A batch that was refused as a whole may be loaded one by one.
        throw error;
      },
    );
    into.set(key, doc);
    return doc;
  }
  function loadPublic<Doc>(wish: Wish<Doc>): MaybePromise<Doc> {
    const key = wishKey(wish);
    const known = loaded.get(key) as MaybePromise<Doc> | undefined;
    if (known !== undefined) return known;
    const doc = wished.has(key) ? undefined : engine.atHand(wish, operation);
    if (doc === undefined) return start(wish, key);
    answered.push(wish);
    loaded.set(key, doc);
    return doc;
  }
  /** @throws GatewayError UNAUTHENTICATED */
  const loadPersonal = async <Doc>(wish: Wish<Doc>, kinds: readonly CredentialKind[]): Promise<Doc> =>
    (await loader.load({ ...wish, scope: operation.scope(kinds) })) as Doc;
  const load = <Doc>(wish: Wish<Doc>): MaybePromise<Doc> => {
    const { personal = wish.own ? ownerOf(wish) : undefined } = partOf(wish);
    return personal ? loadPersonal(wish, personal) : loadPublic(wish);
  };
  return Object.assign(load, {
    prime: (wish: Wish, doc: object) => void loader.prime(wish, doc),
    allowPartial: () => void (isPartial = true),
    write: <Doc>(write: Write<Doc>): Promise<Doc> =>
      engine.write(write, operation).finally(() => {
        loaded = new Map();
        loader.clearAll();
      }),
  });
}

/** Failures of a list that say nothing of a row's own path: it is not known there, or it is not usable as a whole. */
const OF_LIST_ONLY: ReadonlySet<string> = new Set(['NOT_FOUND', 'UPSTREAM_BAD_RESPONSE']);

/** Answers a failure of the list alone with an empty document. */
function asEmpty(error: unknown): object {
  if (error instanceof GatewayError && OF_LIST_ONLY.has(error.code)) return {};
  throw error;
}

/**
 * Chooses the details that a list brings for fewer requests than they would cost by themselves: a request goes there anyway,
 * or the lists of two of them share one. Details ride for free on a request for another part of their object.
 * @param answered Wishes beside them that needed no request: what they brought may be the list.
 */
function listsOf(wishes: readonly Wish[], answered: readonly Wish[]): ReadonlyMap<Wish, List> {
  const wished = Map.groupBy([...wishes, ...answered], resourceKey);
  const lists = wishes.flatMap((wish) => {
    const list = wished.get(resourceKey(wish))?.length === 1 ? listWith(wish) : undefined;
    return list ? [[wish, list] as const] : [];
  });
  if (lists.length === 0) return new Map();
  const listed = new Set(lists.map(([wish]) => wish));
  const sent = new Set([...wishes.filter((wish) => !listed.has(wish)), ...answered].map(wishesShare));
  const sharing = Map.groupBy(lists, ([, { wish }]) => wishesShare(wish));
  return new Map(lists.filter(([, { wish }]) => sent.has(wishesShare(wish)) || (sharing.get(wishesShare(wish))?.length ?? 0) > 1));
}
