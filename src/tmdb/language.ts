import { badInput } from './error.ts';

/** TMDB's form of a language: ISO 639-1, and a country where it matters: `de`, `pt-BR`. */
const LANGUAGE = /^([a-z]{2})(?:-([a-z]{2}))?$/i;

/** @throws GatewayError BAD_USER_INPUT */
export function parseLanguage(raw: unknown): string {
  const [, language, country] = (typeof raw === 'string' && LANGUAGE.exec(raw)) || [];
  if (language === undefined) throw badInput('A language is two letters, with a country where it matters: de, en-US, pt-BR.');
  return country === undefined ? language.toLowerCase() : `${language.toLowerCase()}-${country.toUpperCase()}`;
}

/** @throws GatewayError BAD_USER_INPUT */
export function parseCountry(raw: unknown): string {
  if (typeof raw !== 'string' || !/^[a-z]{2}$/i.test(raw)) throw badInput('A country is its two letters of ISO 3166-1: US, DE, BR.');
  return raw.toUpperCase();
}

/** TMDB answers in this language when none is sent, so it is never sent. */
const TMDB_DEFAULTS = new Set(['en-US', 'en']);

/** The value of the `language` parameter, null when it need not be sent. */
export const languageParameter = (language: string): string | null => (TMDB_DEFAULTS.has(language) ? null : language);

/** Most that anybody may name at once: each is looked for in everything that has a language. */
const MAX_LANGUAGES = 50;

/** @throws GatewayError BAD_USER_INPUT when there are more languages than anybody needs. */
export function fewLanguages<Languages extends readonly unknown[]>(languages: Languages): Languages {
  if (languages.length > MAX_LANGUAGES) throw badInput(`At most ${MAX_LANGUAGES} languages can be named at once.`);
  return languages;
}

/** Languages of pictures or videos; null stands for pictures without text. */
export type PictureLanguages = readonly (string | null | undefined)[];

/**
 * In which languages pictures come when none are named: those of the operation, and those without text.
 * @returns null for all of them: TMDB sends all where `language` is not sent.
 */
export const usualPictureLanguages = ({ languages }: { readonly languages: readonly [string, ...string[]] }): PictureLanguages | null =>
  languageParameter(languages[0]) === null ? null : [...languages, null];

/** The code of a language, and of the country it is of. */
interface OfLanguage {
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
}

/**
 * The rows in the first of these languages that has any. Where a language names a country, rows of other countries are
 * taken only when there are no others.
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

/**
 * The languages of an `Accept-Language` header, most wanted first. What TMDB has no form for (`*`, `zh-Hant`) is passed over.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
 */
export function parseAcceptLanguage(header: string): string[] {
  return header
    .slice(0, 200)
    .split(',')
    .map((range) => {
      const [tag = '', quality] = range.trim().split(/\s*;\s*q=/i);
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
    })
    .filter(({ tag, quality }) => LANGUAGE.test(tag) && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => parseLanguage(tag));
}
