import { COMMANDS } from './commands.ts';
import { commandHelp, generalHelp } from './help.ts';
import { CommandError, didYouMean, UsageError } from './option.ts';
import { packageJson } from './package.ts';

/** Runs the command that the arguments name, and sets the exit code. */
export async function runCommand(args: readonly string[]): Promise<void> {
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(0);
    console.error(`Standard output cannot be written (${code}).`);
    process.exit(1);
  });
  try {
    process.exitCode = (await run(args)) ?? 0;
  } catch (error) {
    const { ConfigError } = await import('../config.ts');
    console.error(error instanceof CommandError || error instanceof ConfigError ? error.message : error);
    // Exiting also closes everything that is already open.
    process.exit(error instanceof CommandError ? error.exitCode : 1);
  }
}

/** Without the name of a command the arguments are those of `serve`; only the help is then the general one. */
async function run(args: readonly string[]): Promise<number | void> {
  const [first = ''] = args;
  const isNamed = first !== '' && !first.startsWith('-');
  const name = isNamed ? first : 'serve';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (!command) throw new UsageError(`Unknown command '${name}'.${didYouMean(name, Object.keys(COMMANDS))}`);
    const { values, run } = command.read(isNamed ? args.slice(1) : args);
    if (values.help) return void process.stdout.write(isNamed ? commandHelp(name, command) : generalHelp());
    if (values.version) return void process.stdout.write(`${packageJson.version}\n`);
    return await run();
  } catch (error) {
    if (error instanceof UsageError) error.message += ` See: tmdb-graphql-gateway ${isNamed && command ? `${name} ` : ''}--help`;
    throw error;
  }
}
