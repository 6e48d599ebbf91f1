import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util';
import { isOneSlipAway } from '../spelling.ts';

/** An option of a command, as `parseArgs` reads it and as the help shows it. */
export interface Option extends ParseArgsOptionDescriptor {
  /** The placeholder of its value, such as `NAME`. */
  readonly value?: string;
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** A failure that the user can mend: its message is one line. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: number = 1;
}

/** A command line that does not follow the help. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
  override readonly exitCode = 2;
}

/** Asks whether a name with a slip, or the beginning of one, was meant. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = known.find((one) => isOneSlipAway(name, one) || one.startsWith(name));
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

/**
 * Reads the arguments of a command.
 * @throws UsageError for an unknown option, a missing value and an empty one.
 */
export function parseOptions<const O extends Options>(args: readonly string[], options: O): { values: Values<O>; operands: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''));
    if (empty) throw new UsageError(`Option '--${empty[0]}' needs a value.`);
    return { values, operands: positionals };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS_')) throw error;
    const [, unknown] = /^Unknown option '([^']*)'/.exec(message) ?? [];
    if (unknown === undefined) throw new UsageError(message.replaceAll('\n', ' ').replace(/\.?$/, '.'), { cause: error });
    const suggestion = didYouMean(
      unknown,
      Object.keys(options).map((name) => `--${name}`),
    );
    throw new UsageError(`Unknown option '${unknown}'.${suggestion}`, { cause: error });
  }
}
