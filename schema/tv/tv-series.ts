import { badInput } from '../../src/tmdb/error.ts';
import { knownDate, knownNumber, knownText, number, rowsOf } from '../../src/tmdb/known.ts';
import { parseSeasonRef, tvSeason, tvSeries, type ContentRatingRow } from '../../src/tmdb/api/titles/tv.ts';
import { ALTERNATIVE_TITLES, AlternativeTitle, alternativeTitleArgs } from '../media/alternative-title.ts';
import { accountStatesField } from '../media/account-states.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byImdbId, lookUpByExternalId } from '../core/by-external-id.ts';
import { entity } from '../core/entity.ts';
import { imdbIdFrom } from '../media/imdb-id.ts';
import { CERTIFICATION, certificationArgs, regionOf, type CertificationArgs } from '../media/certification-in.ts';
import { Company } from '../reference/company.ts';
import { connectionType, fromPages, pageArgs } from '../core/connection.ts';
import { Country, Language } from '../reference/country.ts';
import { EpisodeGroup, groupNode } from './episode-group.ts';
import { TvSeriesExternalIds } from '../media/external-ids.ts';
import { Genre, genresOf } from '../reference/genre.ts';
import { TvSeriesImages } from '../media/image-lists.ts';
import { Keyword } from '../reference/keyword.ts';
import { Media } from '../media/media-interface.ts';
import {
  changesField,
  imagesField,
  listsField,
  reviewsField,
  trailerField,
  videosField,
  watchProvidersField,
} from '../media/media-parts.ts';
import { Network } from '../reference/network.ts';
import { lookUp, NodeInterface, nodeOptions } from '../core/node.ts';
import { orderedEpisodes } from './ordered-episodes.ts';
import { fromPart, fromSummary, nodeOf, type Node } from '../core/part.ts';
import { backdropField, logoField, posterField } from '../media/picture.ts';
import { Person } from '../people/person.ts';
import { aggregateCastField, aggregateCrewField } from './aggregate-credits.ts';
import { castField, crewField } from '../people/credits.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';
import { seasonNode, TvSeason } from './tv-season.ts';
import { TvSeriesTranslation } from './tv-translation.ts';
import type { PersonSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

const TvCreator = builder.objectRef<PersonSummary & { credit_id?: string }>('TvCreator');

TvCreator.implement({
  description: 'Somebody who created a series.',
  fields: (t) => ({
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: (row) => knownText(row.credit_id) }),
    node: t.field({ type: Person, description: 'Who it is.', resolve: (row) => nodeOf(row) }),
  }),
});

const ContentRating = builder.objectRef<ContentRatingRow>('ContentRating');

ContentRating.implement({
  description: 'For which ages a series is, in one country.',
  fields: (t) => ({
    country: t.exposeString('iso_3166_1', { description: 'ISO 3166-1 code of the country.' }),
    rating: t.string({
      description: 'In the country’s own terms: `TV-MA`, `16`. Null when it is not said.',
      resolve: ({ rating }) => knownText(rating),
    }),
    descriptors: t.exposeStringList('descriptors', { description: 'Why it has this rating.' }),
  }),
});

export const TvSeries = builder.objectRef<Node<TvSeriesSummary>>('TvSeries');

export const TvSeriesConnection = connectionType('TvSeries', {
  of: 'series',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary) => nodeOf(row),
});

const NAME = { key: 'name', original: 'original_name' } as const;
const OVERVIEW = { key: 'overview' } as const;
const TAGLINE = { key: 'tagline', detailsOnly: true } as const;
const HOMEPAGE = { key: 'homepage', detailsOnly: true } as const;

TvSeries.implement({
  description: 'A television series.',
  ...nodeOptions(tvSeries),
  interfaces: [NodeInterface, Media],
  fields: (t) => {
    const country = { country: t.arg({ type: 'CountryCode', description: 'Only this country.' }) };
    const name = t.string({
      description: 'In the first of the operation’s languages that has it, or the original name where nobody translated it.',
      ...fromText(tvSeries, NAME),
    });
    const nameLanguage = t.field({ type: 'LanguageTag', description: 'The language that `name` is in.', ...languageFrom(tvSeries, NAME) });
    const originalName = t.string({
      description: 'In the language it was made in.',
      ...fromSummary(tvSeries, (json) => knownText(json.original_name)),
    });
    const firstAirDate = t.field({
      type: 'Date',
      description: 'When its first episode aired. Null when it is not known.',
      ...fromSummary(tvSeries, (json) => knownDate(json.first_air_date)),
    });
    const firstAirYear = t.int({
      description: 'The year of its first episode.',
      ...fromSummary(tvSeries, (json) => knownNumber(knownDate(json.first_air_date)?.slice(0, 4))),
    });
    return {
      accountStates: accountStatesField(t, tvSeries),
      tmdbId: t.int({ nullable: false, description: 'TMDB’s number of the series.', resolve: ({ id }) => Number(id) }),
      imdbId: t.string({
        description: 'Id at IMDb: `tt0944947`. Null when TMDB does not know it.',
        ...imdbIdFrom(tvSeries, 'external_ids'),
      }),
      name,
      nameLanguage,
      title: name,
      titleLanguage: nameLanguage,
      originalName,
      originalTitle: originalName,
      firstAirDate,
      releaseDate: firstAirDate,
      firstAirYear,
      releaseYear: firstAirYear,
      originalLanguage: t.string({
        description: 'ISO 639-1 code of the language it was made in.',
        ...fromSummary(tvSeries, (json) => knownText(json.original_language)),
      }),
      overview: t.string({
        description: 'What it is about. Null when nobody wrote it in any of the operation’s languages.',
        ...fromText(tvSeries, OVERVIEW),
      }),
      overviewLanguage: t.field({
        type: 'LanguageTag',
        description: 'The language that `overview` is in. Null when there is none.',
        ...languageFrom(tvSeries, OVERVIEW),
      }),
      tagline: t.string({
        description: 'The line on the poster. Null when there is none in any of the operation’s languages.',
        ...fromText(tvSeries, TAGLINE),
      }),
      taglineLanguage: t.field({
        type: 'LanguageTag',
        description: 'The language that `tagline` is in. Null when there is none.',
        ...languageFrom(tvSeries, TAGLINE),
      }),
      homepage: t.string({
        description: 'Its own site. Null when there is none in any of the operation’s languages.',
        ...fromText(tvSeries, HOMEPAGE),
      }),
      status: t.string({
        description: '`Returning Series`, `Planned`, `In Production`, `Ended`, `Canceled`, `Pilot`; others may come.',
        ...fromPart(tvSeries, 'details', (json) => knownText(json.status)),
      }),
      type: t.string({
        description: '`Scripted`, `Reality`, `Miniseries`, `Documentary`, `News`, `Talk Show`, `Video`; others may come.',
        ...fromPart(tvSeries, 'details', (json) => knownText(json.type)),
      }),
      inProduction: t.boolean({
        description: 'Whether episodes are still made.',
        ...fromPart(tvSeries, 'details', (json) => json.in_production ?? null),
      }),
      lastAirDate: t.field({
        type: 'Date',
        description: 'When its newest episode aired. Null when it is not known.',
        ...fromPart(tvSeries, 'details', (json) => knownDate(json.last_air_date)),
      }),
      episodeRuntimes: t.intList({
        description: 'Minutes. Empty for nearly all series: TMDB no longer fills it, the episodes know theirs.',
        ...fromPart(tvSeries, 'details', (json) => json.episode_run_time ?? null),
      }),
      episodeRuntime: t.int({
        description: 'Minutes of an episode: the first of `episodeRuntimes`, or those of the newest episode. Null when TMDB knows neither.',
        ...fromPart(
          tvSeries,
          'details',
          (json) => knownNumber(json.episode_run_time?.[0]) ?? knownNumber(json.last_episode_to_air?.runtime),
        ),
      }),
      numberOfSeasons: t.int({
        description: 'Without season 0, which holds specials.',
        ...fromPart(tvSeries, 'details', (json) => json.number_of_seasons ?? null),
      }),
      numberOfEpisodes: t.int({
        description: 'Without specials; announced ones included.',
        ...fromPart(tvSeries, 'details', (json) => json.number_of_episodes ?? null),
      }),
      languages: t.stringList({
        description: 'ISO 639-1 codes of the languages it is in.',
        ...fromPart(tvSeries, 'details', (json) => json.languages ?? null),
      }),
      originCountries: t.field({
        type: ['CountryCode'],
        nullable: nullableItems,
        description: 'Where it is from, as ISO 3166-1 codes.',
        ...fromSummary(tvSeries, (json) => json.origin_country ?? null),
      }),
      popularity: t.float({
        description: 'TMDB’s own measure of attention, without a unit; it changes daily.',
        ...fromSummary(tvSeries, (json) => number(json.popularity)),
      }),
      voteAverage: t.float({
        description: 'From 0 to 10, by TMDB’s users. 0 when nobody voted.',
        ...fromSummary(tvSeries, (json) => number(json.vote_average)),
      }),
      voteCount: t.int({ description: 'How many users voted.', ...fromSummary(tvSeries, (json) => number(json.vote_count)) }),
      adult: t.boolean({
        description: 'Whether it is pornography. Null where TMDB has not said so.',
        ...fromSummary(tvSeries, (json) => json.adult ?? null),
      }),
      softcore: t.boolean({
        description: 'Whether it is soft pornography. Null where TMDB has not said so.',
        ...fromSummary(tvSeries, (json) => json.softcore ?? null),
      }),
      poster: posterField(t, tvSeries),
      backdrop: backdropField(t, tvSeries),
      logo: logoField(t, tvSeries),
      genres: t.field({
        type: [Genre],
        nullable: nullableItems,
        description: 'What kind of series it is.',
        ...fromSummary(tvSeries, (json) => genresOf('tv', json)),
      }),
      createdBy: t.field({
        type: [TvCreator],
        nullable: nullableItems,
        description: 'Who created it.',
        ...fromPart(tvSeries, 'details', (json) => json.created_by ?? null),
      }),
      creators: t.field({
        type: [Person],
        nullable: nullableItems,
        description: 'Who created it, without the ids of the credits.',
        ...fromPart(tvSeries, 'details', (json) => rowsOf(json.created_by).map((row) => nodeOf(row))),
      }),
      networks: t.field({
        type: [Network],
        nullable: nullableItems,
        description: 'Who shows it.',
        ...fromPart(tvSeries, 'details', (json) => rowsOf(json.networks).map((row) => nodeOf(row))),
      }),
      productionCompanies: t.field({
        type: [Company],
        nullable: nullableItems,
        description: 'Who produces it.',
        ...fromPart(tvSeries, 'details', (json) => rowsOf(json.production_companies).map((row) => nodeOf(row))),
      }),
      productionCountries: t.field({
        type: [Country],
        nullable: nullableItems,
        description: 'Where it is produced.',
        ...fromPart(tvSeries, 'details', (json) => json.production_countries ?? null),
      }),
      spokenLanguages: t.field({
        type: [Language],
        nullable: nullableItems,
        description: 'What is spoken in it.',
        ...fromPart(tvSeries, 'details', (json) => json.spoken_languages ?? null),
      }),
      lastEpisodeToAir: t.field({
        type: TvEpisode,
        description: 'The newest episode. Null before the first.',
        ...fromPart(tvSeries, 'details', (json) => episodeNode(json.id, json.last_episode_to_air)),
      }),
      nextEpisodeToAir: t.field({
        type: TvEpisode,
        description: 'The next episode. Null when none is announced.',
        ...fromPart(tvSeries, 'details', (json) => episodeNode(json.id, json.next_episode_to_air)),
      }),
      seasons: t.field({
        type: [TvSeason],
        nullable: nullableItems,
        description: 'All seasons, specials (season 0) among them. What details of them cost: one request for 20 seasons.',
        ...fromPart(tvSeries, 'details', (json) => rowsOf(json.seasons).map((row) => seasonNode(json.id, row))),
      }),
      season: t.field({
        type: TvSeason,
        description: 'One season, in the same request. Null, with an error, when the series does not have it.',
        args: { number: t.arg.int({ required: true, description: 'Its number; 0 for specials.' }) },
        extensions: {
          tmdb: {
            resource: tvSeries,
            part: 'details',
            leadsTo: (ref: string, args: { number: number }) => ({ resource: tvSeason, ref: parseSeasonRef(ref, args.number) }),
          },
        },
        resolve: ({ ref }, { number: season }, context, info) => lookUp(tvSeason, parseSeasonRef(ref, season), context, info),
      }),
      cast: castField(t, tvSeries),
      crew: crewField(t, tvSeries),
      aggregateCast: aggregateCastField(t, tvSeries),
      aggregateCrew: aggregateCrewField(t, tvSeries),
      alternativeTitles: t.field({
        type: [AlternativeTitle],
        nullable: nullableItems,
        description: ALTERNATIVE_TITLES,
        args: alternativeTitleArgs,
        // TMDB itself takes a country for films only.
        ...fromPart(tvSeries, 'alternative_titles', (json, { country: wanted }: { country?: string | null | undefined }) =>
          wanted ? rowsOf(json.results).filter(({ iso_3166_1 }) => iso_3166_1 === wanted) : (json.results ?? null),
        ),
      }),
      contentRatings: t.field({
        type: [ContentRating],
        nullable: nullableItems,
        description: 'For which ages it is, by country.',
        args: country,
        ...fromPart(tvSeries, 'content_ratings', (json, args: { country?: string | null | undefined }) =>
          rowsOf(json.results).filter(({ iso_3166_1 }) => (args.country ?? iso_3166_1) === iso_3166_1),
        ),
      }),
      certification: t.string({
        description: CERTIFICATION,
        args: certificationArgs,
        ...fromPart(tvSeries, 'content_ratings', (json, args: CertificationArgs, locale) => {
          const region = regionOf(args, locale);
          const ratings = rowsOf(json.results).filter(({ iso_3166_1 }) => iso_3166_1 === region);
          return knownText(ratings.find(({ rating }) => knownText(rating) !== null)?.rating);
        }),
      }),
      episodes: t.field(orderedEpisodes),
      episodeGroups: t.field({
        type: [EpisodeGroup],
        nullable: nullableItems,
        description: 'Other orders of its episodes.',
        ...fromPart(tvSeries, 'episode_groups', (json) => rowsOf(json.results).map(groupNode)),
      }),
      screenedTheatrically: t.field({
        type: [TvEpisode],
        nullable: nullableItems,
        description: 'Episodes that were shown in cinemas.',
        ...fromPart(tvSeries, 'screened_theatrically', (json, _args: object, _locale, { ref }) =>
          // The rows say which episode it is and no more, so they are no summaries.
          rowsOf(json.results).map((row) => {
            const node = episodeNode(ref, row);
            return node && { ref: node.ref, id: node.id };
          }),
        ),
      }),
      externalIds: t.field({
        type: TvSeriesExternalIds,
        description: 'What it is called elsewhere.',
        ...fromPart(tvSeries, 'external_ids', (json) => json),
      }),
      images: imagesField(t, tvSeries, TvSeriesImages),
      keywords: t.field({
        type: [Keyword],
        nullable: nullableItems,
        description: 'Words it is found by.',
        ...fromPart(tvSeries, 'keywords', (json) => rowsOf(json.results).map((row) => nodeOf(row))),
      }),
      lists: listsField(t, tvSeries),
      recommendations: t.field({
        type: TvSeriesConnection,
        description: 'What users who liked it liked too.',
        args: pageArgs,
        ...fromPages(tvSeries, 'recommendations'),
      }),
      similar: t.field({
        type: TvSeriesConnection,
        description: 'Series of like genres and keywords.',
        args: pageArgs,
        ...fromPages(tvSeries, 'similar'),
      }),
      reviews: reviewsField(t, tvSeries),
      translations: t.field({
        type: [TvSeriesTranslation],
        nullable: nullableItems,
        description: 'Its texts in all languages.',
        ...fromPart(tvSeries, 'translations', (json) => json.translations ?? null),
      }),
      videos: videosField(t, tvSeries),
      trailer: trailerField(t, tvSeries),
      watchProviders: watchProvidersField(t, tvSeries),
      changes: changesField(t, tvSeries),
    };
  },
});

const seriesByImdbId = byImdbId('TvSeries', 'title');

builder.queryField('tvSeries', (t) =>
  t.field({
    type: TvSeries,
    description:
      'One series, with all that is selected of it in one TMDB request, seasons by number included; one more when asked by the id of another site.',
    args: {
      id: t.arg.id({ description: 'TMDB’s number of the series, or its global id.' }),
      imdbId: t.arg.string({ description: 'Instead of `id`: its id at IMDb, `tt0944947`.' }),
      tvdbId: t.arg.int({ description: 'Instead of `id`: its number at TheTVDB, `121361`.' }),
    },
    async resolve(_root, { id, imdbId, tvdbId }, context, info) {
      if ([id, imdbId, tvdbId].filter((one) => one !== null && one !== undefined).length !== 1) {
        throw badInput('Either `id`, `imdbId` or `tvdbId` was expected.');
      }
      if (id) return lookUp(tvSeries, id, context, info);
      if (imdbId) return seriesByImdbId(imdbId, context, info);
      if (!tvdbId || tvdbId < 1) throw badInput('A number at TheTVDB is positive.');
      return lookUpByExternalId('TvSeries', 'tvdb_id', String(tvdbId), context, info);
    },
  }),
);

entity(TvSeries, tvSeries, { imdbId: { of: 'title', lookUp: seriesByImdbId } });
