import { knownDate, knownNumber, knownText, number } from '../src/tmdb/known.ts';
import { tvSeries } from '../src/tmdb/tv.ts';
import type { TvSeriesSummary } from '../src/tmdb/tv.ts';
import { builder, holes } from './builder.ts';
import { connectionType } from './connection.ts';
import { Genre, genresOf } from './genre.ts';
import { Backdrop, imageAt, Poster } from './image.ts';
import { nodeOptions } from './node.ts';
import { fromSummary, nodeOf } from './part.ts';
import type { Node } from './part.ts';

export const TvSeries = builder.objectRef<Node<TvSeriesSummary>>('TvSeries');

export const TvSeriesConnection = connectionType('TvSeries', {
  of: 'series',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary) => nodeOf(row),
});

TvSeries.implement({
  description: 'A television series.',
  ...nodeOptions(tvSeries),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s number of the series.', resolve: ({ id }) => Number(id) }),
    name: t.string({
      description: 'In the language of the operation, or the original name where nobody translated it.',
      ...fromSummary(tvSeries, (json) => knownText(json.name)),
    }),
    originalName: t.string({
      description: 'In the language it was made in.',
      ...fromSummary(tvSeries, (json) => knownText(json.original_name)),
    }),
    originalLanguage: t.string({
      description: 'ISO 639-1 code of the language it was made in.',
      ...fromSummary(tvSeries, (json) => knownText(json.original_language)),
    }),
    overview: t.string({
      description: 'What it is about. Null when nobody wrote it in this language.',
      ...fromSummary(tvSeries, (json) => knownText(json.overview)),
    }),
    firstAirDate: t.field({
      type: 'Date',
      description: 'When its first episode aired. Null when it is not known.',
      ...fromSummary(tvSeries, (json) => knownDate(json.first_air_date)),
    }),
    firstAirYear: t.int({
      description: 'The year of `firstAirDate`.',
      ...fromSummary(tvSeries, (json) => knownNumber(knownDate(json.first_air_date)?.slice(0, 4))),
    }),
    originCountries: t.field({
      type: ['CountryCode'],
      nullable: holes,
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
    poster: t.field({
      type: Poster,
      description: 'The poster TMDB shows in this language. Null when there is none.',
      ...fromSummary(tvSeries, (json) => imageAt(json.poster_path)),
    }),
    backdrop: t.field({
      type: Backdrop,
      description: 'The backdrop TMDB shows. Null when there is none.',
      ...fromSummary(tvSeries, (json) => imageAt(json.backdrop_path)),
    }),
    genres: t.field({
      type: [Genre],
      nullable: holes,
      description: 'What kind of series it is.',
      ...fromSummary(tvSeries, (json) => genresOf('tv', json)),
    }),
  }),
});
