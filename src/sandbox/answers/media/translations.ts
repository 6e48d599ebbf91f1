import { LANGUAGES } from '../../catalogue/catalogue.ts';

/** Where a language is at home, when that is not the country of the same letters. */
const HOMES: Record<string, string> = { en: 'US', ja: 'JP', ko: 'KR', zh: 'CN', he: 'IL', ar: 'SA', uk: 'UA' };

/** How TMDB heads a translation: the country, the language, and its name in itself and in English. */
export const inLanguage = (language: string) => ({
  iso_3166_1: HOMES[language] ?? language.toUpperCase(),
  iso_639_1: language,
  name: LANGUAGES.get(language)?.name ?? '',
  english_name: LANGUAGES.get(language)?.english_name ?? language,
});
