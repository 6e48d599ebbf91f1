import type { Compared, Table } from '../support/compare.ts';
import { isObject, type Recording } from '../support/recordings.ts';
import type { Family, Question } from './prove.ts';
import { under } from './rules.ts';

/** A thing that TMDB gives an id, with all that was recorded about it. */
export interface Thing {
  /** TMDB's word for it in paths, which is the root field's too: `movie`. */
  readonly kind: string;
  /** One table for each document, by TMDB's name of it, below the root field; `details` is at the path itself. */
  readonly parts: Readonly<Record<string, Table>>;
  /** The connections that take a page. */
  readonly paged?: readonly string[];
  /** Ids that the gateway itself refuses. */
  readonly isRefused?: (id: string) => boolean;
}

/** A family for each document about a thing. */
export const thingFamilies = (thing: Thing): Family[] =>
  Object.keys(thing.parts).map((part) => ({
    family: `/3/${thing.kind}/{id}${part === 'details' ? '' : `/${part}`}`,
    question: (recording) => thingQuestion(thing, recording),
  }));

const PATH = /^\/3\/\w+\/(?<id>\w+)(?:\/(?<part>.+))?$/;

/** One document about a thing, or several when they were appended. */
function thingQuestion(thing: Thing, recording: Recording): Question {
  const { id = '', part = 'details' } = PATH.exec(recording.path)?.groups ?? {};
  const appended = recording.status < 400 ? (recording.query['append_to_response']?.split(',') ?? []) : [];
  return {
    documents: documentsOf(thing, recording.body, part, appended),
    arguments: {
      [thing.kind]: `${id.startsWith('tt') ? 'imdbId' : 'id'}: "${id}"`,
      ...partArguments(thing, recording.query),
    },
    refused: thing.isRefused?.(id) ?? false,
  };
}

/** The document at the path itself, and those appended to it. */
function documentsOf({ kind, parts }: Thing, body: unknown, part: string, appended: readonly string[]): Compared[] {
  if (!isObject(body)) return [];
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !appended.includes(key)));
  const documentOf = (name: string, document: unknown, table: Table): Compared => ({
    name: `${kind}.${name}`,
    body: document,
    table: under('', `${kind}.`, table),
  });
  return [
    documentOf(part, own, parts[part] ?? {}),
    ...appended.filter((name) => name in body).map((name) => documentOf(name, body[name], appendedTable(parts[name] ?? {}, body[name]))),
  ];
}

/** Appended documents lack the `id` that they have alone; in the oldest, some have it. */
function appendedTable({ id, ...table }: Table, body: unknown): Table {
  return id && isObject(body) && 'id' in body ? { ...table, id } : table;
}

/** The recorded query as arguments of the fields that take it. */
function partArguments({ kind, paged = [] }: Thing, query: Recording['query']): Record<string, string> {
  const { include_image_language: languages, page = '1', start_date: start, end_date: end } = query;
  const found = Object.fromEntries(paged.map((field) => [`${kind}.${field}`, `page: ${page}`]));
  if (languages) found[`${kind}.images`] = `languages: ${JSON.stringify(languages.split(','))}`;
  const window = [start && `startDate: "${start}"`, end && `endDate: "${end}"`].filter(Boolean).join(', ');
  if (window) found[`${kind}.changes`] = window;
  return found;
}
