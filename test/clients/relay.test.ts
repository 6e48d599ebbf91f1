import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { meros } from 'meros/browser';
import {
  commitMutation,
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  getSingularSelector,
  Network,
  Observable,
  RecordSource,
  Store,
  type ConcreteRequest,
  type GraphQLResponse,
  type OperationDescriptor,
  type ReaderFragment,
  type SingularReaderSelector,
} from 'relay-runtime';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isTmdbError } from '../../src/index.ts';
import { SCHEMA, startServer, type Deferred, type Guest, type Started } from './started.ts';

const require = createRequire(import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'relay-'));
const DOCUMENTS = join(folder, 'documents.json');

/** Compiles the app's documents against schema.graphql, and writes them down by their hashes. */
function compile(): void {
  mkdirSync(join(folder, 'src'));
  mkdirSync(join(folder, 'made'));
  copyFileSync(fileURLToPath(SCHEMA), join(folder, 'schema.graphql'));
  copyFileSync(fileURLToPath(new URL('relay/movie-page.js', import.meta.url)), join(folder, 'src/movie-page.js'));
  writeFileSync(DOCUMENTS, '{}');
  const config = { src: './src', schema: './schema.graphql', language: 'javascript', artifactDirectory: './made', eagerEsModules: false };
  const persistConfig = { file: './documents.json', algorithm: 'SHA256' };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify({ ...config, persistConfig }));
  execFileSync(process.execPath, [require.resolve('relay-compiler/cli.js'), 'relay.config.json'], { cwd: folder, stdio: 'pipe' });
}

/** Reads what the compiler made. */
const made = (name: string): ConcreteRequest => require(join(folder, 'made', `${name}.graphql.js`)) as ConcreteRequest;
const madeFragment = (name: string): ReaderFragment => made(name) as unknown as ReaderFragment;

let server: Started;
beforeAll(async () => {
  compile();
  server = await startServer({ TRUSTED_DOCUMENTS: DOCUMENTS, TRUSTED_DOCUMENTS_ONLY: 'true' });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(() => void server.sent());

interface Piece {
  readonly data?: object | null;
  readonly incremental?: readonly { readonly data: object; readonly path: readonly unknown[]; readonly label: string }[];
  readonly hasNext?: boolean;
}

/** Relay's responses in a piece of an answer. */
const responsesOf = ({ incremental = [], hasNext = false, ...whole }: Piece): object[] => [
  ...('data' in whole ? [whole] : []),
  ...incremental.map((one, index) => ({ ...one, extensions: { is_final: !hasNext && index === incremental.length - 1 } })),
];

/** A client whose documents travel as hashes: queries by GET, mutations by POST. */
function createEnvironment(): Environment {
  const network = Network.create(({ id, operationKind }, variables) =>
    Observable.create<GraphQLResponse>((sink) => {
      const onNext = (response: object): void => sink.next(response as GraphQLResponse);
      void send(id ?? '', operationKind, variables, onNext).then(
        () => sink.complete(),
        (error: Error) => sink.error(error),
      );
    }),
  );
  return new Environment({ network, store: new Store(new RecordSource()) });
}

async function send(sha256Hash: string, kind: string, variables: object, onNext: (response: object) => void): Promise<void> {
  const params = { variables, extensions: { persistedQuery: { version: 1, sha256Hash } } };
  const headers = { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824, application/json' };
  const search = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, JSON.stringify(value)]));
  const response =
    kind === 'query'
      ? await server.fetch(`${server.url}?${search}`, { headers })
      : await server.fetch(server.url, { method: 'POST', headers, body: JSON.stringify(params) });
  const parts = await meros<Piece>(response);
  if (parts instanceof Response) {
    onNext((await parts.json()) as object);
    return;
  }
  for await (const part of parts) if (part.json) for (const one of responsesOf(part.body)) onNext(one);
}

interface Movie {
  readonly id: string;
  readonly title: string;
}

/** The movie of an operation, as far as it was read. */
const movieOf = (environment: Environment, { fragment }: OperationDescriptor): Movie =>
  (environment.lookup(fragment).data as unknown as { movie: Movie }).movie;

/** The data of a fragment on it. */
const readFragment = <Data>(environment: Environment, name: string, movie: Movie): Data =>
  environment.lookup(getSingularSelector(madeFragment(name), movie) as SingularReaderSelector).data as unknown as Data;

interface Recommendations {
  readonly recommendations: { readonly edges: readonly { readonly node: Movie }[]; readonly pageInfo: { readonly endCursor: string } };
}

it('compiles the documents of a Relay app against schema.graphql', () => {
  expect(readdirSync(join(folder, 'made'))).toContain('moviePageRecommendationsQuery.graphql.js');
});

it('joins the pages of a connection in Relay, which reads on through `node`, by GET with hashes alone', async () => {
  const environment = createEnvironment();
  const fetched = async (name: string, variables: Record<string, unknown>): Promise<OperationDescriptor> => {
    const operation = createOperationDescriptor(getRequest(made(name)), variables);
    environment.retain(operation);
    await fetchQuery(environment, made(name), variables).toPromise();
    return operation;
  };
  const movie = movieOf(environment, await fetched('moviePageQuery', { id: '603' }));
  const read = () => readFragment<Recommendations>(environment, 'moviePage_recommendations', movie).recommendations;
  for (const count of [4, 5]) await fetched('moviePageRecommendationsQuery', { id: movie.id, count, cursor: read().pageInfo.endCursor });

  const ids = read().edges.map(({ node }) => node.id);
  expect(ids).toHaveLength(3 + 4 + 5);
  expect(new Set(ids).size).toBe(ids.length);
  const sent = server.sent().map(({ method, status, url }) => [method, status, url.searchParams.has('query')]);
  expect(sent).toEqual(Array.from({ length: 3 }, () => ['GET', 200, false]));
});

it('tells TMDB’s status of an error in Relay', async () => {
  const environment = createEnvironment();
  const variables = { id: '1' };
  await expect(fetchQuery(environment, made('moviePageQuery'), variables).toPromise()).rejects.toThrow('Unexpected response payload');
  const { fragment } = createOperationDescriptor(getRequest(made('moviePageQuery')), variables);
  const { data, fieldErrors } = environment.lookup(fragment) as unknown as { data: unknown; fieldErrors: { error: unknown }[] };
  expect(data).toEqual({ movie: null });
  expect(fieldErrors.map(({ error }) => isTmdbError(error, 34))).toEqual([true]);
});

it('shows a movie before its deferred fields in Relay', async () => {
  const environment = createEnvironment();
  const operation = createOperationDescriptor(getRequest(made('moviePageDeferredQuery')), { id: '603' });
  environment.retain(operation);
  const seen: (number | undefined)[] = [];
  await new Promise<void>((resolve, reject) => {
    environment.execute({ operation }).subscribe({
      next() {
        const movie = movieOf(environment, operation);
        expect(movie.title).toBe('The Matrix');
        seen.push(readFragment<Deferred['movie']>(environment, 'moviePage_details', movie).runtime);
      },
      complete: resolve,
      error: reject,
    });
  });
  expect(seen).toEqual([undefined, 136]);
  expect(server.sent().map(({ type }) => type)).toEqual(['multipart/mixed;boundary="-";deferSpec=20220824']);
});

it('runs a mutation in Relay', async () => {
  const { createGuestSession } = await new Promise<Guest>((resolve, reject) => {
    commitMutation(createEnvironment(), {
      mutation: made('moviePageGuestMutation'),
      variables: {},
      onCompleted: (response) => resolve(response as unknown as Guest),
      onError: reject,
    });
  });
  expect(createGuestSession.guestSessionId).toMatch(/\w{10}/);
});
