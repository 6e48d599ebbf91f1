import type { GraphQLResolveInfo } from 'graphql';
import { badInput, GatewayError } from '../../src/tmdb/error.ts';
import type { Credits } from '../../src/tmdb/api/people/credits.ts';
import { parseImdbId } from '../../src/tmdb/id.ts';
import { knownDate, knownNumber, knownText, number, rowsOf } from '../../src/tmdb/known.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { certificationOf, isReleased, releasesIn } from '../../src/tmdb/api/titles/release.ts';
import { ALTERNATIVE_TITLES, AlternativeTitle, alternativeTitleArgs } from '../media/alternative-title.ts';
import { accountStatesField } from '../media/account-states.ts';
import { builder, nullableItems, type Context } from '../core/builder.ts';
import { lookUpByExternalId } from '../core/by-external-id.ts';
import { CERTIFICATION, certificationArgs, regionOf, type CertificationArgs } from '../media/certification-in.ts';
import { Collection } from './collection.ts';
import { Company } from '../reference/company.ts';
import { connectionType, fromPages, pageArgs } from '../core/connection.ts';
import { Country, Language } from '../reference/country.ts';
import { castField, crewField, jobField } from '../people/credits.ts';
import { entity } from '../core/entity.ts';
import { ExternalIds } from '../media/external-ids.ts';
import { Genre, genresOf } from '../reference/genre.ts';
import { MovieImages } from '../media/image-lists.ts';
import { imdbIdFrom } from '../media/imdb-id.ts';
import { Keyword } from '../reference/keyword.ts';
import {
  changesField,
  imagesField,
  listsField,
  reviewsField,
  trailerField,
  videosField,
  watchProvidersField,
} from '../media/media-parts.ts';
import { Media } from '../media/media-interface.ts';
import { MovieTranslation } from './movie-translation.ts';
import { lookUp, NodeInterface, nodeOptions } from '../core/node.ts';
import { fromPart, fromSummary, loadSelected, nodeOf, type Node, type PartArgs, type PartField } from '../core/part.ts';
import { backdropField, logoField, posterField } from '../media/picture.ts';
import { CountryReleases } from './release.ts';
import { fromText, languageFrom } from '../core/text.ts';
import type { MovieSummary } from '../../src/tmdb/api/summary.ts';

/** A field that the credits of a film answer. */
const inCredits = <Out>(pick: (json: Credits) => Out) => fromPart(movie, 'credits', pick);

export const Movie = builder.objectRef<Node<MovieSummary>>('Movie');

export const MovieConnection = connectionType('Movie', { of: 'films', node: () => Movie, toNode: (row: MovieSummary) => nodeOf(row) });

const TITLE = { key: 'title', original: 'original_title' } as const;
const OVERVIEW = { key: 'overview' } as const;
const TAGLINE = { key: 'tagline', detailsOnly: true } as const;
const HOMEPAGE = { key: 'homepage', detailsOnly: true } as const;

/** A list of a region says when a film comes out there; its details know the first release of all, whatever the region. */
function inList<Out>(pick: (json: Pick<MovieSummary, 'release_date'>) => Out): PartField<MovieSummary, PartArgs, Out> {
  const field = fromSummary(movie, (json: Pick<MovieSummary, 'release_date'>) => pick(json));
  return {
    ...field,
    resolve: async (node, args, context, info) =>
      knownDate(node.summary?.release_date) !== null && node.summary ? pick(node.summary) : field.resolve(node, args, context, info),
  };
}

Movie.implement({
  description: 'A film.',
  ...nodeOptions(movie),
  interfaces: [NodeInterface, Media],
  fields: (t) => {
    const country = { country: t.arg({ type: 'CountryCode', description: 'Only this country.' }) };
    return {
      accountStates: accountStatesField(t, movie),
      tmdbId: t.int({ nullable: false, description: 'TMDB’s number of the film.', resolve: ({ id }) => Number(id) }),
      imdbId: t.string({
        description: 'Id at IMDb: `tt0133093`. Null when TMDB does not know it.',
        ...imdbIdFrom(movie, 'details'),
      }),
      title: t.string({
        description: 'In the first of the operation’s languages that has it, or the original title where nobody translated it.',
        ...fromText(movie, TITLE),
      }),
      titleLanguage: t.field({
        type: 'LanguageTag',
        description: 'The language that `title` is in.',
        ...languageFrom(movie, TITLE),
      }),
      originalTitle: t.string({
        description: 'In the language it was made in.',
        ...fromSummary(movie, (json) => knownText(json.original_title)),
      }),
      originalLanguage: t.string({
        description: 'ISO 639-1 code of the language it was made in.',
        ...fromSummary(movie, (json) => knownText(json.original_language)),
      }),
      overview: t.string({
        description: 'What it is about. Null when nobody wrote it in any of the operation’s languages.',
        ...fromText(movie, OVERVIEW),
      }),
      overviewLanguage: t.field({
        type: 'LanguageTag',
        description: 'The language that `overview` is in. Null when there is none.',
        ...languageFrom(movie, OVERVIEW),
      }),
      tagline: t.string({
        description: 'The line on the poster. Null when there is none in any of the operation’s languages.',
        ...fromText(movie, TAGLINE),
      }),
      taglineLanguage: t.field({
        type: 'LanguageTag',
        description: 'The language that `tagline` is in. Null when there is none.',
        ...languageFrom(movie, TAGLINE),
      }),
      homepage: t.string({
        description: 'The film’s own site. Null when there is none in any of the operation’s languages.',
        ...fromText(movie, HOMEPAGE),
      }),
      releaseDate: t.field({
        type: 'Date',
        description: 'The first release. In lists of a region: the release there. Null when it is not known.',
        ...inList((json) => knownDate(json.release_date)),
      }),
      releaseYear: t.int({
        description: 'The year of `releaseDate`.',
        ...inList((json) => knownNumber(knownDate(json.release_date)?.slice(0, 4))),
      }),
      status: t.string({
        description: '`Rumored`, `Planned`, `In Production`, `Post Production`, `Released`, `Canceled`; others may come.',
        ...fromPart(movie, 'details', (json) => knownText(json.status)),
      }),
      isReleased: t.boolean({
        description: 'Whether it is out, going by `status` and `releaseDate`. Null when TMDB knows neither.',
        ...fromPart(movie, 'details', (json, _args: object, _locale, _node, { today }) => isReleased(json, today)),
      }),
      runtime: t.int({
        description: 'Minutes. Null when TMDB does not know.',
        ...fromPart(movie, 'details', (json) => knownNumber(json.runtime)),
      }),
      budget: t.field({
        type: 'SafeInt',
        description: 'US dollars. Null when TMDB does not know.',
        ...fromPart(movie, 'details', (json) => knownNumber(json.budget)),
      }),
      revenue: t.field({
        type: 'SafeInt',
        description: 'US dollars. Null when TMDB does not know.',
        ...fromPart(movie, 'details', (json) => knownNumber(json.revenue)),
      }),
      popularity: t.float({
        description: 'TMDB’s own measure of attention, without a unit; it changes daily.',
        ...fromSummary(movie, (json) => number(json.popularity)),
      }),
      voteAverage: t.float({
        description: 'From 0 to 10, by TMDB’s users. 0 when nobody voted.',
        ...fromSummary(movie, (json) => number(json.vote_average)),
      }),
      voteCount: t.int({ description: 'How many users voted.', ...fromSummary(movie, (json) => number(json.vote_count)) }),
      adult: t.boolean({
        description: 'Whether it is pornography. Null for some new or deleted films.',
        ...fromSummary(movie, (json) => json.adult ?? null),
      }),
      video: t.boolean({
        description: 'Whether it is no film proper: a compilation, a recorded show, a direct-to-video extra.',
        ...fromSummary(movie, (json) => json.video ?? null),
      }),
      softcore: t.boolean({
        description: 'Whether it is soft pornography. Null where TMDB has not said so.',
        ...fromSummary(movie, (json) => json.softcore ?? null),
      }),
      poster: posterField(t, movie),
      backdrop: backdropField(t, movie),
      logo: logoField(t, movie),
      genres: t.field({
        type: [Genre],
        nullable: nullableItems,
        description: 'What kind of film it is.',
        ...fromSummary(movie, (json) => genresOf('movie', json)),
      }),
      collection: t.field({
        type: Collection,
        description: 'The films it belongs with. Null when it stands alone.',
        ...fromPart(movie, 'details', (json) => nodeOf(json.belongs_to_collection)),
      }),
      productionCompanies: t.field({
        type: [Company],
        nullable: nullableItems,
        description: 'Who produced it.',
        ...fromPart(movie, 'details', (json) => rowsOf(json.production_companies).map((row) => nodeOf(row))),
      }),
      productionCountries: t.field({
        type: [Country],
        nullable: nullableItems,
        description: 'Where it was produced.',
        ...fromPart(movie, 'details', (json) => json.production_countries ?? null),
      }),
      originCountries: t.field({
        type: ['CountryCode'],
        nullable: nullableItems,
        description: 'Where it is from, as ISO 3166-1 codes.',
        ...fromPart(movie, 'details', (json) => json.origin_country ?? null),
      }),
      spokenLanguages: t.field({
        type: [Language],
        nullable: nullableItems,
        description: 'What is spoken in it.',
        ...fromPart(movie, 'details', (json) => json.spoken_languages ?? null),
      }),
      alternativeTitles: t.field({
        type: [AlternativeTitle],
        nullable: nullableItems,
        description: ALTERNATIVE_TITLES,
        args: alternativeTitleArgs,
        ...fromPart(movie, 'alternative_titles', (json) => json.titles ?? null),
      }),
      cast: castField(t, movie),
      crew: crewField(t, movie),
      directors: jobField(t, 'directors', inCredits),
      writers: jobField(t, 'writers', inCredits),
      producers: jobField(t, 'producers', inCredits),
      composers: jobField(t, 'composers', inCredits),
      externalIds: t.field({
        type: ExternalIds,
        description: 'What it is called elsewhere.',
        ...fromPart(movie, 'external_ids', (json) => json),
      }),
      images: imagesField(t, movie, MovieImages),
      keywords: t.field({
        type: [Keyword],
        nullable: nullableItems,
        description: 'Words it is found by.',
        ...fromPart(movie, 'keywords', (json) => rowsOf(json.keywords).map((row) => nodeOf(row))),
      }),
      lists: listsField(t, movie),
      recommendations: t.field({
        type: MovieConnection,
        description: 'What users who liked it liked too.',
        args: pageArgs,
        ...fromPages(movie, 'recommendations'),
      }),
      similar: t.field({
        type: MovieConnection,
        description: 'Films of like genres and keywords.',
        args: pageArgs,
        ...fromPages(movie, 'similar'),
      }),
      releaseDates: t.field({
        type: [CountryReleases],
        nullable: nullableItems,
        description: 'When it came out, by country.',
        args: country,
        ...fromPart(movie, 'release_dates', (json, args: { country?: string | null | undefined }) =>
          rowsOf(json.results).filter(({ iso_3166_1 }) => (args.country ?? iso_3166_1) === iso_3166_1),
        ),
      }),
      certification: t.string({
        description: CERTIFICATION,
        args: certificationArgs,
        ...fromPart(movie, 'release_dates', (json, args: CertificationArgs, locale) =>
          certificationOf(releasesIn(regionOf(args, locale), json.results)),
        ),
      }),
      reviews: reviewsField(t, movie),
      translations: t.field({
        type: [MovieTranslation],
        nullable: nullableItems,
        description: 'Its texts in all languages.',
        ...fromPart(movie, 'translations', (json) => json.translations ?? null),
      }),
      videos: videosField(t, movie),
      trailer: trailerField(t, movie),
      watchProviders: watchProvidersField(t, movie),
      changes: changesField(t, movie),
    };
  },
});

/** TMDB takes an IMDb id in place of its number, though its reference does not say so; `/find` is the way it does say. */
async function movieByImdbId(imdbId: string, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> {
  const ref = parseImdbId('title', imdbId);
  try {
    const { id } = await loadSelected(movie, ref, context, info);
    return { ref, id: String(id) };
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'NOT_FOUND') throw error;
    return lookUpByExternalId('Movie', 'imdb_id', ref, context, info);
  }
}

builder.queryField('movie', (t) =>
  t.field({
    type: Movie,
    description: 'One film, with all that is selected of it in one TMDB request.',
    args: {
      id: t.arg.id({ description: 'TMDB’s number of the film, or its global id.' }),
      imdbId: t.arg.string({ description: 'Instead of `id`: its id at IMDb, `tt0133093`.' }),
    },
    async resolve(_root, { id, imdbId }, context, info) {
      if (id && !imdbId) return lookUp(movie, id, context, info);
      if (imdbId && !id) return movieByImdbId(imdbId, context, info);
      throw badInput('Either `id` or `imdbId` was expected.');
    },
  }),
);

entity(Movie, movie, { imdbId: { of: 'title', lookUp: movieByImdbId } });
