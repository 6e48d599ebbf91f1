import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { readConfig, type Config } from '../config.ts';
import { createLog, terminalLine } from '../ops/log.ts';
import { openGateway, type OpenGateway } from './open-gateway.ts';
import { CommandError, UsageError } from './option.ts';

interface OperationOptions {
  readonly variables?: string;
  readonly 'operation-name'?: string;
}

/** The members of an answer that this file reads. */
interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly locations?: readonly { readonly line: number; readonly column: number }[];
    readonly extensions: { readonly code: string };
  }[];
  readonly extensions?: { readonly tmdb?: { readonly plan?: unknown } };
}

/** Prints the plan of an operation. Its gateway has no TMDB at all, so that nothing can be sent, and needs no credential. */
export async function explain(options: OperationOptions, file: string): Promise<void> {
  const body = await requestBody(options, file);
  const { createGateway } = await import('../server.ts');
  const config = readConfig({ ...process.env, SANDBOX: 'true' });
  const gateway = createGateway({ ...forOperator(config), tmdbUrl: 'http://tmdb.invalid', accessToken: 'none' }, Date.now, errorLog());
  const answer = await ask({ gateway, close: gateway.close }, body, new Headers({ 'tmdb-explain': 'plan' }));
  print(readAnswer(answer, file).extensions?.tmdb?.plan);
}

/** Prints the answer of an operation. Returns 1 when it has errors, and no root field has a value. */
export async function query(
  { header, ...options }: OperationOptions & { readonly header?: readonly string[] },
  file: string,
): Promise<number> {
  const headers = readHeaders(header ?? []);
  const body = await requestBody(options, file);
  const gateway = await openGateway(forOperator(readConfig(process.env)), errorLog());
  const answer = readAnswer(await ask(gateway, body, headers), file);
  print(answer);
  return answer.errors && Object.values(answer.data ?? {}).every((value) => value === null) ? 1 : 0;
}

/** A terminal belongs to the operator, whose operations are all trusted. */
const forOperator = (config: Config): Config => ({ ...config, trustedDocumentsOnly: false, introspection: true });

/** A log of faults and warnings for standard error: standard output has the answer alone. */
const errorLog = () => createLog('error', { write: (line) => void process.stderr.write(terminalLine(line)) });

/** Sends a gateway its one request, and closes it. */
async function ask({ gateway, close }: OpenGateway, body: string, headers: Headers): Promise<string> {
  headers.set('content-type', 'application/json');
  // Also `@defer` and `@stream` are answered whole to a client that asks for pieces in a format that the gateway does not have.
  headers.set('accept', 'multipart/mixed;incrementalSpec=none, application/json');
  try {
    const response = await gateway.fetch(new Request('http://gateway/graphql', { method: 'POST', headers, body }));
    return await response.text();
  } finally {
    await close();
  }
}

/**
 * Reads an answer.
 * @throws CommandError for an operation that was not run, with a line for each error.
 */
function readAnswer(json: string, file: string): Answer {
  const answer = JSON.parse(json) as Answer;
  if (answer.data !== undefined) return answer;
  const lines = answer.errors?.map(({ message, locations: [place] = [], extensions }) => {
    const at = place ? `${file}:${place.line}:${place.column}` : file;
    return `${at}: ${message} (${extensions.code})`;
  });
  throw new CommandError(lines?.join('\n'));
}

const print = (json: unknown): void => void process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);

async function requestBody({ variables, 'operation-name': operationName }: OperationOptions, file: string): Promise<string> {
  if (file === '-' && variables === '-') throw new UsageError('Only one of FILE and --variables can be standard input.');
  return JSON.stringify({
    query: await readInput(file),
    operationName,
    variables: variables === undefined ? undefined : parseVariables(/^\s*[{["]/.test(variables) ? variables : await readInput(variables)),
  });
}

/** Reads a file, or standard input. */
async function readInput(path: string): Promise<string> {
  try {
    const read = path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
    return read.replace(/^\uFEFF/, ''); // Editors on Windows begin files with it.
  } catch (cause) {
    throw new CommandError(`${path} cannot be read (${(cause as NodeJS.ErrnoException).code}).`, { cause });
  }
}

function parseVariables(json: string): object {
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // The message says what was expected.
  }
  throw new CommandError(`--variables: expected a JSON object, such as '{"id": 603}', or the path of a file with one.`);
}

function readHeaders(lines: readonly string[]): Headers {
  const headers = new Headers();
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
    try {
      headers.append(name, value);
    } catch (cause) {
      throw new UsageError("--header: expected a name and a value, such as 'Accept-Language: de'.", { cause });
    }
  }
  return headers;
}
