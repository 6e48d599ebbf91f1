import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, type Gateway } from '../../src/server.ts';
import { valueAt } from '../support/answer-path.ts';
import { type Compared, differences, fieldsOf } from '../support/compare.ts';
import { isObject, type Json, loadRecordings, type Recording, recordingsFolder, suiteName } from '../support/recordings.ts';
import { type Replay, startReplay } from '../support/replay-server.ts';
import { ask } from './ask.ts';
import { notOffered } from './not-offered.ts';
import { operation } from './operation.ts';

/** The operation that leads to one recorded answer. */
export interface Question {
  /** The recorded documents with their tables. GraphQL paths start at the root field. */
  readonly documents: readonly Compared[];
  /** Arguments of fields by the path of the field, the root field included. */
  readonly arguments: Readonly<Record<string, string>>;
  /** Whether the gateway refuses the arguments before it sends a request. */
  readonly refused?: boolean;
}

/** The recordings of one family, and how to request them. */
export interface Family {
  /** As the manifest names it: `/3/movie/{id}/credits`. */
  readonly family: string;
  readonly question: (recording: Recording) => Question;
  /** HTTP method of the recorded request; GET when absent. */
  readonly method?: string;
  /** Whether the operation is a mutation, whatever the method: TMDB creates some tokens by GET. */
  readonly isMutation?: boolean;
  /** Credentials of the test's own, since none were recorded. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Selects the recordings of the family; all when absent. */
  readonly only?: (recording: Recording) => boolean;
  /** Documents that TMDB must have beside the recording, since the gateway requests them first. */
  readonly besides?: (recording: Recording) => readonly Recording[];
}

/**
 * Sends every recording of the families through the whole gateway: each recorded value comes out where its table says, and
 * a recorded error is null with TMDB's own status.
 */
export function prove(title: string, families: readonly Family[]): void {
  const folder = recordingsFolder();
  const recordings = loadRecordings(folder);
  const recordedOf = ({ family, method = 'GET', only = () => true }: Family) =>
    recordings.filter((recording) => recording.family === family && recording.method === method && only(recording));

  describe.skipIf(!folder)(suiteName(title, folder), () => {
    let replay: Replay;
    beforeAll(async () => {
      const besides = families.flatMap((family) => recordedOf(family).flatMap((recording) => family.besides?.(recording) ?? []));
      replay = await startReplay([...recordings, ...besides]);
    });
    afterAll(() => replay.close());

    describe.each(families.map((family) => ({ method: 'GET', ...family })))('$method $family', (family) => {
      const recorded = recordedOf(family);

      it(`has recordings of ${family.method} ${family.family}`, () => expect(recorded).not.toEqual([]));

      it.each(recorded)('answers as recorded in $file', async (recording) => {
        replay.pin(recording);
        const gateway = gatewayOver(replay);
        try {
          const question = family.question(recording);
          await (recording.status < 400 && !question.refused ? proveAnswer : proveError)({ gateway, family, recording, question });
        } finally {
          await gateway.close();
        }
      });
    });
  });
}

/** A gateway for one recording, so that nothing comes from a cache. */
function gatewayOver({ origin }: Replay): Gateway {
  const env = { TMDB_API_URL: origin, TMDB_ACCESS_TOKEN: 'test', TMDB_RATE_LIMIT: '100000', LOG_LEVEL: 'silent' };
  return createGateway(readConfig(env));
}

/** One recorded answer, and the operation that leads to it. */
interface Proof {
  readonly gateway: Gateway;
  readonly family: Family;
  readonly recording: Recording;
  readonly question: Question;
}

async function proveAnswer(proof: Proof): Promise<void> {
  const { recording, question } = proof;
  const paths = question.documents.flatMap(fieldsOf);
  // A form that the graph does not offer at all leaves no field to select.
  const { data, errors } = paths.length === 0 ? {} : await askFor(proof, paths);
  expect(errors, recording.file).toBeUndefined();
  const byId = Map.groupBy(objectsIn(recording.body), ({ id }) => id);
  const others = ({ id }: Json): readonly Json[] => (id === undefined ? [] : (byId.get(id) ?? []));
  const found = question.documents.flatMap((document) => differences(document, data, notOffered, others));
  expect(found, recording.file).toEqual([]);
}

/** Lists the objects of a document, at any depth. */
function objectsIn(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** Proves an error with the first field of the first table. */
async function proveError(proof: Proof): Promise<void> {
  const { recording, question } = proof;
  const [first] = question.documents.flatMap(({ table }) => Object.values(table));
  const check = [first].flat()[0];
  if (!check || 'rows' in check) throw new TypeError(`expected a field in the table of ${recording.family} to prove an error with`);
  const { data, errors } = await askFor(proof, [check.at]);
  expect(valueAt(data, check.at, { indexes: [], keys: [] }), recording.file).toBeNull();
  const status = isObject(recording.body) ? recording.body['status_code'] : undefined;
  const extensions = question.refused ? { code: 'BAD_USER_INPUT' } : { tmdb: { status } };
  expect(errors, recording.file).toMatchObject([{ extensions }]);
}

/** Sends the operation in the language of the recording. */
function askFor({ gateway, family, recording: { query }, question }: Proof, paths: readonly string[]): ReturnType<typeof ask> {
  const languages = query['language'] === undefined ? [] : [query['language']];
  return ask(gateway, operation(paths, { languages, arguments: question.arguments, isMutation: family.isMutation }), family.headers);
}
