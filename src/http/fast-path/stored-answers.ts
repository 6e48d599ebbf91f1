import { LRUCache } from 'lru-cache';
import type { AnsweredOutcome } from '../../ops/operation-record.ts';
import type { NamedOperation } from '../../ops/operations.ts';
import type { Engine } from '../../tmdb/engine/engine.ts';
import type { Reader } from '../../tmdb/engine/known-parts.ts';
import type { Memory } from '../../tmdb/engine/reads.ts';
import type { WrittenAnswer } from './written-answer.ts';

/** A finished answer, and what of the cache it was made of. */
export interface StoredAnswer {
  readonly answer: WrittenAnswer;
  /** Without the nodes of its document, which would keep the whole text in memory. */
  readonly definition: NamedOperation;
  readonly outcome: AnsweredOutcome;
  readonly memory: Memory;
}

/** Finished public answers, for as long as the same operation would be answered with the same parts. */
export interface StoredAnswers {
  /** Finds an answer that is still right. Then it counts as if its operation had been run. */
  get(key: string, reader: Reader): StoredAnswer | undefined;
  set(key: string, answer: StoredAnswer): void;
  /** Counts an answer's bytes again. */
  remeasure(key: string): void;
  /** Estimated bytes in use. */
  readonly bytes: number;
}

/** Estimated heap bytes of an answer without its bytes and texts, and of what names each part that it used, which it may outlive. */
const ANSWER_BYTES = 600;
const PART_BYTES = 300;

/** @param maxBytes Of memory, as estimated. */
export function createStoredAnswers(engine: Pick<Engine, 'recall'>, maxBytes: number): StoredAnswers {
  const answers = new LRUCache<string, StoredAnswer>({
    maxSize: Math.max(1, maxBytes),
    maxEntrySize: Math.max(1, Math.floor(maxBytes / 8)),
    sizeCalculation: ({ answer: { bodies }, memory }, key) =>
      ANSWER_BYTES +
      2 * key.length +
      PART_BYTES * memory.answers.length +
      Object.values(bodies).reduce((sum, body) => sum + body.length, 0),
  });
  return {
    get(key, reader) {
      const answer = answers.get(key);
      if (!answer) return undefined;
      if (engine.recall(answer.memory, reader)) return answer;
      answers.delete(key);
      return undefined;
    },
    set: (key, answer) => void answers.set(key, answer),
    remeasure(key) {
      const answer = answers.peek(key);
      if (answer) answers.set(key, answer);
    },
    get bytes() {
      return answers.calculatedSize;
    },
  };
}
