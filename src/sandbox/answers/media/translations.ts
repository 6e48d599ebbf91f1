import { LANGUAGES } from '../../catalogue/catalogue.ts';

/** Countries of languages whose country code is not the same two letters. */
const HOMES: Record<string, string> = { en: 'US', ja: 'JP', ko: 'KR', zh: 'CN', he: 'IL', ar: 'SA', uk: 'UA' };

/** The head of a translation: the country, the language, and the language's own and English name. */
export const inLanguage = (language: string) => ({
  iso_3166_1: HOMES[language] ?? language.toUpperCase(),
  iso_639_1: language,
  name: LANGUAGES.get(language)?.name ?? '',
  english_name: LANGUAGES.get(language)?.english_name ?? language,
});
