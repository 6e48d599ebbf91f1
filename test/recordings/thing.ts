import type { Compared, Table } from '../support/compare.ts';
import { isObject, type Recording } from '../support/recordings.ts';
import type { Family, Question } from './prove.ts';
import { pictureLanguages, picturesIn } from './pictures.ts';
import { under } from './rules.ts';

/** A thing that TMDB gives an id, with all that was recorded about it. */
export interface Thing {
  /** TMDB's word for it, by which its documents are named: `movie`. */
  readonly kind: string;
  /** The root field, where it is not TMDB's word. */
  readonly root?: string;
  /** The family of its details, where it is not `/3/{kind}/{id}`. */
  readonly family?: string;
  /** One table for each document, by TMDB's name of it, below the root field; `details` is at the path itself. */
  readonly parts: Readonly<Record<string, Table>>;
  /** The connections that take a page. */
  readonly paged?: readonly string[];
  /** The arguments of the root field for the ids in the path, where it is not asked for by one id. */
  readonly askedBy?: (...ids: string[]) => string;
  /** Ids that the gateway itself refuses. */
  readonly isRefused?: (id: string) => boolean;
  /** What has to be there beside the recordings, by document; see {@link Family.besides}. */
  readonly besides?: Readonly<Record<string, NonNullable<Family['besides']>>>;
}

const byId = (id: string): string => `${id.startsWith('tt') ? 'imdbId' : 'id'}: "${id}"`;

/** A family for each document about a thing. */
export const thingFamilies = (thing: Thing): Family[] =>
  Object.keys(thing.parts).map((part) => {
    const besides = thing.besides?.[part];
    return {
      family: familyOf(thing) + (part === 'details' ? '' : `/${part}`),
      question: (recording) => thingQuestion(thing, recording),
      ...(besides && { besides }),
    };
  });

const familyOf = ({ kind, family = `/3/${kind}/{id}` }: Thing): string => family;

/** The root field that leads to a thing. */
export const rootOf = ({ kind, root = kind }: Pick<Thing, 'kind' | 'root'>): string => root;

/** One document about a thing, or several when they were appended. */
export function thingQuestion(thing: Thing, recording: Recording): Question {
  const { askedBy = byId, isRefused } = thing;
  const { ids, part } = readPath(thing, recording.path);
  const appended = recording.status < 400 ? (recording.query['append_to_response']?.split(',') ?? []) : [];
  return {
    documents: documentsOf(thing, recording, part, appended),
    arguments: { [rootOf(thing)]: askedBy(...ids), ...partArguments(thing, recording) },
    refused: isRefused?.(ids[0] ?? '') ?? false,
  };
}

/** Which thing, and which document about it. */
function readPath(thing: Thing, path: string): { ids: string[]; part: string } {
  const [, ...groups] = new RegExp(`^${familyOf(thing).replaceAll(/\{\w+\}/g, String.raw`(\w+)`)}(?:/(.+))?$`).exec(path) ?? [];
  return { ids: groups.slice(0, -1), part: groups.at(-1) ?? 'details' };
}

/** The document at the path itself, and those appended to it. */
function documentsOf(thing: Thing, recording: Recording, part: string, appended: readonly string[]): Compared[] {
  const { body } = recording;
  if (!isObject(body)) return [];
  const languages = pictureLanguages(recording);
  const { kind, parts } = thing;
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !appended.includes(key)));
  const documentOf = (name: string, document: unknown, table: Table): Compared => ({
    name: `${kind}.${name}`,
    body: document,
    table: { ...under('', `${rootOf(thing)}.`, table), ...(name === 'images' && languages && picturesIn(languages)) },
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
function partArguments(thing: Thing, recording: Recording): Record<string, string> {
  const root = rootOf(thing);
  const { page = '1', start_date: start, end_date: end } = recording.query;
  const found = Object.fromEntries((thing.paged ?? []).map((field) => [`${root}.${field}`, `page: ${page}`]));
  const languages = pictureLanguages(recording);
  if (languages) found[`${root}.images`] = `languages: ${JSON.stringify(languages)}`;
  const window = [start && `startDate: "${start}"`, end && `endDate: "${end}"`].filter(Boolean).join(', ');
  if (window) found[`${root}.changes`] = window;
  return found;
}
