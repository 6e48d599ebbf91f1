import type { GraphQLResolveInfo } from 'graphql';
import {
  configuration,
  countries,
  departments,
  languages,
  primaryTranslations,
  timezones,
  type Configuration as Row,
} from '../../src/tmdb/api/reference/configuration.ts';
import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { builder, nullableItems } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { freshAs } from '../core/cache-control.ts';
import { Country, Language } from './country.ts';
import { operationLocale } from '../core/locale.ts';
import { wishFor } from '../core/parameters.ts';

const Configuration = builder.objectRef<Row>('Configuration');

Configuration.implement({
  description: 'What TMDB says of its pictures and changes. The addresses of pictures are already built from it: see `Image`.',
  fields: (t) => ({
    baseUrl: t.string({ description: 'Base of picture addresses, over http.', resolve: ({ images }) => images.base_url }),
    secureBaseUrl: t.string({ description: 'Base of picture addresses, over https.', resolve: ({ images }) => images.secure_base_url }),
    posterSizes: t.stringList({ description: 'Sizes of posters.', resolve: ({ images }) => images.poster_sizes }),
    backdropSizes: t.stringList({ description: 'Sizes of backdrops.', resolve: ({ images }) => images.backdrop_sizes }),
    logoSizes: t.stringList({ description: 'Sizes of logos.', resolve: ({ images }) => images.logo_sizes }),
    profileSizes: t.stringList({ description: 'Sizes of pictures of people.', resolve: ({ images }) => images.profile_sizes }),
    stillSizes: t.stringList({ description: 'Sizes of pictures from episodes.', resolve: ({ images }) => images.still_sizes }),
    changeKeys: t.exposeStringList('change_keys', { description: 'What `Change.key` can be.' }),
  }),
});

builder.queryField('configuration', (t) =>
  t.field({
    type: Configuration,
    description: 'What TMDB says of its pictures and changes.',
    ...freshAs(configuration),
    resolve: (_root, _args, context, info) => context.load(wishFor(configuration, 'details', 'api', {}, operationLocale(context, info))),
  }),
);

type FixedList<Item> = Resource<{ details: Part<{ list?: Item[] }> }>;

const listOf = async <Item>(resource: FixedList<Item>, context: Context, info: GraphQLResolveInfo): Promise<readonly Item[]> =>
  (await context.load(wishFor(resource, 'details', 'all', {}, operationLocale(context, info)))).list ?? [];

const Department = builder.objectRef<{ department?: string; jobs?: string[] }>('Department');

Department.implement({
  description: 'A part of the work on films and series: Directing, Sound …',
  fields: (t) => ({
    name: t.string({ description: 'What credits call it, in English.', resolve: ({ department }) => knownText(department) }),
    jobs: t.stringList({ description: 'The jobs in it, in English.', resolve: ({ jobs }) => jobs ?? null }),
  }),
});

const CountryTimezones = builder.objectRef<{ iso_3166_1?: string; zones?: string[] }>('CountryTimezones');

CountryTimezones.implement({
  description: 'The time zones of one country.',
  fields: (t) => ({
    country: t.string({ description: 'ISO 3166-1 code of the country.', resolve: ({ iso_3166_1 }) => knownText(iso_3166_1) }),
    zones: t.stringList({ description: 'As IANA names them: `Europe/Berlin`.', resolve: ({ zones }) => zones ?? null }),
  }),
});

builder.queryFields((t) => ({
  countries: t.field({
    type: [Country],
    nullable: nullableItems,
    ...freshAs(countries),
    description: 'The countries that TMDB knows, in one TMDB request.',
    resolve: async (_root, _args, context, info) => rowsOf(await listOf(countries, context, info)),
  }),
  languages: t.field({
    type: [Language],
    nullable: nullableItems,
    ...freshAs(languages),
    description: 'The languages that TMDB knows, in one TMDB request.',
    resolve: async (_root, _args, context, info) => rowsOf(await listOf(languages, context, info)),
  }),
  departments: t.field({
    type: [Department],
    nullable: nullableItems,
    ...freshAs(departments),
    description: 'The departments and jobs that credits have, in one TMDB request.',
    resolve: async (_root, _args, context, info) => rowsOf(await listOf(departments, context, info)),
  }),
  timezones: t.field({
    type: [CountryTimezones],
    nullable: nullableItems,
    ...freshAs(timezones),
    description: 'The time zones that TMDB knows, by country, in one TMDB request.',
    args: { country: t.arg({ type: 'CountryCode', description: 'Only this country.' }) },
    async resolve(_root, { country }, context, info) {
      const rows = rowsOf(await listOf(timezones, context, info));
      return rows.filter(({ iso_3166_1 }) => (country ?? iso_3166_1) === iso_3166_1);
    },
  }),
  primaryTranslations: t.field({
    type: ['LanguageTag'],
    nullable: nullableItems,
    ...freshAs(primaryTranslations),
    description: 'The languages that TMDB is translated into, in one TMDB request: what texts are most likely to be found in.',
    resolve: async (_root, _args, context, info) => (await listOf(primaryTranslations, context, info)).map((tag) => knownText(tag)),
  }),
}));
