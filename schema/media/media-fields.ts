import type { FieldRef } from '@pothos/core';
import type { AccountStates as States } from '../../src/tmdb/api/account/account-states.ts';
import type { ListSummary } from '../../src/tmdb/api/account/list.ts';
import type { Page } from '../../src/tmdb/api/page.ts';
import type { Credits } from '../../src/tmdb/api/people/credits.ts';
import type { ChangeRow } from '../../src/tmdb/api/reference/change.ts';
import type { AlternativeTitleRow } from '../../src/tmdb/api/titles/alternative-title.ts';
import type { ImageLists } from '../../src/tmdb/api/titles/image.ts';
import type { ReviewRow } from '../../src/tmdb/api/titles/review.ts';
import type { TranslationRow } from '../../src/tmdb/api/titles/translation.ts';
import type { MovieDetails } from '../../src/tmdb/api/titles/movie.ts';
import type { VideoRow } from '../../src/tmdb/api/titles/video.ts';
import type { ProviderOffers } from '../../src/tmdb/api/titles/watch-provider.ts';
import { genres } from '../../src/tmdb/api/reference/genre.ts';
import { knownText, number, rowsOf } from '../../src/tmdb/known.ts';
import type { Part, Resource } from '../../src/tmdb/resource.ts';
import { nullableItems } from '../core/builder.ts';
import type { Types } from '../core/connection.ts';
import { fromPart, fromSummary, type PartField } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { fromText, languageFrom, textArgs, type TextRow } from '../core/text.ts';
import { wikidataIdFrom } from './external-id.ts';
import { changesField, listsField, reviewsField, trailerField, videosField, watchProvidersField } from './media-parts.ts';
import { castField, crewField } from '../people/credits.ts';
import { Company } from '../reference/company.ts';
import { Country, Language } from '../reference/country.ts';
import { Genre, genresOf } from '../reference/genre.ts';
import { Keyword } from '../reference/keyword.ts';
import type { KeywordRow } from '../../src/tmdb/api/reference/keyword.ts';
import { accountStatesField } from './account-states.ts';
import { AlternativeTitle, alternativeTitleArgs, type AlternativeTitleArgs } from './alternative-title.ts';
import { CERTIFICATION, certificationArgs, type CertificationArgs } from './certification-in.ts';
import { backdropField, logoField, posterField } from './picture.ts';
import type { MovieSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

/** A row of a list of movies or series. All keys but the id are optional, so one type stands for both. */
type MediaSummary = MovieSummary & TvSeriesSummary;

/** The parts that movies and series share, and in details the keys that both have. */
type MediaResource = Resource<{
  details: Part<Pick<MovieDetails, SharedKeys>>;
  account_states: Part<States>;
  changes: Part<{ changes?: ChangeRow[] }>;
  credits: Part<Credits>;
  images: Part<ImageLists>;
  lists: Part<Page<ListSummary>>;
  reviews: Part<Page<ReviewRow>>;
  translations: Part<{ translations?: TranslationRow<{ overview?: string; tagline?: string; homepage?: string }>[] }>;
  videos: Part<{ results?: VideoRow[] }>;
  'watch/providers': Part<{ results?: Record<string, ProviderOffers> }>;
}>;
type SharedKeys =
  | 'id'
  | 'adult'
  | 'backdrop_path'
  | 'genres'
  | 'homepage'
  | 'original_language'
  | 'overview'
  | 'popularity'
  | 'poster_path'
  | 'production_companies'
  | 'production_countries'
  | 'softcore'
  | 'spoken_languages'
  | 'status'
  | 'tagline'
  | 'vote_average'
  | 'vote_count';

type Field<Out, Args = object> = PartField<MediaSummary, Args, Out>;

/** The shared fields that movies and series answer from different keys or parts of TMDB. */
export interface MediaKind {
  readonly resource: MediaResource;
  /** The noun in the shared descriptions. */
  readonly noun: 'movie' | 'series' | 'movie or series';
  /** TMDB's list of genres. */
  readonly genres: 'movie' | 'tv';
  readonly imdbId: Field<string | null>;
  readonly title: Field<string | null, { language?: string | null | undefined }>;
  readonly titleLanguage: Field<string | null, { language?: string | null | undefined }>;
  readonly originalTitle: Field<string | null>;
  /** The description of `releaseDate`. */
  readonly released: string;
  readonly releaseDate: Field<string | null>;
  readonly releaseYear: Field<number | null>;
  /** The values of `status`, for its description. */
  readonly statuses: string;
  readonly originCountries: Field<string[] | null>;
  readonly keywords: Field<(Node<KeywordRow> | null)[]>;
  readonly alternativeTitles: Field<AlternativeTitleRow[] | null, AlternativeTitleArgs>;
  readonly certification: Field<string | null, CertificationArgs>;
}

const OVERVIEW: TextRow<MediaResource> = { key: 'overview' };
const TAGLINE: TextRow<MediaResource> = { key: 'tagline', detailsOnly: true };
const HOMEPAGE: TextRow<MediaResource> = { key: 'homepage', detailsOnly: true };

/** Every summary has genres, but only details have their names: the fields that both answer are no reason to go without. */
const hasGenres = (): boolean => true;

/** Builds fields of movies, of series, or of their interface. */
export type MediaFieldBuilder = PothosSchemaTypes.InterfaceFieldBuilder<Types, Node<MediaSummary>>;

/** Object types and interfaces have builders with the same methods, which TypeScript keeps apart. */
type ObjectFieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<MediaSummary>>;

/** The fields that movies and series share, each declared once. */
export const mediaFields = (
  t: MediaFieldBuilder,
  kind: MediaKind,
  { resource, noun } = kind,
  object = t as unknown as ObjectFieldBuilder,
): Record<string, FieldRef<Types>> => ({
  accountStates: accountStatesField(object, resource),
  tmdbId: t.int({ nullable: false, description: `TMDB’s id of the ${noun}.`, resolve: ({ id }) => Number(id) }),
  imdbId: t.string({ description: 'Id at IMDb, such as `tt0133093`. Null when TMDB does not know it.', ...kind.imdbId }),
  wikidataId: t.string({
    description: 'Id at Wikidata, such as `Q83495`. Null when TMDB does not know it.',
    ...wikidataIdFrom(resource),
  }),
  title: t.string({
    description: 'Title in the first of the operation’s languages that has one; without a translation, the original title.',
    args: textArgs,
    ...kind.title,
  }),
  titleLanguage: t.field({
    type: 'LanguageTag',
    description: 'Language of `title`.',
    args: textArgs,
    ...kind.titleLanguage,
  }),
  originalTitle: t.string({ description: `Title in the original language of the ${noun}.`, ...kind.originalTitle }),
  originalLanguage: t.string({
    description: `ISO 639-1 code of the language that the ${noun} was made in.`,
    ...fromSummary(resource, (json) => knownText(json.original_language)),
  }),
  overview: t.string({
    description: 'Short summary of the plot. Null when it exists in none of the operation’s languages.',
    ...fromText(resource, OVERVIEW),
  }),
  overviewLanguage: t.field({
    type: 'LanguageTag',
    description: 'Language of `overview`. Null when there is no overview.',
    ...languageFrom(resource, OVERVIEW),
  }),
  tagline: t.string({
    description: 'Tagline, as on the poster. Null when it exists in none of the operation’s languages.',
    ...fromText(resource, TAGLINE),
  }),
  taglineLanguage: t.field({
    type: 'LanguageTag',
    description: 'Language of `tagline`. Null when there is no tagline.',
    ...languageFrom(resource, TAGLINE),
  }),
  homepage: t.string({
    description: `Address of the official site of the ${noun}. Null when it exists in none of the operation’s languages.`,
    ...fromText(resource, HOMEPAGE),
  }),
  releaseDate: t.field({ type: 'Date', description: kind.released, ...kind.releaseDate }),
  releaseYear: t.int({ description: 'Year of `releaseDate`.', ...kind.releaseYear }),
  status: t.string({
    description: `Production status: ${kind.statuses}; TMDB may add others.`,
    ...fromPart(resource, 'details', (json) => knownText(json.status)),
  }),
  popularity: t.float({
    description: 'TMDB’s measure of current attention, without a unit. It changes daily.',
    ...fromSummary(resource, (json) => number(json.popularity)),
  }),
  voteAverage: t.float({
    description: 'Average rating by TMDB’s users, from 0 to 10. 0 without votes.',
    ...fromSummary(resource, (json) => number(json.vote_average)),
  }),
  voteCount: t.int({ description: 'Number of users who voted.', ...fromSummary(resource, (json) => number(json.vote_count)) }),
  adult: t.boolean({
    description: `Whether it is an adult ${noun}. Null for some new or deleted ones.`,
    ...fromSummary(resource, (json) => json.adult ?? null),
  }),
  softcore: t.boolean({
    description: 'Whether it is softcore. Null when TMDB does not say.',
    ...fromSummary(resource, (json) => json.softcore ?? null),
  }),
  poster: posterField(object, resource),
  backdrop: backdropField(object, resource),
  certification: t.string({ description: CERTIFICATION, args: certificationArgs, ...kind.certification }),
  trailer: trailerField(object, resource),
  logo: logoField(object, resource),
  genres: t.field({
    type: [Genre],
    nullable: nullableItems,
    description: `Genres of the ${noun}.`,
    ...fromSummary(resource, (json) => genresOf(kind.genres, json), hasGenres, { rowsLeadTo: [{ resource: genres, ref: kind.genres }] }),
  }),
  keywords: t.field({
    type: [Keyword],
    nullable: nullableItems,
    description: `Keywords that describe the ${noun}.`,
    ...kind.keywords,
  }),
  productionCompanies: t.field({
    type: [Company],
    nullable: nullableItems,
    description: `Companies that produced the ${noun}.`,
    ...fromPart(resource, 'details', (json) => rowsOf(json.production_companies).map((row) => nodeOf(row))),
  }),
  productionCountries: t.field({
    type: [Country],
    nullable: nullableItems,
    description: `Countries in which the ${noun} was produced.`,
    ...fromPart(resource, 'details', (json) => json.production_countries ?? null),
  }),
  originCountries: t.field({
    type: ['CountryCode'],
    nullable: nullableItems,
    description: 'Countries of origin, as ISO 3166-1 codes.',
    ...kind.originCountries,
  }),
  spokenLanguages: t.field({
    type: [Language],
    nullable: nullableItems,
    description: `Languages spoken in the ${noun}.`,
    ...fromPart(resource, 'details', (json) => json.spoken_languages ?? null),
  }),
  alternativeTitles: t.field({
    type: [AlternativeTitle],
    nullable: nullableItems,
    description: `Other titles of the ${noun}.`,
    args: alternativeTitleArgs,
    ...kind.alternativeTitles,
  }),
  cast: castField(object, resource),
  crew: crewField(object, resource),
  lists: listsField(object, resource),
  reviews: reviewsField(object, resource),
  videos: videosField(object, resource),
  watchProviders: watchProvidersField(object, resource),
  changes: changesField(object, resource),
});
