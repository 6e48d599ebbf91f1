import type { FieldMap } from '@pothos/core';
import { badInput } from '../../src/tmdb/error.ts';
import type { Credits } from '../../src/tmdb/api/people/credits.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { knownDate, knownNumber, knownText, rowsOf, rowsWhere } from '../../src/tmdb/known.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import type { Query } from '../../src/tmdb/resource.ts';
import { byDate, certificationOf, isReleased, releasesIn, releasesOf } from '../../src/tmdb/api/titles/release.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byExternalId, fromTarget, type IdArgs } from '../core/by-external-id.ts';
import { byIds } from '../core/by-id.ts';
import { regionOf, type CertificationArgs } from '../media/certification-in.ts';
import { Collection } from './collection.ts';
import { connectionType, fromPages, pageArgs, type Types } from '../core/connection.ts';
import { jobField } from '../people/credits.ts';
import { entity } from '../federation/entity.ts';
import { ExternalIds } from '../media/external-ids.ts';
import { MovieImages } from '../media/image-lists.ts';
import { imdbIdFrom } from '../media/external-id.ts';
import { imagesField } from '../media/media-parts.ts';
import { mediaFields, type MediaFieldBuilder, type MediaKind } from '../media/media-fields.ts';
import { Media } from '../media/media-interface.ts';
import { MovieTranslation } from './movie-translation.ts';
import { NodeInterface, nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import type { Edge } from '../core/pages.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { titlesIn, type AlternativeTitleArgs } from '../media/alternative-title.ts';
import { CountryReleases, Release, releaseArgs, releaseTypes } from './release.ts';
import { fromText, languageFrom } from '../core/text.ts';
import type { MovieSummary } from '../../src/tmdb/api/summary.ts';

/** Makes a field that the credits of a movie answer. */
const inCredits = <Out>(pick: (json: Credits) => Out) => fromPart(movie, 'credits', pick);

export const Movie = builder.objectRef<Node<MovieSummary>>('Movie');

/** A row of a list of movies. In a list for a region, TMDB's date is that of a release there. */
export interface MovieRow extends MovieSummary {
  readonly regional_release_date?: string | null;
}

/** Moves the date of a row in a list for a region, so that it is not taken for the first release. */
export function datedByRegion(row: MovieRow, { region }: Query): MovieRow {
  if (region === null || region === undefined) return row;
  const { release_date: date = null, ...rest } = row;
  return { ...rest, regional_release_date: date };
}

/** The field of a movie's edges in lists that TMDB may answer for a region. */
export const regionalReleaseDate = (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Edge<MovieRow>>): FieldMap => ({
  regionalReleaseDate: t.field({
    type: 'Date',
    description:
      'Release in the region for which the list was requested, as TMDB has it in the list. Free. Null without a region, and when TMDB does not know it.',
    resolve: ({ row }) => knownDate(row.regional_release_date),
  }),
});

export const MovieConnection = connectionType('Movie', {
  of: 'movies',
  node: () => Movie,
  toNode: (row: MovieRow) => nodeOf(row),
  edgeFields: regionalReleaseDate,
});

const TITLE = { key: 'title', original: 'original_title' } as const;

const isFirstRelease = (row: MovieRow): boolean => !('regional_release_date' in row);

/** Makes a field of the first release, which the rows of a list for a region lack. */
const fromRelease = <Out>(pick: (json: Pick<MovieSummary, 'release_date'>) => Out) =>
  fromSummary(movie, (json: Pick<MovieRow, 'release_date'>) => pick(json), isFirstRelease as () => boolean, {
    notIn: 'a list for a region',
  });

const countryArgs = builder.args((t) => ({ country: t.field({ type: 'CountryCode', description: 'Only releases in this country.' }) }));

interface ReleaseTypes {
  types?: readonly number[] | null | undefined;
}

/** Makes a field of the releases in one country, by date. */
const fromReleasesIn = <Out>(pick: (releases: ReturnType<typeof byDate>) => Out) =>
  fromPart(movie, 'release_dates', ({ results }, args: CertificationArgs & ReleaseTypes, locale) =>
    pick(byDate(releasesIn(regionOf(args, locale), results), args.types)),
  );

const KIND: MediaKind = {
  resource: movie,
  noun: 'movie',
  genres: 'movie',
  imdbId: imdbIdFrom(movie, 'details'),
  title: fromText(movie, TITLE),
  titleLanguage: languageFrom(movie, TITLE),
  originalTitle: fromSummary(movie, (json) => knownText(json.original_title)),
  released: 'First release anywhere. Null when TMDB does not know it.',
  releaseDate: fromRelease((json) => knownDate(json.release_date)),
  releaseYear: fromRelease((json) => knownNumber(knownDate(json.release_date)?.slice(0, 4))),
  statuses: '`Rumored`, `Planned`, `In Production`, `Post Production`, `Released`, `Canceled`',
  originCountries: fromPart(movie, 'details', (json) => json.origin_country ?? null),
  keywords: fromPart(movie, 'keywords', (json) => rowsOf(json.keywords).map((row) => nodeOf(row))),
  alternativeTitles: fromPart(movie, 'alternative_titles', ({ titles }, args: AlternativeTitleArgs) => titlesIn(titles, args)),
  certification: fromPart(movie, 'release_dates', (json, args: CertificationArgs, locale) =>
    certificationOf(releasesIn(regionOf(args, locale), json.results)),
  ),
};

Movie.implement({
  description: 'A movie.',
  ...nodeOptions(movie),
  interfaces: [NodeInterface, Media],
  fields: (t) => ({
    ...mediaFields(t as unknown as MediaFieldBuilder, KIND),
    isReleased: t.boolean({
      description: 'Whether it has been released, by `status` and `releaseDate`. Null when TMDB knows neither.',
      ...fromPart(movie, 'details', (json, _args: object, _locale, _node, { today }) => isReleased(json, today)),
    }),
    runtime: t.int({
      description: 'Runtime in minutes. Null when TMDB does not know it.',
      ...fromPart(movie, 'details', (json) => knownNumber(json.runtime)),
    }),
    budget: t.field({
      type: 'SafeInt',
      description: 'Budget in US dollars. Null when TMDB does not know it.',
      ...fromPart(movie, 'details', (json) => knownNumber(json.budget)),
    }),
    revenue: t.field({
      type: 'SafeInt',
      description: 'Revenue in US dollars. Null when TMDB does not know it.',
      ...fromPart(movie, 'details', (json) => knownNumber(json.revenue)),
    }),
    video: t.boolean({
      description: 'Whether it is a video and not a regular movie: a compilation, a recorded show, a direct-to-video extra.',
      ...fromSummary(movie, (json) => json.video ?? null),
    }),
    collection: t.field({
      type: Collection,
      description: 'Collection that the movie belongs to. Null when it belongs to none.',
      ...fromPart(movie, 'details', (json) => nodeOf(json.belongs_to_collection)),
    }),
    directors: jobField(t, 'directors', inCredits),
    writers: jobField(t, 'writers', inCredits),
    producers: jobField(t, 'producers', inCredits),
    composers: jobField(t, 'composers', inCredits),
    externalIds: t.field({
      type: ExternalIds,
      description: 'Ids at other sites.',
      ...fromPart(movie, 'external_ids', (json) => json),
    }),
    images: imagesField(t, movie, MovieImages),
    recommendations: t.field({
      type: MovieConnection,
      description: 'Movies that users who liked this one liked too.',
      args: pageArgs,
      ...fromPages(movie, 'recommendations'),
    }),
    similar: t.field({
      type: MovieConnection,
      description: 'Movies with similar genres and keywords.',
      args: pageArgs,
      ...fromPages(movie, 'similar'),
    }),
    releaseDates: t.field({
      type: [CountryReleases],
      nullable: nullableItems,
      description: 'Releases, by country.',
      args: countryArgs,
      ...fromPart(movie, 'release_dates', (json, args: { country?: string | null | undefined }) =>
        rowsWhere(json.results, ({ iso_3166_1 }) => (args.country ?? iso_3166_1) === iso_3166_1),
      ),
    }),
    releases: t.field({
      type: [Release],
      nullable: nullableItems,
      description: 'Releases in one country, the earliest first. Those of all countries are in `releaseDates`.',
      args: releaseArgs,
      ...fromReleasesIn((releases) => releases),
    }),
    release: t.field({
      type: Release,
      description:
        'The first release in one country: with `types: [DIGITAL]` the day from which it can be streamed there. Null when TMDB knows none.',
      args: releaseArgs,
      ...fromReleasesIn(([first]) => first ?? null),
    }),
    firstRelease: t.field({
      type: Release,
      description: 'The first release in any country. Null when TMDB knows none.',
      args: releaseTypes,
      ...fromPart(movie, 'release_dates', ({ results }, { types }: ReleaseTypes) => byDate(releasesOf(results), types)[0] ?? null),
    }),
    translations: t.field({
      type: [MovieTranslation],
      nullable: nullableItems,
      description: 'Texts in all languages.',
      ...fromPart(movie, 'translations', (json) => json.translations ?? null),
    }),
  }),
});

builder.queryField('movie', (t) =>
  t.field({
    type: Movie,
    description: 'One movie, with all its selected fields in one TMDB request.',
    args: {
      id: t.arg.id({ description: 'TMDB’s id of the movie, or its global id.' }),
      imdbId: t.arg.string({ description: 'Id at IMDb, such as `tt0133093`, instead of `id`.' }),
    },
    ...fromTarget(({ id, imdbId }: IdArgs) => {
      if (id && !imdbId) return { resource: movie, ref: parseId(movie.name, id) };
      if (imdbId && !id) return byExternalId('Movie', 'imdbId', imdbId);
      throw badInput('Expected either `id` or `imdbId`.');
    }),
  }),
);

byIds('moviesByIds', Movie, movie, { nouns: 'movies', cost: 'Costs one TMDB request for each movie.' });

entity(Movie, movie);
