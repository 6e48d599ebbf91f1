import { FRESH } from '../freshness.ts';
import { part, type Parameter, type Part, type Resource } from '../../resource.ts';

/** @see https://developer.themoviedb.org/reference/configuration-details */
export interface Configuration {
  images?: {
    base_url: string;
    secure_base_url: string;
    poster_sizes: string[];
    backdrop_sizes: string[];
    logo_sizes: string[];
    profile_sizes: string[];
    still_sizes: string[];
  };
  change_keys: string[];
}

export const configuration = {
  name: 'configuration',
  path: () => '/configuration',
  parts: { details: part<Configuration>({ fresh: FRESH.configuration }) },
} as const satisfies Resource;

export interface CountryRow {
  iso_3166_1: string;
  english_name?: string;
  /** In the requested language. */
  native_name?: string;
}

export interface LanguageRow {
  iso_639_1: string;
  english_name?: string;
  /** In the language itself; `""` when missing. */
  name?: string;
}

/** A list that TMDB rarely changes, sent as a bare array. */
const fixedList = <Row>(kind: string, varies: readonly Parameter[] = []): Resource<{ details: Part<{ list?: Row[] }> }> => ({
  name: `configuration/${kind}`,
  path: () => `/configuration/${kind}`,
  parts: { details: part<{ list?: Row[] }>({ fresh: FRESH.configuration, varies, isList: true }) },
});

/** @see https://developer.themoviedb.org/reference/configuration-countries */
export const countries = fixedList<CountryRow>('countries', ['language']);
/** @see https://developer.themoviedb.org/reference/configuration-languages */
export const languages = fixedList<LanguageRow>('languages');
/** @see https://developer.themoviedb.org/reference/configuration-jobs */
export const departments = fixedList<{ department?: string; jobs?: string[] }>('jobs');
/** @see https://developer.themoviedb.org/reference/configuration-primary-translations */
export const primaryTranslations = fixedList<string>('primary_translations');
/** @see https://developer.themoviedb.org/reference/configuration-timezones */
export const timezones = fixedList<{ iso_3166_1?: string; zones?: string[] }>('timezones');
