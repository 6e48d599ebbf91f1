import { DEFAULT_SORT } from '../../src/tmdb/api/discovery/discover.ts';
import { MAX_CHANGE_DAYS } from '../../src/tmdb/api/reference/change.ts';
import { day } from '../../src/tmdb/duration.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { asSet } from '../../src/tmdb/filter.ts';
import { parseId } from '../../src/tmdb/id.ts';
import {
  codesOf,
  fewLanguages,
  languageParameter,
  ORIGINAL,
  usualPictureLanguages,
  type PictureLanguages,
} from '../../src/tmdb/language.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
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

export type Named = readonly (PictureLanguages | null | undefined)[];

/** Arguments that decide the parameters of a part; each field declares those it takes. */
export interface PartArgs {
  endDate?: string | null | undefined;
  firstAirYear?: number | null | undefined;
  includeAdult?: boolean | null | undefined;
  includeNullFirstAirDates?: boolean | null | undefined;
  includeVideo?: boolean | null | undefined;
  languages?: PictureLanguages | null | undefined;
  /** The `languages` of every selected field of the object that needs the same part. */
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

/** How each parameter is read from the field's arguments, then from the operation's locale. Filters have a table of their own. */
const PARAMETERS: Record<ArgumentParameter, ReadParameter> & { [parameter in Parameter]?: ReadParameter } = {
  end_date: (args) => windowOf(args).endDate ?? null,
  first_air_date_year: ({ firstAirYear }) => given(firstAirYear, parseYear),
  include_adult: ({ includeAdult }, locale) => onlyTrue(includeAdult ?? locale.includeAdult),
  include_image_language: ({ named = [undefined] }, locale) => imageLanguages(named, locale),
  include_null_first_air_dates: ({ includeNullFirstAirDates }) => onlyTrue(includeNullFirstAirDates),
  include_video: ({ includeVideo }) => onlyTrue(includeVideo),
  include_video_language: ({ named = [] }, locale) => videoLanguages(named, locale),
  language: (_args, { languages }) => languageParameter(languages[0]),
  media_id: (args) => itemOf(args).id,
  media_type: (args) => itemOf(args).type,
  movie_id: (args) => itemOf(args).id,
  primary_release_year: ({ primaryReleaseYear }) => given(primaryReleaseYear, parseYear),
  query: ({ query }) => searchText(query),
  // The region of the operation is sent only for the lists that are of a country by nature.
  region: ({ region }) => region ?? null,
  sort_by: ({ sort }) => (sort === DEFAULT_SORT ? null : (sort ?? null)),
  start_date: (args) => windowOf(args).startDate ?? null,
  timezone: ({ timezone }) => given(timezone, parseTimeZone),
  watch_region: ({ watchRegion }, locale) => watchRegion ?? locale.watchRegion ?? null,
  year: ({ year }) => given(year, parseYear),
  // Connections set the page, and root fields the source of an external id.
  external_source: () => null,
  page: () => null,
};

const given = <Value>(value: Value | null | undefined, write: (value: Value) => string): string | null =>
  value === null || value === undefined ? null : write(value);

/** Omits false, which is TMDB's default. */
const onlyTrue = (value: boolean | null | undefined): string | null => (value ? 'true' : null);

/** Reads the item of a list: a movie or a series. */
function itemOf({ movie, tvSeries }: PartArgs): { type: 'movie' | 'tv'; id: string } {
  if (movie && !tvSeries) return { type: 'movie', id: parseId('Movie', movie) };
  if (tvSeries && !movie) return { type: 'tv', id: parseId('TvSeries', tvSeries) };
  throw badInput('Expected either `movie` or `tvSeries`.');
}

/** Checks that TMDB takes the window of days. */
function windowOf(args: PartArgs): Pick<PartArgs, 'startDate' | 'endDate'> {
  const { startDate, endDate } = args;
  if (!startDate || !endDate) return args;
  const days = (Date.parse(endDate) - Date.parse(startDate)) / day;
  if (days < 0) throw badInput('Expected `startDate` to be on or before `endDate`.');
  if (days > MAX_CHANGE_DAYS) throw badInput(`Expected \`endDate\` to be at most ${MAX_CHANGE_DAYS} days after \`startDate\`.`);
  return args;
}

const MAX_SEARCH_TEXT = 500;

/** White space, also the zero-width space, which JavaScript does not count. */
const BLANKS = /[\s\u200B]+/gu;

/** Composes the letters of search words, as TMDB finds nothing for decomposed ones, and writes one blank for many. */
function searchText(query: string | null | undefined): string {
  const text = query?.normalize('NFC').replaceAll(BLANKS, ' ').trim() ?? '';
  if (text === '' || text.length > MAX_SEARCH_TEXT || !text.isWellFormed())
    throw badInput(`Expected \`query\` to be a text of 1 to ${MAX_SEARCH_TEXT} characters.`);
  return text;
}

/**
 * Names the languages of images. `language` hides images of other languages and those without text, so whenever it is sent
 * the wanted languages are sent too. Without it TMDB answers with all images, unless every field names languages, none of
 * which is the original one.
 */
function imageLanguages(named: Named, locale: Locale): string | null {
  const all = usualPictureLanguages(locale);
  const wanted = named.map((languages) => (languages && !(all === null && languages.includes(ORIGINAL)) ? fewLanguages(languages) : all));
  return wanted.includes(null) ? null : codeSet(wanted.flatMap((languages) => languages ?? [])).join(',') || null;
}

/** Names the languages of videos. `language` hides videos of other languages; without it TMDB hides all but English ones. */
function videoLanguages(named: Named, { languages }: Locale): string | null {
  const codes = codeSet([...languages, ...named.flatMap((others) => fewLanguages(others ?? []))]);
  return codes.length > 1 ? codes.join(',') : null;
}

/** Lists the codes that TMDB filters by: the languages without countries, as a set. */
const codeSet = (languages: PictureLanguages): string[] => asSet(languages.flatMap(codesOf));

/** Tests whether a request for this part names the languages of all fields that need it. */
export const variesByLanguages = (part: Pick<Wish, 'resource' | 'part'>): boolean =>
  partOf(part).varies.some((parameter) => parameter === 'include_image_language' || parameter === 'include_video_language');

/** Makes the wish for a part of an object, with a value for each parameter that the part varies by. */
export function wishFor<R extends Resource, P extends PartName<R>>(
  resource: R,
  part: P,
  ref: string,
  args: PartArgs,
  locale: Locale,
  more: Query = {},
): Wish<DocumentOf<R['parts'][P]>> {
  const query: { [parameter in Parameter]?: string | null } = {};
  for (const parameter of partOf({ resource, part }).varies) query[parameter] = PARAMETERS[parameter]?.(args, locale) ?? null;
  Object.assign(query, more);
  const place = resource.partOf?.(ref, part);
  return place ? { ...place, query } : { resource, ref, part, query };
}
