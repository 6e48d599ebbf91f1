import { badInput } from './error.ts';

/** TMDB's language tags: ISO 639-1, optionally with a country: `de`, `pt-BR`. */
const LANGUAGE = /^([a-z]{2})(?:-([a-z]{2}))?$/i;

/** Whether a text is the tag of a language, in any case of letters. */
export const isLanguage = (text: string): boolean => LANGUAGE.test(text);

/** @throws GatewayError BAD_USER_INPUT */
export function parseLanguage(raw: unknown): string {
  const [, language, country] = (typeof raw === 'string' && LANGUAGE.exec(raw)) || [];
  if (language === undefined) throw badInput('Expected an ISO 639-1 language code, optionally with a country, such as de or pt-BR.');
  return country === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${country.toUpperCase()}`;
}

/** @throws GatewayError BAD_USER_INPUT */
export function parseCountry(raw: unknown): string {
  if (typeof raw !== 'string' || !/^[a-z]{2}$/i.test(raw)) throw badInput('Expected an ISO 3166-1 alpha-2 country code, such as US.');
  return raw.toUpperCase();
}

/** TMDB's language when none is sent, so these are never sent. */
const TMDB_DEFAULTS = new Set(['en-US', 'en']);

/** The value of the `language` parameter; null when it can be omitted. */
export const languageParameter = (language: string): string | null => (TMDB_DEFAULTS.has(language) ? null : language);

/** Maximum number of languages in one argument: each one is searched for in every translated text. */
const MAX_LANGUAGES = 50;

/** @returns The same languages. @throws GatewayError BAD_USER_INPUT when there are more than {@link MAX_LANGUAGES}. */
export function fewLanguages<Languages extends readonly unknown[]>(languages: Languages): Languages {
  if (languages.length > MAX_LANGUAGES) throw badInput(`Expected at most ${MAX_LANGUAGES} languages.`);
  return languages;
}

/** Languages of images or videos; null stands for images without text. */
export type PictureLanguages = readonly (string | null | undefined)[];

/**
 * The languages of images when an operation names none: its own, and images without text.
 * @returns null for all languages: TMDB sends all when `language` is omitted.
 */
export const usualPictureLanguages = ({ languages }: { readonly languages: readonly [string, ...string[]] }): PictureLanguages | null =>
  languageParameter(languages[0]) === null ? null : [...languages, null];

/** A row with the codes of its language and country. */
interface OfLanguage {
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
}

/**
 * The rows in the first of these languages that has any. When the language names a country, rows of other countries count
 * only if there are none of that country.
 */
export function inFirstLanguage<Row extends OfLanguage>(rows: readonly Row[], languages: PictureLanguages): Row[] {
  for (const tag of languages) {
    const [language, country] = tag?.split('-') ?? [];
    const spoken = rows.filter(({ iso_639_1: code }) => (code || undefined) === language);
    const here = spoken.filter(({ iso_3166_1: code }) => !code || !country || code === country);
    if (spoken.length > 0) return here.length > 0 ? here : spoken;
  }
  return [];
}
