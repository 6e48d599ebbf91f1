import type { CredentialKind } from '../../src/tmdb/session.ts';

/** A way for a client to set a query parameter of TMDB. */
export interface Setter {
  /** An argument of the field: `page: 2`. */
  readonly argument?: string;
  /** A directive of the operation: `@inContext(region: DE)`. */
  readonly directive?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The field requires it, so every operation of its row has it. Without an argument here, the row itself has it. */
  readonly required?: true;
  /** The value that TMDB receives. */
  readonly sends: string;
}

/** The way to an operation of TMDB, and for each of its parameters all ways to set it. */
export interface Row {
  /** Fields from the root to the one that takes the arguments, each with its constant arguments: `['movie(id: 603)', 'reviews']`. */
  readonly at: readonly string[];
  /** The selection of the last field. */
  readonly select: string;
  readonly parameters: Readonly<Record<string, readonly Setter[]>>;
  /** The kind of credential that the operation needs; none when absent. */
  readonly as?: CredentialKind;
  /** Whether it is a mutation. */
  readonly isMutation?: true;
}

/** @param path The fields from the root on, and the selection of the last. */
export function row(path: readonly [field: string, ...string[]], parameters: Row['parameters'] = {}): Row {
  return { at: path.slice(0, -1), select: path.at(-1) ?? '', parameters };
}

/** A row whose operation is sent with this kind of credential. */
export const as = (kind: CredentialKind, asked: Row): Row => ({ ...asked, as: kind });

/** The row of a mutation, with the selection of its payload. */
export const write = (field: string, select: string, parameters: Row['parameters'] = {}): Row => ({
  ...row([field, select], parameters),
  isMutation: true,
});

/** A value that is always sent. */
export const always = (sends: string): [Setter] => [{ required: true, sends }];

/** A value that only an argument of the field sets. */
export const by = (argument: string, sends: string): [Setter] => [{ argument, sends }];

/** A GraphQL operation and its headers. */
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
