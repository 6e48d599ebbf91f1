import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GraphQLError, KnownDirectivesRule, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { ConfigError, type Config } from '../config.ts';
import { parseDocument } from './limits.ts';

/** Memory for the texts of documents that clients registered by their hash. */
const REGISTERED_BYTES = 8_000_000;

/** Names of documents: a SHA-256 hash when a client registers one, any such name for a trusted document. */
const HASH = /^[\w:.-]{1,200}$/;

const refuse = (code: 'BAD_REQUEST' | 'PERSISTED_QUERY_NOT_FOUND' | 'PERSISTED_QUERY_REQUIRED', message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** The hash by which a client names a document. @see https://www.apollographql.com/docs/apollo-server/performance/apq */
function hashOf({ extensions }: GraphQLParams): string | undefined {
  const persisted: unknown = extensions?.['persistedQuery'];
  if (persisted === undefined || persisted === null) return undefined;
  const { sha256Hash } = persisted as { sha256Hash?: unknown }; // Any JSON except null can be read as an object.
  if (typeof sha256Hash === 'string' && HASH.test(sha256Hash)) return sha256Hash;
  throw refuse('BAD_REQUEST', 'Expected `extensions.persistedQuery.sha256Hash` to be the hash of a document.');
}

const unusable = (why: string, cause?: unknown): ConfigError =>
  new ConfigError([`TRUSTED_DOCUMENTS: expected a JSON file of documents by hash, or a folder of <hash>.graphql files, but ${why}.`], {
    cause,
  });

type Entry = readonly [hash: string, text: unknown];

/** Reads the entries of a folder of `<hash>.graphql` files, or of a JSON file. */
function readEntries(path: string): readonly Entry[] {
  try {
    if (!statSync(path).isDirectory()) return entriesOf(readFileSync(path, 'utf8'));
    const files = readdirSync(path).filter((file) => file.endsWith('.graphql'));
    return files.map((file) => [basename(file, '.graphql'), readFileSync(join(path, file), 'utf8')]);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw unusable(`the path cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
}

/** Reads the entries of an object by hash, or of Apollo's manifest. @see https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
function entriesOf(text: string): readonly Entry[] {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unusable('the JSON has another shape');
  const { operations } = json as { operations?: unknown };
  if (!Array.isArray(operations)) return Object.entries(json);
  return operations.map((one: { id?: unknown; body?: unknown } | null) => [String(one?.id), one?.body]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Without the excerpt of the file that the message quotes.
    throw unusable(`the file is not valid JSON (${(cause as SyntaxError).message.replace(/, (\.\.\.)?".*/s, '')})`, cause);
  }
}

/** Reads the trusted documents, by hash. @throws ConfigError with the reason for each document that could not be run. */
export function readTrustedDocuments(
  { trustedDocuments: path, trustedDocumentsOnly }: Config,
  schema: GraphQLSchema,
): ReadonlyMap<string, string> {
  const entries = path === undefined ? [] : readEntries(path);
  if (trustedDocumentsOnly && entries.length === 0) {
    throw new ConfigError(['TRUSTED_DOCUMENTS_ONLY: expected documents in TRUSTED_DOCUMENTS, since no other document is run.']);
  }
  const problems = entries.flatMap((entry) => {
    const problem = problemOf(entry, schema);
    return problem === undefined ? [] : [`TRUSTED_DOCUMENTS: ${entry[0]}: ${problem}`];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return new Map(entries as [string, string][]); // Entries without a text were refused above.
}

/** `@defer` and `@stream` are directives of the server, not of the schema. */
const RULES = specifiedRules.filter((rule) => rule !== KnownDirectivesRule);

function problemOf([hash, text]: Entry, schema: GraphQLSchema): string | undefined {
  if (!HASH.test(hash)) return 'Expected a hash of letters, digits and : . - _ only.';
  if (typeof text !== 'string') return 'Expected the text of a document.';
  try {
    return validate(schema, parseDocument(text), RULES)[0]?.message;
  } catch (error) {
    return (error as Error).message; // A GraphQLError.
  }
}

/**
 * Finds the document that a request runs; undefined when it names none.
 * @throws GraphQLError for one that is refused.
 */
export type DocumentOf = (params: GraphQLParams) => string | undefined;

/**
 * Runs documents that clients name by their hash: trusted documents and, unless only these may run, documents that a client
 * once sent with their hash (automatic persisted queries).
 */
export function createTrustedDocuments({ trustedDocumentsOnly }: Config, trusted: ReadonlyMap<string, string>): DocumentOf {
  const trustedTexts = new Set(trusted.values());
  const registered = new LRUCache<string, string>({ maxSize: REGISTERED_BYTES, sizeCalculation: (text) => 2 * text.length + 200 });

  return (params) => {
    const { query } = params;
    const hash = hashOf(params);
    if (typeof query === 'string' && query !== '') {
      if (trustedDocumentsOnly && !trustedTexts.has(query))
        throw refuse('PERSISTED_QUERY_REQUIRED', 'Expected a trusted document: this gateway runs no others.');
      if (hash === undefined || trusted.get(hash) === query) return query;
      if (createHash('sha256').update(query).digest('hex') !== hash) {
        throw refuse('BAD_REQUEST', 'Expected the hash to be the SHA-256 of the document, in hexadecimal digits.');
      }
      if (!trustedDocumentsOnly) registered.set(hash, query);
      return query;
    }
    if (hash === undefined) return undefined;
    const known = trusted.get(hash) ?? registered.get(hash);
    // Clients look for exactly this message.
    if (known === undefined) throw refuse('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    return known;
  };
}

export const useTrustedDocuments = (documentOf: DocumentOf): Plugin => ({
  onParams({ params, setParams }) {
    const query = documentOf(params);
    if (query !== undefined && query !== params.query) setParams({ ...params, query });
  },
});
