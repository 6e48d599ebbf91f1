import type { Table } from '../support/compare.ts';
import type { Family } from './prove.ts';
import { same, text, under } from './rules.ts';

const family = (path: string, root: string, table: Table): Family => ({
  family: path,
  question: ({ body }) => ({ documents: [{ name: root, body, table }], arguments: {} }),
});

const sizes = (kind: string): Table => ({ [`images.${kind}_sizes[]`]: same(`configuration.${kind}Sizes[]`) });

/** A country in a list of countries. */
export const country: Table = { iso_3166_1: same('code'), english_name: same('englishName'), native_name: same('name') };

/** TMDB's configuration, and its lists of countries, languages, jobs and time zones. */
export const configurationFamilies: readonly Family[] = [
  family('/3/configuration', 'configuration', {
    'images.base_url': same('configuration.baseUrl'),
    'images.secure_base_url': same('configuration.secureBaseUrl'),
    ...sizes('backdrop'),
    ...sizes('logo'),
    ...sizes('poster'),
    ...sizes('profile'),
    ...sizes('still'),
    'change_keys[]': same('configuration.changeKeys[]'),
  }),
  family('/3/configuration/countries', 'countries', under('[].', 'countries[].', country)),
  family(
    '/3/configuration/languages',
    'languages',
    under('[].', 'languages[].', { iso_639_1: same('code'), english_name: same('englishName'), name: text('name') }),
  ),
  family('/3/configuration/jobs', 'departments', {
    '[].department': same('departments[].name'),
    '[].jobs[]': same('departments[].jobs[]'),
  }),
  family('/3/job/list', 'job.list', {}), // The form of 2022.
  family('/3/configuration/timezones', 'timezones', {
    '[].iso_3166_1': same('timezones[].country'),
    '[].zones[]': same('timezones[].zones[]'),
  }),
  family('/3/configuration/primary_translations', 'primaryTranslations', { '[]': same('primaryTranslations[]') }),
];
