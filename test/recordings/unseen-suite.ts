import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/server.ts';
import { differences, fieldsOf } from '../support/compare.ts';
import type { Json } from '../support/recordings.ts';
import { ask } from './ask.ts';
import { lost } from './lost.ts';
import { oddities, withUnknownKeys } from './odd.ts';
import { operation } from './operation.ts';
import { sample } from './sample.ts';
import { sampleValue } from './sample-values.ts';
import { type Scripted, startScripted } from './scripted.ts';
import type { Subject } from './unseen.ts';

/** Puts one odd value at a time into documents that were never recorded: it must lose nothing but itself. */
export function testUnseen(subjects: readonly Subject[]): void {
  describe.each(subjects)('a $what that was never recorded', ({ what, path, table, id, parts = [], besides = {}, ...subject }) => {
    const isMap = (key: string) => Object.keys(table).some((at) => at.startsWith(`${key}{}`));
    const usual = sample(table, sampleValue);
    const query = operation(fieldsOf({ name: what, body: usual, table }), { languages: [], arguments: subject.arguments });

    const documents = new Map<string, Json>(Object.entries(besides));
    let tmdb: Scripted;
    let gateway: Gateway;
    let before: unknown;
    beforeAll(async () => {
      tmdb = await startScripted(documents, {
        ...Object.fromEntries(Object.entries(usual).filter(([key]) => parts.includes(key))),
        list: { genres: [1000, 1001].map((id) => ({ id, name: `genre ${id}` })) },
      });
      const env = { TMDB_API_URL: tmdb.origin, TMDB_ACCESS_TOKEN: 'test', TMDB_RATE_LIMIT: '100000', LOG_LEVEL: 'silent' };
      // Nothing comes from a cache that has room for nothing.
      gateway = createGateway({ ...readConfig(env), cacheMaxBytes: 100 });
      before = (await answerOf(usual)).data;
    });
    afterAll(() => Promise.all([gateway.close(), tmdb.close()]));

    async function answerOf(document: Json): Promise<Awaited<ReturnType<typeof ask>>> {
      documents.set(path, id === undefined ? document : { ...document, id });
      const { requests } = tmdb;
      const answer = await ask(gateway, query);
      expect(tmdb.requests).toBeGreaterThan(requests);
      return answer;
    }

    it(`answers a usual ${what} in full`, async () => {
      const { data, errors } = await answerOf(usual);
      expect(errors).toBeUndefined();
      expect(differences({ name: what, body: usual, table }, data, [])).toEqual([]);
    });

    it(`ignores unknown keys in a ${what}`, async () => {
      const { data, errors } = await answerOf(withUnknownKeys(usual, isMap) as Json);
      expect(errors).toBeUndefined();
      expect(data).toEqual(before);
    });

    const byKey = Object.groupBy(oddities(usual, isMap), ({ key }) => key);

    it.each(Object.keys(byKey))(`loses nothing of a ${what} but the odd value itself: %s`, async (key) => {
      const problems: unknown[] = [];
      for (const odd of byKey[key] ?? []) {
        const { data, errors = [] } = await answerOf(odd.document);
        const paths = lost(odd, table, before, data);
        if (errors.length > 0 || paths.length > 0) problems.push({ value: odd.value, errors, lost: paths });
      }
      expect(problems).toEqual([]);
    });
  });
}
