import { styleText } from 'node:util';
import { COMMANDS, type Command } from './commands.ts';
import type { Option, Options } from './option.ts';

const NAME = 'tmdb-graphql-gateway';

/** A heading; bold in a terminal. */
const heading = (text: string): string => styleText('bold', text);

/** Rows of two columns. */
function table(rows: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}\n`).join('');
}

const nameOf = (name: string, { short, value }: Option): string =>
  `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;

const optionTable = (options: Options): string =>
  table(Object.entries(options).map(([name, option]) => [nameOf(name, option), option.help]));

const withOperand = (name: string, { takesFile }: Command): string => (takesFile ? `${name} FILE` : name);

/** The help of one command. */
export function commandHelp(name: string, command: Command): string {
  const { summary, details, options } = command;
  return `${heading('Usage:')} ${NAME} ${withOperand(name, command)} [OPTION]…

${summary}
${details === undefined ? '' : `${details}\n`}
${heading('Options:')}
${optionTable(options)}`;
}

/** The help of all commands together. */
export function generalHelp(): string {
  const commands = Object.entries(COMMANDS);
  return `${heading('Usage:')} ${NAME} [COMMAND] [OPTION]…

A GraphQL gateway over The Movie Database (TMDB). Its settings are environment variables.

${heading('Commands:')}
${table(commands.map(([name, command]) => [withOperand(name, command), command.summary]))}
Each has its own options: ${NAME} COMMAND --help
`;
}
