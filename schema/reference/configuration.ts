import {
  configuration,
  countries,
  departments,
  languages,
  primaryTranslations,
  timezones,
  type Configuration as Row,
} from '../../src/tmdb/api/reference/configuration.ts';
import { knownText, rowsOf, rowsWhere } from '../../src/tmdb/known.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { Country, Language } from './country.ts';
import { fromDocument, type DeclaredField } from '../core/fields.ts';

const Configuration = builder.objectRef<Row>('Configuration');

Configuration.implement({
  description: 'TMDB’s configuration of pictures and changes. This API already builds the addresses of pictures from it: see `Image`.',
  fields: (t) => ({
    baseUrl: t.string({ description: 'Base of the addresses of pictures, over http.', resolve: ({ images }) => images?.base_url ?? null }),
    secureBaseUrl: t.string({
      description: 'Base of the addresses of pictures, over https.',
      resolve: ({ images }) => images?.secure_base_url ?? null,
    }),
    posterSizes: t.stringList({ description: 'Sizes of posters.', resolve: ({ images }) => images?.poster_sizes ?? null }),
    backdropSizes: t.stringList({ description: 'Sizes of backdrops.', resolve: ({ images }) => images?.backdrop_sizes ?? null }),
    logoSizes: t.stringList({ description: 'Sizes of logos.', resolve: ({ images }) => images?.logo_sizes ?? null }),
    profileSizes: t.stringList({ description: 'Sizes of profile pictures.', resolve: ({ images }) => images?.profile_sizes ?? null }),
    stillSizes: t.stringList({ description: 'Sizes of stills from episodes.', resolve: ({ images }) => images?.still_sizes ?? null }),
    changeKeys: t.exposeStringList('change_keys', { description: 'Possible values of `Change.key`.' }),
  }),
});

builder.queryField('configuration', (t) =>
  t.field({
    type: Configuration,
    description: 'TMDB’s configuration of pictures and changes, in one TMDB request.',
    ...fromDocument(configuration, 'api', (json) => json),
  }),
);

type FixedList<Item> = Resource<{ details: Part<{ list?: Item[] }> }>;

/** Makes a field that a fixed list answers. */
const fromList = <Item, Out, Args extends object = object>(
  resource: FixedList<Item>,
  pick: (list: readonly (Item | null)[], args: Args) => Out,
): DeclaredField<object, Args, Out> => fromDocument(resource, 'all', (json, args: Args) => pick(json.list ?? [], args));

const Department = builder.objectRef<{ department?: string; jobs?: string[] }>('Department');

Department.implement({
  description: 'A department of the work on movies and series, such as `Directing` or `Sound`.',
  fields: (t) => ({
    name: t.string({ description: 'Name of the department in credits, in English.', resolve: ({ department }) => knownText(department) }),
    jobs: t.stringList({ description: 'Jobs in the department, in English.', resolve: ({ jobs }) => jobs ?? null }),
  }),
});

const CountryTimezones = builder.objectRef<{ iso_3166_1?: string; zones?: string[] }>('CountryTimezones');

CountryTimezones.implement({
  description: 'Time zones of one country.',
  fields: (t) => ({
    country: t.string({ description: 'The country, as an ISO 3166-1 code.', resolve: ({ iso_3166_1 }) => knownText(iso_3166_1) }),
    zones: t.stringList({ description: 'IANA names of the time zones, such as `Europe/Berlin`.', resolve: ({ zones }) => zones ?? null }),
  }),
});

builder.queryFields((t) => ({
  countries: t.field({
    type: [Country],
    nullable: nullableItems,
    description: 'All countries that TMDB knows, in one TMDB request.',
    ...fromList(countries, rowsOf),
  }),
  languages: t.field({
    type: [Language],
    nullable: nullableItems,
    description: 'All languages that TMDB knows, in one TMDB request.',
    ...fromList(languages, rowsOf),
  }),
  departments: t.field({
    type: [Department],
    nullable: nullableItems,
    description: 'All departments and jobs in credits, in one TMDB request.',
    ...fromList(departments, rowsOf),
  }),
  timezones: t.field({
    type: [CountryTimezones],
    nullable: nullableItems,
    description: 'All time zones that TMDB knows, by country, in one TMDB request.',
    args: { country: t.arg({ type: 'CountryCode', description: 'Only this country.' }) },
    ...fromList(timezones, (list, { country }: { country?: string | null | undefined }) =>
      rowsWhere(list, ({ iso_3166_1 }) => (country ?? iso_3166_1) === iso_3166_1),
    ),
  }),
  primaryTranslations: t.field({
    type: ['LanguageTag'],
    nullable: nullableItems,
    description: 'Languages into which TMDB is translated, in one TMDB request. Texts are most likely to exist in these.',
    ...fromList(primaryTranslations, (list) => list.map((tag) => knownText(tag))),
  }),
}));
