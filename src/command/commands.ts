import { parseOptions, UsageError, type Options, type Values } from './option.ts';

/** A command without the types of its options. */
export interface Command {
  readonly summary: string;
  /** Further sentences of its help. */
  readonly details?: string;
  /** Whether it has an operand, FILE. No command has another. */
  readonly takesFile?: boolean;
  readonly options: Options;
  /**
   * Reads the arguments. Returns the values of the options, and the command to run with them.
   * @throws UsageError
   */
  read(args: readonly string[]): { readonly values: Values<typeof COMMON>; run(): Promise<number | void> };
}

/** The options of every command. */
const COMMON = {
  help: { type: 'boolean', short: 'h', help: 'Prints this help.' },
  version: { type: 'boolean', short: 'v', help: 'Prints the version.' },
} as const satisfies Options;

interface Definition<O extends Options> extends Pick<Command, 'summary' | 'details' | 'takesFile'> {
  readonly options: O;
  /** Resolves with the exit code, or with nothing when the process goes on. Loads what it needs, so that other commands do not. */
  run(values: Values<O>, file: string): Promise<number | void>;
}

function command<const O extends Options>({ options: own, run, ...described }: Definition<O>): Command {
  const options = { ...own, ...COMMON };
  return {
    ...described,
    options,
    read(args) {
      const { values, operands } = parseOptions(args, options);
      const [file = '', ...others] = operands;
      return {
        values,
        async run() {
          const [unexpected] = described.takesFile ? others : operands;
          if (unexpected !== undefined) throw new UsageError(`Unexpected argument '${unexpected}'.`);
          if (described.takesFile && file === '') throw new UsageError('Expected the path of a document, or - for standard input.');
          return run(values, file);
        },
      };
    },
  };
}

const DOCUMENT = 'FILE is a GraphQL document; - is standard input.';

const OPERATION = {
  variables: { type: 'string', value: 'JSON', help: 'Variables: a JSON object, or the path of a file with one.' },
  'operation-name': { type: 'string', value: 'NAME', help: 'The operation, of a document with several.' },
} as const satisfies Options;

/** The commands, by name. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve: command({
    summary: 'Starts the gateway. This is the default.',
    options: {
      port: { type: 'string', value: 'PORT', help: 'Port to listen on, in place of the variable PORT.' },
      host: { type: 'string', value: 'HOST', help: 'Address to listen on, in place of the variable HOST.' },
    },
    run: async (values) => (await import('./serve.ts')).serve(values),
  }),
  check: command({
    summary: 'Checks the configuration, whether TMDB is reachable, and whether it accepts the credential.',
    details: 'Prints a line and a verdict for each. Exits with 1 when one of them failed.',
    options: {},
    run: async () => (await import('./check.ts')).check(),
  }),
  schema: command({
    summary: 'Prints the schema: the SDL for clients.',
    options: {
      subgraph: { type: 'boolean', help: 'The SDL of the Apollo Federation subgraph instead.' },
      introspection: { type: 'boolean', help: 'The JSON of the introspection query instead.' },
    },
    run: async (values) => (await import('./schema.ts')).schema(values),
  }),
  explain: command({
    summary: 'Prints what an operation costs in TMDB requests, as JSON, and sends none.',
    details: `${DOCUMENT} Exits with 1 when the gateway would refuse the operation as invalid.`,
    takesFile: true,
    options: OPERATION,
    run: async (values, file) => (await import('./operation.ts')).explain(values, file),
  }),
  query: command({
    summary: 'Runs an operation, and prints its answer as JSON.',
    details: `${DOCUMENT} Exits with 1 when the answer has errors and no data.`,
    takesFile: true,
    options: {
      ...OPERATION,
      header: { type: 'string', multiple: true, value: "'NAME: VALUE'", help: 'Header of the request. May be repeated.' },
    },
    run: async (values, file) => (await import('./operation.ts')).query(values, file),
  }),
};
