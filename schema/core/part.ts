import { isObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import { MAX_CHANGE_DAYS } from '../../src/tmdb/api/reference/change.ts';
import { DEFAULT_SORT } from '../../src/tmdb/api/discovery/discover.ts';
import { day } from '../../src/tmdb/duration.ts';
import { badInput, GatewayError } from '../../src/tmdb/error.ts';
import { NUMBER, parseId } from '../../src/tmdb/id.ts';
import { fewLanguages, languageParameter, usualPictureLanguages, type PictureLanguages } from '../../src/tmdb/language.ts';
import {
  partOf,
  type ArgumentParameter,
  type DocumentOf,
  type Parameter,
  type PartName,
  type Query,
  type Resource,
  type Wish,
} from '../../src/tmdb/resource.ts';
import { parseTimeZone, parseYear } from '../../src/tmdb/time.ts';
import type { Context } from './builder.ts';
import { operationLocale } from './locale.ts';
import { selectedFields, siblingSets, type SelectedField, type SelectionSets } from './selection.ts';

/** The value behind a thing of the graph: where its documents are, and the summary it came with when a list brought it. */
export interface Node<Summary = unknown> {
  /** What goes into its path: TMDB's id, or an IMDb id where TMDB takes one. */
  readonly ref: string;
  /** TMDB's own id. */
  readonly id: string;
  /** The IMDb id that another subgraph named it by. */
  readonly imdbId?: string;
  /** Its type, where it stands behind an interface or in a union. */
  readonly typename?: string;
  readonly summary?: Summary;
  /** It is the caller's, so it is asked for in their name. */
  readonly own?: boolean;
}

/** A wish about a node: the caller's own is asked for as such. */
export const onBehalfOf = <Doc>({ own }: Pick<Node, 'own'>, wish: Wish<Doc>): Wish<Doc> => (own ? { ...wish, own } : wish);

/** A node for a row of a list; null when the row has no usable number, so that one bad row never loses the list. */
export const nodeOf = <Summary extends { id: number }>(summary: Summary | null | undefined): Node<Summary> | null =>
  summary && NUMBER.test(String(summary.id)) ? { ref: String(summary.id), id: String(summary.id), summary } : null;

type Named = readonly (PictureLanguages | null | undefined)[];

/** Arguments that decide what a part is asked for with; each field declares those it takes. */
export interface PartArgs {
  country?: string | null | undefined;
  endDate?: string | null | undefined;
  firstAirYear?: number | null | undefined;
  includeAdult?: boolean | null | undefined;
  includeNullFirstAirDates?: boolean | null | undefined;
  includeVideo?: boolean | null | undefined;
  languages?: PictureLanguages | null | undefined;
  /** The `languages` of every field of the thing that wants the same part. */
  named?: Named | undefined;
  movie?: string | null | undefined;
  tvSeries?: string | null | undefined;
  primaryReleaseYear?: number | null | undefined;
  query?: string | null | undefined;
  region?: string | null | undefined;
  sort?: string | null | undefined;
  startDate?: string | null | undefined;
  timezone?: string | null | undefined;
  watchRegion?: string | null | undefined;
  year?: number | null | undefined;
}

type ReadParameter = (args: PartArgs, locale: Locale) => string | null;

/** Where a parameter's value comes from: the field's arguments, then the operation's locale. Filters are written by their own table. */
const PARAMETERS: Record<ArgumentParameter, ReadParameter> & { [parameter in Parameter]?: ReadParameter } = {
  country: ({ country }) => country ?? null,
  end_date: (args) => windowOf(args).endDate ?? null,
  first_air_date_year: ({ firstAirYear }) => given(firstAirYear, parseYear),
  include_adult: ({ includeAdult }, locale) => onlyTrue(includeAdult ?? locale.includeAdult),
  include_image_language: ({ named = [undefined] }, locale) => pictureLanguages(named, locale),
  include_null_first_air_dates: ({ includeNullFirstAirDates }) => onlyTrue(includeNullFirstAirDates),
  include_video: ({ includeVideo }) => onlyTrue(includeVideo),
  include_video_language: ({ named = [] }, locale) => videoLanguages(named, locale),
  language: (_args, { languages }) => languageParameter(languages[0]),
  media_id: (args) => itemOf(args).id,
  media_type: (args) => itemOf(args).type,
  movie_id: (args) => itemOf(args).id,
  primary_release_year: ({ primaryReleaseYear }) => given(primaryReleaseYear, parseYear),
  query: ({ query }) => searchText(query),
  region: ({ region }, locale) => region ?? locale.region ?? null,
  sort_by: ({ sort }) => (sort === DEFAULT_SORT ? null : (sort ?? null)),
  start_date: (args) => windowOf(args).startDate ?? null,
  timezone: ({ timezone }) => given(timezone, parseTimeZone),
  watch_region: ({ watchRegion }, locale) => watchRegion ?? locale.watchRegion ?? null,
  year: ({ year }) => given(year, parseYear),
  // Connections say which pages they need, and roots which external id.
  external_source: () => null,
  page: () => null,
};

const given = <Value>(value: Value | null | undefined, write: (value: Value) => string): string | null =>
  value === null || value === undefined ? null : write(value);

/** false is what TMDB takes when nothing is sent. */
const onlyTrue = (value: boolean | null | undefined): string | null => (value ? 'true' : null);

/** What a list may hold. */
function itemOf({ movie, tvSeries }: PartArgs): { type: 'movie' | 'tv'; id: string } {
  if (movie && !tvSeries) return { type: 'movie', id: parseId('Movie', movie) };
  if (tvSeries && !movie) return { type: 'tv', id: parseId('TvSeries', tvSeries) };
  throw badInput('Either `movie` or `tvSeries` was expected.');
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

const MAX_SEARCH_TEXT = 500;

function searchText(query: string | null | undefined): string {
  const text = query?.trim() ?? '';
  if (text === '' || text.length > MAX_SEARCH_TEXT || !text.isWellFormed())
    throw badInput(`\`query\` is a text of 1 to ${MAX_SEARCH_TEXT} characters.`);
  return text;
}

/**
 * `language` hides the pictures of other languages and those without text, so whenever it is sent the wanted ones are
 * named. Where it is not sent, TMDB answers with all pictures, unless every field names its own.
 */
function pictureLanguages(named: Named, locale: Locale): string | null {
  const wanted = named.map((languages) => (languages ? fewLanguages(languages) : usualPictureLanguages(locale)));
  return wanted.includes(null) ? null : codesOf(wanted.flatMap((languages) => languages ?? [])).join(',') || null;
}

/** `language` hides the videos of other languages too, also where it is not sent: then all but English ones. */
function videoLanguages(named: Named, { languages }: Locale): string | null {
  const codes = codesOf([...languages, ...named.flatMap((others) => fewLanguages(others ?? []))]);
  return codes.length > 1 ? codes.join(',') : null;
}

/** What TMDB filters by: the languages without countries, each once. */
const codesOf = (languages: PictureLanguages): string[] => [...new Set(languages.map((language) => language?.slice(0, 2) ?? 'null'))];

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
  for (const parameter of partOf({ resource, part }).varies) values[parameter] = PARAMETERS[parameter]?.(args, locale) ?? null;
  return { ...(resource.partOf?.(ref, part) ?? { resource, ref, part }), query: { ...values, ...query } };
}

/** What a field notes about itself, for roots that look ahead: which documents it will wish for. */
export interface Requirement {
  readonly resource: Resource;
  readonly part: string;
  /** A list item can answer this field from its summary. */
  readonly summary?: boolean;
  /** Further parts of the thing that the field may need, by its arguments and the operation's locale. */
  readonly also?: (args: never, locale: Locale) => readonly string[];
  /** Leads to a thing whose parts ride with this one's: a season of a series. Its ref, by the arguments. */
  readonly leadsTo?: (ref: string, args: never) => { resource: Resource; ref: string };
  /** Queries beyond the usual, one wish each: the pages of a connection. Throws when the arguments are bad. */
  readonly queries?: (args: never) => readonly Query[];
}

/** A note may depend on the arguments: a poster in some language is among the pictures, not in details; a filter leads elsewhere. */
type DeclaredRequirement = Requirement | ((args: never) => Requirement | undefined);

function requirementOf({ field, args }: SelectedField): Requirement | undefined {
  const declared = field.extensions['tmdb'] as DeclaredRequirement | undefined;
  return typeof declared === 'function' ? declared(args as never) : declared;
}

type Resolve<Summary, Args, Out> = (node: Node<Summary>, args: Args, context: Context, info: GraphQLResolveInfo) => Promise<Out>;

/** What makes a field of a thing: its resolver, and the note for roots that look ahead. */
export interface PartField<Summary, Args, Out> {
  readonly resolve: Resolve<Summary, Args, Out>;
  readonly extensions: { readonly tmdb: DeclaredRequirement };
}

/** A field answered by a part of its own object. */
export function fromPart<R extends Resource, P extends PartName<R>, Out, Args extends object = PartArgs>(
  resource: R,
  part: P,
  pick: (doc: DocumentOf<R['parts'][P]>, args: Args, locale: Locale, node: Node, context: Context) => Out,
): PartField<unknown, NoInfer<Args>, Out> {
  return {
    extensions: { tmdb: { resource, part } },
    async resolve(node, args, context, info) {
      const locale = operationLocale(context, info);
      const wish = wishFor(resource, part, node.ref, { ...args, named: languagesSelected(info)?.get(part) }, locale);
      return pick(await context.load(onBehalfOf(node, wish)), args, locale, node, context);
    },
  };
}

/** A field that its arguments send to one part or another. */
export function fromEither<Summary, Args, Out>(
  choose: (args: NoInfer<Args>) => PartField<Summary, Args, Out>,
): PartField<Summary, Args, Out> {
  return {
    extensions: { tmdb: (args: Args) => choose(args).extensions.tmdb as Requirement },
    resolve: (node, args, context, info) => choose(args).resolve(node, args, context, info),
  };
}

/** Answers from what is selected beside a field, read once for all things of one type in a list. */
function fromSiblings<Out>(read: (siblings: readonly SelectedField[]) => Out): (info: GraphQLResolveInfo) => Out | undefined {
  /** By the path of the object, or of the list it stands in, and by type. */
  const known = new WeakMap<object, Map<string, Out>>();
  return (info) => {
    let at = info.path.prev;
    while (typeof at?.key === 'number') at = at.prev;
    if (!at) return undefined;
    const byType = known.get(at) ?? new Map<string, Out>();
    known.set(at, byType);
    const { parentType } = info;
    if (!byType.has(parentType.name)) byType.set(parentType.name, read(selectedFields(siblingSets(info), parentType, info)));
    return byType.get(parentType.name);
  };
}

/** The resources whose details alone can answer something selected beside a field. */
const detailsSelected = fromSiblings(
  (siblings) =>
    new Set(
      siblings.flatMap((selected) => {
        const requirement = requirementOf(selected);
        return requirement?.part === 'details' && requirement.summary !== true ? [requirement.resource] : [];
      }),
    ),
);

/**
 * The languages that each field names, by the part it wants. Fields of one thing ask for theirs together and each picks
 * its own, since one request can name only one list of languages.
 */
function languagesByPart(fields: readonly SelectedField[]): ReadonlyMap<string | undefined, Named> {
  const byPart = Map.groupBy(fields, (selected) => requirementOf(selected)?.part);
  return new Map([...byPart].map(([part, ofPart]) => [part, ofPart.map(({ args }) => (args as PartArgs).languages)]));
}

const languagesSelected = fromSiblings(languagesByPart);

/**
 * A field that details have, and list items too. When nothing selected beside it needs details, the summary answers, free;
 * else details do, for all such fields, so that one object never mixes two ages. When details fail, the summary still answers.
 * @param isIn Whether a summary has it, for what only some lists bring.
 */
export function fromSummary<R extends Resource, Summary, Out, Args extends object = PartArgs>(
  resource: R,
  pick: (doc: DocumentOf<R['parts']['details']> | Summary, args: Args, context: Context) => Out,
  isIn: (summary: NoInfer<Summary>) => boolean = () => true,
): PartField<Summary, NoInfer<Args>, Out> {
  return {
    extensions: { tmdb: { resource, part: 'details', summary: true } },
    resolve: async (node, args, context, info) => pick(await detailsOrSummary(resource, node, context, info, { isIn }), args, context),
  };
}

/** Whether a summary has this key: some lists leave it out, which says nothing of the thing. */
export const brings =
  (key: string) =>
  (summary: object): boolean =>
    key in summary;

/**
 * The summary of a list item when nothing selected beside the field needs details; else details or, when those fail, still
 * the summary.
 * @param options.isIn Whether a summary has what is wanted.
 * @param options.beside Starts what is needed beside details, so that it travels with them.
 */
export async function detailsOrSummary<R extends Resource, Summary>(
  resource: R,
  node: Node<Summary>,
  context: Context,
  info: GraphQLResolveInfo,
  { isIn, beside }: { isIn: (summary: Summary) => boolean; beside?: (() => Promise<unknown>) | undefined },
): Promise<DocumentOf<R['parts']['details']> | Summary> {
  const { ref, summary } = node;
  if (summary !== undefined && isIn(summary) && !detailsSelected(info)?.has(resource)) return summary;
  const details = context.load(onBehalfOf(node, wishFor<R, 'details'>(resource, 'details', ref, {}, operationLocale(context, info))));
  beside?.().catch(() => {
    // Who needs it will report it.
  });
  try {
    return await details;
  } catch (error) {
    if (summary === undefined || !(error instanceof GatewayError)) throw error;
    return summary;
  }
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
  const locale = operationLocale(context, info);
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
  const fields = selectedFields(sets, type, info);
  const named = languagesByPart(fields);
  return fields.flatMap((selected) => {
    const requirement = requirementOf(selected);
    if (!requirement) return [];
    try {
      if (requirement.leadsTo) {
        const next = requirement.leadsTo(ref, selected.args as never);
        return [
          wishFor(next.resource, 'details', next.ref, {}, locale),
          ...wishesBelow(selected.sets, next.resource, next.ref, locale, info),
        ];
      }
      const queries = requirement.queries?.(selected.args as never) ?? [{}];
      const args = { ...(selected.args as PartArgs), named: named.get(requirement.part) };
      return [
        ...queries.map((query) => wishFor(requirement.resource, requirement.part, ref, args, locale, query)),
        ...(requirement.also?.(args as never, locale) ?? []).map((part) => wishFor(requirement.resource, part, ref, args, locale)),
      ];
    } catch {
      return []; // The field itself will report its bad argument when it is executed.
    }
  });
}
