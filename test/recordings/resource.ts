import type { Compared, Table } from '../support/compare.ts';
import { isObject, type Recording } from '../support/recordings.ts';
import type { Family, Question } from './prove.ts';
import { pictureLanguages, picturesIn } from './pictures.ts';
import { under } from './rules.ts';

/** A resource of TMDB with every recorded document about it. */
export interface RecordedResource {
  /** TMDB's word for it, which names its documents: `movie`. */
  readonly kind: string;
  /** The root field, when it is not TMDB's word. */
  readonly root?: string;
  /** The family of its details, when it is not `/3/{kind}/{id}`. */
  readonly family?: string;
  /** A table for each document below the root field, by TMDB's name of the document; `details` is the document at the path itself. */
  readonly parts: Readonly<Record<string, Table>>;
  /** The connections that take a page. */
  readonly paged?: readonly string[];
  /** The arguments of the root field for the ids in the path, when it does not take one `id`. */
  readonly askedBy?: (...ids: string[]) => string;
  /** Whether the gateway refuses an id before it sends a request. */
  readonly isRefused?: (id: string) => boolean;
  /** {@link Family.besides}, by document. */
  readonly besides?: Readonly<Record<string, NonNullable<Family['besides']>>>;
}

const byId = (id: string): string => `${id.startsWith('tt') ? 'imdbId' : 'id'}: "${id}"`;

/** A family for each document about a resource. */
export const resourceFamilies = (resource: RecordedResource): Family[] =>
  Object.keys(resource.parts).map((part) => {
    const besides = resource.besides?.[part];
    return {
      family: familyOf(resource) + (part === 'details' ? '' : `/${part}`),
      question: (recording) => resourceQuestion(resource, recording),
      ...(besides && { besides }),
    };
  });

const familyOf = ({ kind, family = `/3/${kind}/{id}` }: RecordedResource): string => family;

/** The root field that leads to a resource. */
export const rootOf = ({ kind, root = kind }: Pick<RecordedResource, 'kind' | 'root'>): string => root;

/** The operation for one document about a resource, or for several when they were appended. */
export function resourceQuestion(resource: RecordedResource, recording: Recording): Question {
  const { askedBy = byId, isRefused } = resource;
  const { ids, part } = readPath(resource, recording.path);
  const appended = recording.status < 400 ? (recording.query['append_to_response']?.split(',') ?? []) : [];
  return {
    documents: documentsOf(resource, recording, part, appended),
    arguments: { [rootOf(resource)]: askedBy(...ids), ...partArguments(resource, recording) },
    refused: isRefused?.(ids[0] ?? '') ?? false,
  };
}

/** Reads the ids and the document from a recorded path. */
function readPath(resource: RecordedResource, path: string): { ids: string[]; part: string } {
  const [, ...groups] = new RegExp(`^${familyOf(resource).replaceAll(/\{\w+\}/g, String.raw`(\w+)`)}(?:/(.+))?$`).exec(path) ?? [];
  return { ids: groups.slice(0, -1), part: groups.at(-1) ?? 'details' };
}

/** The document at the path itself, and those appended to it. */
function documentsOf(resource: RecordedResource, recording: Recording, part: string, appended: readonly string[]): Compared[] {
  const { body } = recording;
  if (!isObject(body)) return [];
  const languages = pictureLanguages(recording);
  const { kind, parts } = resource;
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !appended.includes(key)));
  const documentOf = (name: string, document: unknown, table: Table): Compared => ({
    name: `${kind}.${name}`,
    body: document,
    table: { ...under('', `${rootOf(resource)}.`, table), ...(name === 'images' && languages && picturesIn(languages)) },
  });
  return [
    documentOf(part, own, parts[part] ?? {}),
    ...appended.filter((name) => name in body).map((name) => documentOf(name, body[name], appendedTable(parts[name] ?? {}, body[name]))),
  ];
}

/** Removes the `id`, which only a document of its own has; some of the oldest appended documents have it, too. */
function appendedTable({ id, ...table }: Table, body: unknown): Table {
  return id && isObject(body) && 'id' in body ? { ...table, id } : table;
}

/** Turns the recorded query into the arguments of the fields that take it. */
function partArguments(resource: RecordedResource, recording: Recording): Record<string, string> {
  const root = rootOf(resource);
  const { page = '1', start_date: start, end_date: end } = recording.query;
  const found = Object.fromEntries((resource.paged ?? []).map((field) => [`${root}.${field}`, `page: ${page}`]));
  const languages = pictureLanguages(recording);
  if (languages) found[`${root}.images`] = `languages: ${JSON.stringify(languages)}`;
  const window = [start && `startDate: "${start}"`, end && `endDate: "${end}"`].filter(Boolean).join(', ');
  if (window) found[`${root}.changes`] = window;
  return found;
}
