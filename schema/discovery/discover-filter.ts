import type { MOVIE_FILTERS, TV_FILTERS } from '../../src/tmdb/discover-filters.ts';
import { builder } from '../core/builder.ts';
import type { Types } from '../core/connection.ts';
import { ReleaseType } from '../movies/release.ts';
import { MonetizationType } from '../media/watch-provider.ts';

const ALL_OF = 'All of these. Beside several of `anyOf` it cannot be: TMDB filters by one or by the other.';
const ANY_OF = 'At least one of these.';

/** All or any of some values. */
const someOf = <Type extends 'ID' | typeof ReleaseType | typeof MonetizationType>(name: string, type: Type, description: string) =>
  builder.inputType(name, {
    description,
    fields: (t) => ({ allOf: t.field({ type: [type], description: ALL_OF }), anyOf: t.field({ type: [type], description: ANY_OF }) }),
  });
const WithIds = someOf('WithIds', 'ID', 'Things that are there: by TMDB’s numbers, or by global ids where they have one.');
const WithReleaseTypes = someOf('WithReleaseTypes', ReleaseType, 'Ways in which films came out.');
const WithMonetizationTypes = someOf('WithMonetizationTypes', MonetizationType, 'Ways in which services offer films and series.');

const WithOrWithoutIds = builder.inputType('WithOrWithoutIds', {
  description: 'Things that are there and things that are not: by TMDB’s numbers, or by global ids where they have one.',
  fields: (t) => ({
    allOf: t.idList({ description: ALL_OF }),
    anyOf: t.idList({ description: ANY_OF }),
    noneOf: t.idList({ description: 'None of these.' }),
  }),
});

/** A range of one scalar. */
const rangeOf = <Type extends 'Date' | 'Float' | 'Int'>(name: string, type: Type, gte: string, lte: string) =>
  builder.inputType(name, {
    description: 'From a least to a greatest value, both included. One of them alone leaves the other end open.',
    fields: (t) => ({ gte: t.field({ type, description: gte }), lte: t.field({ type, description: lte }) }),
  });
const DateRange = rangeOf('DateRange', 'Date', 'Not before this day.', 'Not after this day.');
const FloatRange = rangeOf('FloatRange', 'Float', 'At least so much.', 'At most so much.');
const IntRange = rangeOf('IntRange', 'Int', 'At least so many.', 'At most so many.');

const CertificationFilter = builder.inputType('CertificationFilter', {
  description: 'For which ages a country lets films be seen: `movieCertifications` lists what each country calls that.',
  fields: (t) => ({
    country: t.field({ type: 'CountryCode', description: 'Whose certifications these are. When not given: the region of the operation.' }),
    is: t.string({ description: 'Just this one: `PG-13`.' }),
    gte: t.string({ description: 'This one or a stricter one.' }),
    lte: t.string({ description: 'This one or a milder one.' }),
  }),
});

const TvSeriesStatus = builder.enumType('TvSeriesStatus', {
  description: 'How a series stands.',
  values: {
    RETURNING: { value: 0, description: 'More episodes will come.' },
    PLANNED: { value: 1, description: 'It is planned.' },
    IN_PRODUCTION: { value: 2, description: 'It is being made.' },
    ENDED: { value: 3, description: 'It came to its end.' },
    CANCELED: { value: 4, description: 'It was given up.' },
    PILOT: { value: 5, description: 'A first episode is all there is.' },
  } as const,
});

const TvSeriesType = builder.enumType('TvSeriesType', {
  description: 'What kind of series it is.',
  values: {
    DOCUMENTARY: { value: 0, description: 'A documentary.' },
    NEWS: { value: 1, description: 'News.' },
    MINISERIES: { value: 2, description: 'A story of one season.' },
    REALITY: { value: 3, description: 'People as they are, or as if they were.' },
    SCRIPTED: { value: 4, description: 'Written and acted.' },
    TALK_SHOW: { value: 5, description: 'A talk show.' },
    VIDEO: { value: 6, description: 'Made for video.' },
  } as const,
});

/** A filter's table has its parameters; its type here has the same names. */
type InputOf<Table> = Record<keyof Table, unknown>;

/** What films and series are both filtered by. */
const mediaFilters = (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => ({
  genres: t.field({ type: WithOrWithoutIds, description: 'Genres.' }),
  companies: t.field({ type: WithOrWithoutIds, description: 'Companies that produced it.' }),
  keywords: t.field({ type: WithOrWithoutIds, description: 'Keywords.' }),
  originCountries: t.field({ type: ['CountryCode'], description: 'From any of these countries.' }),
  originalLanguages: t.field({ type: ['LanguageTag'], description: 'Made in any of these languages, by two letters without a country.' }),
  runtime: t.field({ type: IntRange, description: 'Minutes, of an episode for series.' }),
  voteAverage: t.field({ type: FloatRange, description: 'Average of the votes of TMDB’s users, from 0 to 10.' }),
  voteCount: t.field({ type: IntRange, description: 'How many of TMDB’s users voted.' }),
  watchProviders: t.field({
    type: WithOrWithoutIds,
    description: 'Services to watch at, in the watch region: by TMDB’s numbers alone. Data from JustWatch.',
  }),
  monetizationTypes: t.field({ type: WithMonetizationTypes, description: 'How it is offered, in the watch region. Data from JustWatch.' }),
  watchRegion: t.field({
    type: 'CountryCode',
    description: 'Where `watchProviders` and `monetizationTypes` are meant. When not given: the watch region of the operation.',
  }),
});

export const MovieFilter = builder.inputType('MovieFilter', {
  description: 'Only films that pass all of these. Null and an empty list filter nothing.',
  fields: (t) =>
    ({
      ...mediaFilters(t),
      people: t.field({ type: WithIds, description: 'People in the cast or in the crew.' }),
      cast: t.field({ type: WithIds, description: 'People in the cast.' }),
      crew: t.field({ type: WithIds, description: 'People in the crew.' }),
      primaryReleaseYear: t.int({ description: 'The year of the first release.' }),
      primaryReleaseDate: t.field({ type: DateRange, description: 'The day of the first release.' }),
      year: t.int({ description: 'The year of any release.' }),
      releaseDate: t.field({ type: DateRange, description: 'The day of any release, of one of `releaseTypes` where these are given.' }),
      releaseTypes: t.field({ type: WithReleaseTypes, description: 'How it came out, in the region.' }),
      region: t.field({ type: 'CountryCode', description: 'Whose releases count. When not given: the region of the operation.' }),
      certification: t.field({ type: CertificationFilter, description: 'For which ages.' }),
    }) satisfies InputOf<typeof MOVIE_FILTERS>,
});

export const TvSeriesFilter = builder.inputType('TvSeriesFilter', {
  description: 'Only series that pass all of these. Null and an empty list filter nothing.',
  fields: (t) =>
    ({
      ...mediaFilters(t),
      networks: t.field({ type: WithIds, description: 'Networks that show it.' }),
      statuses: t.field({ type: [TvSeriesStatus], description: 'In any of these states.' }),
      types: t.field({ type: [TvSeriesType], description: 'Of any of these kinds.' }),
      firstAirYear: t.int({ description: 'The year of the first episode.' }),
      firstAirDate: t.field({ type: DateRange, description: 'The day of the first episode.' }),
      airDate: t.field({ type: DateRange, description: 'The day of any episode.' }),
      timezone: t.string({ description: 'What day it is goes by this zone, as IANA names it: `Europe/Berlin`.' }),
      screenedTheatrically: t.boolean({ description: 'Whether episodes were shown in cinemas.' }),
    }) satisfies InputOf<typeof TV_FILTERS>,
});
