import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GraphQLError, KnownDirectivesRule, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { ConfigError, type Config } from '../config.ts';
import { readDocument } from './limits.ts';

/** Memory for the texts of documents that clients registered by their hash. */
const REGISTERED_BYTES = 8_000_000;

/** SHA-256 for what clients register; a trusted document may have any name. */
const HASH = /^[\w:.-]{1,200}$/;

const refuse = (code: 'BAD_REQUEST' | 'PERSISTED_QUERY_NOT_FOUND' | 'PERSISTED_QUERY_REQUIRED', message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

/** The hash by which a client names a document. @see https://www.apollographql.com/docs/apollo-server/performance/apq */
function hashOf({ extensions }: GraphQLParams): string | undefined {
  const persisted: unknown = extensions?.['persistedQuery'];
  if (persisted === undefined || persisted === null) return undefined;
  const { sha256Hash } = persisted as { sha256Hash?: unknown }; // Whatever JSON it is, but null, may be read so.
  if (typeof sha256Hash === 'string' && HASH.test(sha256Hash)) return sha256Hash;
  throw refuse('BAD_REQUEST', '`extensions.persistedQuery.sha256Hash` is the hash of a document.');
}

const unusable = (why: string, cause?: unknown): ConfigError =>
  new ConfigError([`TRUSTED_DOCUMENTS: expected a JSON file of documents by hash, or a folder of <hash>.graphql; ${why}.`], { cause });

type Entry = readonly [hash: string, text: unknown];

/** Of a folder of `<hash>.graphql`, or of a file. */
function readEntries(path: string): readonly Entry[] {
  try {
    if (!statSync(path).isDirectory()) return entriesOf(readFileSync(path, 'utf8'));
    const files = readdirSync(path).filter((file) => file.endsWith('.graphql'));
    return files.map((file) => [basename(file, '.graphql'), readFileSync(join(path, file), 'utf8')]);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw unusable(`it cannot be read (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
}

/** Of an object, or of Apollo's list. @see https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
function entriesOf(text: string): readonly Entry[] {
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unusable('it is JSON of another shape');
  const { operations } = json as { operations?: unknown };
  if (!Array.isArray(operations)) return Object.entries(json);
  return operations.map((one: { id?: unknown; body?: unknown } | null) => [String(one?.id), one?.body]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Less what it quotes of the file.
    throw unusable(`it is no JSON (${(cause as SyntaxError).message.replace(/, (\.\.\.)?".*/s, '')})`, cause);
  }
}

/** The documents that are trusted, by hash. @throws ConfigError naming those that could not be run, each with the reason. */
function readTrusted({ trustedDocuments: path, trustedDocumentsOnly }: Config, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const entries = path === undefined ? [] : readEntries(path);
  if (trustedDocumentsOnly && entries.length === 0) {
    throw new ConfigError(['TRUSTED_DOCUMENTS_ONLY: expected documents in TRUSTED_DOCUMENTS: without any, nothing would be run.']);
  }
  const problems = entries.flatMap((entry) => {
    const problem = problemOf(entry, schema);
    return problem === undefined ? [] : [`TRUSTED_DOCUMENTS: ${entry[0]}: ${problem}`];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return new Map(entries as [string, string][]); // Those that are no texts were refused.
}

/** `@defer` and `@stream` are the server's, not the schema's. */
const RULES = specifiedRules.filter((rule) => rule !== KnownDirectivesRule);

function problemOf([hash, text]: Entry, schema: GraphQLSchema): string | undefined {
  if (!HASH.test(hash)) return 'This is no hash.';
  if (typeof text !== 'string') return 'This is no text.';
  try {
    return validate(schema, readDocument(text), RULES)[0]?.message;
  } catch (error) {
    return (error as Error).message; // A GraphQLError.
  }
}

/**
 * Documents that clients name by a hash instead of sending them: those that are trusted, and, unless these alone are run,
 * those that any client sent once with its hash (automatic persisted queries).
 */
export function useTrustedDocuments(config: Config, schema: GraphQLSchema): Plugin {
  const { trustedDocumentsOnly } = config;
  const trusted = readTrusted(config, schema);
  const trustedTexts = new Set(trusted.values());
  const registered = new LRUCache<string, string>({ maxSize: REGISTERED_BYTES, sizeCalculation: (text) => 2 * text.length + 200 });

  return {
    onParams({ params, setParams }) {
      const { query } = params;
      const hash = hashOf(params);
      if (typeof query === 'string' && query !== '') {
        if (trustedDocumentsOnly && !trustedTexts.has(query))
          throw refuse('PERSISTED_QUERY_REQUIRED', 'Only trusted documents are run here.');
        if (hash === undefined || trusted.get(hash) === query) return;
        if (createHash('sha256').update(query).digest('hex') !== hash) {
          throw refuse('BAD_REQUEST', 'The hash is not the SHA-256 of the document.');
        }
        if (!trustedDocumentsOnly) registered.set(hash, query);
      } else if (hash !== undefined) {
        const known = trusted.get(hash) ?? registered.get(hash);
        // The very words that clients look for.
        if (known === undefined) throw refuse('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
        setParams({ ...params, query: known });
      }
    },
  };
}
