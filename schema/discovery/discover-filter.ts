import type { MOVIE_FILTERS, TV_FILTERS } from '../../src/tmdb/discover-filters.ts';
import { builder } from '../core/builder.ts';
import type { Types } from '../core/connection.ts';
import { ReleaseType } from '../movies/release.ts';
import { MonetizationType } from '../media/watch-provider.ts';

const ALL_OF = 'All of these values. TMDB cannot combine them with several values of `anyOf`.';
const ANY_OF = 'At least one of these values.';

/** Makes a filter by all or by any of several values. */
const someOf = <Type extends 'ID' | typeof ReleaseType | typeof MonetizationType>(name: string, type: Type, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ allOf: t.field({ type: [type], description: ALL_OF }), anyOf: t.field({ type: [type], description: ANY_OF }) }),
  });
const WithIds = someOf('WithIds', 'ID', 'Values to require: TMDB’s ids, or global ids where they exist.');
const WithReleaseTypes = someOf('WithReleaseTypes', ReleaseType, 'Release types of movies.');
const WithMonetizationTypes = someOf('WithMonetizationTypes', MonetizationType, 'Ways in which services offer movies and series.');

const WithOrWithoutIds = builder.inputType('WithOrWithoutIds', {
  description: 'Values to require and values to exclude: TMDB’s ids, or global ids where they exist.',
  fields: (t) => ({
    allOf: t.idList({ description: ALL_OF }),
    anyOf: t.idList({ description: ANY_OF }),
    noneOf: t.idList({ description: 'None of these values.' }),
  }),
});

/** Makes a range of one scalar. */
const rangeOf = <Type extends 'Date' | 'Float' | 'Int'>(name: string, type: Type, gte: string, lte: string) =>
  builder.inputType(name, {
    description: 'A range with both ends included. An omitted end is open.',
    fields: (t) => ({ gte: t.field({ type, description: gte }), lte: t.field({ type, description: lte }) }),
  });
const DateRange = rangeOf('DateRange', 'Date', 'Earliest date.', 'Latest date.');
const FloatRange = rangeOf('FloatRange', 'Float', 'Minimum.', 'Maximum.');
const IntRange = rangeOf('IntRange', 'Int', 'Minimum.', 'Maximum.');

const CertificationFilter = builder.inputType('CertificationFilter', {
  description: 'Age ratings of a country. `movieCertifications` lists the certifications of each country.',
  fields: (t) => ({
    country: t.field({ type: 'CountryCode', description: 'Country of the certifications. Default: the region of the operation.' }),
    is: t.string({ description: 'Exactly this certification, such as `PG-13`.' }),
    gte: t.string({ description: 'This certification or a stricter one.' }),
    lte: t.string({ description: 'This certification or a milder one.' }),
  }),
});

const TvSeriesStatus = builder.enumType('TvSeriesStatus', {
  description: 'Production status of a series.',
  values: {
    RETURNING: { value: 0, description: 'More episodes will follow.' },
    PLANNED: { value: 1, description: 'The series is planned.' },
    IN_PRODUCTION: { value: 2, description: 'The series is in production.' },
    ENDED: { value: 3, description: 'The series has ended.' },
    CANCELED: { value: 4, description: 'The series was canceled.' },
    PILOT: { value: 5, description: 'Only a pilot exists.' },
  } as const,
});

const TvSeriesType = builder.enumType('TvSeriesType', {
  description: 'Type of a series.',
  values: {
    DOCUMENTARY: { value: 0, description: 'A documentary.' },
    NEWS: { value: 1, description: 'News.' },
    MINISERIES: { value: 2, description: 'A miniseries: a story of one season.' },
    REALITY: { value: 3, description: 'Reality television.' },
    SCRIPTED: { value: 4, description: 'A scripted series.' },
    TALK_SHOW: { value: 5, description: 'A talk show.' },
    VIDEO: { value: 6, description: 'A series made for video.' },
  } as const,
});

/** A filter's table names its parameters; its input type has the same names. */
type InputOf<Table> = Record<keyof Table, unknown>;

/** The filters that movies and series share. */
const mediaFilters = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  genres: t.field({ type: WithOrWithoutIds, description: 'By genres.' }),
  companies: t.field({ type: WithOrWithoutIds, description: 'By companies that produced it.' }),
  keywords: t.field({ type: WithOrWithoutIds, description: 'By keywords.' }),
  originCountries: t.field({ type: ['CountryCode'], description: 'By country of origin: any of these.' }),
  originalLanguages: t.field({
    type: ['LanguageTag'],
    description: 'By original language: any of these, without a country, such as `en`.',
  }),
  runtime: t.field({ type: IntRange, description: 'By runtime in minutes; for series, of an episode.' }),
  voteAverage: t.field({ type: FloatRange, description: 'By average rating by TMDB’s users, from 0 to 10.' }),
  voteCount: t.field({ type: IntRange, description: 'By number of users who voted.' }),
  watchProviders: t.field({
    type: WithOrWithoutIds,
    description: 'By services that offer it in the watch region: TMDB’s ids only. Data from JustWatch.',
  }),
  monetizationTypes: t.field({
    type: WithMonetizationTypes,
    description: 'By the ways in which services offer it in the watch region. Data from JustWatch.',
  }),
  watchRegion: t.field({
    type: 'CountryCode',
    description: 'Country to which `watchProviders` and `monetizationTypes` refer. Default: the watch region of the operation.',
  }),
});

export const MovieFilter = builder.inputType('MovieFilter', {
  description: 'Only movies that pass every filter. Null and an empty list filter nothing.',
  fields: (t) =>
    ({
      ...mediaFilters(t),
      people: t.field({ type: WithIds, description: 'By people in the cast or in the crew.' }),
      cast: t.field({ type: WithIds, description: 'By people in the cast.' }),
      crew: t.field({ type: WithIds, description: 'By people in the crew.' }),
      primaryReleaseYear: t.int({ description: 'By year of the first release.' }),
      primaryReleaseDate: t.field({ type: DateRange, description: 'By date of the first release.' }),
      year: t.int({ description: 'By year of any release.' }),
      releaseDate: t.field({
        type: DateRange,
        description: 'By date of any release; with `releaseTypes`, of a release of one of these types.',
      }),
      releaseTypes: t.field({ type: WithReleaseTypes, description: 'By release type: of a release in `region`, or else in any country.' }),
      region: t.field({
        type: 'CountryCode',
        description: 'Country whose releases count. Default: all countries, whatever the region of the operation.',
      }),
      certification: t.field({ type: CertificationFilter, description: 'By age rating.' }),
    }) satisfies InputOf<typeof MOVIE_FILTERS>,
});

export const TvSeriesFilter = builder.inputType('TvSeriesFilter', {
  description: 'Only series that pass every filter. Null and an empty list filter nothing.',
  fields: (t) =>
    ({
      ...mediaFilters(t),
      networks: t.field({ type: WithIds, description: 'By networks that broadcast it.' }),
      statuses: t.field({ type: [TvSeriesStatus], description: 'By production status: any of these.' }),
      types: t.field({ type: [TvSeriesType], description: 'By type: any of these.' }),
      firstAirYear: t.int({ description: 'By year of the first episode.' }),
      firstAirDate: t.field({ type: DateRange, description: 'By date of the first episode.' }),
      airDate: t.field({ type: DateRange, description: 'By date of any episode.' }),
      timezone: t.string({ description: 'Time zone of the dates, as an IANA name, such as `Europe/Berlin`.' }),
      screenedTheatrically: t.boolean({ description: 'By whether episodes were shown in cinemas.' }),
    }) satisfies InputOf<typeof TV_FILTERS>,
});
