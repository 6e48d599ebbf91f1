import { COMPANIES, COUNTRIES, LANGUAGES } from '../../catalogue/catalogue.ts';
import { companyRow } from '../reference/company.ts';

/** The companies, countries and languages in the details of movies and series. */
export const originRows = (companies: readonly number[] = [], countries: readonly string[] = [], spoken: readonly string[] = []) => ({
  production_companies: companies.flatMap((id) => COMPANIES.get(id) ?? []).map(companyRow),
  production_countries: countries.map((code) => ({ iso_3166_1: code, name: COUNTRIES.get(code)?.name ?? code })),
  spoken_languages: spoken.map((code) => ({
    english_name: LANGUAGES.get(code)?.english_name ?? code,
    iso_639_1: code,
    name: LANGUAGES.get(code)?.name ?? '',
  })),
});
