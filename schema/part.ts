import { isObjectType } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../src/config.ts';
import { MAX_CHANGE_DAYS } from '../src/tmdb/change.ts';
import { day } from '../src/tmdb/duration.ts';
import { badInput, GatewayError } from '../src/tmdb/error.ts';
import { NUMBER, parseId } from '../src/tmdb/id.ts';
import { languageParameter } from '../src/tmdb/language.ts';
import { partOf } from '../src/tmdb/resource.ts';
import type { DocumentOf, Parameter, PartName, Query, Resource, Wish } from '../src/tmdb/resource.ts';
import type { Context } from './builder.ts';
import { localeOf } from './locale.ts';
import { selectedFields, siblingSets } from './selection.ts';
import type { SelectedField, SelectionSets } from './selection.ts';

/** The value behind a thing of the graph: where its documents are, and the summary it came with when a list brought it. */
export interface Node<Summary = unknown> {
  /** What goes into its path: TMDB's id, or an IMDb id where TMDB takes one. */
  readonly ref: string;
  /** TMDB's own id. */
  readonly id: string;
  /** Its type, where it stands behind an interface or in a union. */
  readonly typename?: string;
  readonly summary?: Summary;
}

/** A node for a row of a list; null when the row has no usable number, so that one bad row never loses the list. */
export const nodeOf = <Summary extends { id: number }>(summary: Summary | null | undefined): Node<Summary> | null =>
  summary && NUMBER.test(String(summary.id)) ? { ref: String(summary.id), id: String(summary.id), summary } : null;

/** Arguments that decide what a part is asked for with; each field declares those it takes. */
export interface PartArgs {
  country?: string | null | undefined;
  endDate?: string | null | undefined;
  firstAirDateYear?: number | null | undefined;
  includeAdult?: boolean | null | undefined;
  language?: string | null | undefined;
  movie?: string | null | undefined;
  languages?: readonly (string | null | undefined)[] | null | undefined;
  primaryReleaseYear?: number | null | undefined;
  query?: string | null | undefined;
  region?: string | null | undefined;
  sortBy?: string | null | undefined;
  startDate?: string | null | undefined;
  timezone?: string | null | undefined;
  watchRegion?: string | null | undefined;
  year?: number | null | undefined;
}

/** Where each parameter's value comes from: the field's arguments, then the operation's locale. */
const PARAMETERS: Record<Parameter, (args: PartArgs, locale: Locale) => string | null> = {
  country: ({ country }) => country ?? null,
  end_date: (args) => windowOf(args).endDate ?? null,
  first_air_date_year: ({ firstAirDateYear }) => yearParameter(firstAirDateYear),
  // false is what TMDB takes when nothing is sent.
  include_adult: ({ includeAdult }, locale) => ((includeAdult ?? locale.includeAdult) ? 'true' : null),
  include_video_language: ({ languages }) => languages?.filter((language) => typeof language === 'string').join(',') || null,
  include_image_language: ({ languages }, locale) => imageLanguages(languages, locale),
  language: ({ language }, { languages }) => languageParameter(language ?? languages[0]),
  movie_id: ({ movie }) => (typeof movie === 'string' ? parseId('Movie', movie) : null),
  primary_release_year: ({ primaryReleaseYear }) => yearParameter(primaryReleaseYear),
  query: ({ query }) => searchText(query),
  region: ({ region }, locale) => region ?? locale.region ?? null,
  sort_by: ({ sortBy }) => sortBy ?? null,
  start_date: (args) => windowOf(args).startDate ?? null,
  timezone: ({ timezone }) => timeZone(timezone),
  watch_region: ({ watchRegion }, locale) => watchRegion ?? locale.watchRegion ?? null,
  year: ({ year }) => yearParameter(year),
  // Connections say which pages they need, and roots which external id.
  external_source: () => null,
  page: () => null,
};

function yearParameter(year: number | null | undefined): string | null {
  if (year === null || year === undefined) return null;
  if (year < 1000 || year > 9999) throw badInput('A year has four digits.');
  return String(year);
}

/** A span of days that TMDB takes. */
function windowOf(args: PartArgs): Pick<PartArgs, 'startDate' | 'endDate'> {
  const { startDate, endDate } = args;
  if (!startDate || !endDate) return args;
  const days = (Date.parse(endDate) - Date.parse(startDate)) / day;
  if (days < 0) throw badInput('`startDate` is not after `endDate`.');
  if (days > MAX_CHANGE_DAYS) throw badInput(`\`endDate\` is at most ${MAX_CHANGE_DAYS} days after \`startDate\`.`);
  return args;
}

function timeZone(name: string | null | undefined): string | null {
  if (name === null || name === undefined) return null;
  if (!/^[A-Za-z]{1,20}([/_+-][A-Za-z0-9]{1,20}){0,5}$/.test(name))
    throw badInput('A time zone is written as IANA names it: Europe/Berlin, America/New_York.');
  return name;
}

const MAX_SEARCH_TEXT = 500;

function searchText(query: string | null | undefined): string {
  const text = query?.trim() ?? '';
  if (text === '' || text.length > MAX_SEARCH_TEXT) throw badInput(`\`query\` is a text of 1 to ${MAX_SEARCH_TEXT} characters.`);
  return text;
}

/**
 * `language` hides the pictures of other languages and those without text, so whenever it is sent the wanted ones are
 * named. Where it is not sent, TMDB answers with all pictures.
 */
function imageLanguages(languages: PartArgs['languages'], locale: Locale): string | null {
  if (languages) return languages.map((language) => language ?? 'null').join(',');
  if (languageParameter(locale.languages[0]) === null) return null;
  return [...new Set(locale.languages.map((language) => language.slice(0, 2))), 'null'].join(',');
}

/** The wish for a part of a thing, with a value for each parameter it varies by. */
export function wishFor<R extends Resource, P extends PartName<R>>(
  resource: R,
  part: P,
  ref: string,
  args: PartArgs,
  locale: Locale,
  query: Query = {},
): Wish<DocumentOf<R['parts'][P]>> {
  const values: { [parameter in Parameter]?: string | null } = {};
  for (const parameter of partOf({ resource, part }).varies) values[parameter] = PARAMETERS[parameter](args, locale);
  return { ...(resource.partOf?.(ref, part) ?? { resource, ref, part }), query: { ...values, ...query } };
}

/** What a field notes about itself, for roots that look ahead: which documents it will wish for. */
export interface PartNote {
  readonly resource: Resource;
  readonly part: string;
  /** A list item can answer this field from its summary. */
  readonly summary?: boolean;
  /** Leads to a thing whose parts ride with this one's: a season of a series. Its ref, by the arguments. */
  readonly leadsTo?: (ref: string, args: never) => { resource: Resource; ref: string };
  /** Queries beyond the usual, one wish each: the pages of a connection. Throws when the arguments are bad. */
  readonly queries?: (args: never) => readonly Query[];
}

const noteOf = ({ field }: SelectedField): PartNote | undefined => field.extensions['tmdb'] as PartNote | undefined;

type Resolve<Summary, Args, Out> = (node: Node<Summary>, args: Args, context: Context, info: GraphQLResolveInfo) => Promise<Out>;

/** A field answered by a part of its own object: its resolver, and the note for roots that look ahead. */
export function fromPart<R extends Resource, P extends PartName<R>, Out, Args extends object = PartArgs>(
  resource: R,
  part: P,
  pick: (doc: DocumentOf<R['parts'][P]>, args: Args, locale: Locale, node: Node) => Out,
): { resolve: Resolve<unknown, NoInfer<Args>, Out>; extensions: { tmdb: PartNote } } {
  return {
    extensions: { tmdb: { resource, part } },
    async resolve(node, args, context, info) {
      const locale = localeOf(context, info);
      return pick(await context.load(wishFor(resource, part, node.ref, args, locale)), args, locale, node);
    },
  };
}

/**
 * A field that details have, and list items too. When nothing selected beside it needs details, the summary answers, free;
 * else details do, for all such fields, so that one object never mixes two ages. When details fail, the summary still answers.
 * @param isIn Whether a summary has it, for what only some lists bring.
 */
export function fromSummary<R extends Resource, Summary, Out, Args extends object = PartArgs>(
  resource: R,
  pick: (doc: DocumentOf<R['parts']['details']> | Summary, args: Args) => Out,
  isIn: (summary: Summary) => boolean = () => true,
): { resolve: Resolve<Summary, NoInfer<Args>, Out>; extensions: { tmdb: PartNote } } {
  return {
    extensions: { tmdb: { resource, part: 'details', summary: true } },
    async resolve(node, args, context, info) {
      const { summary } = node;
      const locale = localeOf(context, info);
      const { language } = args as PartArgs;
      const translated = language !== undefined && language !== null && language !== locale.languages[0];
      if (summary !== undefined && !translated && isIn(summary) && !detailsSelected(resource, info)) return pick(summary, args);
      const wish = wishFor(resource, 'details', node.ref, args, locale);
      try {
        return pick(await context.load(wish), args);
      } catch (error) {
        if (summary === undefined || translated || !(error instanceof GatewayError)) throw error;
        return pick(summary, args);
      }
    },
  };
}

/** By the path of the object, or of the list it stands in, and by type: all fields of all items of one type share one answer. */
const detailsSelectedAt = new WeakMap<object, Map<string, boolean>>();

/** Whether anything selected beside a field can only be answered by the details of its resource. */
function detailsSelected(resource: Resource, info: GraphQLResolveInfo): boolean {
  let at = info.path.prev;
  while (typeof at?.key === 'number') at = at.prev;
  if (!at) return false;
  const byType = detailsSelectedAt.get(at) ?? new Map<string, boolean>();
  detailsSelectedAt.set(at, byType);
  let known = byType.get(info.parentType.name);
  if (known === undefined) {
    known = selectedFields(siblingSets(info), info.parentType, info).some((selected) => {
      const note = noteOf(selected);
      return note?.resource === resource && note.part === 'details' && note.summary !== true;
    });
    byType.set(info.parentType.name, known);
  }
  return known;
}

/**
 * A thing looked up: wishes at once for every part that the selection needs, so that it is one TMDB request, and for
 * `details` always, since a root promises that the thing exists.
 * @throws TmdbError NOT_FOUND, and whatever else keeps details away.
 */
export async function loadSelected<R extends Resource>(
  resource: R,
  ref: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<DocumentOf<R['parts']['details']>> {
  const locale = localeOf(context, info);
  const sets = info.fieldNodes.map((node) => node.selectionSet);
  for (const wish of wishesBelow(sets, resource, ref, locale, info)) {
    context.load(wish).catch(() => {
      // The field that needs the part will report it.
    });
  }
  return context.load(wishFor<R, 'details'>(resource, 'details', ref, {}, locale));
}

/** The wishes of everything that is selected of a thing, and of those that lead to things whose parts ride with it. */
function wishesBelow(sets: SelectionSets, resource: Resource, ref: string, locale: Locale, info: GraphQLResolveInfo): Wish[] {
  const type = info.schema.getType(resource.name);
  if (!isObjectType(type)) return [];
  return selectedFields(sets, type, info).flatMap((selected) => {
    const note = noteOf(selected);
    if (!note) return [];
    try {
      if (note.leadsTo) {
        const next = note.leadsTo(ref, selected.args as never);
        return [
          wishFor(next.resource, 'details', next.ref, {}, locale),
          ...wishesBelow([selected.set], next.resource, next.ref, locale, info),
        ];
      }
      const queries = note.queries?.(selected.args as never) ?? [{}];
      return queries.map((query) => wishFor(note.resource, note.part, ref, selected.args as PartArgs, locale, query));
    } catch {
      return []; // The field itself will report its bad argument when it is executed.
    }
  });
}
