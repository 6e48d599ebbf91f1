import { knownDate, knownNumber, knownText, number } from '../src/tmdb/known.ts';
import type { TvEpisodeSummary } from '../src/tmdb/tv.ts';
import { builder } from './builder.ts';
import { imageAt, Still } from './image.ts';
import { TvSeries } from './tv-series.ts';

export const TvEpisode = builder.objectRef<TvEpisodeSummary>('TvEpisode');

TvEpisode.implement({
  description: 'An episode of a series.',
  fields: (t) => ({
    tmdbId: t.int({ description: 'TMDB’s number of the episode.', resolve: ({ id }) => number(id) }),
    seasonNumber: t.exposeInt('season_number', { description: 'The number of its season; 0 holds specials.' }),
    episodeNumber: t.exposeInt('episode_number', { description: 'Its number in the season.' }),
    name: t.string({ description: 'In the language of the operation.', resolve: ({ name }) => knownText(name) }),
    overview: t.string({
      description: 'What happens in it. Null when nobody wrote it in this language.',
      resolve: ({ overview }) => knownText(overview),
    }),
    airDate: t.field({
      type: 'Date',
      description: 'When it aired. Null when it is not known.',
      resolve: ({ air_date }) => knownDate(air_date),
    }),
    runtime: t.int({ description: 'Minutes. Null when TMDB does not know.', resolve: ({ runtime }) => knownNumber(runtime) }),
    episodeType: t.string({
      description: '`standard`, `mid_season`, `finale`; others may come.',
      resolve: ({ episode_type }) => knownText(episode_type),
    }),
    productionCode: t.string({
      description: 'The makers’ own number. Null when it is not known.',
      resolve: ({ production_code }) => knownText(production_code),
    }),
    voteAverage: t.exposeFloat('vote_average', { description: 'From 0 to 10, by TMDB’s users.' }),
    voteCount: t.exposeInt('vote_count', { description: 'How many users voted.' }),
    still: t.field({
      type: Still,
      description: 'A picture from it. Null when there is none.',
      resolve: ({ still_path }) => imageAt(still_path),
    }),
    series: t.field({
      type: TvSeries,
      description: 'The series it belongs to.',
      resolve: ({ show_id: id }) => (id === undefined ? null : { ref: String(id), id: String(id) }),
    }),
  }),
});
