import { TmdbError } from '../error.ts';
import { partOf, type Wish } from '../resource.ts';
import { noSuchPart, type KnownAnswers, type KnownParts, type Looked, type Reader } from './known-parts.ts';
import type { Operation, Used } from './operation.ts';
import type { PartUsage, TimesWished } from './prefetch.ts';
import type { WishQueue } from './wish-queue.ts';

export interface ReadsOptions {
  readonly known: KnownParts;
  readonly partUsage: PartUsage;
  readonly queue: WishQueue;
}

/** What an operation used of the cache. */
export interface Memory {
  readonly answers: KnownAnswers;
  /** What it wished for, summarised when it is first recalled, which most operations never are. */
  wished: readonly TimesWished[] | undefined;
}

/** Answers wishes: from what is known, or with the queue. */
export interface Reads {
  /**
   * The document of a public part that is fresh in the cache, without a promise. It counts as {@link Reads.want}, which answers
   * everything else, also an operation that has ended.
   */
  atHand<Doc>(wish: Wish<Doc>, operation: Operation): Doc | undefined;
  /**
   * The document of a part: from the cache, from a request in flight, or with the next request for its resource.
   * Operations share documents, which must not be changed.
   * @throws TmdbError; GatewayError RATE_LIMITED, QUERY_TOO_EXPENSIVE, or the reason for which the operation ended.
   */
  want<Doc>(wish: Wish<Doc>, operation: Operation): Promise<Doc>;
  /** Notes what an operation used; undefined when not all of it is cached for all callers. */
  remember(operation: Operation): Memory | undefined;
  /**
   * Finds out whether an operation would get the same again now, without a request. Then this counts as that operation: what
   * it used is read, and refreshed where it is stale.
   */
  recall(memory: Memory, reader: Reader): boolean;
}

export function createReads({ known, partUsage, queue }: ReadsOptions): Reads {
  /** Notes that an operation made a wish, and what of the cache answered it. */
  function note(wish: Wish, found: Looked | undefined, operation: Operation): Used {
    partUsage.record(wish);
    const used: Used = { wish, answer: found?.answer, id: found?.id };
    operation.used.push(used);
    return used;
  }

  // A Doc is what the table says TMDB sends for the part; nothing below can check it.
  return {
    atHand<Doc>(requested: Wish<Doc>, operation: Operation): Doc | undefined {
      const wish = known.canonical(requested);
      const found = known.lookUpFresh(wish, operation);
      if (!found || 'error' in found.answer) return undefined;
      note(wish, found, operation);
      return found.answer.doc as Doc;
    },

    want: async <Doc>(requested: Wish<Doc>, operation: Operation): Promise<Doc> => {
      const wish = known.canonical(requested);
      const found = known.lookUp(wish, operation);
      const used = note(wish, found, operation);
      if (found) {
        if (found.age === 'stale') queue.refresh(wish);
        if ('doc' in found.answer) return found.answer.doc as Doc;
        throw found.answer.error;
      }
      if (known.isMissing(wish)) throw noSuchPart();
      const doc = await queue.join(wish, operation).catch((error: unknown) => {
        if (error instanceof TmdbError) used.answer = { error };
        throw error;
      });
      used.answer = { doc };
      // A public part requested with a credential proves nothing: TMDB would answer any caller.
      if (wish.scope && partOf(wish).personal) operation.credentialVerified(wish.scope.credential);
      return doc as Doc;
    },

    remember({ used, personal }) {
      const answers = personal ? undefined : known.remember(used);
      return answers && { answers, wished: undefined };
    },

    recall(memory, reader) {
      const stale = known.recall(memory.answers, reader);
      if (!stale) return false;
      memory.wished ??= partUsage.summarise(memory.answers.map(({ wish }) => wish));
      for (const { wish, times } of memory.wished) partUsage.record(wish, times);
      for (const wish of stale) queue.refresh(wish);
      return true;
    },
  };
}
