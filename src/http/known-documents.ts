import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GraphQLError, KnownDirectivesRule, parse, specifiedRules, validate } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import { ConfigError } from '../config.ts';
import type { Config } from '../config.ts';

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

/** Each with its hash: of a JSON object, or of a folder of `<hash>.graphql`. */
function readEntries(path: string): [hash: string, text: unknown][] {
  try {
    if (!statSync(path).isDirectory()) return Object.entries(JSON.parse(readFileSync(path, 'utf8')) as object);
    const files = readdirSync(path).filter((file) => file.endsWith('.graphql'));
    return files.map((file) => [basename(file, '.graphql'), readFileSync(join(path, file), 'utf8')]);
  } catch (cause) {
    throw new ConfigError(['TRUSTED_DOCUMENTS: expected a JSON file of documents by hash, or a folder of <hash>.graphql.'], { cause });
  }
}

/** The documents that are trusted, by hash. @throws ConfigError naming those that do not fit the schema. */
function readTrusted(path: string | undefined, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const entries = path === undefined ? [] : readEntries(path);
  const bad = entries.filter(([hash, text]) => !HASH.test(hash) || typeof text !== 'string' || !fits(text, schema));
  if (bad.length > 0) throw new ConfigError([`TRUSTED_DOCUMENTS: these do not fit the schema: ${bad.map(([hash]) => hash).join(', ')}`]);
  return new Map(entries as [string, string][]); // Those that are no texts were refused.
}

/** `@defer` and `@stream` are the server's, not the schema's. */
const RULES = specifiedRules.filter((rule) => rule !== KnownDirectivesRule);

function fits(text: string, schema: GraphQLSchema): boolean {
  try {
    return validate(schema, parse(text), RULES).length === 0;
  } catch {
    return false;
  }
}

/**
 * Documents that clients name by a hash instead of sending them: those that are trusted, and, unless these alone are run,
 * those that any client sent once with its hash (automatic persisted queries).
 */
export function knowDocuments({ trustedDocuments, trustedDocumentsOnly }: Config, schema: GraphQLSchema): Plugin {
  const trusted = readTrusted(trustedDocuments, schema);
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
