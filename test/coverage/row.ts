import type { CredentialKind } from '../../src/tmdb/session.ts';

/** One way in which a client sets a query parameter of TMDB. */
export interface Setter {
  /** On the field: `page: 2`. */
  readonly argument?: string;
  /** On the operation: `@inContext(region: DE)`. */
  readonly directive?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The field cannot do without it, so every operation of its row has it; with no argument here, it stands in the row itself. */
  readonly required?: true;
  /** What TMDB is sent. */
  readonly sends: string;
}

/** How an operation of TMDB is reached, and for each of its parameters all ways to set it. */
export interface Row {
  /** From the root to the field that takes the arguments, each with those it always has: `['movie(id: 603)', 'reviews']`. */
  readonly at: readonly string[];
  /** What is selected of it. */
  readonly select: string;
  readonly parameters: Readonly<Record<string, readonly Setter[]>>;
  /** Who asks, by what they are signed in with; when it does not say, anybody. */
  readonly as?: CredentialKind;
  /** It changes something at TMDB. */
  readonly isMutation?: true;
}

/** @param path The fields from the root on, and what is selected of the last. */
export function row(path: readonly [field: string, ...string[]], parameters: Row['parameters'] = {}): Row {
  return { at: path.slice(0, -1), select: path.at(-1) ?? '', parameters };
}

/** Asked by somebody who is signed in so. */
export const as = (kind: CredentialKind, asked: Row): Row => ({ ...asked, as: kind });

/** A mutation, and what is selected of what it returns. */
export const write = (field: string, select: string, parameters: Row['parameters'] = {}): Row => ({
  ...row([field, select], parameters),
  isMutation: true,
});

/** Whatever is asked, it is sent. */
export const always = (sends: string): [Setter] => [{ required: true, sends }];

/** Set by an argument of the field alone. */
export const by = (argument: string, sends: string): [Setter] => [{ argument, sends }];

/** An operation that a client would send. */
export interface Question {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The operation of a row, with one parameter set or with none. */
export function questionOf({ at, select, parameters, isMutation }: Row, setter?: Setter): Question {
  const required = Object.values(parameters).flatMap((setters) => setters.filter((one) => one.required && one !== setter));
  const given = [...required, ...(setter ? [setter] : [])].flatMap(({ argument }) => argument ?? []);
  const fields = at.map((field, index) => (index === at.length - 1 && given.length > 0 ? withArguments(field, given.join(', ')) : field));
  return {
    query: `${isMutation ? 'mutation' : 'query'} ${setter?.directive ?? ''} { ${[...fields, select].join(' { ')}${' }'.repeat(fields.length)} }`,
    headers: setter?.headers ?? {},
  };
}

const withArguments = (field: string, given: string): string =>
  field.endsWith(')') ? field.replace(/\)$/, `, ${given})`) : `${field}(${given})`;
