import { languageOf, type Call } from '../../http/call.ts';
import type { CrewRow } from '../../catalogue/catalogue-rows.ts';
import { MOVIES, LANGUAGES, SERIES } from '../../catalogue/catalogue.ts';

/* Countries, languages and time zones come from the runtime: no table of ours could be as complete. */

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

/** Regions of CLDR that are not countries. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

const namesIn = (language: string, type: 'region' | 'language') => new Intl.DisplayNames([language], { type, fallback: 'none' });
const englishCountry = namesIn('en', 'region');
const englishLanguage = namesIn('en', 'language');

/** Codes that have a name and are not an alias of another code. */
const COUNTRY_CODES = CODES.map((code) => code.toUpperCase()).filter(
  (code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` && englishCountry.of(code) && !NO_COUNTRIES.has(code),
);
const LANGUAGE_CODES = CODES.filter((code) => Intl.getCanonicalLocales(code)[0] === code && englishLanguage.of(code));

/** Rows of countries, sorted by their English names, with their names in the language of the call. */
export function countryRows(call: Call, codes: readonly string[] = COUNTRY_CODES) {
  const names = namesIn(languageOf(call), 'region');
  const rows = codes.map((code) => ({
    iso_3166_1: code,
    english_name: englishCountry.of(code) ?? '',
    native_name: names.of(code) ?? '',
  }));
  return rows.toSorted((a, b) => a.english_name.localeCompare(b.english_name, 'en'));
}

/** A language's own name; `""` when the runtime does not know it, as for many at TMDB. */
const ownName = (code: string): string =>
  Intl.DisplayNames.supportedLocalesOf(code).length > 0 ? (namesIn(code, 'language').of(code) ?? '') : '';

const languageRows = () =>
  LANGUAGE_CODES.map((code) => ({ iso_639_1: code, english_name: englishLanguage.of(code) ?? '', name: ownName(code) }));

/** The time zones of a country: a property in Node 22, a function in later versions. */
function zonesOf(country: string): string[] {
  const locale = new Intl.Locale(`und-${country}`) as { getTimeZones?: () => string[]; timeZones?: string[] };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

const timeZoneRows = () =>
  COUNTRY_CODES.flatMap((code) => {
    const zones = zonesOf(code);
    return zones.length > 0 ? [{ iso_3166_1: code, zones }] : [];
  });

/** Languages with the country of most of their speakers: `pt` → `pt-BR`. */
const primaryTranslations = () => [...LANGUAGES.keys()].map((code) => `${code}-${new Intl.Locale(code).maximize().region}`).toSorted();

/** The departments and jobs in the catalogue's credits, and those of actors. */
function jobRows() {
  const crew: readonly CrewRow[] = [...MOVIES, ...SERIES].flatMap((title) => title.crew ?? []);
  const jobs = Object.groupBy(crew, ({ department }) => department);
  return [
    { department: 'Actors', jobs: ['Actor', 'Cameo', 'Special Guest', 'Stunt Double', 'Voice'] },
    ...Object.entries(jobs).map(([department, rows = []]) => ({ department, jobs: [...new Set(rows.map(({ job }) => job))].toSorted() })),
  ].toSorted((a, b) => a.department.localeCompare(b.department, 'en'));
}

export const CONFIGURATIONS = {
  countries: (call) => countryRows(call),
  jobs: jobRows,
  languages: languageRows,
  primary_translations: primaryTranslations,
  timezones: timeZoneRows,
} satisfies Record<string, (call: Call) => object>;
