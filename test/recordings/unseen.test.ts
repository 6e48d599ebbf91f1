import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/server.ts';
import { differences, fieldsOf, type Table } from '../support/compare.ts';
import type { Json } from '../support/recordings.ts';
import { ask } from './ask.ts';
import { lost } from './lost.ts';
import { movieThing } from './movie.ts';
import { oddities, withUnknownKeys } from './odd.ts';
import { operation } from './operation.ts';
import { personThing } from './person.ts';
import { under } from './rules.ts';
import { sample } from './sample.ts';
import { sampleValue } from './sample-values.ts';
import { type Scripted, startScripted } from './scripted.ts';
import { rootOf, type Thing } from './thing.ts';
import { tvSeriesThing } from './tv-series.ts';

const FIRST_ID = 1000;

/** What series have and films have not: pictures, videos, reviews and the like are the same fields, made by the same functions. */
const { details, aggregate_credits, alternative_titles, content_ratings, episode_groups, keywords } = tvSeriesThing.parts;
const ownParts = { details, aggregate_credits, alternative_titles, content_ratings, episode_groups, keywords };
const seriesThing: Thing = {
  ...tvSeriesThing,
  parts: Object.fromEntries(Object.entries(ownParts).flatMap(([name, table]) => (table ? [[name, table]] : []))),
};

describe.each([movieThing, personThing, seriesThing])('what was never recorded of a $kind', (thing) => {
  const { kind, parts } = thing;
  const root = rootOf(thing);
  const table = wholeTable(thing);
  const isMap = (key: string) => Object.keys(table).some((path) => path.startsWith(`${key}{}`));
  const usual = sample(table, sampleValue);
  const query = (id: number) =>
    operation(fieldsOf({ name: kind, body: usual, table }), { languages: [], arguments: { [root]: `id: ${id}` } });

  const documents = new Map<string, Json>();
  let tmdb: Scripted;
  let gateway: Gateway;
  let before: unknown;
  beforeAll(async () => {
    tmdb = await startScripted(documents, {
      ...Object.fromEntries(Object.entries(usual).filter(([key]) => key in parts)),
      list: { genres: [1000, 1001].map((id) => ({ id, name: `genre ${id}` })) },
    });
    const env = { TMDB_API_URL: tmdb.origin, TMDB_ACCESS_TOKEN: 'test', TMDB_RATE_LIMIT: '100000', LOG_LEVEL: 'silent' };
    gateway = createGateway(readConfig(env));
    before = (await answerOf(usual)).data;
  });
  afterAll(async () => {
    await gateway.close();
    await tmdb.close();
  });

  /** Each document has an id of its own, so that nothing comes from the cache; it is not asked for. */
  let nextId = FIRST_ID;
  async function answerOf(document: Json): Promise<Awaited<ReturnType<typeof ask>>> {
    const id = nextId;
    nextId += 1;
    documents.set(`/${kind}/${id}`, { ...document, id });
    return await ask(gateway, query(id));
  }

  it('is answered where nothing is odd', async () => {
    const { data, errors } = await answerOf(usual);
    expect(errors).toBeUndefined();
    expect(differences({ name: kind, body: usual, table }, data, [])).toEqual([]);
  });

  it('may have keys that nobody knows', async () => {
    const { data, errors } = await answerOf(withUnknownKeys(usual, isMap) as Json);
    expect(errors).toBeUndefined();
    expect(data).toEqual(before);
  });

  const byKey = Object.groupBy(oddities(usual, isMap), ({ key }) => key);

  it.each(Object.keys(byKey))('loses nothing but the odd value itself: %s', async (key) => {
    const problems: unknown[] = [];
    for (const odd of byKey[key] ?? []) {
      const { data, errors = [] } = await answerOf(odd.document);
      const paths = lost(odd, table, before, data);
      if (errors.length > 0 || paths.length > 0) problems.push({ value: odd.value, errors, lost: paths });
    }
    expect(problems).toEqual([]);
  });
});

/** Where seasons and episodes repeat the id of the series they stand in. */
const OF_ITS_SERIES = /^(seasons\[\]|(last|next)_episode_to_air)\.show_id$/;

/** One table for a document with all its parts appended; without its id, which differs each time, and without its kind, which only lists say. */
function wholeTable(thing: Thing): Table {
  const tables = Object.entries(thing.parts).map(([part, { id: _id, ...table }]) =>
    under(part === 'details' ? '' : `${part}.`, `${rootOf(thing)}.`, table),
  );
  const whole = Object.assign({}, ...tables) as Table;
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'media_type' && !OF_ITS_SERIES.test(key)));
}
