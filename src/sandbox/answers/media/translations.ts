import { TEXT_LANGUAGES } from '../../generated/movie-text.ts';
import { LANGUAGES } from '../../catalogue/catalogue.ts';

/** Countries of languages whose country code is not the same two letters. */
const HOMES: Record<string, string> = { en: 'US', ja: 'JP', ko: 'KR', zh: 'CN', he: 'IL', ar: 'SA', uk: 'UA' };

/** The head of a translation: the country, the language, and the language's own and English name. */
const inLanguage = (language: string) => ({
  iso_3166_1: HOMES[language] ?? language.toUpperCase(),
  iso_639_1: language,
  name: LANGUAGES.get(language)?.name ?? '',
  english_name: LANGUAGES.get(language)?.english_name ?? language,
});

/** The translations of an entry into the languages of our own texts, and into others of which something is known. */
export const translationsOf = (dataIn: (language: string) => object, others: Iterable<string> = []) => ({
  translations: [...new Set<string>([...TEXT_LANGUAGES, ...others])].map((language) => ({
    ...inLanguage(language),
    data: dataIn(language),
  })),
});
