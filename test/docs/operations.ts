import { Kind, parse } from 'graphql';
import type { User } from '../support/accounts.ts';
import { parseJsonc, type Page, type Snippet } from './markdown.ts';

export const isOperation = ({ text }: Pick<Snippet, 'text'>): boolean =>
  parse(text).definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);

/** The JSON that follows a snippet with nothing but white space between them. */
export function jsonBeside({ text, snippets }: Page, snippet: Snippet): object | undefined {
  const next = snippets[snippets.indexOf(snippet) + 1];
  if (!next?.language.startsWith('json')) return undefined;
  const between = text.slice(snippet.end, next.start);
  return between.trim() === '' ? parseJsonc(next.text) : undefined;
}

/** The headers in the comments of an operation, such as `# TMDB-Explain: 1`; for a credential with the value …, that of a signed-in user. */
export function headersOf({ text }: Pick<Snippet, 'text'>, { session, token }: User): Record<string, string> {
  const credentials: Record<string, string> = { 'TMDB-Session-Id': session, 'TMDB-User-Token': token };
  const headers = [...text.matchAll(/^# (TMDB-[\w-]+|Accept-Language): (\S+)$/gm)];
  return Object.fromEntries(headers.map(([, name = '', value = '']) => [name, (value === '…' ? credentials[name] : undefined) ?? value]));
}

/** TMDB requests of an operation: with an empty cache, and when the same was just asked. */
export interface Price {
  readonly cold: number;
  /** Undefined where the page does not say. */
  readonly warm: number | undefined;
}

/** The price in the comments of an operation, such as `# 1 TMDB request` or `# 2 TMDB requests cold, 0 warm`. */
export function priceOf({ text }: Pick<Snippet, 'text'>): Price | undefined {
  const [, cold, warm] = /^# (\d+) TMDB requests?(?: cold, (\d+) warm)?$/m.exec(text) ?? [];
  return cold === undefined ? undefined : { cold: Number(cold), warm: warm === undefined ? undefined : Number(warm) };
}
